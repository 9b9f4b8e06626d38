"""A round solved: wishes by the keys of people, pairs by the keys of people."""

from dataclasses import replace

import pytest

from blues.common.errors import Conflict
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.solving import solve
from exchanges.matching.wishes import Wishes
from exchanges.policy.facts import Weight
from tests.policy import cast

RULES = replace(cast.RULES, weights={"topic": Weight(points=40, most=3)})
PLACE = {"latitude": 48.0, "longitude": 10.0, "languages": frozenset({"en"})}
VISITOR = PLACE | {"country": "ES", "organisation_type": "sme"}
HOST = PLACE | {"country": "DE", "organisation_type": "sme"}


def visitor(key, *topics, **more):
    return Visitor(key=key, topics=frozenset(topics), **VISITOR | more)


def host(key, *topics, **more):
    return Host(key=key, topics=frozenset(topics), **HOST | more)


@pytest.fixture
def people():
    """Two visitors who suit host 20 as well; host 10 has something in common with one of them."""
    return (
        [visitor(1, "a", "b", "c"), visitor(2, "a", "b")],
        [host(10, "c"), host(20, "a", "b")],
    )


def pairs_of(people, **wishes):
    return [pair[:2] for pair in solve(*people, wishes=Wishes(**wishes), rules=RULES).pairs]


def test_everybody_is_placed_where_all_gain_most(people):
    found = solve(*people, wishes=Wishes(), rules=RULES)

    assert [pair[:2] for pair in found.pairs] == [(2, 20), (1, 10)]
    assert (found.total, found.bound, found.is_mixed) == (120, 120, False)
    assert found.others == {"first_come": 80, "greedy": 80, "stable": 80}


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ({"must_not": frozenset({(2, 20)})}, [(1, 20)]),
        ({"must": frozenset({(1, 20)})}, [(1, 20)]),
        ({"shares": [(frozenset({1, 99}), 0)]}, [(2, 20)]),
        ({"ceiling": 0, "cents": {(1, 10): 1, (1, 20): 1}}, [(2, 20)]),
    ],
)
def test_wishes_are_kept(people, wishes, found):
    assert pairs_of(people, **wishes) == found


def test_one_more_place_is_worth_what_matching_anew_gains(people):
    """Both visitors would go to host 20, which has one place: 80 instead of 40 for one of them."""
    visitors, hosts = people
    roomy = [hosts[0], host(20, "a", "b", capacity_left=2)]

    gains = solve(visitors, hosts, wishes=Wishes(), rules=RULES).gains

    wider = solve(visitors, roomy, wishes=Wishes(), rules=RULES).total
    assert gains == ((20, wider - 120),) == ((20, 40),)
    assert solve(visitors, roomy, wishes=Wishes(), rules=RULES).gains == ()


def test_so_many_suffice(people):
    assert len(pairs_of(people, most=1)) == 1


@pytest.mark.parametrize(
    ("must", "said"),
    [
        ({(1, 20), (2, 20)}, "contradict each other"),
        ({(3, 20)}, "does not take part any more"),
    ],
)
def test_wishes_that_cannot_be_kept_are_said(people, must, said):
    with pytest.raises(Conflict, match=said):
        pairs_of(people, must=frozenset(must))


def test_a_host_with_more_places_takes_more(people):
    visitors, (small, _large) = people
    large = host(20, "a", "b", capacity_left=2)

    assert pairs_of((visitors, [small, large])) == [(1, 20), (2, 20)]


def test_nobody_is_matched_with_nobody():
    assert solve([], [], wishes=Wishes(), rules=RULES).pairs == ()
    assert pairs_of(([visitor(1)], [host(1, country="ES")])) == []
