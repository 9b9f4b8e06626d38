"""Why a proposal to somebody is out of the question right now, whatever the subject."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import OPEN_PROPOSAL
from exchanges.matching import responsiveness
from exchanges.matching.candidates import Window
from exchanges.registration.models import Mode, Registration
from exchanges.registration.states import RegistrationState

READ = ("visitor_id", "host_id", "group_id", "state", "mode", "first_day", "last_day")


@dataclass(frozen=True)
class Standing:
    """What the exchanges say about many registrations, fetched at once."""

    open_proposals: Counter = field(default_factory=Counter)  # by registration
    visits_used: frozenset[int] = frozenset()  # organisations
    stays: dict[int, list[Window]] = field(default_factory=dict)  # confirmed, by host
    pairs: frozenset[tuple[int, int]] = frozenset()  # (visitor, host) with a live exchange
    offers: Q = field(default_factory=Q)  # of those that it is about

    @cached_property
    def levels(self) -> dict[int, responsiveness.Level]:
        """How soon they answer, by registration; asked for only where pairs are compared."""
        return responsiveness.levels_among(self.offers)


def standing_of(
    registrations: Iterable[Registration] | None = None,
    *,
    programme: int,
    within: int | None = None,
) -> Standing:
    """Two queries for any number of registrations; without an argument for all of them.

    A group counts as one proposal of its host; ``within`` is the group that grows just now.
    """
    live = Exchange.objects.filter(programme=programme).live()
    used = Exchange.objects.using_the_visit().in_scheme_of(programme)
    offers = Q(exchange__programme=programme)
    if registrations is not None:
        registrations = list(registrations)
        keys = [registration.pk for registration in registrations]
        live = live.filter(Q(visitor__in=keys) | Q(host__in=keys))
        offers &= Q(exchange__visitor__in=keys) | Q(exchange__host__in=keys)
        organisations = [registration.organisation_id for registration in registrations]
        used = used.filter(visitor_organisation__in=organisations)
    open_proposals: Counter = Counter()
    stays: dict[int, list[Window]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    counted = {within} - {None}
    for exchange in live.only(*READ):
        pairs.add((exchange.visitor_id, exchange.host_id))
        if exchange.state in OPEN_PROPOSAL:
            open_proposals[exchange.visitor_id] += 1
            open_proposals[exchange.host_id] += exchange.group_id not in counted
            counted |= {exchange.group_id} - {None}
        elif not exchange.is_virtual:
            stay = Window(first=exchange.first_day, last=exchange.last_day)
            stays[exchange.host_id].append(stay)
    return Standing(
        open_proposals=open_proposals,
        visits_used=frozenset(used.values_list("visitor_organisation", flat=True)),
        stays=dict(stays),
        pairs=frozenset(pairs),
        offers=offers,
    )


def reason_against(
    registration: Registration, standing: Standing, *, most_open: int, is_kept: bool = False
) -> str:
    """Why this one can receive or make no proposal; empty when it can.

    ``is_kept``: it is reserved for the very one that it is asked by, or that it asks.
    """
    if registration.state == RegistrationState.RESERVED and not is_kept:
        return _("reserved by its cluster while a match is being built")
    if registration.state not in (RegistrationState.ACCEPTED, RegistrationState.RESERVED):
        state = {"state": registration.get_state_display()}
        return _("takes no proposals now (%(state)s)") % state
    if registration.organisation.latitude is None:  # the town has changed since the acceptance
        return _("its place on the map is not known yet")
    if _has_used_the_visit(registration, standing):
        return _("has used its one visit")
    if standing.open_proposals[registration.pk] >= most_open:
        return _("has as many open proposals as one may have")
    return ""


def _has_used_the_visit(registration, standing) -> bool:
    """A visitor that also meets online may still do so after its one visit."""
    return (
        not registration.is_host
        and registration.organisation_id in standing.visits_used
        and not registration.allows(Mode.VIRTUAL)
    )
