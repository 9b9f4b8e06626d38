"""The best assignment under conditions: the same total as trying everything that meets them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blues.common.errors import Conflict
from exchanges.matching.assignment import NOBODY, Pairs, best
from exchanges.matching.conditions import Conditions, Share, best_under
from tests.exchanges.matching.test_assignment import as_pairs, programmes

NOTHING = Conditions()


@st.composite
def conditioned(draw):
    """A programme, and conditions on it in plain numbers."""
    pairs, visitors, places = draw(programmes())
    pairs = sorted(pairs)
    share = draw(st.sets(st.integers(0, max(visitors - 1, 0)), max_size=visitors))
    return (
        (pairs, visitors, places),
        {
            "must": draw(st.sampled_from([(), *((pair[:2],) for pair in pairs)])),
            "share": (sorted(share), draw(st.integers(0, 3))),
            "cents": [draw(st.integers(0, 5)) for _pair in pairs],
            "ceiling": draw(st.none() | st.integers(0, 12)),
            "most": draw(st.none() | st.integers(0, 4)),
        },
    )


def conditions_of(told) -> Conditions:
    visitors, most = told["share"]
    return Conditions(
        must=told["must"],
        shares=[Share(visitors=visitors, most=most)],
        cents=np.array(told["cents"]),
        ceiling=told["ceiling"],
        most=told["most"],
    )


def tried(programme, told) -> int | None:
    """The highest total of all ways that meet the conditions; None where none does."""
    pairs, visitors, places = programme
    numbered = list(enumerate(pairs))
    choices = [[None, *(n for n, pair in numbered if pair[0] == one)] for one in range(visitors)]
    totals = []
    for chosen in product(*choices):
        taken = [(*pairs[n], told["cents"][n]) for n in chosen if n is not None]
        if meets(taken, told, places):
            totals.append(sum(score for _visitor, _host, score, _cents in taken))
    return max(totals, default=None)


def meets(taken, told, places) -> bool:
    matched = {(visitor, host) for visitor, host, _score, _cents in taken}
    members, most_members = told["share"]
    within = [
        all(sum(h == host for _v, h in matched) <= place for host, place in enumerate(places)),
        set(told["must"]) <= matched,
        sum(visitor in members for visitor, _host in matched) <= most_members,
        told["ceiling"] is None or sum(pair[3] for pair in taken) <= told["ceiling"],
        told["most"] is None or len(taken) <= told["most"],
    ]
    return all(within)


@settings(max_examples=150, deadline=None)
@given(conditioned())
def test_nothing_that_meets_the_conditions_is_better(case):
    programme, told = case
    best_tried = tried(programme, told)

    try:
        found = best_under(conditions_of(told), as_pairs(*programme))
    except Conflict:
        assert best_tried is None
    else:
        assert (found.total, found.bound, found.gap) == (best_tried, best_tried, 0)


@settings(max_examples=50, deadline=None)
@given(programmes())
def test_without_conditions_both_solvers_agree(programme):
    pairs = as_pairs(*programme)

    assert best_under(NOTHING, pairs).total == best(pairs).total


def test_a_pair_that_must_be_is_kept_at_a_loss():
    pairs = Pairs.of([0, 0, 1], [0, 1, 0], [5, 4, 9], visitors=2, places=[1, 1])

    free = best_under(NOTHING, pairs)
    bound = best_under(Conditions(must=[(0, 0)]), pairs)

    assert (free.host_of.tolist(), free.total) == ([1, 0], 13)
    assert (bound.host_of.tolist(), bound.total) == ([0, NOBODY], 5)


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        (Conditions(must=[(0, 0), (1, 0)]), "contradict each other"),
        (Conditions(must=[(1, 1)]), "not possible under the rules"),
    ],
)
def test_what_cannot_be_is_said(conditions, said):
    pairs = Pairs.of([0, 1], [0, 0], [5, 5], visitors=2, places=[1, 1])

    with pytest.raises(Conflict, match=said):
        best_under(conditions, pairs)
