"""What one more host would bring, country by country: tried out, and never a change of anything.

A further place is worth to a visitor what the pair gains over the visitor's price, since that price
is what everybody together would lose without the visitor (Leonard, Journal of Political Economy 91,
1983). So the points need no new solution; how many more visitors are placed is seen by solving.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from exchanges.matching.assignment import Assignment, Pairs, best
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.pairs import Field
from exchanges.policy.facts import Rules

MOST_SOLVED = 10  # countries for which the visitors placed are counted; the others get the points

Tried = tuple[str, int, int, int | None]  # country, host whose like it is, points, visitors placed


def further_hosts(
    hosts: Sequence[Host], prices: np.ndarray, countries: Iterable[str]
) -> list[Host]:
    """One for each country: with one place, like the host there whose places are dearest.

    Where a country has no host yet it is like the dearest of all, in that country.
    """
    order = np.argsort(-prices, kind="stable").tolist()
    dearest = {hosts[n].country: hosts[n] for n in reversed(order)}
    return [
        replace(dearest.get(country, hosts[order[0]]), country=country, capacity_left=1)
        for country in sorted(countries)
        if hosts
    ]


def try_out(
    further: Sequence[Host],
    visitors: Sequence[Visitor],
    *,
    now: Pairs,
    found: Assignment,
    rules: Rules,
    needs_subject: bool,
) -> tuple[Tried, ...]:
    """What each of these hosts by itself would bring to what was found, the most points first."""
    field = Field.of(visitors, further, rules=rules)
    pairs = field.as_pairs(*field.best_hosts(kept=max(len(further), 1)))
    if needs_subject:
        pairs = pairs.only(field.shares_subject(pairs))
    points = np.zeros(len(further), dtype=np.int64)
    np.maximum.at(points, pairs.hosts, pairs.scores - found.visitor_prices[pairs.rows])
    order = [n for n in np.argsort(-points, kind="stable").tolist() if points[n] > 0]
    return tuple(
        (
            further[n].country,
            further[n].key,
            int(points[n]),
            _placed(n, pairs, now) - found.matched if rank < MOST_SOLVED else None,
        )
        for rank, n in enumerate(order)
    )


def _placed(one: int, pairs: Pairs, now: Pairs) -> int:
    """How many visitors find a place once this host joins."""
    its = pairs.hosts == one
    joined = now.at(np.append(now.places, 1)).plus(
        pairs.rows[its], np.full(its.sum(), len(now.places)), pairs.scores[its]
    )
    return best(joined).matched
