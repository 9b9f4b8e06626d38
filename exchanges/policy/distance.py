"""How far apart two organisations are: great-circle distance between their registered places.

The sphere has the mean radius of the WGS 84 ellipsoid, (2a + b) / 3. Against the ellipsoid the
error stays below 0.6 %, far inside the margin in which a coordinator looks at the map anyway.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from exchanges.policy.facts import Party, Rules

MEAN_RADIUS_KM = 6371.0088
BORDERLINE_PERCENT = 5  # the registered seat and the place of work may lie this far apart


@dataclass(frozen=True, kw_only=True)
class Distance:
    """Unrounded, because 199.96 km is not 200 km."""

    km: float
    is_borderline: bool  # the coordinator confirms on which side of the limit it lies


def great_circle_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """The haversine formula, in kilometres."""
    south, north = radians(latitude), radians(other_latitude)
    half_chord = (
        sin((north - south) / 2) ** 2
        + cos(south) * cos(north) * sin(radians(other_longitude - longitude) / 2) ** 2
    )
    # Opposite points of the globe may come out a rounding error above one.
    return 2 * MEAN_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))


def is_borderline(km: float, limit_km: int) -> bool:
    return abs(km - limit_km) * 100 <= limit_km * BORDERLINE_PERCENT


def between(one: Party, other: Party, *, rules: Rules) -> Distance:
    km = great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return Distance(km=km, is_borderline=is_borderline(km, rules.full_sum_km))
