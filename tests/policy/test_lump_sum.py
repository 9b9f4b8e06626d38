from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blues.common.errors import BadInput
from exchanges.policy import lump_sum
from exchanges.policy.facts import Rules

CEILINGS = {
    "AT": Decimal(900),
    "CZ": Decimal(610),
    "DE": Decimal(830),
    "DK": Decimal(1100),
    "ES": Decimal(830),
    "FR": Decimal(900),
    "PL": Decimal(610),
    "PT": Decimal(780),
}
RULES = Rules(version="2020-1")
FAR, NEAR = 940, 150


def compute(host_country="DE", working_days=5, distance_km=FAR, mode="physical", **changes):
    given_values = {"ceilings": CEILINGS, "rules": RULES} | changes
    return lump_sum.compute(
        mode=mode,
        host_country=host_country,
        working_days=working_days,
        distance_km=distance_km,
        **given_values,
    )


@pytest.mark.parametrize(
    ("host_country", "working_days", "distance_km", "amount"),
    [
        ("PT", 3, 2000, "390"),
        ("PT", 5, 2000, "780"),
        ("AT", 3, FAR, "450"),
        ("DK", 5, FAR, "1100"),
        ("DE", 5, NEAR, "415"),
        ("PL", 3, NEAR, "305"),
        ("CZ", 20, FAR, "610"),
        ("ES", 4, FAR, "415"),
        ("FR", 5, FAR, "900"),
    ],
)
def test_the_host_country_and_one_halving_make_the_sum(
    host_country, working_days, distance_km, amount
):
    assert compute(host_country, working_days, distance_km).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("distance_km", "amount"),
    [
        (0, "415"),
        (199.9, "415"),
        (199.999999, "415"),
        (Decimal("199.99"), "415"),
        (200, "830"),
        (200.0, "830"),
        (Decimal(200), "830"),
    ],
)
def test_exactly_200_km_is_far_enough(distance_km, amount):
    assert compute(distance_km=distance_km).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("working_days", "amount"), [(3, "415"), (4, "415"), (5, "830"), (22, "830")]
)
def test_five_working_days_make_the_full_sum(working_days, amount):
    assert compute(working_days=working_days).amount == Decimal(amount)


@pytest.mark.parametrize("working_days", [0, 1, 2])
def test_fewer_than_three_days_are_refused(working_days):
    with pytest.raises(lump_sum.TooFewDays) as refusal:
        compute(working_days=working_days)

    days = "1 working day" if working_days == 1 else f"{working_days} working days"
    assert refusal.value.message == (
        f"The agenda has {days} with content; a stay needs at least 3."
    )
    assert refusal.value.way_out == "Extend the stay or fill further days of the agenda."


@pytest.mark.parametrize("working_days", [0, 2, 3, 5])
def test_a_virtual_exchange_pays_nothing_whatever_its_length(working_days):
    result = compute("XX", working_days, 0, mode="virtual")

    assert (result.amount, result.base, result.halved, result.reasons) == (
        Decimal("0.00"),
        Decimal("0.00"),
        False,
        ("An online exchange takes place without a lump sum.",),
    )


def test_a_hybrid_exchange_pays_like_a_stay():
    assert compute(mode="hybrid").amount == Decimal(830)


def test_a_country_without_ceiling_is_an_error_and_never_zero():
    with pytest.raises(lump_sum.NoCeiling) as refusal:
        compute("NO")

    assert (refusal.value.status, refusal.value.message) == (
        409,
        "The rate table has no ceiling for the host's country (NO).",
    )


def test_two_grounds_are_named_and_halve_once():
    result = compute("PL", 3, NEAR, rates_version="EYE-2014")

    assert result == lump_sum.LumpSum(
        amount=Decimal("305.00"),
        base=Decimal("610.00"),
        halved=True,
        capped=False,
        reasons=(
            "The full sum for the country of the host (PL) is EUR\u00a0610.",
            "Half of it, because the stay has 3 working days, fewer than 5.",
            "Half of it, because the two organisations are less than 200 km apart.",
            "Both grounds together halve the sum only once.",
        ),
        host_country="PL",
        working_days=3,
        distance_km=NEAR,
        rules_version="2020-1",
        rates_version="EYE-2014",
    )


@pytest.mark.parametrize(
    ("cap", "amount", "capped"),
    [("400", "400.00", True), ("830", "830.00", False), ("900", "830.00", False)],
)
def test_the_clusters_may_agree_on_less_but_not_on_more(cap, amount, capped):
    result = compute(agreed_cap=Decimal(cap))

    assert (result.amount, result.capped) == (Decimal(amount), capped)


def test_the_agreed_limit_applies_after_the_halving():
    assert compute(working_days=3, agreed_cap=Decimal(500)).amount == Decimal(415)


@pytest.mark.parametrize("cap", [0, -1])
def test_an_agreed_limit_of_nothing_is_refused(cap):
    with pytest.raises(BadInput):
        compute(agreed_cap=Decimal(cap))


def test_no_rate_table_can_exceed_the_highest_sum_of_the_scheme():
    result = compute("DK", ceilings={"DK": Decimal(1250)})

    assert (result.amount, result.reasons[-1]) == (
        Decimal(1100),
        "Limited to the highest sum of the scheme, EUR\u00a01\u00a0100.",
    )


def test_the_limits_come_from_the_rule_set():
    later = Rules(version="2022-1", full_sum_days=4, full_sum_km=100, highest_sum=Decimal(700))

    result = compute(working_days=4, distance_km=NEAR, rules=later)

    assert (result.amount, result.halved, result.rules_version) == (Decimal(700), False, "2022-1")


def test_a_sum_can_be_stored_as_json():
    assert compute("PT", rates_version="EYE-2014").as_json() == {
        "amount": "780.00",
        "base": "780.00",
        "halved": False,
        "capped": False,
        "reasons": ["The full sum for the country of the host (PT) is EUR\u00a0780."],
        "host_country": "PT",
        "working_days": 5,
        "distance_km": "940",
        "rules_version": "2020-1",
        "rates_version": "EYE-2014",
    }


@pytest.mark.parametrize(
    ("working_days", "force_majeure", "amount"),
    [
        (5, False, Decimal(830)),
        (3, False, Decimal(415)),
        (2, True, Decimal(415)),
        (2, False, None),
        (0, True, None),
    ],
)
def test_what_is_due_when_a_stay_is_broken_off(working_days, force_majeure, amount):
    result = lump_sum.after_interruption(
        working_days=working_days,
        force_majeure=force_majeure,
        mode="physical",
        host_country="DE",
        distance_km=FAR,
        ceilings=CEILINGS,
        rules=RULES,
    )

    assert (result and result.amount) == amount


countries = st.sampled_from(sorted(CEILINGS))
days = st.integers(min_value=3, max_value=22)
distances = st.floats(min_value=0, max_value=20_000)
caps = st.none() | st.decimals(min_value=1, max_value=2000, places=2)


@given(countries, days, distances, caps)
def test_the_sum_stays_under_every_limit_and_above_zero(country, working_days, km, cap):
    amount = compute(country, working_days, km, agreed_cap=cap).amount

    assert 0 < amount <= min(CEILINGS[country], Decimal(1100), cap or Decimal(1100))


@given(countries, days, days, distances, distances)
def test_a_longer_stay_or_way_never_earns_less(country, some_days, other_days, some_km, other_km):
    less = compute(country, min(some_days, other_days), min(some_km, other_km))
    more = compute(country, max(some_days, other_days), max(some_km, other_km))

    assert less.amount <= more.amount
    assert more.amount in {more.base, more.base / 2}
