"""What other ways of matching give, on programmes small enough to be seen through."""

import pytest
from hypothesis import given, settings

from exchanges.matching import customs
from exchanges.matching.assignment import NOBODY, Pairs, best, total_of
from tests.exchanges.matching.test_assignment import as_pairs, programmes


def three_ways(pairs):
    return {
        way.__name__: way(pairs).tolist()
        for way in (customs.first_come, customs.greedy, customs.stable)
    }


def test_each_way_has_its_own_order():
    """The first visitor is liked by both hosts, the second is better at one of them."""
    pairs = Pairs.of([0, 0, 1], [0, 1, 0], [5, 4, 9], visitors=2, places=[1, 1])

    assert three_ways(pairs) == {
        "first_come": [0, NOBODY],
        "greedy": [1, 0],
        "stable": [1, 0],
    }
    assert best(pairs).total == 13


def test_none_of_them_looks_ahead():
    pairs = Pairs.of([0, 0, 1], [0, 1, 0], [9, 8, 7], visitors=2, places=[1, 1])

    assert set(map(tuple, three_ways(pairs).values())) == {(0, NOBODY)}
    assert best(pairs).total == 15


@pytest.mark.parametrize("way", [customs.first_come, customs.greedy, customs.stable])
@settings(max_examples=100, deadline=None)
@given(programme=programmes())
def test_no_way_beats_the_best_or_overfills_a_host(way, programme):
    pairs = as_pairs(*programme)
    host_of = way(pairs)

    used = [host_of.tolist().count(host) for host in range(len(pairs.places))]
    assert all(count <= place for count, place in zip(used, pairs.places, strict=True))
    assert total_of(pairs, host_of) <= best(pairs).total


@settings(max_examples=100, deadline=None)
@given(programme=programmes())
def test_no_two_would_leave_their_partners_for_each_other(programme):
    pairs = as_pairs(*programme)
    host_of = customs.stable(pairs)
    score = dict(zip(zip(pairs.rows, pairs.hosts, strict=True), pairs.scores, strict=True))

    for (visitor, host), worth in score.items():
        now = host_of[visitor]
        prefers = now == NOBODY or worth > score[visitor, now]
        guests = [one for one, its_host in enumerate(host_of) if its_host == host]
        has_room = len(guests) < pairs.places[host]
        would_swap = any(worth > score[one, host] for one in guests)
        assert not (prefers and (has_room or would_swap))
