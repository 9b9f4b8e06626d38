"""The best assignment: the same total as trying everything, and a proof that it carries itself."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from exchanges.matching.assignment import NOBODY, NotProven, Pairs, best, require_proof, total_of


@st.composite
def programmes(draw):
    """Pairs as (visitor, host, score), and the places of each host."""
    visitors, hosts = draw(st.integers(0, 5)), draw(st.integers(1, 4))
    scores = {
        (visitor, host): draw(st.none() | st.integers(0, 9))
        for visitor in range(visitors)
        for host in range(hosts)
    }
    pairs = [(*pair, score) for pair, score in scores.items() if score is not None]
    order = draw(st.permutations(pairs))
    return order, visitors, draw(st.lists(st.integers(0, 3), min_size=hosts, max_size=hosts))


def as_pairs(pairs, visitors, places) -> Pairs:
    rows, hosts, scores = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Pairs.of(rows, hosts, scores, visitors=visitors, places=places)


def tried(pairs, visitors, places) -> int:
    """The highest total of all ways to place everybody or nobody."""
    choices = [
        [(NOBODY, 0), *((host, score) for row, host, score in pairs if row == visitor)]
        for visitor in range(visitors)
    ]
    totals = [
        sum(score for _host, score in chosen)
        for chosen in product(*choices)
        if all(
            sum(host == wanted for host, _score in chosen) <= place
            for wanted, place in enumerate(places)
        )
    ]
    return max(totals)


@settings(max_examples=300, deadline=None)
@given(programmes())
def test_nothing_is_better_than_the_best(programme):
    found = best(as_pairs(*programme))

    assert found.total == tried(*programme)


@settings(max_examples=100, deadline=None)
@given(programmes())
def test_the_order_in_which_pairs_are_told_does_not_matter(programme):
    pairs, visitors, places = programme
    one, other = as_pairs(pairs, visitors, places), as_pairs(sorted(pairs), visitors, places)

    assert best(one).total == best(other).total


@settings(max_examples=100, deadline=None)
@given(programmes())
def test_the_price_of_a_host_is_what_one_more_place_there_brings(programme):
    pairs = as_pairs(*programme)
    found = best(pairs)

    for host, price in enumerate(found.host_prices):
        more = pairs.places.copy()
        more[host] += 1
        assert best(replace(pairs, places=more)).total - found.total == price


@settings(max_examples=100, deadline=None)
@given(programmes(), st.lists(st.none() | st.integers(0, 9), min_size=5, max_size=5))
def test_the_prices_of_visitors_tell_what_a_further_host_brings(programme, worth):
    pairs = as_pairs(*programme)
    found = best(pairs)
    told = [
        (visitor, score)
        for visitor, score in enumerate(worth)
        if visitor < pairs.visitors and score is not None
    ]
    rows, scores = np.array(told, dtype=int).reshape(-1, 2).T

    wider = pairs.at(np.append(pairs.places, 1)).plus(
        rows, np.full(len(rows), len(pairs.places)), scores
    )

    gains = [score - found.visitor_prices[visitor] for visitor, score in told]
    assert best(wider).total - found.total == max([0, *gains])


@pytest.mark.parametrize("highest", [3, 300])
def test_crowded_hosts_end_in_the_optimum_of_an_independent_solver(highest):
    """Many who are worth the same at few hosts, so that prices rise far and have to fall again."""
    generator = np.random.default_rng(highest)
    shape, places = (90, 12), generator.integers(0, 6, 12)
    scores = generator.integers(0, highest, shape) * (generator.random(shape) < 1 / 2)
    rows, hosts = scores.nonzero()
    pairs = Pairs.of(rows, hosts, scores[rows, hosts], visitors=90, places=places)

    seats = scores[:, np.repeat(np.arange(12), places)]
    row, seat = linear_sum_assignment(seats, maximize=True)
    assert best(pairs).total == seats[row, seat].sum()


def test_equal_inputs_give_equal_assignments():
    generator = np.random.default_rng(7)
    square = generator.integers(0, 3, (40, 30))  # many that are worth the same
    rows, hosts = np.indices(square.shape)
    pairs = Pairs.of(rows.ravel(), hosts.ravel(), square.ravel(), visitors=40, places=[1] * 30)

    assert best(pairs).host_of.tolist() == best(pairs).host_of.tolist()


@pytest.mark.parametrize("size", [1, 2, 10, 60, 200])
def test_the_published_optimum_of_machol_and_wien(size):
    """Costs of row times column, hard for many algorithms (Operations Research 24, 1976); the
    cheapest is row n with column 1 and so on, n (n + 1) (n + 2) / 6 in all."""
    numbers = np.arange(1, size + 1)
    costs = np.outer(numbers, numbers)
    highest = size * size + 1
    rows, hosts = np.indices(costs.shape)
    pairs = Pairs.of(
        rows.ravel(), hosts.ravel(), (highest - costs).ravel(), visitors=size, places=[1] * size
    )

    found = best(pairs)

    assert size * highest - found.total == size * (size + 1) * (size + 2) // 6
    assert found.matched == size


def test_a_host_is_given_as_many_visitors_as_it_has_places():
    found = best(Pairs.of([0, 1, 2], [0, 0, 0], [5, 7, 6], visitors=3, places=[2]))

    assert found.host_of.tolist() == [NOBODY, 0, 0]
    assert (found.total, found.matched) == (13, 2)


def test_one_gives_way_so_that_both_are_placed():
    pairs = Pairs.of([0, 0, 1], [0, 1, 0], [9, 8, 7], visitors=2, places=[1, 1])

    assert best(pairs).host_of.tolist() == [1, 0]


def test_without_pairs_nobody_is_placed():
    found = best(Pairs.of([], [], [], visitors=2, places=[3]))

    assert (found.total, found.matched, found.host_of.tolist()) == (0, 0, [NOBODY, NOBODY])


@pytest.mark.parametrize(
    "spoilt",
    [
        {"host_of": np.array([0, NOBODY])},
        {"host_of": np.array([0, 0])},
        {"total": 99},
        {"visitor_prices": np.array([-1, 20])},
        {"host_prices": np.array([0])},
    ],
)
def test_a_proof_that_does_not_hold_is_noticed(spoilt):
    pairs = Pairs.of([0, 1], [0, 0], [5, 7], visitors=2, places=[1])
    found = best(pairs)
    require_proof(pairs, found)
    other = replace(found, **spoilt)

    with pytest.raises(NotProven):
        require_proof(
            pairs, replace(other, total=spoilt.get("total", total_of(pairs, other.host_of)))
        )
