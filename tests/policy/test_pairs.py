"""All pairs at once score as each pair does by itself."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusters.programme.merits import Merit
from exchanges.matching import optimum
from exchanges.matching.candidates import Host, Visitor, Window
from exchanges.matching.columns import Codes
from exchanges.matching.pairs import IMPOSSIBLE, Field
from exchanges.matching.scoring import assess, rank_hosts
from exchanges.policy.facts import Mode, Weight
from tests.policy.cast import RULES

START = date(2021, 5, 3)
spoken = st.frozensets(st.sampled_from(["en", "de"]), min_size=1)
weights = st.fixed_dictionaries(
    {},
    optional={
        merit.value: st.builds(
            Weight, points=st.integers(0, 1000), most=st.integers(1, 20), within=st.integers(0, 9)
        )
        for merit in Merit
    },
)
codes = st.frozensets(st.sampled_from(["a", "b", "c", "d", "e"]))


@st.composite
def windows(draw):
    """Periods of one calendar do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=6)))
    return tuple(
        Window(first=START + timedelta(days=first), last=START + timedelta(days=last))
        for first, last in zip(cuts[::2], cuts[1::2], strict=False)
    )


def candidates(kind, **more):
    return st.builds(
        kind,
        key=st.just(0),
        organisation_type=st.sampled_from(["sme", "cluster"]),
        country=st.sampled_from(["ES", "DE", "CZ"]),
        latitude=st.floats(36, 60),
        longitude=st.floats(-9, 25),
        topics=codes,
        activities=codes,
        aims=codes,
        sectors=st.frozensets(st.sampled_from(["energy", "food"])),
        size=st.sampled_from(["", "micro", "small"]),
        languages=spoken,
        at_ease=spoken,
        fluent=spoken,
        windows=windows(),
        modes=st.frozensets(st.sampled_from(list(Mode)), min_size=1),
        days_since_active=st.none() | st.integers(0, 60),
        answers_within_days=st.none() | st.integers(0, 6),
        **more,
    )


visitors = candidates(
    Visitor,
    needs=codes,
    preferred_types=st.frozensets(st.sampled_from(["sme", "cluster"])),
    preferred_countries=st.frozensets(st.sampled_from(["DE", "CZ"])),
)
hosts = candidates(Host, offers=codes, capacity_left=st.integers(0, 2))


@settings(max_examples=400, deadline=None)
@given(visitors, hosts)
def test_a_pair_scores_the_same_either_way(visitor, host):
    alone = assess(visitor, host, rules=RULES).score

    assert Field.of([visitor], [host], rules=RULES).score(0, 0) == (
        IMPOSSIBLE if alone is None else alone
    )


@settings(max_examples=400, deadline=None)
@given(visitors, hosts, weights)
def test_a_pair_scores_the_same_whatever_the_programme_counts(visitor, host, weights):
    rules = replace(RULES, weights=weights)
    alone = assess(visitor, host, rules=rules).score

    assert Field.of([visitor], [host], rules=rules).score(0, 0) == (
        IMPOSSIBLE if alone is None else alone
    )


SETS = [frozenset(), frozenset("a"), frozenset("b"), frozenset("ab")]
PLACE = {"latitude": 48.0, "longitude": 10.0, "organisation_type": "sme"}


@pytest.mark.parametrize("topics", [(SETS[1], SETS[1]), (SETS[1], SETS[2])])
@pytest.mark.parametrize(("ours", "theirs"), list(product(SETS, repeat=2)))
def test_sectors_and_levels_count_alike_in_every_combination(topics, ours, theirs):
    def one(kind, country, topics, mine):
        known = {"sectors": mine, "languages": frozenset("ab"), "at_ease": mine, "fluent": mine}
        return kind(key=0, country=country, topics=topics, **known, **PLACE)

    visitor, host = one(Visitor, "ES", topics[0], ours), one(Host, "DE", topics[1], theirs)

    alone = assess(visitor, host, rules=RULES).score
    assert Field.of([visitor], [host], rules=RULES).score(0, 0) == alone


@settings(max_examples=50, deadline=None)
@given(visitors, st.lists(hosts, max_size=8))
def test_the_best_hosts_are_those_of_the_ranking(visitor, others):
    others = [
        Host(**{name: getattr(host, name) for name in Host.__dataclass_fields__} | {"key": key})
        for key, host in enumerate(others)
    ]
    ranked = rank_hosts(visitor, others, rules=RULES)[:3]

    scores, found = Field.of([visitor], others, rules=RULES).best_hosts(kept=3)

    missing = [IMPOSSIBLE] * (3 - len(ranked))
    assert found[0].tolist() == [fit.host.key for fit in ranked] + missing
    assert scores[0].tolist() == [fit.score for fit in ranked] + missing


def test_more_codes_than_a_mask_holds_are_refused():
    with pytest.raises(OverflowError, match="More than 64 topics"):
        Codes().mask("topics", map(str, range(65)))


@settings(max_examples=100, deadline=None)
@given(st.lists(visitors, max_size=7), st.lists(hosts, max_size=6))
def test_the_optimum_over_the_best_hosts_is_that_over_all(some, others):
    field = Field.of(some, others, rules=RULES)

    narrow, wide = optimum.of(field, kept=1), optimum.of(field, kept=len(others) or 1)

    assert narrow.assignment.total == wide.assignment.total
    assert wide.added == 0
