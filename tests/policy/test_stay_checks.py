from datetime import date, timedelta
from decimal import Decimal

import pytest

from exchanges.policy.calendar import days_between
from exchanges.policy.checks import evaluate
from exchanges.policy.facts import ProgrammeFacts, Rules
from tests.policy.cast import FRIDAY, MONDAY, PROGRAMME, WEDNESDAY, facts, june, stay

CORPUS_CHRISTI = date(2021, 6, 3)


def ask(rule, **changes):
    (outcome,) = evaluate(facts(**changes), only=[rule]).outcomes
    return str(outcome.verdict)


def why(rule, **changes):
    (outcome,) = evaluate(facts(**changes), only=[rule]).outcomes
    return outcome.reason


@pytest.mark.parametrize(
    ("agenda", "verdict"),
    [
        (june(7, 8, 9), "pass"),
        (june(7, 8), "fail"),
        (june(7), "fail"),
        ((), "fail"),
        (june(7, 7, 7, 8), "fail"),  # one day written three times is one day
        (june(6, 7, 8, 12), "fail"),  # days outside the stay are travel
        (None, "needs-evidence"),
    ],
)
def test_e6_counts_days_with_content(agenda, verdict):
    assert ask("E6", stay=stay(agenda=agenda)) == verdict


def test_e6_counts_a_holiday_and_a_weekend_with_content():
    around = stay(first=date(2021, 6, 3), last=date(2021, 6, 5), agenda=june(3, 4, 5))

    assert ask("E6", stay=around, holidays=frozenset({CORPUS_CHRISTI})) == "pass"


def test_e6_does_not_expect_work_on_a_holiday_while_there_is_no_agenda():
    planned = stay(first=date(2021, 6, 2), last=date(2021, 6, 4), agenda=None)

    assert (
        ask("E6", stay=planned),
        ask("E6", stay=planned, holidays=frozenset({CORPUS_CHRISTI})),
    ) == ("needs-evidence", "fail")


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        (date(2021, 5, 3), date(2021, 6, 2), "pass"),  # 31 days: one month exactly
        (date(2021, 5, 3), date(2021, 6, 3), "fail"),  # 32 days
        (date(2021, 2, 1), date(2021, 2, 28), "pass"),
        (date(2020, 2, 1), date(2020, 3, 2), "pass"),  # a leap year: 29 + 2 days
        (date(2020, 2, 1), date(2020, 3, 3), "fail"),
        (date(2021, 2, 1), date(2021, 3, 3), "pass"),  # 28 + 3 days
    ],
)
def test_e6_allows_one_month_in_calendar_days(first, last, verdict):
    whole = stay(first=first, last=last, agenda=tuple(days_between(first, last)))

    assert ask("E6", stay=whole) == verdict


def test_e6_takes_its_limits_from_the_rule_set():
    strict = Rules(version="strict", shortest_stay_days=5, longest_stay_days=7)
    week = stay(agenda=june(7, 8, 9, 10))

    assert (ask("E6", rules=strict), ask("E6", rules=strict, stay=week)) == ("pass", "fail")


def test_e6_lets_virtual_sessions_spread_over_six_weeks():
    sessions = tuple(MONDAY + timedelta(weeks=week) for week in range(6))
    online = stay(mode="virtual", first=sessions[0], last=sessions[-1], agenda=sessions)

    assert (ask("E6", stay=online), ask("E7", stay=online)) == ("pass", "pass")


def test_e6_wants_three_sessions_of_a_virtual_exchange_too():
    assert ask("E6", stay=stay(mode="virtual", agenda=june(7, 11))) == "fail"


def test_e6_waits_for_the_sessions_of_a_long_virtual_exchange():
    online = stay(mode="virtual", last=MONDAY + timedelta(weeks=9), agenda=None)

    assert ask("E6", stay=online) == "needs-evidence"


def test_e6_limits_the_sessions_of_a_virtual_exchange_to_a_months_days():
    daily = tuple(days_between(MONDAY, MONDAY + timedelta(days=31)))
    online = stay(mode="virtual", last=daily[-1], agenda=daily)

    assert why("E6", stay=online) == "The stay lasts 32 days; one month means at most 31."


def test_e6_counts_only_the_part_on_site_of_a_hybrid_exchange():
    hybrid = stay(mode="hybrid", first=MONDAY, last=WEDNESDAY, agenda=(*june(2, 7, 8), *june(28)))

    assert ask("E6", stay=hybrid) == "fail"


@pytest.mark.parametrize(
    ("agenda", "verdict"),
    [
        (june(7, 8, 9, 10, 11), "pass"),
        (june(9, 10, 11, 14, 15), "pass"),  # over the weekend
        (june(10, 11, 12, 14), "pass"),
        (june(7, 9, 10), "fail"),  # Tuesday left out
        ((), "pass"),  # E6 refuses it
        (None, "needs-evidence"),
    ],
)
def test_e7_wants_days_on_site_in_a_row(agenda, verdict):
    assert ask("E7", stay=stay(last=date(2021, 6, 18), agenda=agenda)) == verdict


def test_e7_names_the_days_left_out():
    assert (
        why("E7", stay=stay(agenda=june(7, 9, 11)))
        == "The agenda leaves out working days: 2021-06-08, 2021-06-10."
    )


def test_e7_lets_a_public_holiday_lie_between():
    split = stay(first=date(2021, 6, 1), last=FRIDAY, agenda=june(1, 2, 4))

    assert (
        ask("E7", stay=split),
        ask("E7", stay=split, holidays=frozenset({CORPUS_CHRISTI})),
    ) == ("fail", "pass")


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        (PROGRAMME.starts_on, date(2020, 1, 10), "pass"),
        (date(2019, 12, 31), date(2020, 1, 10), "fail"),
        (date(2022, 4, 25), PROGRAMME.ends_on, "pass"),
        (date(2022, 4, 25), date(2022, 5, 1), "fail"),
    ],
)
def test_e11_keeps_the_stay_inside_the_programme(first, last, verdict):
    assert ask("E11", stay=stay(first=first, last=last)) == verdict


def test_e11_waits_for_the_programme_to_be_known():
    assert ask("E11", programme=None) == "needs-evidence"


def test_e11_names_the_period():
    assert why("E11", stay=stay(first=date(2019, 1, 7), last=date(2019, 1, 11))) == (
        "The stay does not lie between 2020-01-01 and 2022-04-30, the programme's period."
    )


@pytest.mark.parametrize("rule", ["E6", "E7", "E11"])
def test_without_dates_the_rules_about_dates_wait(rule):
    assert ask(rule, stay=None) == "needs-evidence"


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [("1100.00", "pass"), ("1100.01", "fail"), ("830", "pass")],
)
def test_e12_lets_the_cluster_spend_its_last_euro(amount, verdict):
    assert ask("E12", amount=Decimal(amount)) == verdict


def test_e12_gives_way_to_the_programme_coordinator():
    overdrawn = ProgrammeFacts(
        starts_on=PROGRAMME.starts_on,
        ends_on=PROGRAMME.ends_on,
        allocated=Decimal(500),
        overdraw_allowed=True,
    )

    assert (ask("E12", programme=overdrawn), why("E12", programme=overdrawn)) == (
        "pass",
        "The programme coordinator allows more than the 500 EUR left.",
    )


@pytest.mark.parametrize("changes", [{"amount": None}, {"programme": None}])
def test_e12_waits_for_the_sum(changes):
    assert ask("E12", **changes) == "needs-evidence"


def test_e12_does_not_concern_a_virtual_exchange():
    online = stay(mode="virtual")

    assert (ask("E12", stay=online, amount=None), why("E12", stay=online)) == (
        "pass",
        "An online exchange needs no budget.",
    )
