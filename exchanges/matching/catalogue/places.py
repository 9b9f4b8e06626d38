"""Hits by place, with the mark each gets on the map."""

from collections import defaultdict
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

CELL = 0.5  # degrees: what lies nearer to each other is one mark
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
    cells = defaultdict(list)
    rows = np.floor(shelf.latitudes[known] / CELL).astype(int).tolist()
    columns = np.floor(shelf.longitudes[known] / CELL).astype(int).tolist()
    for cell, position in zip(zip(rows, columns, strict=True), known.tolist(), strict=True):
        cells[cell].append(position)
    towns = _towns([shelf.organisations[places[0]] for places in cells.values()])
    spots = [_spot(shelf, places, towns, home) for places in cells.values()]
    return sorted(spots, key=lambda spot: (-spot.count, spot.name))


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
