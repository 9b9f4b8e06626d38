"""Where somebody stands who has named a country but no address.

The seat of a cluster in that country is nearest to where its members work; without one the capital
stands in. Either is good enough to say on which side of the limit a journey will probably lie.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clusters.models import Cluster, Country

# Geographic coordinates (WGS 84) of the capitals, to a hundredth of a degree: about a kilometre.
CAPITALS = {
    "AL": (41.33, 19.82),
    "AM": (40.18, 44.51),
    "AT": (48.21, 16.37),
    "BA": (43.86, 18.41),
    "BE": (50.85, 4.35),
    "BG": (42.70, 23.32),
    "CH": (46.95, 7.45),
    "CY": (35.17, 33.36),
    "CZ": (50.08, 14.44),
    "DE": (52.52, 13.40),
    "DK": (55.68, 12.57),
    "EE": (59.44, 24.75),
    "ES": (40.42, -3.70),
    "FI": (60.17, 24.94),
    "FR": (48.86, 2.35),
    "GB": (51.51, -0.13),
    "GR": (37.98, 23.73),
    "HR": (45.81, 15.98),
    "HU": (47.50, 19.04),
    "IE": (53.35, -6.26),
    "IS": (64.15, -21.94),
    "IT": (41.90, 12.50),
    "LI": (47.14, 9.52),
    "LT": (54.69, 25.28),
    "LU": (49.61, 6.13),
    "LV": (56.95, 24.11),
    "MD": (47.01, 28.86),
    "ME": (42.44, 19.26),
    "MK": (42.00, 21.43),
    "MT": (35.90, 14.51),
    "NL": (52.37, 4.90),
    "NO": (59.91, 10.75),
    "PL": (52.23, 21.01),
    "PT": (38.72, -9.14),
    "RO": (44.43, 26.10),
    "RS": (44.82, 20.46),
    "SE": (59.33, 18.07),
    "SI": (46.06, 14.51),
    "SK": (48.15, 17.11),
    "TR": (39.93, 32.86),
    "UA": (50.45, 30.52),
    "XK": (42.66, 21.17),
}


@dataclass(frozen=True)
class Place:
    """A point that stands for an organisation, and what it is, in words."""

    latitude: float
    longitude: float
    words: str


def place_in(country: Country, clusters: Iterable[Cluster]) -> Place | None:
    """The seat of the first of these clusters in the country, else its capital if we know it."""
    for cluster in clusters:
        seat = cluster.organisation
        is_there = seat.country_id == country.code
        if is_there and seat.latitude is not None and seat.longitude is not None:
            words = _("%(town)s (the seat of %(cluster)s)") % {
                "town": seat.city,
                "cluster": cluster,
            }
            return Place(seat.latitude, seat.longitude, words)
    if country.code not in CAPITALS:
        return None
    return Place(*CAPITALS[country.code], _("%(country)s (the capital)") % {"country": country})
