"""Those who take part as columns of numbers, and what counts among them: what ``pairs`` reads."""

from collections.abc import Hashable, Iterable, Sequence
from math import cos, radians, sin
from typing import NamedTuple

import numpy as np

from clusters.programme.merits import Merit
from exchanges.matching import scoring
from exchanges.matching.candidates import Candidate, Host, Visitor
from exchanges.policy.distance import MEAN_RADIUS_KM
from exchanges.policy.facts import Mode, Rules

# What ``Side.traits`` packs into one mask, from which bit on: activities, aims, types, sizes.
AIMS, TYPES, SIZES = 24, 48, 56
FLUENT = 32  # from which bit on ``Side.spoken`` has the fluent languages


class Side(NamedTuple):
    """Visitors or hosts as columns. Masks have a bit for each code; days are proleptic ordinals.

    ``wants`` holds a visitor's needs or a host's offers, ``countries`` those that a visitor prefers
    or the one that a host is in. ``traits`` packs four short vocabularies (see ``AIMS``), and
    ``spoken`` the languages at ease below those that are fluent. Whoever names no sector has all of
    them, so that nobody differs. ``windows[i]:windows[i + 1]`` are the free periods of ``i`` in
    ``first`` and ``last``; ``points`` are what each brings into every pair.
    """

    country: np.ndarray
    topics: np.ndarray
    wants: np.ndarray
    traits: np.ndarray
    sectors: np.ndarray
    languages: np.ndarray
    spoken: np.ndarray
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

    def rated_in(self, order: np.ndarray) -> "Side":
        """What is rated before dates and ways, in this order; those stay as they are."""
        rated = {name: column[order] for name, column in self._asdict().items() if name in RATED}
        return self._replace(**rated)


RATED = frozenset(Side._fields) - {"x", "y", "z", "windows", "first", "last"}


class Counts(NamedTuple):
    """What each merit counts, and how many of it at most (see ``programme.merits``)."""

    topic: int
    most_topics: int
    need: int
    most_needs: int
    activity: int
    most_activities: int
    aim: int
    most_aims: int
    sector: int
    type: int
    country: int
    size: int
    at_ease: int
    fluent: int
    day: int
    most_days: int
    full_sum: int
    near: int
    dates: int  # all that depends on dates and the way, at most

    @classmethod
    def of(cls, rules: Rules) -> "Counts":
        weight = rules.weight
        topic, need, language = weight(Merit.TOPIC), weight(Merit.NEED), weight(Merit.LANGUAGE)
        activity, aim, days = weight(Merit.ACTIVITY), weight(Merit.AIM), weight(Merit.DAYS)
        at_ease = language.points * min(language.most, scoring.AT_EASE)
        far, near = weight(Merit.FULL_SUM).points, weight(Merit.NEAR).points
        return cls(
            topic=topic.points,
            most_topics=topic.most,
            need=need.points,
            most_needs=need.most,
            activity=activity.points,
            most_activities=activity.most,
            aim=aim.points,
            most_aims=aim.most,
            sector=weight(Merit.SECTOR).points,
            type=weight(Merit.TYPE).points,
            country=weight(Merit.COUNTRY).points,
            size=weight(Merit.SIZE).points,
            at_ease=at_ease,
            fluent=language.points * min(language.most, scoring.FLUENT) - at_ease,
            day=days.points,
            most_days=days.most,
            full_sum=far,
            near=near,
            dates=days.points * days.most + far + near,
        )


class Limits(NamedTuple):
    """What the rules say, in the units of the columns."""

    shortest_stay_days: int
    full_sum_days: int
    full_sum_chord: float  # squared, on a sphere of radius 1
    near_chord: float
    counts: Counts

    @classmethod
    def of(cls, rules: Rules) -> "Limits":
        return cls(
            rules.shortest_stay_days,
            rules.full_sum_days,
            _chord(rules.full_sum_km),
            _chord(rules.weight(Merit.NEAR).within),
            Counts.of(rules),
        )


class Codes:
    """A bit for each code, vocabulary by vocabulary."""

    MOST = 64

    def __init__(self) -> None:
        self.known: dict[str, dict[Hashable, int]] = {"modes": {Mode.VIRTUAL: 0}}

    def number(self, vocabulary: str, code: Hashable) -> int:
        known = self.known.setdefault(vocabulary, {})
        return known.setdefault(code, len(known))

    def mask(self, vocabulary: str, codes: Iterable[Hashable], *, most: int = MOST) -> int:
        """Raises ``OverflowError`` where a vocabulary has more codes than its mask has bits."""
        mask = 0
        for code in codes:
            mask |= 1 << self.number(vocabulary, code)
        if mask >= 1 << most:
            raise OverflowError(f"More than {most} {vocabulary} are in use.")
        return mask


EVERY_SECTOR = 2**Codes.MOST - 1


def pack(side: Sequence[Visitor | Host], codes: Codes, rules: Rules) -> Side:
    def masks(vocabulary, of):
        return _masks([codes.mask(vocabulary, of(one)) for one in side])

    def column(of, dtype):
        return np.array([of(one) for one in side], dtype=dtype)

    windows = [window for one in side for window in one.windows]
    ends = np.cumsum([0, *(len(one.windows) for one in side)], dtype=np.int64)
    return Side(
        country=column(lambda one: codes.number("countries", one.country), np.int32),
        topics=masks("topics", lambda one: one.topics),
        wants=masks("offers", _wants),
        traits=_masks([_traits(one, codes) for one in side]),
        sectors=_masks([codes.mask("sectors", one.sectors) or EVERY_SECTOR for one in side]),
        languages=masks("languages", lambda one: one.languages),
        spoken=_masks([_spoken(one, codes) for one in side]),
        countries=masks("countries", _countries),
        modes=column(lambda one: codes.mask("modes", one.modes), np.int8),
        x=column(lambda one: _on_sphere(one)[0], np.float64),
        y=column(lambda one: _on_sphere(one)[1], np.float64),
        z=column(lambda one: _on_sphere(one)[2], np.float64),
        windows=ends,
        first=np.array([window.first.toordinal() for window in windows], dtype=np.int32),
        last=np.array([window.last.toordinal() for window in windows], dtype=np.int32),
        points=column(lambda one: _own_points(one, rules), np.int32),
        places=column(lambda one: getattr(one, "capacity_left", 1), np.int32),
    )


def _masks(masks: list[int]) -> np.ndarray:
    return np.array(masks, dtype=np.uint64)


def _traits(one: Visitor | Host, codes: Codes) -> int:
    return (
        codes.mask("activities", one.activities, most=AIMS)
        | codes.mask("aims", one.aims, most=TYPES - AIMS) << AIMS
        | codes.mask("types", _types(one), most=SIZES - TYPES) << TYPES
        | codes.mask("sizes", filter(None, [one.size]), most=Codes.MOST - SIZES) << SIZES
    )


def _spoken(one: Candidate, codes: Codes) -> int:
    at_ease = codes.mask("spoken languages", one.well_spoken, most=FLUENT)
    return at_ease | codes.mask("spoken languages", one.fluent, most=FLUENT) << FLUENT


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


def _chord(km: float) -> float:
    """Squared, on a sphere of radius 1."""
    return 4 * sin(km / MEAN_RADIUS_KM / 2) ** 2


def _own_points(one: Candidate, rules: Rules) -> int:
    """What makes somebody a good partner for everybody."""
    fresh, answers = rules.weight(Merit.FRESH), rules.weight(Merit.ANSWERS)
    is_active = scoring.is_within(one.days_since_active, fresh.within)
    answers_soon = scoring.is_within(one.answers_within_days, answers.within)
    return fresh.points * is_active + answers.points * answers_soon
