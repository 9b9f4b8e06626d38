"""Rounds: asked for, solved by a job, looked at, released as proposals.

Fewer, larger rounds are the way to run a programme: matched one by one as they come, people reach
about 94 of 100 points of what matching them together does, and less where places are scarce.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import jobs, journal
from blues.common import clock
from blues.common.errors import NotAllowed
from clusters.models import Programme
from clusters.programme import admission
from exchanges.matching.round_input import RoundInput, gather
from exchanges.matching.round_models import MOST_ROUNDS_TO_COME, MatchedPair, MatchingRound
from exchanges.matching.wishes import Pair, Solved
from exchanges.registration.numbers import next_number

SOLVE = "matching.solve"
Solver = MatchingRound.Solver
CONDITIONS = ("shares", "ceiling", "most", "needs_subject", "rounds_to_come")
DAYS_BETWEEN = 90  # usually, from one round to the next


def makes_matches(user) -> bool:
    return bool(user.cluster_ids or user.is_programme_coordinator)


def may_match(user, programme: Programme) -> bool:
    """Those who make matches: coordinators of its clusters, and of the programme."""
    own = programme.clusters.filter(pk__in=user.cluster_ids)
    return user.is_programme_coordinator or own.exists()


def usually_to_come(programme: Programme) -> int:
    """How many rounds there is time for after one of today, as it is usually done."""
    days = (programme.ends_on - clock.today()).days
    return min(max(days // DAYS_BETWEEN - 1, 0), MOST_ROUNDS_TO_COME)


@transaction.atomic
def ask(
    *,
    programme: Programme,
    by,
    follows: MatchingRound | None = None,
    must: Iterable[Pair] = (),
    must_not: Iterable[Pair] = (),
    **conditions: Any,
) -> MatchingRound:
    """Have the programme matched; a job does it. ``conditions`` are those of ``CONDITIONS``."""
    require_matchmaker(by, programme)
    admission.require_running(programme)
    round_ = MatchingRound(
        programme=programme,
        number=next_number(f"{programme.code}-round"),
        asked_by=by,
        follows=follows,
        must=sorted(map(list, set(must))),
        must_not=sorted(map(list, set(must_not))),
        **conditions,
    )
    round_.full_clean()
    round_.save()
    round_.job = jobs.request(
        SOLVE, key=f"{SOLVE}:{round_.public_id}", by=by, public_id=str(round_.public_id)
    )
    round_.save(update_fields=["job"])
    journal.record(round_.case, "round-asked", by=by, number=round_.number)
    return round_


def ask_again(
    round_: MatchingRound,
    *,
    by,
    fix: Iterable[Pair] = (),
    forbid: Iterable[Pair] = (),
    gives_all: bool = False,
) -> MatchingRound:
    """The same conditions, with these pairs kept and further ones done without: the next round.

    ``gives_all`` keeps no place for later rounds any more.
    """
    forbidden = set(forbid)
    # Who only gives every place now says nothing about the pairs that were kept by hand.
    fixed = set(map(tuple, round_.must)) if gives_all else set(fix)
    conditions = {name: getattr(round_, name) for name in CONDITIONS}
    if gives_all:
        conditions["rounds_to_come"] = 0
    return ask(
        programme=round_.programme,
        by=by,
        follows=round_,
        must=fixed,
        must_not=(set(map(tuple, round_.must_not)) - fixed) | forbidden,
        **conditions,
    )


@transaction.atomic
def work_out(round_: MatchingRound) -> MatchingRound:
    """Solve it, once; called by the job. Raises ``Conflict`` where the conditions cannot be met."""
    # Compiler and solver take a second to load, and only the worker on this job needs them.
    from exchanges.matching.solving import solve  # noqa: PLC0415

    locked = MatchingRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if locked.is_solved:
        return locked
    told = gather(locked)
    found = solve(
        told.visitors,
        told.hosts,
        wishes=told.wishes,
        rules=told.rules,
        outlook=told.outlook,
        countries=told.countries,
    )
    _keep(locked, told, found)
    journal.record(
        locked.case, "round-solved", by=None, sha256=locked.input_sha256, total=found.total
    )
    return locked


def _keep(round_: MatchingRound, told: RoundInput, found: Solved) -> None:
    round_.input_sha256 = told.sha256
    round_.solver = Solver.MIXED if found.is_mixed else Solver.ASSIGNMENT
    round_.total, round_.bound, round_.others = found.total, found.bound, dict(found.others)
    round_.foregone, round_.expected = found.foregone, told.outlook.expected
    round_.gains = list(map(list, found.gains))
    round_.tried = list(map(list, found.tried))
    round_.kept_back = list(map(list, found.kept_back))
    round_.visitors, round_.hosts = len(told.visitors), len(told.hosts)
    round_.solved_at = timezone.now()
    round_.save()
    MatchedPair.objects.bulk_create(
        MatchedPair(round=round_, visitor_id=visitor, host_id=host, score=score)
        for visitor, host, score in found.pairs
    )


def require_matchmaker(user, programme: Programme) -> None:
    if not may_match(user, programme):
        raise NotAllowed(_("Rounds are made by coordinators."))
