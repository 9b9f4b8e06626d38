"""A round solved: candidates and wishes in, pairs with their proof out. No queries, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from exchanges.matching import customs
from exchanges.matching.assignment import NOBODY, Assignment, Pairs, best, total_of
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.conditions import Conditions, Share, best_under
from exchanges.matching.forecast import FORECASTS, later_worth, weighed
from exchanges.matching.pairs import Field
from exchanges.matching.tried_out import further_hosts, try_out
from exchanges.matching.wishes import Outlook, Pair, Solved, Wishes
from exchanges.policy.facts import Rules

MOST_GAINS = 20  # hosts that are named as short of places
NOBODY_LATER = Outlook()
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


@dataclass(frozen=True, kw_only=True)
class Found:
    """A host or ``NOBODY`` for each visitor; no proof by prices where conditions bind pairs."""

    host_of: np.ndarray
    total: int
    bound: int
    proof: Assignment | None = None


def solve(
    visitors: Sequence[Visitor],
    hosts: Sequence[Host],
    *,
    wishes: Wishes,
    rules: Rules,
    outlook: Outlook = NOBODY_LATER,
    countries: Iterable[str] = (),
) -> Solved:
    """The best for everybody together. ``capacity_left`` of a host is how many it takes.

    Where visitors are expected later, places that are likely worth more to them are kept. A further
    host is tried out in each of ``countries``. Raises ``Conflict`` where the wishes contradict each
    other or the rules.
    """
    if wishes.must & wishes.must_not:
        raise Conflict(
            _("A pair that must be matched is also to be done without."),
            way_out=_("Ask for the round with one of the two."),
        )
    known = _possible([*visitors, *outlook.like], hosts, wishes, rules)
    now = known.of_visitors(np.arange(len(visitors)))
    round_ = _without(Round(visitors, hosts, now), wishes.must_not)
    whole = _best(round_.pairs, round_, wishes)
    found, worth = whole, np.zeros(len(hosts), dtype=np.int64)
    if outlook.expected:
        worth = later_worth(known, len(visitors), expected=outlook.expected, seed=outlook.seed)
        found = _best(weighed(round_.pairs, worth), round_, wishes)
    total = total_of(round_.pairs, found.host_of)
    # The usual ways know no conditions, so that there is nothing to compare with under them.
    ways = () if wishes.bind_together else (customs.first_come, customs.greedy, customs.stable)
    return Solved(
        pairs=_chosen(found.host_of, round_),
        total=total,
        foregone=max(0, whole.total - total),
        bound=whole.bound,
        is_mixed=wishes.bind_together,
        gains=_gains(whole, round_),
        tried=_tried(whole, round_, wishes, rules, countries),
        kept_back=_kept_back(whole, found, round_, worth),
        others={way.__name__: total_of(round_.pairs, way(round_.pairs)) for way in ways},
    )


def _possible(visitors, hosts, wishes: Wishes, rules: Rules) -> Pairs:
    """Every pair that the rules allow; a programme of some thousand has room for all of them."""
    field = Field.of(visitors, hosts, rules=rules)
    pairs = field.as_pairs(*field.best_hosts(kept=max(len(hosts), 1)))
    return pairs.only(field.shares_subject(pairs)) if wishes.needs_subject else pairs


def _best(pairs: Pairs, round_: Round, wishes: Wishes) -> Found:
    """These pairs are those of the round, if need be with other scores."""
    if not wishes.bind_together:
        found = best(pairs)
        return Found(host_of=found.host_of, total=found.total, bound=found.total, proof=found)
    conditions = _conditions(wishes, round_)
    under = best_under(conditions, pairs)
    # A pair that gains nothing may be in the solution, or may as well not be.
    gains = np.zeros(pairs.visitors, dtype=bool)
    gains[pairs.rows[(under.host_of[pairs.rows] == pairs.hosts) & (pairs.scores > 0)]] = True
    gains[[row for row, _host in conditions.must]] = True
    host_of = np.where(gains, under.host_of, NOBODY)
    return Found(host_of=host_of, total=under.total, bound=under.bound)


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


def _gains(whole: Found, round_: Round) -> tuple[tuple[int, int], ...]:
    """What one more place at a host would bring is what a place there costs."""
    if whole.proof is None:
        return ()
    prices = whole.proof.host_prices
    dearest = np.argsort(-prices, kind="stable")[:MOST_GAINS].tolist()
    return tuple((round_.hosts[n].key, int(prices[n])) for n in dearest if prices[n])


def _tried(whole: Found, round_: Round, wishes: Wishes, rules: Rules, countries) -> tuple:
    if whole.proof is None:
        return ()
    further = further_hosts(round_.hosts, whole.proof.host_prices, countries)
    return try_out(
        further,
        round_.visitors,
        now=round_.pairs,
        found=whole.proof,
        rules=rules,
        needs_subject=wishes.needs_subject,
    )


def _kept_back(whole: Found, found: Found, round_: Round, worth: np.ndarray):
    """Pairs of the solution that gives every place now, of visitors who have none in the other."""
    waits = (whole.host_of != NOBODY) & (found.host_of == NOBODY)
    pairs = np.where(waits, whole.host_of, NOBODY)
    column = {one.key: n for n, one in enumerate(round_.hosts)}
    return tuple(
        (visitor, host, score, round(worth[column[host]] / FORECASTS))
        for visitor, host, score in _chosen(pairs, round_)
    )
