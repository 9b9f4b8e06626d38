"""What somebody asks of the catalogue, as it stands in the address."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.http import QueryDict

from exchanges.matching.catalogue import facets, reading
from exchanges.matching.catalogue.facets import Facet
from exchanges.matching.catalogue.forms import SearchForm
from exchanges.matching.catalogue.shelf import Mask, Shelf, count
from exchanges.matching.catalogue.words import Found, find

AROUND_KM = 75


@dataclass(frozen=True)
class Asked:
    """One question to the shelf: who may be shown at all, and what narrows that down.

    ``base`` holds all that the reader may see; ``subjects`` are codes of topics
    that ``fitting`` means.
    """

    form: SearchForm
    shelf: Shelf
    base: Mask
    offered: tuple[Facet, ...] = facets.ALL
    subjects: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def is_valid(self) -> bool:
        return self.form.is_valid()

    def given(self, name: str):
        return self.form.cleaned_data.get(name) if self.is_valid else None

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        return {facet.name: codes for facet in self.offered if (codes := self.given(facet.name))}

    @cached_property
    def found(self) -> Found | None:
        typed = self.given("words")
        return find(typed) if typed else None

    @cached_property
    def narrowed(self) -> Mask:
        """Without the facets: what they are counted in."""
        if not self.is_valid:
            return self.shelf.nothing
        left = self.base
        if self.found is not None:
            left = left & self.shelf.mask_of(self.found.registrations)
        if place := self.given("around"):
            left = left & self.shelf.near(place.latitude, place.longitude, AROUND_KM)
        if self.given("fitting"):
            left = left & self.shelf.any_of(
                f"{kind}:{code}" for kind in ("item", "topic") for code in sorted(self.subjects)
            )
        return left

    @cached_property
    def mask(self) -> Mask:
        return self.shelf.all_facets(self.chosen, base=self.narrowed)

    @property
    def count(self) -> int:
        return count(self.mask)

    @property
    def count_of_all(self) -> int:
        return count(self.base)

    @cached_property
    def shown_facets(self) -> list[facets.Shown]:
        names = [facet.name for facet in self.offered]
        counts = self.shelf.counts(names, self.chosen, base=self.narrowed)
        shown = [
            facets.shown(
                facet, counts[facet.name], self.chosen.get(facet.name, ()), shelf=self.shelf
            )
            for facet in self.offered
        ]
        return [one for one in shown if one.first]

    @property
    def unwritten(self) -> list[str]:
        """Words that nobody has written, where similar ones were found instead.

        Those stay unnamed: they may stand in entries that the reader may not see.
        """
        return sorted(self.found.instead) if self.found and self.count else []

    def positions(self) -> np.ndarray:
        return self.shelf.positions(self.mask)

    @property
    def has_ranks(self) -> bool:
        return self.found is not None and self.found.ranks is not None

    def ranks(self) -> np.ndarray | None:
        """How well each entry of the shelf has the words; ``None`` if nobody typed any."""
        if self.found is None or self.found.ranks is None:
            return None
        ranks = np.zeros(len(self.shelf))
        places = self.shelf.positions_of(self.found.registrations)
        known = np.isin(self.found.registrations, self.shelf.registrations)
        ranks[places] = self.found.ranks[known]
        return ranks


def ask(data: QueryDict, *, base: Mask, shelf: Shelf | None = None, **options) -> Asked:
    offered = options.get("offered", facets.ALL)
    return Asked(SearchForm(data, offered=offered), shelf or reading.current(), base, **options)
