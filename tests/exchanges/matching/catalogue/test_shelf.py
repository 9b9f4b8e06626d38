"""Counting with bits gives what counting by hand gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.matching.catalogue.shelf import Shelf, count
from exchanges.policy.distance import great_circle_km

VALUES = ["country:DE", "country:FR", "country:PL", "role:host", "role:visitor", "topic:plasma"]
entries = st.lists(st.sets(st.sampled_from(VALUES)), max_size=200)
choices = st.dictionaries(
    st.sampled_from(["country", "role", "topic"]),
    st.lists(st.sampled_from(["DE", "FR", "host", "visitor", "plasma", "nobody"]), min_size=1),
)


def shelf_of(held, latitudes=None, longitudes=None):
    """Registrations 100, 90, 80 …, so that their order is not that of their keys."""
    keys = np.arange(100, 100 - 10 * len(held), -10)
    nowhere = np.full(len(held), np.nan)
    return Shelf(
        registrations=keys,
        organisations=keys % 7,
        latitudes=nowhere if latitudes is None else np.array(latitudes),
        longitudes=nowhere if longitudes is None else np.array(longitudes),
        listed=np.zeros(len(held), dtype=np.int64),
        members={
            value: np.array([key for key, one in zip(keys, held, strict=True) if value in one])
            for value in VALUES
            if any(value in one for one in held)
        },
    )


def fits(held: set[str], chosen) -> bool:
    return all(
        any(f"{facet}:{value}" in held for value in values) for facet, values in chosen.items()
    )


@given(entries, choices)
def test_positions_are_those_of_the_entries_that_fit(held, chosen):
    shelf = shelf_of(held)

    mask = shelf.all_facets(chosen, base=shelf.everything)

    expected = [place for place, one in enumerate(held) if fits(one, chosen)]
    assert shelf.positions(mask).tolist() == expected
    assert count(mask) == len(expected)


@given(entries, choices)
def test_a_facet_does_not_narrow_its_own_counts(held, chosen):
    shelf = shelf_of(held)

    counts = shelf.counts(["country", "role", "topic"], chosen, base=shelf.everything)

    for facet, found in counts.items():
        others = {name: values for name, values in chosen.items() if name != facet}
        left = [one for one in held if fits(one, others)]
        by_hand = {
            value.partition(":")[2]: number
            for value in VALUES
            if value.startswith(facet) and (number := sum(value in one for one in left))
        }
        assert found == by_hand


@given(entries, st.sets(st.integers(-20, 120)))
def test_registrations_that_are_not_there_are_left_out(held, wanted):
    shelf = shelf_of(held)

    mask = shelf.mask_of(sorted(wanted))

    assert set(shelf.registrations[shelf.positions(mask)]) == wanted & set(shelf.registrations)


def test_an_empty_shelf_answers_everything_with_nothing():
    shelf = shelf_of([])

    assert shelf.positions(shelf.everything).tolist() == []
    assert shelf.counts(["country"], {"country": ["DE"]}, base=shelf.everything) == {"country": {}}
    assert count(shelf.without_organisations([1])) == 0


def test_distances_are_those_of_the_rules_and_unknown_places_are_never_near():
    towns = [(54.09, 13.4), (41.65, -0.88), (np.nan, np.nan)]
    shelf = shelf_of([set()] * 3, *zip(*towns, strict=True))

    found = shelf.distances(50.0, 14.4)

    assert found[:2] == pytest.approx([great_circle_km(50.0, 14.4, *town) for town in towns[:2]])
    assert shelf.positions(shelf.near(50.0, 14.4, 20_100)).tolist() == [0, 1]
    assert shelf.positions(shelf.near(54.0, 13.0, 75)).tolist() == [0]
