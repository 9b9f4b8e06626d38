"""Turn by turn: what each side has offered, and what has changed about it."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from blues.common import formats
from exchanges.lifecycle.models import Exchange
from exchanges.matching.offer_models import Offer
from exchanges.registration.models import Mode

TERMS = ("mode", "first_day", "last_day", "goals")


class Difference(NamedTuple):
    label: str
    before: str
    after: str


def keep(exchange: Exchange, *, time_asked_at: datetime | None = None) -> Offer:
    """Write down what the exchange offers now and whose turn it was.

    ``time_asked_at`` says when that side had asked for time to think of it.
    """
    return Offer.objects.create(
        exchange=exchange,
        side=exchange.proposed_side,
        by=exchange.proposed_by,
        time_asked_at=time_asked_at,
        **{name: getattr(exchange, name) for name in TERMS},
    )


def differences(before, offered: dict) -> list[Difference]:
    """What ``offered`` changes about an exchange or an offer, in words; empty where nothing."""
    said = {name: getattr(before, name) for name in TERMS}
    shown = {
        _("Dates"): lambda terms: formats.period(terms["first_day"], terms["last_day"]),
        _("How"): lambda terms: str(Mode(terms["mode"]).label),
        _("Goals"): lambda terms: terms["goals"],
    }
    return [
        Difference(label, show(said), show(offered))
        for label, show in shown.items()
        if show(said) != show(offered)
    ]


def last_change(exchange: Exchange) -> list[Difference]:
    """What the last offer changed about the one before it; empty while there is one alone."""
    turns = list(exchange.offers.order_by("-pk")[:2])
    if len(turns) < 2:  # noqa: PLR2004 -- one before the last
        return []
    last, before = turns
    return differences(before, {name: getattr(last, name) for name in TERMS})
