"""Hits by place, with the mark each gets on the map."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from clusters.models import Organisation
from exchanges.matching.catalogue.asking import AROUND_KM
from exchanges.matching.catalogue.europe import drawing, project, units_per_km
from exchanges.matching.catalogue.forms import Place
from exchanges.matching.catalogue.shelf import Shelf
from exchanges.policy.distance import great_circle_km

__all__ = ["Spot", "drawing", "group", "mark_of"]

CELL = 0.5  # degrees: what lies nearer to each other is one mark, as long as there is room
MOST_MARKS = 150  # more would hide each other; neighbours share one then
SMALLEST, PER_ROOT, LARGEST = 5, 3.5, 22  # radius in units of the drawing; the area tells the count


@dataclass(frozen=True)
class Spot:
    """``right`` and ``down`` are ``None`` for places outside of the drawing."""

    name: str
    around: str  # the value of the filter
    count: int
    km: int | None
    right: float | None
    down: float | None

    @property
    def radius(self) -> float:
        return round(min(LARGEST, SMALLEST + PER_ROOT * sqrt(self.count - 1)), 1)


@dataclass(frozen=True)
class Mark:
    right: float
    down: float
    radius: float


def group(shelf: Shelf, positions: np.ndarray, *, home=None) -> list[Spot]:
    """Marks of those whose place is known, the largest first so that small ones lie on top."""
    known = positions[~np.isnan(shelf.latitudes[positions])]
    cells = _cells(shelf, known, CELL)
    towns = _towns([shelf.organisations[places[0]] for places in cells])
    spots = [_spot(shelf, places, towns, home) for places in cells]
    return sorted(spots, key=lambda spot: (-spot.count, spot.name))


def _cells(shelf: Shelf, known: np.ndarray, size: float) -> list[np.ndarray]:
    """The positions that share a square of so many degrees; larger squares where there are many."""
    row, column = (np.floor(part[known] / size) for part in (shelf.latitudes, shelf.longitudes))
    order = np.lexsort((known, column, row))
    changes = np.flatnonzero(np.diff(row[order]) + np.diff(column[order]) * 1j) + 1
    if len(changes) >= MOST_MARKS:
        return _cells(shelf, known, size * 2)
    return [part for part in np.split(known[order], changes) if len(part)]


def mark_of(organisation) -> Mark | None:
    """Where the reader is, with the circle that the filter by place draws around."""
    if organisation is None or organisation.latitude is None:
        return None
    found = project(organisation.latitude, organisation.longitude)
    return Mark(*found, radius=round(AROUND_KM * units_per_km(), 1)) if found else None


def _spot(shelf, places, towns, home) -> Spot:
    latitude = float(shelf.latitudes[places].mean())
    longitude = float(shelf.longitudes[places].mean())
    km = None
    if home is not None:
        km = round(great_circle_km(home.latitude, home.longitude, latitude, longitude))
    right, down = project(latitude, longitude) or (None, None)
    return Spot(
        name=towns.get(int(shelf.organisations[places[0]]), ""),
        around=str(Place(latitude, longitude)),
        count=len(places),
        km=km,
        right=right,
        down=down,
    )


def _towns(organisations) -> dict[int, str]:
    rows = Organisation.objects.filter(pk__in=[int(key) for key in organisations])
    return {row.pk: f"{row.city}, {row.country.name}" for row in rows.select_related("country")}
