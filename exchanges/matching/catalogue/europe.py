"""A map of Europe: where a place lies in the drawing of ``europe.json``.

Lambert's azimuthal equal-area projection around 52° N 10° E, the centre that ETRS89-LAEA has; on a
sphere, which for a drawing makes no difference (J. P. Snyder, Map Projections: A Working Manual,
USGS Professional Paper 1395, 1987, equations 24-2 to 24-4).
"""

import json
from functools import cache
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

CENTRE_LATITUDE, CENTRE_LONGITUDE = radians(52), radians(10)
RADIUS_KM = 6371.0
WEST_KM, EAST_KM, NORTH_KM = -2650, 3000, 2330
FILE = Path(__file__).with_name("europe.json")


class Drawing(NamedTuple):
    width: int
    height: int
    countries: dict[str, str]


@cache
def drawing() -> Drawing:
    return Drawing(**json.loads(FILE.read_text()))


def units_per_km() -> float:
    return drawing().width / (EAST_KM - WEST_KM)


def project(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Right and down from the corner of the drawing; ``None`` for what lies outside of it."""
    north, turned = radians(latitude), radians(longitude) - CENTRE_LONGITUDE
    facing = 1 + sin(CENTRE_LATITUDE) * sin(north) + cos(CENTRE_LATITUDE) * cos(north) * cos(turned)
    if facing < 1:  # the other half of the globe
        return None
    scale = RADIUS_KM * sqrt(2 / facing)
    east = scale * cos(north) * sin(turned)
    up = scale * (
        cos(CENTRE_LATITUDE) * sin(north) - sin(CENTRE_LATITUDE) * cos(north) * cos(turned)
    )
    right, down = (east - WEST_KM) * units_per_km(), (NORTH_KM - up) * units_per_km()
    inside = 0 <= right <= drawing().width and 0 <= down <= drawing().height
    return (round(right, 1), round(down, 1)) if inside else None
