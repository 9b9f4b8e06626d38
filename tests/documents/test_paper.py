"""How the page writes what a snapshot holds."""

import pytest
from django.utils.translation import override

from blues.documents.templatetags import paper


@pytest.mark.parametrize(
    ("text", "shown"), [("2021-05-12", "12 May 2021"), ("", ""), ("2021-12-01", "1 December 2021")]
)
def test_a_day(text, shown):
    assert paper.day(text) == shown


def test_a_day_in_another_language():
    with override("pl"):
        assert paper.day("2021-05-12") == "12 maja 2021"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021-05-12T07:30:00+00:00", "12 May 2021, 09:30\u00a0CEST"),
        ("2021-01-12T23:30:00+00:00", "13 January 2021, 00:30\u00a0CET"),
        ("", ""),
    ],
)
def test_a_moment(text, shown):
    assert paper.moment(text) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("12500.00", "EUR\u00a012\u00a0500"),
        ("-750", "EUR\u00a0\u2212750"),
        ("0", "EUR\u00a00"),
        ("1234.5", "EUR\u00a01\u00a0234.50"),
        ("", ""),
        (None, ""),
    ],
)
def test_an_amount(amount, shown):
    assert paper.euro(amount) == shown


def test_a_period():
    assert paper.period("2021-05-05", "2021-05-07") == "5–7 May 2021"


def test_the_beginning_of_a_hash():
    assert paper.short_hash("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
