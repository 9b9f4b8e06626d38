"""An open amendment as a line of the timeline, so that "my turn" names it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.building.amendment_models import Amendment
from exchanges.building.amendment_models import Step as Stage
from exchanges.building.scan_turns import scan_to_check
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Party
from exchanges.lifecycle.steps import CURRENT, Step

MANY = (
    "amendments__commitment__signatures",
    "amendments__commitment__uploads",
    "amendments__commitment__text_document",
    "amendments__agreement__signatures",
    "amendments__agreement__uploads",
    "amendments__agreement__text_document",
)


def steps(exchange: Exchange, user) -> list[Step]:
    """Reads prefetched relations only."""
    amendment = next((one for one in exchange.amendments.all() if one.is_open), None)
    if amendment is None:
        return []
    if amendment.state == Stage.SIGNING:
        return _signature(exchange, user, amendment)
    other_side = next(side for side in SIDES if side != amendment.side)
    label, action = _("Answer the proposed change"), _("Look and answer")
    return [_step(exchange, user, amendment, other_side, label, ("amendment-list", action))]


def _signature(exchange: Exchange, user, amendment: Amendment) -> list[Step]:
    paper = amendment.paper_to_sign
    if paper is None or paper.next_to_sign is None:
        return []
    party = paper.next_to_sign
    label = f"{_('Sign the amendment')}: {party.label}"
    if scan := paper.waiting_scan_of(party):
        paper.exchange = exchange
        return [scan_to_check(exchange, user, scan, label=label, due_on=_due_on(amendment))]
    return [_step(exchange, user, amendment, party, label, ("amendment-sign", _("Read and sign")))]


def _step(exchange, user, amendment: Amendment, party: Party, label: str, reader) -> Step:
    page, action = reader
    mine = party in parties_of(user, exchange)
    return Step(
        label=label,
        state=CURRENT,
        who=_name(exchange, party),
        due_on=_due_on(amendment),
        url=reverse(f"building:{page}", args=[exchange.public_id]) if mine else "",
        action=action if mine else "",
    )


def _due_on(amendment: Amendment) -> date:
    return min(amendment.exchange.first_day, amendment.first_day)


def _name(exchange: Exchange, party) -> str:
    is_side = party in SIDES
    return str(exchange.organisation_of(party) if is_side else exchange.cluster_of(party))
