"""Whose turn a state is, and who looks after it when they do not act."""

from django.db.models import Q

from clusters.models import Role, RoleAssignment, User
from exchanges.building.rules import checkers_of
from exchanges.building.steps import newest
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import OFFICE, people_of
from exchanges.lifecycle.states import CLUSTERS, SIDES, Party, State

STANDING = {
    State.MATCHED: SIDES,
    State.CTQ_DRAFTING: SIDES,
    State.FA_SIGNED: (Party.VOP, *SIDES),
    State.READY: (Party.VOP,),
    State.IN_PROGRESS: (Party.VOP, Party.HOST),
    State.REPORTS_VALIDATED: (Party.FINANCE,),
    State.PAYMENT_APPROVED: (Party.FINANCE,),
}
OTHER_SIDE = {Party.VOP: Party.HOP, Party.HOP: Party.VOP, Party.FINANCE: Party.VOP}
CLUSTER_OF = {Party.VISITOR: Party.VOP, Party.HOST: Party.HOP}


def acting(exchange: Exchange) -> tuple[Party, ...]:
    """Who can end the present state. Reads what ``with_progress`` has prefetched."""
    state = State(exchange.state)
    if state in STANDING:
        return STANDING[state]
    if state == State.ACCEPTED:
        confirmed = {Party.VOP: exchange.vop_confirmed_at, Party.HOP: exchange.hop_confirmed_at}
        return tuple(party for party in CLUSTERS if not confirmed[party])
    if state in (State.CTQ_AGREED, State.FA_PREPARED):
        papers = exchange.commitments if state == State.CTQ_AGREED else exchange.agreements
        return _signing(newest(papers))
    if state == State.CTQ_SIGNED:
        waits_for_account = not exchange.is_virtual and not hasattr(exchange, "bank_account")
        return (Party.VISITOR,) if waits_for_account else (Party.VOP,)
    return _reporting(exchange, state)


def _signing(paper) -> tuple[Party, ...]:
    """The next to sign; where their scan waits, the cluster that checks it."""
    party = paper.next_to_sign if paper else None
    if party is None:
        return ()
    return checkers_of(party)[:1] if paper.waiting_scan_of(party) else (party,)


def _reporting(exchange: Exchange, state: State) -> tuple[Party, ...]:
    reports = {report.side: report for report in exchange.reports.all()}
    if state in (State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED):
        done = {side for side, report in reports.items() if report.submitted_at}
        return tuple(side for side in SIDES if side not in done)
    if state == State.REPORTS_SUBMITTED:
        done = {side for side, report in reports.items() if report.validated_at}
        return tuple(CLUSTER_OF[side] for side in SIDES if side not in done)
    return ()


def deputies_of(exchange: Exchange, *parties: Party):
    """Those who stand in for them, and who else can get things moving, each once.

    For a company its administrators and its partner cluster; for a cluster the other one.
    """
    found = Q(pk__in=[])
    for party in parties:
        helpers = people_of(exchange, CLUSTER_OF.get(party) or OTHER_SIDE[party])
        found |= Q(pk__in=helpers.values("pk"))
        found |= Q(pk__in=_standing_in(exchange, party).values("user"))
    return User.objects.filter(found)


def _standing_in(exchange: Exchange, party: Party):
    current = RoleAssignment.objects.current()
    if party in SIDES:
        organisation = exchange.organisation_of(party)
        return current.filter(organisation=organisation).filter(
            Q(role=Role.ORGANISATION_ADMIN) | Q(stands_in_for__isnull=False)
        )
    deputies = current.filter(stands_in_for__isnull=False)
    if party in OFFICE:
        return deputies.filter(role=OFFICE[party])
    return deputies.filter(role=Role.COORDINATOR, cluster=exchange.cluster_of(party))
