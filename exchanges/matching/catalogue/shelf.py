"""The whole catalogue as bits: one bit for each entry and each value of a facet.

Counting how many entries a page would have left is then a matter of a few thousand machine words,
whatever the number of hits (docs/adr/0021). Pure: knows no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from exchanges.policy.distance import MEAN_RADIUS_KM

Mask = np.ndarray  # one bit for each entry, in 64-bit words, entries in the order of the shelf
WORD = 64
BYTES = WORD // 8
MICROSECONDS = 1_000_000  # of a second


@dataclass(frozen=True)
class Shelf:
    """Entries in the order of their names; the columns have one item for each entry.

    ``members`` names for each value of a facet, such as ``country:DE``, the registrations that have
    it. Positions without coordinates are not a number.
    """

    registrations: np.ndarray
    organisations: np.ndarray
    latitudes: np.ndarray
    longitudes: np.ndarray
    listed: np.ndarray  # microseconds since 1970
    members: Mapping[str, np.ndarray]
    names: Mapping[str, str] = field(default_factory=dict)  # of values that are rows: "country:DE"

    def __len__(self) -> int:
        return len(self.registrations)

    @cached_property
    def values(self) -> tuple[str, ...]:
        return tuple(sorted(self.members))

    @cached_property
    def rows_of(self) -> dict[str, slice]:
        """Where in ``planes`` the values of each facet lie."""
        found: dict[str, slice] = {}
        for row, value in enumerate(self.values):
            facet = value.partition(":")[0]
            first = found[facet].start if facet in found else row
            found[facet] = slice(first, row + 1)
        return found

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {value: row for row, value in enumerate(self.values)}

    @cached_property
    def planes(self) -> np.ndarray:
        """One mask for each value, in the order of ``values``."""
        planes = [self.mask_of(self.members[value]) for value in self.values]
        return np.array(planes, dtype=np.uint64).reshape(len(planes), self._words)

    @property
    def _words(self) -> int:
        return -(-len(self) // WORD)

    @cached_property
    def _by_registration(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.registrations, kind="stable")
        return self.registrations[order], order

    # -- Masks ----------------------------------------------------------------------------------

    @property
    def nothing(self) -> Mask:
        return np.zeros(self._words, dtype=np.uint64)

    @property
    def everything(self) -> Mask:
        return self._packed(np.ones(len(self), dtype=bool))

    def positions_of(self, registrations: Iterable[int] | np.ndarray) -> np.ndarray:
        """Where these registrations stand; those that are not on the shelf are left out."""
        wanted = np.asarray(registrations, dtype=np.int64)
        keys, order = self._by_registration
        if not len(keys):
            return np.zeros(0, dtype=np.int64)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return order[at[keys[at] == wanted]]

    def mask_of(self, registrations: Iterable[int] | np.ndarray) -> Mask:
        chosen = np.zeros(len(self), dtype=bool)
        chosen[self.positions_of(registrations)] = True
        return self._packed(chosen)

    def without_organisations(self, organisations: Iterable[int]) -> Mask:
        return self._packed(~np.isin(self.organisations, list(organisations)))

    def near(self, latitude: float, longitude: float, km: float) -> Mask:
        return self._packed(self.distances(latitude, longitude) <= km)  # nan is never near

    def any_of(self, values: Iterable[str]) -> Mask:
        """Entries that have at least one of the values."""
        rows = [self._row_of[value] for value in values if value in self._row_of]
        return np.bitwise_or.reduce(self.planes[rows], axis=0) if rows else self.nothing

    def all_facets(self, chosen: Mapping[str, Iterable[str]], *, base: Mask) -> Mask:
        """What is left when of each facet one of the chosen values must hold."""
        left = base
        for facet, values in chosen.items():
            left = left & self.any_of(f"{facet}:{value}" for value in values)
        return left

    # -- What a page shows ------------------------------------------------------------------------

    def counts(
        self, facets: Iterable[str], chosen: Mapping[str, Iterable[str]], *, base: Mask
    ) -> dict[str, dict[str, int]]:
        """Of each facet the values with how many entries each would leave, the others as they are.

        A facet does not narrow its own counts: they say what else could be chosen.
        """
        left = self.all_facets(chosen, base=base)
        counted = {}
        for facet in facets:
            others = {name: values for name, values in chosen.items() if name != facet}
            mask = self.all_facets(others, base=base) if facet in chosen else left
            counted[facet] = self._counts_of(facet, mask)
        return counted

    def _counts_of(self, facet: str, mask: Mask) -> dict[str, int]:
        rows = self.rows_of.get(facet, slice(0, 0))
        numbers = np.bitwise_count(self.planes[rows] & mask).sum(axis=1, dtype=np.int64)
        names = (value.partition(":")[2] for value in self.values[rows])
        return {name: int(number) for name, number in zip(names, numbers, strict=True) if number}

    def positions(self, mask: Mask) -> np.ndarray:
        """The places of a mask's entries, in the order of the shelf."""
        bits = np.unpackbits(mask.view(np.uint8), bitorder="little", count=len(self))
        return np.flatnonzero(bits)

    def distances(self, latitude: float, longitude: float) -> np.ndarray:
        """Kilometres to each entry, as ``policy.distance`` reckons them."""
        south, north = np.radians(latitude), np.radians(self.latitudes)
        turned = np.radians(self.longitudes - longitude)
        half_chord = (
            np.sin((north - south) / 2) ** 2
            + np.cos(south) * np.cos(north) * np.sin(turned / 2) ** 2
        )
        return 2 * MEAN_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))

    def _packed(self, chosen: np.ndarray) -> Mask:
        packed = np.packbits(chosen, bitorder="little")
        padded = np.zeros(self._words * BYTES, dtype=np.uint8)
        padded[: len(packed)] = packed
        return padded.view(np.uint64)


def count(mask: Mask) -> int:
    return int(np.bitwise_count(mask).sum(dtype=np.int64))
