from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from blues.common import clock, formats

MAY = date(2021, 5, 12)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "12 May 2021"),
        ("de", "12. Mai 2021"),
        ("es", "12 de mayo de 2021"),
        ("fr", "12 mai 2021"),
        ("pl", "12 maja 2021"),
        ("cs", "12. května 2021"),
    ],
)
def test_a_day_is_written_in_the_language_of_the_page(language, written):
    with translation.override(language):
        assert formats.day(MAY).lower() == written.lower()


def test_a_day_of_a_moment_is_the_day_in_brussels():
    assert formats.day(datetime(2021, 5, 11, 23, 0, tzinfo=UTC)) == "12 May 2021"


def test_a_day_of_a_moment_without_zone_is_its_own():
    assert formats.day(datetime(2021, 5, 12, 23, 0)) == "12 May 2021"  # noqa: DTZ001 -- the case


def test_a_moment_names_its_zone():
    assert formats.moment(datetime(2021, 5, 12, 7, 0, tzinfo=UTC)) == "12 May 2021, 09:00\u00a0CEST"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2021, 3, 2), date(2021, 3, 5), "2–5 March 2021"),
        (date(2021, 2, 28), date(2021, 3, 3), "28 February – 3 March 2021"),
        (date(2020, 12, 30), date(2021, 1, 2), "30 December 2020 – 2 January 2021"),
        (MAY, MAY, "12 May 2021"),
        (MAY, None, "12 May 2021"),
        (None, MAY, "12 May 2021"),
        (None, None, ""),
    ],
)
def test_a_period_writes_what_both_ends_share_once(first, last, written):
    assert formats.period(first, last) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("12500"), "EUR\u00a012\u00a0500"),
        (Decimal("390.00"), "EUR\u00a0390"),
        (Decimal("1234.5"), "EUR\u00a01\u00a0234.50"),
        (0, "EUR\u00a00"),
        (None, ""),
    ],
)
def test_money_has_the_code_first_and_hard_spaces(amount, written):
    assert formats.money(amount) == written


def test_money_has_a_decimal_comma_where_the_language_has():
    with translation.override("de"):
        assert formats.money(Decimal("1234.50")) == "EUR\u00a01\u00a0234,50"


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (12, "1\u00a0kB"),
        (248_000, "248\u00a0kB"),
        (1_250_000, "1.3\u00a0MB"),
        (10_000_000, "10\u00a0MB"),
    ],
)
def test_file_sizes_are_short(size, written):
    assert formats.file_size(size) == written


@pytest.mark.parametrize(
    ("due", "written"),
    [
        (date(2021, 5, 12), "today"),
        (date(2021, 5, 13), "in 1 day"),
        (date(2021, 5, 15), "in 3 days"),
        (date(2021, 5, 11), "1 day late"),
        (date(2021, 5, 10), "2 days late"),
        (None, ""),
    ],
)
def test_a_deadline_says_how_far_it_is(due, written):
    assert formats.deadline(due, today=MAY) == written


def test_nothing_is_written_for_no_day():
    assert (formats.day(None), formats.moment(None)) == ("", "")


def test_a_deadline_is_counted_on_the_calendar_of_the_rules():
    with clock.standing_on(date(2021, 5, 10)):
        assert formats.deadline(date(2021, 5, 12)) == "in 2 days"
