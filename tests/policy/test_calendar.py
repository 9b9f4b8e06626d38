from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.programme.calendar import (
    holidays_between,
    holidays_in,
    knows_holidays_of,
    lists_none_for,
    warning_of,
)
from exchanges.policy import calendar
from tests.policy.cast import FRIDAY, MONDAY, june, stay

COSME_COUNTRIES = (
    *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
    *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "GB"),
    *("IS", "AL", "BA", "XK", "ME", "MK", "RS", "TR", "AM", "MD", "UA"),
)
CORPUS_CHRISTI = frozenset(june(3))


def test_working_days_leave_out_weekends_and_holidays():
    assert calendar.working_days(date(2021, 6, 2), date(2021, 6, 7), CORPUS_CHRISTI) == june(
        2, 4, 7
    )


def test_a_leap_day_is_a_working_day():
    assert calendar.working_days(date(2024, 2, 28), date(2024, 3, 1)) == (
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2024, 3, 1),
    )


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(MONDAY, MONDAY, 1), (MONDAY, FRIDAY, 5), (FRIDAY, MONDAY, 0)],
)
def test_calendar_days_include_both_ends(first, last, days):
    assert calendar.calendar_days(first, last) == days


def test_the_agenda_decides_which_days_count():
    week = stay(first=date(2021, 6, 2), last=date(2021, 6, 6), agenda=june(5, 3, 2, 3, 9))

    assert calendar.programmed_working_days(week, CORPUS_CHRISTI) == june(2, 3, 5)


def test_days_that_count_only_because_of_the_agenda_are_pointed_out():
    week = stay(first=date(2021, 6, 2), last=date(2021, 6, 6), agenda=june(2, 3, 5))

    assert calendar.unusual_days(week, CORPUS_CHRISTI) == june(3, 5)


def test_without_agenda_the_ordinary_working_days_count():
    planned = stay(first=date(2021, 6, 2), last=MONDAY, agenda=None)

    assert calendar.programmed_working_days(planned, CORPUS_CHRISTI) == june(2, 4, 7)
    assert calendar.skipped_working_days(planned, CORPUS_CHRISTI) == ()


@pytest.mark.parametrize("agenda", [june(4, 7, 8), june(2, 4, 7), june(8)])
def test_weekends_and_holidays_do_not_interrupt_a_stay(agenda):
    around = stay(first=date(2021, 6, 1), agenda=agenda)

    assert calendar.skipped_working_days(around, CORPUS_CHRISTI) == ()


def test_a_working_day_left_out_interrupts_a_stay():
    assert calendar.skipped_working_days(stay(agenda=june(7, 9))) == june(8)


dates = st.dates(min_value=date(2020, 1, 1), max_value=date(2022, 12, 31))


@given(st.lists(dates, min_size=2, max_size=2), st.frozensets(dates))
def test_working_days_never_exceed_calendar_days_nor_fall_on_holidays(ends, holidays):
    first, last = sorted(ends)

    days = calendar.working_days(first, last, holidays)

    assert len(days) <= calendar.calendar_days(first, last)
    assert not holidays.intersection(days)


@pytest.mark.parametrize("code", COSME_COUNTRIES)
def test_the_new_year_of_every_participating_country_is_known(code):
    assert knows_holidays_of(code)
    assert holidays_in(code, date(2021, 1, 1), date(2021, 1, 1)) == {date(2021, 1, 1)}


def test_there_are_39_participating_countries():
    assert len(set(COSME_COUNTRIES)) == 39


def test_holidays_are_cut_to_the_period_even_over_the_new_year():
    assert holidays_in("DE", date(2020, 12, 26), date(2021, 1, 1)) == {
        date(2020, 12, 26),
        date(2021, 1, 1),
    }


def test_holidays_of_an_unknown_country_are_empty_and_flagged():
    assert (knows_holidays_of("ZZ"), holidays_in("ZZ", MONDAY, FRIDAY)) == (False, frozenset())


@pytest.mark.parametrize("year", range(2020, 2031))
def test_no_participating_country_is_without_holidays_but_ukraine_under_martial_law(year):
    without = {code for code in COSME_COUNTRIES if lists_none_for(code, year)}

    assert without == ({"UA"} if year >= 2023 else set())


@pytest.mark.parametrize(
    ("code", "first", "warning"),
    [
        ("DE", date(2026, 5, 4), ""),
        ("UA", date(2021, 5, 3), ""),
        (
            "UA",
            date(2026, 5, 4),
            "No public holidays are listed for Zedland in this period. "
            "Every weekday counts as a working day.",
        ),
        (
            "ZZ",
            date(2026, 5, 4),
            "The public holidays of Zedland are not known here. "
            "Every weekday counts as a working day.",
        ),
    ],
)
def test_a_calendar_without_holidays_is_said_aloud(code, first, warning):
    gap = holidays_between(code, first, first).gap

    assert warning_of(gap, "Zedland") == warning


@pytest.mark.parametrize(
    ("count", "last_day"),
    [(0, MONDAY), (1, date(2021, 6, 4)), (5, date(2021, 5, 31)), (6, date(2021, 5, 28))],
)
def test_so_many_working_days_are_left_before_a_day(count, last_day):
    assert calendar.working_days_before(MONDAY, count) == last_day
    assert len(calendar.working_days(last_day, MONDAY - timedelta(days=1))) == count
