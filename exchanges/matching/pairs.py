"""Every visitor against every host, on arrays: the scores of ``scoring.assess`` without its words.

``scoring`` judges one pair and says why. Here the same points are counted for all of them, by one
compiled function over bit masks, and the hosts that suit a visitor best are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit

from exchanges.matching.assignment import Pairs
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.columns import AIMS, FLUENT, SIZES, TYPES, Codes, Limits, Side, pack
from exchanges.policy.facts import Rules

KEPT = 20  # hosts of a visitor among which the first solution chooses
IMPOSSIBLE = -1
ONLINE = 1


@dataclass(frozen=True, kw_only=True)
class Field:
    """All that take part, packed once; the codes of both sides share their bits."""

    visitors: Side
    hosts: Side
    limits: Limits

    @classmethod
    def of(cls, visitors: Sequence[Visitor], hosts: Sequence[Host], *, rules: Rules) -> "Field":
        codes = Codes()
        return cls(
            visitors=pack(visitors, codes, rules),
            hosts=pack(hosts, codes, rules),
            limits=Limits.of(rules),
        )

    def score(self, visitor: int, host: int) -> int:
        """As ``scoring.assess`` scores the pair, or ``IMPOSSIBLE``."""
        rated = np.empty(len(self.hosts.country), dtype=np.int32)
        _rate(visitor, self.visitors, self.hosts, self.limits.counts, rated)
        if rated[host] == IMPOSSIBLE:
            return IMPOSSIBLE
        known = self.visitors, self.hosts, self.limits
        return int(_with_dates(visitor, host, rated[host], *known))

    def best_hosts(self, *, kept: int = KEPT) -> tuple[np.ndarray, np.ndarray]:
        """Scores and hosts, a row for each visitor, best first; equals in the order of hosts.

        Where fewer hosts are possible the row ends with ``IMPOSSIBLE``.
        """
        shape = len(self.visitors.country), kept
        scores = np.full(shape, IMPOSSIBLE, dtype=np.int32)
        hosts = np.full(shape, IMPOSSIBLE, dtype=np.int32)
        _keep_best(self.visitors, self.hosts, self.limits, scores, hosts)
        return scores, hosts

    def as_pairs(self, scores: np.ndarray, hosts: np.ndarray) -> Pairs:
        """What ``best_hosts`` found, as the assignment takes it."""
        known = scores != IMPOSSIBLE
        rows = np.nonzero(known)[0]
        return Pairs.of(
            rows, hosts[known], scores[known], visitors=len(scores), places=self.hosts.places
        )

    def shares_subject(self, pairs: Pairs) -> np.ndarray:
        """For each pair, whether the two have a topic, a need or an activity in common."""
        rows, hosts = pairs.rows, pairs.hosts
        visitors, others = self.visitors, self.hosts
        shared = visitors.topics[rows] & others.topics[hosts]
        shared |= visitors.wants[rows] & others.wants[hosts]
        shared |= visitors.traits[rows] & others.traits[hosts] & ACTIVITIES_IN
        return shared != 0

    def gainful(self, most: np.ndarray, *, visitor_prices, host_prices):
        """Pairs worth more than the prices of the two: rows, hosts, scores.

        ``most`` is what any pair of a visitor can score that is not known yet: hosts are looked at
        from the cheapest on, and no further than such a pair could gain. At most ``KEPT`` of each,
        since most would be dear again after the next assignment.
        """
        order = np.argsort(host_prices, kind="stable")
        reach = np.searchsorted(host_prices[order], most - visitor_prices)
        doubtful = np.flatnonzero(reach)
        hosts, scores = np.full((2, len(doubtful), KEPT), IMPOSSIBLE, dtype=np.int32)
        _find_gainful(
            self.visitors,
            self.hosts,
            self.hosts.rated_in(order),
            self.limits,
            Search(doubtful, reach[doubtful], order, visitor_prices, host_prices[order]),
            hosts,
            scores,
        )
        found = scores != IMPOSSIBLE
        return np.repeat(doubtful, found.sum(axis=1)), hosts[found], scores[found]


# -- Compiled from here on -------------------------------------------------------------------------

ACTIVITIES_IN, AIMS_IN = np.uint64(2**AIMS - 1), np.uint64(2**TYPES - 2**AIMS)
TYPES_IN, SIZES_IN = np.uint64(2**SIZES - 2**TYPES), np.uint64(2**64 - 2**SIZES)
AT_EASE_IN, FLUENT_IN = np.uint64(2**FLUENT - 1), np.uint64(2**64 - 2**FLUENT)


class Search(NamedTuple):
    """Whose hosts are looked at, how many of the cheapest, and the prices of both sides."""

    visitors: np.ndarray
    reach: np.ndarray
    order: np.ndarray  # of hosts, from the cheapest on; their prices are in it, too
    visitor_prices: np.ndarray
    host_prices: np.ndarray


class Dates(NamedTuple):
    """What two calendars have in common: see ``candidates.Pair``."""

    is_possible: bool
    is_on_site: bool
    longest: int


@njit(cache=True)
def _ones(mask):
    """Bits that are set, in the form that compilers turn into one instruction."""
    pairs = mask - ((mask >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + (
        (pairs >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    eights = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int32((eights * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, inline="always")
def _working_days(first, last):
    """Mondays to Fridays from one ordinal to another; ordinal 1 was a Monday."""
    before = first - 1
    return 5 * (last // 7 - before // 7) + min(last % 7, 5) - min(before % 7, 5)


@njit(cache=True, inline="always")
def _dates(v, h, visitors, hosts, shared_modes, limits):
    on_site, online = shared_modes & ~ONLINE != 0, shared_modes & ONLINE != 0
    asks = visitors.windows[v] == visitors.windows[v + 1]
    asks |= hosts.windows[h] == hosts.windows[h + 1]
    if asks:
        return Dates(is_possible=True, is_on_site=on_site, longest=0)
    longest = total = 0
    for one in range(visitors.windows[v], visitors.windows[v + 1]):
        for other in range(hosts.windows[h], hosts.windows[h + 1]):
            first = max(visitors.first[one], hosts.first[other])
            last = min(visitors.last[one], hosts.last[other])
            if first <= last:
                days = _working_days(first, last)
                longest = max(longest, days)
                total += days
    if on_site and longest >= limits.shortest_stay_days:
        return Dates(is_possible=True, is_on_site=True, longest=longest)
    is_possible = online and total >= limits.shortest_stay_days
    return Dates(is_possible=is_possible, is_on_site=False, longest=longest)


@njit(cache=True, inline="always")
def _chord_between(v, h, visitors, hosts):
    return (
        (visitors.x[v] - hosts.x[h]) ** 2
        + (visitors.y[v] - hosts.y[h]) ** 2
        + (visitors.z[v] - hosts.z[h]) ** 2
    )


@njit(cache=True)
def _rate(v, visitors, hosts, counts, rated):
    """What one visitor and every host score before their dates are compared, or ``IMPOSSIBLE``."""
    country, modes, languages = visitors.country[v], visitors.modes[v], visitors.languages[v]
    topics, wants, traits = visitors.topics[v], visitors.wants[v], visitors.traits[v]
    sectors, spoken = visitors.sectors[v], visitors.spoken[v]
    countries, points = visitors.countries[v], visitors.points[v]
    for h in range(len(rated)):
        shared, alike, both_speak = (
            topics & hosts.topics[h],
            traits & hosts.traits[h],
            spoken & hosts.spoken[h],
        )
        score = points + hosts.points[h]
        score += counts.topic * min(_ones(shared), counts.most_topics)
        score += counts.need * min(_ones(wants & hosts.wants[h]), counts.most_needs)
        score += counts.activity * min(_ones(alike & ACTIVITIES_IN), counts.most_activities)
        score += counts.aim * min(_ones(alike & AIMS_IN), counts.most_aims)
        score += counts.type * (alike & TYPES_IN != 0)
        score += counts.size * (alike & SIZES_IN != 0)
        score += counts.at_ease * (both_speak & AT_EASE_IN != 0)
        score += counts.fluent * (both_speak & FLUENT_IN != 0)
        score += counts.country * (countries & hosts.countries[h] != 0)
        score += counts.sector * ((sectors & hosts.sectors[h] == 0) & (shared != 0))
        is_possible = (
            (country != hosts.country[h])
            & (hosts.places[h] > 0)
            & (modes & hosts.modes[h] != 0)
            & (languages & hosts.languages[h] != 0)
        )
        rated[h] = score if is_possible else IMPOSSIBLE


@njit(cache=True, inline="always")
def _with_dates(v, h, rated, visitors, hosts, limits):
    """The score of a pair that is possible otherwise, or ``IMPOSSIBLE``."""
    dates = _dates(v, h, visitors, hosts, visitors.modes[v] & hosts.modes[h], limits)
    if not dates.is_possible:
        return IMPOSSIBLE
    score, counts = rated, limits.counts
    asks = dates.longest == 0
    if not asks:
        spare = dates.longest - limits.shortest_stay_days
        score += counts.day * max(0, min(spare, counts.most_days))
    if dates.is_on_site:
        chord = _chord_between(v, h, visitors, hosts)
        if asks or dates.longest >= limits.full_sum_days:
            score += counts.full_sum * (chord >= limits.full_sum_chord)
        score += counts.near * (chord < limits.near_chord)
    return score


@njit(cache=True)
def _keep_best(visitors, hosts, limits, scores, kept):
    places = scores.shape[1]
    rated = np.empty(len(hosts.country), dtype=np.int32)
    for v in range(scores.shape[0]):
        _rate(v, visitors, hosts, limits.counts, rated)
        count = 0
        for h in range(len(rated)):
            worst = scores[v, places - 1] if count == places else IMPOSSIBLE
            if rated[h] == IMPOSSIBLE or rated[h] + limits.counts.dates <= worst:
                continue
            score = _with_dates(v, h, rated[h], visitors, hosts, limits)
            if score <= worst:
                continue
            place = min(count, places - 1)
            while place > 0 and scores[v, place - 1] < score:
                scores[v, place], kept[v, place] = scores[v, place - 1], kept[v, place - 1]
                place -= 1
            scores[v, place], kept[v, place] = score, h
            count = min(count + 1, places)


@njit(cache=True)
def _find_gainful(visitors, hosts, ordered, limits, search, kept, scores):
    """Pairs worth more than the prices of the two, a row for each visitor, as far as it reaches."""
    most = kept.shape[1]
    rated = np.empty(len(hosts.country), dtype=np.int32)
    for row, v in enumerate(search.visitors):
        reach, found = search.reach[row], 0
        _rate(v, visitors, ordered, limits.counts, rated[:reach])
        for place in range(reach):
            price = search.visitor_prices[v] + search.host_prices[place]
            if rated[place] == IMPOSSIBLE or rated[place] + limits.counts.dates <= price:
                continue
            h = search.order[place]
            score = _with_dates(v, h, rated[place], visitors, hosts, limits)
            if score > price:
                kept[row, found], scores[row, found] = h, score
                found += 1
                if found == most:
                    break
