"""Programmes drawn at random, as columns: the shape of a real one, and nobody in it."""

from datetime import date

import numpy as np

from exchanges.matching.candidates import Host, Visitor, Window
from exchanges.matching.columns import AIMS, FLUENT, SIZES, TYPES, Limits, Side
from exchanges.matching.pairs import Field
from exchanges.policy.facts import Mode, Rules
from tests.policy.cast import WEIGHTS

RULES = Rules(version="bench", weights=WEIGHTS)
COUNTRIES, TOPICS, TERMS, AIM_TERMS, TYPE_TERMS, SIZE_CLASSES = 36, 14, 5, 4, 4, 4
SECTORS, OTHER_LANGUAGES = 24, 23
SHARE_OF_HOSTS = 0.4
YEAR = np.datetime64("2021-01-01").astype(int) + 719_163  # the proleptic ordinal of its first day


def drawn(participants: int, *, seed: int = 7, share_of_hosts: float = SHARE_OF_HOSTS) -> Field:
    """Countries, topics and languages are as unequal as they are among real members."""
    generator = np.random.default_rng(seed)
    hosts = int(participants * share_of_hosts)
    return Field(
        visitors=_side(generator, participants - hosts, is_host=False),
        hosts=_side(generator, hosts, is_host=True),
        limits=Limits.of(RULES),
    )


def _side(generator, count: int, *, is_host: bool) -> Side:
    country = generator.choice(COUNTRIES, count, p=_falling(COUNTRIES)).astype(np.int32)
    latitude = np.radians(generator.uniform(36, 60, count))
    longitude = np.radians(generator.uniform(-9, 25, count))
    first = generator.integers(YEAR, YEAR + 330, count).astype(np.int32)
    own_country = np.uint64(1) << country.astype(np.uint64)
    places = generator.choice([1, 2, 3, 4, 5], count, p=[0.35, 0.3, 0.2, 0.1, 0.05])
    english = (generator.random(count) < 0.85).astype(np.uint64)
    own = np.uint64(2) << (country % OTHER_LANGUAGES).astype(np.uint64)
    at_ease = own | english * (generator.random(count) < 0.6).astype(np.uint64)
    fluent = own | at_ease * (generator.random(count) < 0.3).astype(np.uint64)
    return Side(
        country=country,
        topics=_some(generator, count, TOPICS, most=4),
        wants=_some(generator, count, TERMS, most=3),
        traits=_some(generator, count, TERMS, most=3)
        | _some(generator, count, AIM_TERMS, most=2) << np.uint64(AIMS)
        | _some(generator, count, TYPE_TERMS, most=1) << np.uint64(TYPES)
        | _some(generator, count, SIZE_CLASSES, most=1) << np.uint64(SIZES),
        sectors=_some(generator, count, SECTORS, most=2),
        languages=english | own,
        spoken=at_ease | fluent << np.uint64(FLUENT),
        countries=own_country if is_host else _some(generator, count, COUNTRIES, most=3),
        modes=generator.choice(np.array([1, 2, 3], np.int8), count, p=[0.05, 0.25, 0.7]),
        x=np.cos(latitude) * np.cos(longitude),
        y=np.cos(latitude) * np.sin(longitude),
        z=np.sin(latitude),
        windows=np.arange(count + 1, dtype=np.int64),
        first=first,
        last=(first + generator.integers(20, 120, count)).astype(np.int32),
        points=generator.choice(np.array([0, 2, 4], np.int32), count),
        places=places.astype(np.int32) if is_host else np.ones(count, np.int32),
    )


def _falling(count: int) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1) ** 0.8
    return weights / weights.sum()


def _some(generator, count: int, universe: int, *, most: int) -> np.ndarray:
    """From one to ``most`` codes each, drawn without putting them back, as masks."""
    masks = np.zeros(count, np.uint64)
    wanted = generator.integers(1, most + 1, count)
    noise = generator.gumbel(size=(count, universe)) + np.log(_falling(universe))
    order = np.argsort(-noise, axis=1)[:, :most].astype(np.uint64)
    for place in range(most):
        masks |= np.where(place < wanted, np.uint64(1) << order[:, place], np.uint64(0))
    return masks


def as_candidates(side: Side, kind: type[Host] | type[Visitor], numbers) -> list:
    """The same people as objects, for ways that judge one pair at a time."""
    return [_candidate(side, kind, int(number)) for number in numbers]


def _candidate(side: Side, kind, n: int):
    wishes = {
        Host: lambda: {"offers": _codes(side.wants[n]), "capacity_left": int(side.places[n])},
        Visitor: lambda: {
            "needs": _codes(side.wants[n]),
            "preferred_types": _codes(side.traits[n], TYPES, SIZES),
            "preferred_countries": _codes(side.countries[n]),
        },
    }
    window = Window(first=_day(side.first[side.windows[n]]), last=_day(side.last[side.windows[n]]))
    return kind(
        key=n,
        organisation_type=min(_codes(side.traits[n], TYPES, SIZES)),
        country=str(int(side.country[n])),
        latitude=float(np.degrees(np.arcsin(side.z[n]))),
        longitude=float(np.degrees(np.arctan2(side.y[n], side.x[n]))),
        topics=_codes(side.topics[n]),
        activities=_codes(side.traits[n], 0, AIMS),
        aims=_codes(side.traits[n], AIMS, TYPES),
        size=min(_codes(side.traits[n], SIZES)),
        sectors=_codes(side.sectors[n]),
        languages=_codes(side.languages[n]),
        at_ease=_codes(side.spoken[n], 0, FLUENT),
        fluent=_codes(side.spoken[n], FLUENT),
        windows=(window,),
        modes=frozenset(
            mode for bit, mode in ((1, Mode.VIRTUAL), (2, Mode.PHYSICAL)) if side.modes[n] & bit
        ),
        days_since_active=0 if side.points[n] >= 2 else None,
        answers_within_days=0 if side.points[n] == 4 else None,
        **wishes[kind](),
    )


def _codes(mask, first: int = 0, end: int = 64) -> frozenset[str]:
    """The codes of some bits of a mask, counted from the first of them."""
    return frozenset(str(bit - first) for bit in range(first, end) if int(mask) >> bit & 1)


def _day(ordinal):

    return date.fromordinal(int(ordinal))
