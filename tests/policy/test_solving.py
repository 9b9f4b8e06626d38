"""A round solved: wishes by the keys of people, pairs by the keys of people."""

from dataclasses import replace

import pytest

from blues.common.errors import Conflict
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.solving import solve
from exchanges.matching.wishes import Outlook, Wishes
from exchanges.policy.facts import Weight
from tests.policy import cast

WEIGHTS = {"topic": Weight(points=40, most=3), "country": Weight(points=4, most=1)}
RULES = replace(cast.RULES, weights=WEIGHTS)
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


def test_pairs_without_a_shared_subject_are_left_out_unless_allowed(people):
    """Same preferred country, and nothing to talk about."""
    visitors, hosts = people
    stranger = visitor(3, "z", preferred_countries=frozenset({"DE"}))

    def placed(**wishes):
        return 3 in [
            pair[0] for pair in pairs_of(([*visitors, stranger], [*hosts, host(30)]), **wishes)
        ]

    assert (placed(), placed(needs_subject=False)) == (False, True)


@pytest.fixture
def scarce():
    """One place for a visitor who shares one topic; those who came before share three."""
    return [visitor(1, "a")], [host(10, "a", "b", "c")], [visitor(2, "a", "b", "c")]


def looked_ahead(scarce, *, expected, **wishes):
    visitors, hosts, like = scarce
    outlook = Outlook(expected=expected, like=like, seed=7)
    return solve(visitors, hosts, wishes=Wishes(**wishes), rules=RULES, outlook=outlook)


def test_a_place_is_kept_for_a_later_visitor_who_gains_more(scarce):
    found = looked_ahead(scarce, expected=9)

    assert (found.pairs, found.total, found.foregone, found.bound) == ((), 0, 40, 40)
    assert found.kept_back == ((1, 10, 40, 120),)
    assert looked_ahead(scarce, expected=0).pairs == ((1, 10, 40),)


def test_a_pair_that_must_be_is_matched_whoever_may_come(scarce):
    found = looked_ahead(scarce, expected=9, must=frozenset({(1, 10)}))

    assert (found.pairs, found.kept_back, found.foregone) == (((1, 10, 40),), (), 0)


def test_places_are_kept_under_conditions_too(scarce):
    found = looked_ahead(scarce, expected=9, most=1)

    assert (found.pairs, found.is_mixed, found.kept_back) == ((), True, ((1, 10, 40, 120),))


def test_a_place_that_is_worth_the_same_later_is_given_now():
    found = looked_ahead(([visitor(1, "a")], [host(10, "a")], [visitor(2, "a")]), expected=5)

    assert found.pairs == ((1, 10, 40),)


def test_a_pair_that_must_be_and_must_not_is_said(people):
    pair = frozenset({(1, 20)})

    with pytest.raises(Conflict, match="also to be done without"):
        pairs_of(people, must=pair, must_not=pair)


def test_a_further_host_is_worth_what_matching_anew_with_it_gains(people):
    visitors, hosts = people
    crowd = [*visitors, visitor(3, "a"), visitor(4, "c", country="PL")]

    found = solve(crowd, hosts, wishes=Wishes(), rules=RULES, countries=["DE", "PL"])

    for country, like, points, placed in found.tried:
        further = replace({one.key: one for one in hosts}[like], key=99, country=country)
        wider = solve(crowd, [*hosts, further], wishes=Wishes(), rules=RULES)
        assert wider.total - found.total == points > 0
        assert len(wider.pairs) - len(found.pairs) == placed
    assert [country for country, *_rest in found.tried] == ["DE", "PL"]


def test_where_nobody_waits_a_further_host_brings_nothing(people):
    visitors, hosts = people

    assert (
        solve(visitors[:1], hosts[1:], wishes=Wishes(), rules=RULES, countries=["DE"]).tried == ()
    )
    assert solve(visitors, [], wishes=Wishes(), rules=RULES, countries=["DE"]).tried == ()
