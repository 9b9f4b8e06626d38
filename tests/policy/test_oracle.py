"""The policy against an independent reading of the scheme (tests/policy/oracle.py)."""

from decimal import Decimal

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from blues.common.errors import Refusal
from exchanges.policy import lump_sum
from exchanges.policy.checks import ALL_CHECKS, evaluate
from exchanges.policy.facts import Rules
from tests.policy import oracle
from tests.policy.cast import answers_to

patiently = settings(max_examples=100, deadline=None)
kilometres = st.sampled_from([0, 199, 199.96, 200, 200.04, 2_000]) | st.integers(0, 4_000)
money = st.none() | st.integers(1, 2_000).map(lambda euros: euros * 100)


@settings(max_examples=300, deadline=None)
@given(oracle.worlds())
def test_every_rule_answers_as_the_scheme_says(world):
    answered = evaluate(oracle.facts_of(world)).outcomes

    expected = oracle.verdicts(world)
    for rule, _side, verdict in expected:
        event(f"{rule} {verdict}")
    assert [(o.rule, str(o.side), str(o.verdict)) for o in answered] == expected


@pytest.mark.parametrize("rule", ALL_CHECKS)
@settings(max_examples=25, deadline=None)
@given(world=oracle.worlds())
def test_a_rule_asked_alone_answers_as_among_the_others(rule, world):
    facts = oracle.facts_of(world)

    assert list(evaluate(facts, only=[rule]).outcomes) == answers_to(rule, evaluate(facts))


@patiently
@given(world=oracle.worlds())
def test_who_is_refused_hears_why_and_what_to_do(world):
    report = evaluate(oracle.facts_of(world))

    assert all(outcome.reason for outcome in report.outcomes)
    assert all(outcome.way_out for outcome in (*report.failed, *report.needs_evidence))
    assert report.passed == (not report.failed and not report.needs_evidence)


@patiently
@given(
    mode=st.sampled_from(["physical", "virtual", "hybrid"]),
    country=st.sampled_from([*oracle.RATES, "NO"]),
    days=st.integers(0, 31),
    km=kilometres,
    cap=money,
)
def test_a_visit_earns_what_the_scheme_says(mode, country, days, km, cap):
    drawn = {"mode": mode, "country": country, "days": days, "km": km, "cap": cap}

    assert earned(**drawn) == oracle.cents(**drawn)


@patiently
@given(
    country=st.sampled_from(sorted(oracle.RATES)),
    days=st.integers(0, 31),
    km=kilometres,
    is_force_majeure=st.booleans(),
)
def test_a_visit_broken_off_earns_for_the_days_reached(country, days, km, is_force_majeure):
    counted = max(days, 3) if is_force_majeure and days else days
    expected = oracle.cents(mode="physical", country=country, days=counted, km=km, cap=None)

    found = lump_sum.after_interruption(
        working_days=days,
        force_majeure=is_force_majeure,
        mode="physical",
        host_country=country,
        distance_km=km,
        ceilings=ceilings(),
        rules=Rules(version="drawn"),
    )

    assert (found.amount * 100 if found else "too few days") == expected


def earned(*, mode, country, days, km, cap) -> int | str:
    try:
        found = lump_sum.compute(
            mode=mode,
            host_country=country,
            working_days=days,
            distance_km=km,
            ceilings=ceilings(),
            rules=Rules(version="drawn"),
            agreed_cap=None if cap is None else Decimal(cap) / 100,
        )
    except lump_sum.TooFewDays:
        return "too few days"
    except lump_sum.NoCeiling:
        return "no ceiling"
    except Refusal as refusal:
        return refusal.message
    return int(found.amount * 100)


def ceilings():
    return {country: Decimal(cents) / 100 for country, cents in oracle.RATES.items()}
