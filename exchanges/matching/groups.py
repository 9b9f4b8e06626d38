"""Group exchanges: one host, several visitors, each with an exchange and papers of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed, Refusal
from clusters.models import User
from exchanges.lifecycle.models import Exchange, ExchangeGroup
from exchanges.lifecycle.states import STOPPED, Party
from exchanges.matching import preview, proposals
from exchanges.registration.models import Mode, Registration
from exchanges.registration.rules import assesses

FEWEST = 2


@dataclass(frozen=True)
class Look:
    """What the common dates would mean for one visitor; ``against`` is empty where it may come."""

    visitor: Registration
    exchange: Exchange  # sketched, not saved
    preview: preview.Preview
    against: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    group: ExchangeGroup
    exchanges: tuple[Exchange, ...]
    left_out: tuple[tuple[Registration, str], ...]


@dataclass(frozen=True)
class Fellow:
    """Another visitor of the group, as far as the reader may know of it."""

    registration: Registration
    exchange: Exchange | None  # where the reader may open it


@dataclass(frozen=True)
class Fellows:
    known: tuple[Fellow, ...]
    others: int  # how many more there are


def may_invite(user: User, host: Registration) -> bool:
    """The host itself, or its cluster on its behalf."""
    return user.represents(host.organisation) or assesses(user, host)


@transaction.atomic
def propose(  # noqa: PLR0913 -- what an invitation says, by name
    *,
    host: Registration,
    visitors: Iterable[Registration],
    title: str,
    mode: str,
    first_day: date,
    last_day: date,
    goals: str,
    by: User,
    leaving_out: bool = False,
) -> Proposed:
    """Ask every visitor in the name of the host, all in one transaction: all of them or none.

    With ``leaving_out``, those who cannot be asked are left out and named.
    """
    chosen = sorted(set(visitors), key=lambda one: one.pk)
    _lock([host, *chosen])
    host = Registration.objects.with_parties().get(pk=host.pk)
    _refuse_no_group(host, chosen, by)
    terms = {"mode": mode, "first_day": first_day, "last_day": last_day, "goals": goals}
    _refuse_too_many(host, len(chosen), mode, first_day, last_day)
    group = ExchangeGroup(title=title.strip(), host_organisation=host.organisation)
    group.full_clean()
    group.save()
    made, left_out = _ask_each(host, chosen, group, by, terms)
    if left_out and not leaving_out:
        raise Conflict(
            _("Not everybody can be asked, so nobody was."),
            reasons=[f"{one.organisation}: {why}" for one, why in left_out],
            way_out=_("Choose other dates or visitors, or have those who cannot come left out."),
        )
    if len(made) < FEWEST:
        raise Conflict(
            _("Fewer than two visitors are left, and one alone is no group."),
            reasons=[f"{one.organisation}: {why}" for one, why in left_out],
            way_out=_("Choose other dates or visitors."),
        )
    for exchange in made:
        journal.record(exchange.case, "group-formed", by=by, group=str(group.public_id))
    return Proposed(group, tuple(made), tuple(left_out))


def look(
    *, host: Registration, visitors: Iterable[Registration], mode: str, first_day, last_day
) -> list[Look]:
    """Days, money and rules for each visitor, and what stands against it; nothing is stored."""
    return [
        _look_at(
            proposals.sketch(
                visitor=visitor, host=host, mode=mode, first_day=first_day, last_day=last_day
            )
        )
        for visitor in visitors
    ]


def why_no_group(host: Registration, number: int, mode: str, first_day, last_day) -> str:
    """Why the host cannot take so many at once, whoever they are; empty where it can."""
    if not host.welcomes_groups:
        return _("%(host)s does not welcome groups.") % {"host": host.organisation}
    if mode == Mode.VIRTUAL:
        return ""
    free = max(0, host.capacity - proposals.stays_between(host, first_day, last_day).count())
    if number <= free:
        return ""
    return ngettext(
        "%(host)s has %(free)s place during these days.",
        "%(host)s has %(free)s places during these days.",
        free,
    ) % {"host": host.organisation, "free": free}


def fellows_of(exchange: Exchange, user: User) -> Fellows | None:
    """Who else is in the group; ``None`` where there is no group.

    The host and those who may open the other exchanges read how they stand. Fellow visitors learn
    who comes along where the catalogue shows it anyway.
    """
    if exchange.group_id is None:
        return None
    rows = Exchange.objects.filter(group=exchange.group_id).exclude(pk=exchange.pk).order_by("pk")
    visible = set(rows.visible_to(user).values_list("pk", flat=True))
    coming = rows.exclude(state__in=STOPPED)
    listed = Registration.objects.in_catalogue().filter(pk__in=coming.values("visitor"))
    shown = set(listed.values_list("pk", flat=True))
    found, others = [], 0
    for row in rows.with_parties().select_related("visitor__organisation__country"):
        if row.pk in visible or row.visitor_id in shown:
            found.append(Fellow(row.visitor, row if row.pk in visible else None))
        elif row.state not in STOPPED:
            others += 1
    return Fellows(tuple(found), others)


def visible_groups(request):
    """The groups among whose exchanges the person may open one, for a filter."""
    seen = Exchange.objects.visible_to(request.user).filter(group__isnull=False)
    return ExchangeGroup.objects.filter(pk__in=seen.values("group")).order_by("title", "pk")


def _lock(registrations: list[Registration]) -> None:
    """Everybody who proposes locks registrations in this order, and before any number is drawn."""
    rows = Registration.objects.filter(pk__in=[one.pk for one in registrations]).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def _refuse_no_group(host: Registration, visitors: list[Registration], by: User) -> None:
    if not may_invite(by, host):
        raise NotAllowed(_("A group is invited by its host, or by the host's cluster for it."))
    if not host.is_host:
        raise BadInput(_("A group meets at a host."))
    if len(visitors) < FEWEST:
        raise BadInput(_("A group has at least two visitors."))


def _refuse_too_many(host: Registration, number: int, mode: str, first_day, last_day) -> None:
    proposals.refuse_dates(first_day, last_day)
    if not (why := why_no_group(host, number, mode, first_day, last_day)):
        return
    if not host.welcomes_groups:
        way_out = _("Say in the registration that groups are welcome.")
    else:
        way_out = _("Choose fewer visitors or other dates.")
    raise Conflict(why, way_out=way_out)


def _ask_each(host, visitors, group, by, terms) -> tuple[list[Exchange], list]:
    made, left_out = [], []
    for visitor in visitors:
        try:
            with transaction.atomic():
                made.append(
                    proposals.propose(
                        visitor=visitor,
                        host=host,
                        title=group.title,
                        by=by,
                        group=group,
                        side=Party.HOST,
                        **terms,
                    )
                )
        except Refusal as refusal:
            left_out.append((visitor, " ".join([refusal.message, *refusal.reasons])))
        except ValidationError as faults:
            raise BadInput(" ".join(faults.messages)) from faults
    return made, left_out


def _look_at(exchange: Exchange) -> Look:
    found = preview.of(exchange)
    against = [f"{outcome.reason} {outcome.way_out}" for outcome in found.in_the_way]
    if refusal := proposals.refusal_of(exchange):
        against.insert(0, refusal)
    return Look(exchange.visitor, exchange, found, tuple(against))
