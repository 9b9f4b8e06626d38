"""The class of an enterprise against an oracle that knows the Recommendation in another way."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clusters.directory import sme
from clusters.directory.sme import Figures, Related, Relation, SmeResult

PEOPLE_AT_THE_EDGES = [0, 999, 1000, 1001, 4999, 5000, 5001, 24999, 25000, 25001]  # hundredths
CENTS_AT_THE_EDGES = [
    limit * 100_000_000 + offset for limit in (0, 2, 10, 43, 50) for offset in (0, 1)
] + [limit * 100_000_000 - 1 for limit in (2, 10, 43, 50)]
PERCENT_AT_THE_EDGES = [0, 2499, 2500, 2501, 4999, 5000, 5001, 10000]  # hundredths


def whole(edges, highest):
    return st.one_of(st.sampled_from(edges), st.integers(0, highest))


figures = st.tuples(
    whole(PEOPLE_AT_THE_EDGES, 40_000),
    whole(CENTS_AT_THE_EDGES, 6_000_000_000),
    whole(CENTS_AT_THE_EDGES, 6_000_000_000),
)
companies = st.lists(
    st.tuples(figures, whole(PERCENT_AT_THE_EDGES, 10_000), st.booleans()), max_size=3
)


def weight(percent: int, controlled: bool) -> Fraction:
    if controlled or percent > 5000:
        return Fraction(1)
    return Fraction(percent, 10_000) if percent >= 2500 else Fraction(0)


def oracle(own, related, *, public: bool) -> str:
    """Whole hundredths and fractions, the other way round: what is exceeded, from the top."""
    people, turnover, balance = (
        Fraction(own[i], 100)
        + sum(Fraction(values[i], 100) * weight(*share) for values, *share in related)
        for i in range(3)
    )
    if public or people >= 250 or (turnover > 50_000_000 and balance > 43_000_000):
        return "not_sme"
    if people >= 50 or (turnover > 10_000_000 and balance > 10_000_000):
        return "medium"
    if people >= 10 or (turnover > 2_000_000 and balance > 2_000_000):
        return "small"
    return "micro"


def hundredths(values) -> Figures:
    return Figures(*(Decimal(value) / 100 for value in values))


@pytest.mark.feature(5)
@settings(max_examples=400, deadline=None)
@given(own=figures, related=companies, public=st.booleans())
@example(own=(999, 200_000_000, 200_000_001), related=[], public=False)
@example(own=(100, 0, 0), related=[((99_600, 0, 0), 2500, False)], public=False)
@example(own=(100, 0, 0), related=[((49_800, 0, 0), 5000, False)], public=False)
@example(own=(100, 0, 0), related=[((24_900, 0, 0), 5001, False)], public=False)
def test_the_class_is_what_the_recommendation_says(own, related, public):
    found = sme.assess(
        "Example",
        hundredths(own),
        [
            Related("Other", Decimal(percent) / 100, hundredths(values), controlled=controlled)
            for values, percent, controlled in related
        ],
        held_by_public_bodies=public,
    )

    assert found.result == oracle(own, related, public=public)


@pytest.mark.parametrize(
    ("percent", "controlled", "relation", "counted"),
    [
        ("24.99", False, Relation.AUTONOMOUS, 0),
        ("25", False, Relation.PARTNER, 25),
        ("50", False, Relation.PARTNER, 50),
        ("50.01", False, Relation.LINKED, 100),
        ("10", True, Relation.LINKED, 100),
    ],
)
def test_a_share_decides_how_much_of_a_company_counts(percent, controlled, relation, counted):
    hundred = Figures(Decimal(100), Decimal(100), Decimal(100))
    related = Related("Other", Decimal(percent), hundred, controlled=controlled)
    nothing = Figures(Decimal(0), Decimal(0), Decimal(0))
    line = sme.assess("Example", nothing, [related]).lines[1]

    assert (line.relation, line.counted.people) == (relation, counted)


def test_the_lines_add_up_to_the_total():
    own = Figures(Decimal(30), Decimal(4_000_000), Decimal(3_000_000))
    partner = Related("Partner", Decimal(40), Figures(Decimal(100), Decimal(5_000_000), Decimal(0)))
    found = sme.assess("Example", own, [partner])

    assert found.total == Figures(Decimal(70), Decimal(6_000_000), Decimal(3_000_000))
    assert (found.result, found.size) == (SmeResult.MEDIUM, "medium")
    assert [check.people_fit for check in found.checks] == [False, False, True]


def test_public_hands_make_no_sme_of_the_smallest_company():
    one = Figures(Decimal(1), Decimal(1), Decimal(1))
    found = sme.assess("Example", one, held_by_public_bodies=True)

    assert (found.is_sme, found.size) == (False, "micro")
