import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.policy.distance import between, great_circle_km, is_borderline
from tests.policy.cast import RULES, host_party, party

GREIFSWALD, ZARAGOZA = (54.0931, 13.3879), (41.6563, -0.8765)


def test_greifswald_and_zaragoza_are_1738_km_apart():
    assert round(great_circle_km(*GREIFSWALD, *ZARAGOZA)) == 1738


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 1), 111.195),
        ((0, 179.5), (0, -179.5), 111.195),  # over the date line
        ((0, 0), (0, 180), 20015.115),
        ((90, 0), (-90, 0), 20015.115),
    ],
)
def test_known_arcs_have_their_length(here, there, km):
    assert great_circle_km(*here, *there) == pytest.approx(km, abs=0.001)


@pytest.mark.parametrize(
    ("km", "borderline"),
    [(189.9, False), (190, True), (199.9, True), (200, True), (210, True), (210.1, False)],
)
def test_five_percent_around_the_limit_are_for_the_coordinator(km, borderline):
    assert is_borderline(km, 200) is borderline


def test_two_organisations_have_a_distance():
    distance = between(party(), host_party(), rules=RULES)

    assert (round(distance.km), distance.is_borderline) == (1738, False)


places = st.tuples(st.floats(min_value=-90, max_value=90), st.floats(min_value=-180, max_value=180))


@given(places, places)
def test_the_way_there_is_as_long_as_the_way_back(here, there):
    assert great_circle_km(*here, *there) == pytest.approx(great_circle_km(*there, *here))
