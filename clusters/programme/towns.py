"""Where towns lie, so that nobody has to look their coordinates up.

The vendored table of ``data/README.md``: towns of 2,000 inhabitants or more, in every country of
the scheme. Read by country when first asked for, and then kept; nothing of it is in the database.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import NamedTuple

from blues.common.folding import words_of

TABLE = Path(__file__).resolve().parent / "data" / "towns.csv"
LARGE = 50_000  # inhabitants of a town that people from elsewhere have heard of
MOST = 8  # towns to choose from
KM_PER_DEGREE = 111.2


class Position(NamedTuple):
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Town:
    name: str
    position: Position
    population: int
    also: tuple[str, ...] = ()

    def __str__(self):
        return self.name

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(words_of(self.name))


def named(name: str, *, country: str) -> list[Town]:
    """The towns that bear this name, largest first. ``country`` is an ISO code.

    What a town is called in other languages counts, too, but nobody who writes Kiel means the
    much smaller Kehl.
    """
    _towns, by_name = _of(country)
    found, key = by_name.get(_key(name), []), _key(name)
    if found and _key(found[0].name) == key:
        return [town for town in found if _key(town.name) == key]
    return found


def like(name: str, *, country: str) -> list[Town]:
    """Those that bear the name or have all its words in theirs, largest first, at most ``MOST``."""
    towns, _by_name = _of(country)
    exact, words = named(name, country=country), set(words_of(name))
    near = [town for town in towns if words and words <= town.words and town not in exact]
    return (exact + near)[:MOST]


def landmark(town: Town, *, country: str) -> Town | None:
    """The large town by which people would say where this one is: the larger and nearer, the
    likelier, as in gravity. None where there is no other large one."""
    towns, _by_name = _of(country)
    large = (other for other in towns if other.population >= LARGE and other != town)
    return max(large, key=lambda other: _pull(other, town), default=None)


def _pull(large: Town, town: Town) -> float:
    return large.population / max(km(large.position, town.position), 1) ** 2


@lru_cache(maxsize=4096)
def nearest(position: Position, *, country: str) -> Town | None:
    """The town of the table that a position is in or next to."""
    towns, _by_name = _of(country)
    return min(towns, key=lambda town: km(town.position, position), default=None)


def km(one: Position, other: Position) -> float:
    """Good enough within a country: on a plane where meridians narrow northwards."""
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(east, one.latitude - other.latitude) * KM_PER_DEGREE


def _key(name: str) -> str:
    return " ".join(words_of(name))


@lru_cache(maxsize=64)
def _of(country: str) -> tuple[list[Town], dict[str, list[Town]]]:
    towns = _read(country)
    by_name = defaultdict(list)
    for town in towns:
        for key in dict.fromkeys(_key(name) for name in (town.name, *town.also)):
            by_name[key].append(town)
    return towns, dict(by_name)


def _read(country: str) -> list[Town]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.startswith((f"{country},", "country,")))
        return [
            Town(
                name=row["name"],
                position=Position(float(row["latitude"]), float(row["longitude"])),
                population=int(row["population"]),
                also=tuple(filter(None, row["also"].split("|"))),
            )
            for row in csv.DictReader(lines)
        ]
