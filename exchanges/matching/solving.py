"""A round solved: candidates and wishes in, pairs with their proof out. No queries, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from exchanges.matching import customs
from exchanges.matching.assignment import NOBODY, Assignment, Pairs, best, total_of
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.conditions import Conditions, Share, best_under
from exchanges.matching.pairs import Field
from exchanges.matching.wishes import Pair, Solved, Wishes
from exchanges.policy.facts import Rules

MOST_GAINS = 20  # hosts that are named as short of places
MOST_TOGETHER = 500_000  # possible pairs among which wishes that bind them together are weighed


@dataclass(frozen=True)
class Round:
    """The possible pairs of a programme, by place in the columns and by key."""

    visitors: Sequence[Visitor]
    hosts: Sequence[Host]
    pairs: Pairs

    def by_key(self) -> list[Pair]:
        visitors, hosts = [one.key for one in self.visitors], [one.key for one in self.hosts]
        rows, columns = self.pairs.rows.tolist(), self.pairs.hosts.tolist()
        return [(visitors[row], hosts[column]) for row, column in zip(rows, columns, strict=True)]


def solve(
    visitors: Sequence[Visitor], hosts: Sequence[Host], *, wishes: Wishes, rules: Rules
) -> Solved:
    """The best for everybody together. ``capacity_left`` of a host is how many it takes.

    Raises ``Conflict`` where the wishes contradict each other or the rules.
    """
    whole = Round(visitors, hosts, _possible(Field.of(visitors, hosts, rules=rules)))
    round_ = _without(whole, wishes.must_not)
    gains: tuple[tuple[int, int], ...] = ()
    if wishes.bind_together:
        found = best_under(_conditions(wishes, round_), round_.pairs)
        host_of, total, bound = found.host_of, found.total, found.bound
    else:
        assignment = best(round_.pairs)
        host_of, total, bound = assignment.host_of, assignment.total, assignment.total
        gains = _gains(assignment, round_)
    # The usual ways know no conditions, so that there is nothing to compare with under them.
    ways = () if wishes.bind_together else (customs.first_come, customs.greedy, customs.stable)
    return Solved(
        pairs=_chosen(host_of, round_),
        total=total,
        bound=bound,
        is_mixed=wishes.bind_together,
        gains=gains,
        others={way.__name__: total_of(round_.pairs, way(round_.pairs)) for way in ways},
    )


def _possible(field: Field) -> Pairs:
    """Every pair that the rules allow; a programme of some thousand has room for all of them."""
    everybody = max(len(field.hosts.country), 1)
    return field.as_pairs(*field.best_hosts(kept=everybody))


def _without(whole: Round, left_out: frozenset[Pair]) -> Round:
    if not left_out:
        return whole
    kept = np.array([pair not in left_out for pair in whole.by_key()], dtype=bool)
    return replace(whole, pairs=whole.pairs.only(kept))


def _conditions(wishes: Wishes, round_: Round) -> Conditions:
    if len(round_.pairs.scores) > MOST_TOGETHER:
        raise Conflict(
            _("There are too many possible pairs to weigh such conditions."),
            way_out=_("Match without them, or one call at a time."),
        )
    rows = {one.key: row for row, one in enumerate(round_.visitors)}
    columns = {one.key: column for column, one in enumerate(round_.hosts)}
    unknown = [pair for pair in wishes.must if pair[0] not in rows or pair[1] not in columns]
    if unknown:
        raise Conflict(_("Somebody who must be matched does not take part any more."))
    return Conditions(
        must=[(rows[visitor], columns[host]) for visitor, host in sorted(wishes.must)],
        shares=[
            Share(visitors=[rows[key] for key in members if key in rows], most=most)
            for members, most in wishes.shares
        ],
        cents=np.array([wishes.cents.get(pair, 0) for pair in round_.by_key()]),
        ceiling=wishes.ceiling,
        most=wishes.most,
    )


def _chosen(host_of: np.ndarray, round_: Round) -> tuple[tuple[int, int, int], ...]:
    pairs = round_.pairs
    is_chosen = (host_of[pairs.rows] == pairs.hosts) & (host_of[pairs.rows] != NOBODY)
    scores = pairs.scores.tolist()
    named = [(*pair, scores[n]) for n, pair in enumerate(round_.by_key()) if is_chosen[n]]
    return tuple(sorted(named, key=lambda pair: (-pair[2], pair[:2])))


def _gains(assignment: Assignment, round_: Round) -> tuple[tuple[int, int], ...]:
    """What one more place at a host would bring is what a place there costs."""
    prices = assignment.host_prices
    dearest = np.argsort(-prices, kind="stable")[:MOST_GAINS].tolist()
    return tuple((round_.hosts[n].key, int(prices[n])) for n in dearest if prices[n])
