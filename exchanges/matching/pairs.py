"""Every visitor against every host, on arrays: the scores of ``scoring.assess`` without its words.

``scoring`` judges one pair and says why. Here the same points are counted for all of them, by one
compiled function over bit masks, and the hosts that suit a visitor best are kept.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple

import numpy as np
from numba import njit

from exchanges.matching import scoring
from exchanges.matching.assignment import Pairs
from exchanges.matching.candidates import Candidate, Host, Visitor
from exchanges.policy.distance import MEAN_RADIUS_KM
from exchanges.policy.facts import Mode, Rules

KEPT = 20  # hosts of a visitor among which the first solution chooses
IMPOSSIBLE = -1
ONLINE = 1


class Side(NamedTuple):
    """Visitors or hosts as columns. Masks have a bit for each code; days are proleptic ordinals.

    ``wants`` holds a visitor's needs or a host's offers, ``types`` and ``countries`` those that a
    visitor prefers or the one that a host is. ``windows[i]:windows[i + 1]`` are the free periods of
    ``i`` in ``first`` and ``last``; ``points`` are what each brings into every pair.
    """

    country: np.ndarray
    topics: np.ndarray
    wants: np.ndarray
    activities: np.ndarray
    languages: np.ndarray
    types: np.ndarray
    countries: np.ndarray
    modes: np.ndarray  # the first bit is online
    x: np.ndarray
    y: np.ndarray
    z: np.ndarray
    windows: np.ndarray
    first: np.ndarray
    last: np.ndarray
    points: np.ndarray
    places: np.ndarray


class Limits(NamedTuple):
    """What the rules say, in the units of the columns."""

    shortest_stay_days: int
    full_sum_days: int
    full_sum_chord: float  # squared, on a sphere of radius 1


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
            visitors=_pack(visitors, codes),
            hosts=_pack(hosts, codes),
            limits=Limits(
                rules.shortest_stay_days,
                rules.full_sum_days,
                4 * sin(rules.full_sum_km / MEAN_RADIUS_KM / 2) ** 2,
            ),
        )

    def score(self, visitor: int, host: int) -> int:
        """As ``scoring.assess`` scores the pair, or ``IMPOSSIBLE``."""
        rated = np.empty(len(self.hosts.country), dtype=np.int32)
        _rate(visitor, self.visitors, self.hosts, rated)
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
        shared = np.zeros(len(rows), dtype=np.uint64)
        for name in ("topics", "wants", "activities"):
            shared |= getattr(self.visitors, name)[rows] & getattr(self.hosts, name)[hosts]
        return shared != 0

    def gainful(self, doubtful: np.ndarray, *, visitor_prices, host_prices):
        """Pairs of these visitors worth more than the prices of the two: rows, hosts, scores.

        At most ``KEPT`` of each, since most would be dear again after the next assignment.
        """
        found, nothing = np.zeros(len(doubtful), dtype=np.int64), np.zeros(0, dtype=np.int32)
        asked = self.visitors, self.hosts, self.limits, doubtful, (visitor_prices, host_prices)
        _find_gainful(*asked, found, nothing, nothing)
        rows = np.repeat(doubtful, found)
        hosts, scores = np.zeros((2, len(rows)), dtype=np.int32)
        _find_gainful(*asked, found, hosts, scores)
        return rows, hosts, scores


class Codes:
    """A bit for each code, vocabulary by vocabulary."""

    MOST = 64

    def __init__(self) -> None:
        self.known: dict[str, dict[Hashable, int]] = {"modes": {Mode.VIRTUAL: 0}}

    def number(self, vocabulary: str, code: Hashable) -> int:
        known = self.known.setdefault(vocabulary, {})
        return known.setdefault(code, len(known))

    def mask(self, vocabulary: str, codes: Iterable[Hashable]) -> int:
        """Raises ``OverflowError`` where a vocabulary has more codes than a mask has bits."""
        mask = 0
        for code in codes:
            mask |= 1 << self.number(vocabulary, code)
        if mask >= 1 << self.MOST:
            raise OverflowError(f"More than {self.MOST} {vocabulary} are in use.")
        return mask


def _pack(side: Sequence[Visitor | Host], codes: Codes) -> Side:
    def masks(vocabulary, of):
        return np.array([codes.mask(vocabulary, of(one)) for one in side], dtype=np.uint64)

    def column(of, dtype):
        return np.array([of(one) for one in side], dtype=dtype)

    windows = [window for one in side for window in one.windows]
    ends = np.cumsum([0, *(len(one.windows) for one in side)], dtype=np.int64)
    return Side(
        country=column(lambda one: codes.number("countries", one.country), np.int32),
        topics=masks("topics", lambda one: one.topics),
        wants=masks("offers", _wants),
        activities=masks("activities", lambda one: one.activities),
        languages=masks("languages", lambda one: one.languages),
        types=masks("types", _types),
        countries=masks("countries", _countries),
        modes=column(lambda one: codes.mask("modes", one.modes), np.int8),
        x=column(lambda one: _on_sphere(one)[0], np.float64),
        y=column(lambda one: _on_sphere(one)[1], np.float64),
        z=column(lambda one: _on_sphere(one)[2], np.float64),
        windows=ends,
        first=np.array([window.first.toordinal() for window in windows], dtype=np.int32),
        last=np.array([window.last.toordinal() for window in windows], dtype=np.int32),
        points=column(_own_points, np.int32),
        places=column(lambda one: getattr(one, "capacity_left", 1), np.int32),
    )


def _wants(one: Visitor | Host) -> frozenset[str]:
    return (
        one.needs
        if isinstance(one, Visitor)
        else one.offers
        if isinstance(one, Host)
        else frozenset()
    )


def _types(one: Candidate) -> frozenset[str]:
    return one.preferred_types if isinstance(one, Visitor) else frozenset({one.organisation_type})


def _countries(one: Candidate) -> frozenset[str]:
    return one.preferred_countries if isinstance(one, Visitor) else frozenset({one.country})


def _on_sphere(one: Candidate) -> tuple[float, float, float]:
    latitude, longitude = radians(one.latitude), radians(one.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _own_points(one: Candidate) -> int:
    """What makes somebody a good partner for everybody."""
    is_active = scoring.is_within(one.days_since_active, scoring.ACTIVE_WITHIN_DAYS)
    answers = scoring.is_within(one.answers_within_days, scoring.SOON_DAYS)
    return scoring.RECENTLY_ACTIVE * is_active + scoring.ANSWERS_SOON * answers


# -- Compiled from here on -------------------------------------------------------------------------

SHARED_TOPIC, MET_NEED, MOST_COUNTED = scoring.SHARED_TOPIC, scoring.MET_NEED, scoring.MOST_COUNTED
SHARED_ACTIVITY, MOST_ACTIVITIES = scoring.SHARED_ACTIVITY, scoring.MOST_ACTIVITIES
PREFERRED_TYPE, PREFERRED_COUNTRY = scoring.PREFERRED_TYPE, scoring.PREFERRED_COUNTRY
PER_SPARE_DAY, MOST_SPARE_DAYS = scoring.PER_SPARE_DAY, scoring.MOST_SPARE_DAYS
FULL_SUM = scoring.FULL_SUM
MOST_FOR_DATES = PER_SPARE_DAY * MOST_SPARE_DAYS + FULL_SUM


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


@njit(cache=True)
def _working_days(first, last):
    """Mondays to Fridays from one ordinal to another; ordinal 1 was a Monday."""
    before = first - 1
    return 5 * (last // 7 - before // 7) + min(last % 7, 5) - min(before % 7, 5)


@njit(cache=True)
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


@njit(cache=True)
def _is_far(v, h, visitors, hosts, limits):
    chord = (
        (visitors.x[v] - hosts.x[h]) ** 2
        + (visitors.y[v] - hosts.y[h]) ** 2
        + (visitors.z[v] - hosts.z[h]) ** 2
    )
    return chord >= limits.full_sum_chord


@njit(cache=True)
def _rate(v, visitors, hosts, rated):
    """What one visitor and every host score before their dates are compared, or ``IMPOSSIBLE``."""
    country, modes, languages = visitors.country[v], visitors.modes[v], visitors.languages[v]
    topics, wants, activities = visitors.topics[v], visitors.wants[v], visitors.activities[v]
    types, countries, points = visitors.types[v], visitors.countries[v], visitors.points[v]
    for h in range(len(rated)):
        score = points + hosts.points[h]
        score += SHARED_TOPIC * min(_ones(topics & hosts.topics[h]), MOST_COUNTED)
        score += MET_NEED * min(_ones(wants & hosts.wants[h]), MOST_COUNTED)
        score += SHARED_ACTIVITY * min(_ones(activities & hosts.activities[h]), MOST_ACTIVITIES)
        score += PREFERRED_TYPE * (types & hosts.types[h] != 0)
        score += PREFERRED_COUNTRY * (countries & hosts.countries[h] != 0)
        is_possible = (
            (country != hosts.country[h])
            & (hosts.places[h] > 0)
            & (modes & hosts.modes[h] != 0)
            & (languages & hosts.languages[h] != 0)
        )
        rated[h] = score if is_possible else IMPOSSIBLE


@njit(cache=True)
def _with_dates(v, h, rated, visitors, hosts, limits):
    """The score of a pair that is possible otherwise, or ``IMPOSSIBLE``."""
    dates = _dates(v, h, visitors, hosts, visitors.modes[v] & hosts.modes[h], limits)
    if not dates.is_possible:
        return IMPOSSIBLE
    score = rated
    asks = dates.longest == 0
    if not asks:
        spare = dates.longest - limits.shortest_stay_days
        score += PER_SPARE_DAY * max(0, min(spare, MOST_SPARE_DAYS))
    if dates.is_on_site and (asks or dates.longest >= limits.full_sum_days):
        score += FULL_SUM * _is_far(v, h, visitors, hosts, limits)
    return score


@njit(cache=True)
def _keep_best(visitors, hosts, limits, scores, kept):
    places = scores.shape[1]
    rated = np.empty(len(hosts.country), dtype=np.int32)
    for v in range(scores.shape[0]):
        _rate(v, visitors, hosts, rated)
        count = 0
        for h in range(len(rated)):
            worst = scores[v, places - 1] if count == places else IMPOSSIBLE
            if rated[h] == IMPOSSIBLE or rated[h] + MOST_FOR_DATES <= worst:
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
def _find_gainful(visitors, hosts, limits, doubtful, prices, found, kept, scores):
    """Pairs worth more than the prices of the two: counted, and kept where there is room."""
    total = 0
    rated = np.empty(len(hosts.country), dtype=np.int32)
    for row, v in enumerate(doubtful):
        _rate(v, visitors, hosts, rated)
        before = total
        for h in range(len(rated)):
            price = prices[0][v] + prices[1][h]
            is_dear = rated[h] == IMPOSSIBLE or rated[h] + MOST_FOR_DATES <= price
            if is_dear or total - before == KEPT:
                continue
            score = _with_dates(v, h, rated[h], visitors, hosts, limits)
            if score > price:
                if total < len(kept):
                    kept[total], scores[total] = h, score
                total += 1
        found[row] = total - before
