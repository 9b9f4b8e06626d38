"""How many places and how much money are left, before anybody proposes; in plain words.

Everybody reads the places. What the paying cluster has left is read by those who answer for it;
the visitor reads whether it is enough, and the host nothing (ADR 0010).
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blues.common import formats
from clusters.models import Cluster, Programme, User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.money_left import left_of
from exchanges.lifecycle.states import OPEN_PROPOSAL, STOPPED, State
from exchanges.matching.proposals import stays_between
from exchanges.registration.models import Registration

OPEN = (State.PROPOSED, State.EXPIRED, State.WITHDRAWN)  # here a decision may still be taken
NOTHING = Decimal("0.00")


def sentences(
    visitor: Registration | None, user: User, *, programme: Programme | None = None
) -> list[str]:
    """Of the programme, and of the visitor's cluster where a visitor is known."""
    if visitor is None:
        return [_places(programme)] if programme else []
    return [_places(visitor.programme), *_money(visitor, user, NOTHING)]


def sentences_for(exchange: Exchange, user: User, *, amount: Decimal | None) -> list[str]:
    """For these dates; nothing once it no longer matters."""
    if exchange.state not in OPEN:
        return []
    said = [_places(exchange.programme)]
    if exchange.is_virtual:
        return said
    said.append(_places_at(exchange))
    is_host = user.represents(exchange.host_organisation)
    return said if is_host else [*said, *_money(exchange.visitor, user, amount or NOTHING)]


def _places(programme: Programme) -> str:
    """A match that both clusters have confirmed takes a place; a target is no limit."""
    taken = Exchange.objects.filter(programme=programme)
    taken = taken.exclude(state__in=[*OPEN_PROPOSAL, *STOPPED])
    target = programme.target_exchanges
    left = target - taken.count()
    if left <= 0:
        return _(
            "The programme has agreed on all of its %(target)s exchanges. Ask your cluster whether "
            "there can be more."
        ) % {"target": formats.number(target)}
    return ngettext(
        "The programme still has %(left)s place of %(target)s.",
        "The programme still has %(left)s places of %(target)s.",
        left,
    ) % {"left": formats.number(left), "target": formats.number(target)}


def _places_at(exchange: Exchange) -> str:
    host = exchange.host
    there = stays_between(host, exchange.first_day, exchange.last_day).count()
    free = max(0, host.capacity - there)
    return ngettext(
        "The host has %(free)s place free on these days.",
        "The host has %(free)s places free on these days.",
        free,
    ) % {"free": free}


def _money(visitor: Registration, user: User, needed: Decimal) -> list[str]:
    cluster = visitor.cluster
    own = user.represents(visitor.organisation) or user.administers(visitor.organisation)
    answers = _answers_for(user, cluster)
    if not (own or answers):
        return []
    left = left_of(cluster)
    is_enough = left >= needed and left > NOTHING
    if own:  # also where somebody holds an office: one's own case shows what it shows to others
        return [_whether_enough(cluster, is_enough=is_enough)]
    said = _("%(cluster)s can still promise %(left)s of %(all)s for visits in person.") % {
        "cluster": cluster,
        "left": formats.money(max(left, NOTHING)),
        "all": formats.money(cluster.allocated),
    }
    return [said] if is_enough else [said, _("That is not enough for this visit.")]


def _answers_for(user: User, cluster: Cluster) -> bool:
    office = user.is_programme_coordinator or user.is_finance_officer or user.is_auditor
    return office or user.coordinates(cluster)


def _whether_enough(cluster: Cluster, *, is_enough: bool) -> str:
    if is_enough:
        return _("%(cluster)s, which pays, still has money for this visit.") % {"cluster": cluster}
    return _(
        "%(cluster)s, which pays, has no money left for this visit. Talk to it before you propose."
    ) % {"cluster": cluster}
