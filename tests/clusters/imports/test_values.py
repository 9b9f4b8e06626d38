"""Cells as people write them, and what they mean."""

from datetime import date

import pytest

from blues.common import clock
from clusters.imports import values
from clusters.imports.values import Wrong, clean
from clusters.imports.words import LANGUAGES, countries, kinds, plain


@pytest.fixture(autouse=True)
def _some_day():
    with clock.standing_on(date(2021, 5, 13)):
        yield


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("headcount", "1 234", 1234),
        ("headcount", "1.234", 1234),
        ("headcount", "1'234", 1234),
        ("headcount", "25,0", 25),
        ("headcount", 25, 25),
        ("latitude", "54,0931", 54.0931),
        ("latitude", "54.0931°", 54.0931),
        ("longitude", "−0,8891", -0.8891),
        ("founded", "1998", 1998),
        ("founded", "1998.0", 1998),
        ("founded", {"day": "1998-05-01"}, 1998),
        ("founded", "1.5.1998", 1998),
        ("pic", "999 888 777", "999888777"),
        ("nuts3", "es 243", "ES243"),
        ("website", "www.example.example", "https://www.example.example"),
        ("website", "http://example.example/en", "http://example.example/en"),
        ("email", "mailto:Ann@Example.example", "ann@example.example"),
        ("invite", "ja", True),
        ("invite", "Nie", False),
        ("invite", True, True),
        ("language", "Français", "fr"),
        ("legal_name", "  Cafe\u0301  Ltd\u00a0", "Café Ltd"),
        ("legal_name", "=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("legal_name", 4711, "4711"),
        ("description", "one  line\n two", "one line\ntwo"),
        ("phone", "+49 3834 1", "+49 3834 1"),
        ("city", "", ""),
        ("city", None, ""),
    ],
)
def test_what_a_cell_means(field, cell, value):
    assert clean(field, cell) == value


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ({"day": "2020-05-01"}, "2020-05-01"),
        ("2020-5-1", "2020-05-01"),
        ("2020-05-01 00:00", "2020-05-01"),
        ("1.5.2020", "2020-05-01"),
        ("01/05/2020", "2020-05-01"),
        ("1. 5. 2020", "2020-05-01"),
        ("1.5.20", "2020-05-01"),
        ("1.5.98", "1998-05-01"),
        ("1 May 2020", "2020-05-01"),
        ("1. Mai 2020", "2020-05-01"),
        ("1 de mayo de 2020", "2020-05-01"),
        ("1 août 2020", "2020-08-01"),
        ("1 sierpnia 2020", "2020-08-01"),
        ("1. července 2020", "2020-07-01"),
        ("1. června 2020", "2020-06-01"),
        ("01-Mar-2020", "2020-03-01"),
        ("März 2020", "2020-03-01"),
        ("2020", "2020-01-01"),
        (2020, "2020-01-01"),
    ],
)
def test_days_in_many_shapes(cell, day):
    assert clean("since", cell) == day


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("headcount", "about 20", "not-a-number"),
        ("headcount", "2,5", "not-a-number"),
        ("headcount", "-3", "not-a-number"),
        ("latitude", "north", "not-a-coordinate"),
        ("latitude", "91", "not-a-coordinate"),
        ("longitude", "NaN", "not-a-coordinate"),
        ("founded", "2022", "not-a-year"),
        ("founded", "long ago", "not-a-year"),
        ("since", "31.2.2020", "not-a-day"),
        ("since", "soon", "not-a-day"),
        ("since", "1 Foo 2020", "not-a-day"),
        ("since", "14.5.2021", "in-the-future"),
        ("country", "Atlantis", "not-a-country"),
        ("type", "club of friends", "not-a-type"),
        ("size_class", "tiny", "not-a-size"),
        ("language", "Klingon", "not-a-language"),
        ("invite", "perhaps", "not-yes-or-no"),
        ("pic", "12345", "not-a-pic"),
        ("nuts3", "Brandenburg", "not-a-nuts-code"),
        ("email", "at home", "not-an-address"),
        ("email", "info@\u0430qua.example", "look-alike-letters"),
        ("website", "none yet", "not-a-website"),
        ("city", "x" * 101, "too-long"),
        ("legal_name", "a\x00b", "control-characters"),
        ("legal_name", "a\x1bb", "control-characters"),
        ("legal_name", "a\ufffdb", "control-characters"),
        ("legal_name", {"error": "formula-error", "text": "#REF!"}, "formula-error"),
        ("registration_number", "9" * 41, "too-long"),
    ],
)
def test_what_a_cell_cannot_mean(field, cell, code):
    with pytest.raises(Wrong) as wrong:
        clean(field, cell)

    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("field", "typed", "country", "number"),
    [
        ("vat_number", "b-99.000.002", "ES", "ESB99000002"),
        ("vat_number", "DE 900 000 006", "DE", "DE900000006"),
        ("registration_number", "hrb 4711", "DE", "HRB 4711"),
        ("registration_number", "999 000 003", "FR", "999000003"),
    ],
)
def test_numbers_are_read_as_their_country_writes_them(field, typed, country, number):
    assert clean(field, typed, country=country) == number


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("vat_number", "DE900000007", "not-a-vat-number"),
        ("registration_number", "999 000 004", "not-a-register-number"),
    ],
)
def test_wrong_digits_are_noticed(field, typed, code):
    country = "DE" if field == "vat_number" else "FR"

    with pytest.raises(Wrong) as wrong:
        clean(field, typed, country=country)
    assert wrong.value.code == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_are_known_by_name_in_every_language(language):
    assert {code: values.country(name) for code, name in countries.names(language).items()} == {
        code: code for code in countries.names(language)
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EL", "GR"),
        ("GR", "GR"),
        ("UK", "GB"),
        ("gb", "GB"),
        ("DE - Deutschland", "DE"),
        ("Germany (DE)", "DE"),
        ("ČR", "CZ"),
        ("Holland", "NL"),
    ],
)
def test_countries_by_code_and_by_habit(written, code):
    assert values.country(written) == code


@pytest.mark.parametrize("table", [kinds.TYPES, kinds.SIZES, kinds.SPOKEN, kinds.ANSWERS])
def test_words_that_we_write_are_read_again(table):
    from clusters.imports.words import lookup  # noqa: PLC0415 -- beside its use

    known = lookup(table)
    for meaning, spoken in table.items():
        assert {known[plain(words[0])] for words in spoken.values()} == {meaning}


@pytest.mark.parametrize(
    ("written", "meaning"),
    [("KMU", "sme"), ("PME", "sme"), ("PYME", "sme"), ("MŚP", "sme"), ("msp", "sme"),
     ("Großunternehmen", "large"), ("clúster", "cluster"), ("inkubátor", "support"),
     ("gmina", "authority"), ("école", "training")],
)  # fmt: skip
def test_types_by_the_words_of_the_lists(written, meaning):
    assert clean("type", written) == meaning


def test_days_are_read_the_american_way_only_if_no_other_way_fits():
    assert values.begins_with_the_month(["5/13/2020", "1/2/2020", "2019", {"day": "2020-01-01"}])
    assert not values.begins_with_the_month(["13/5/2020", "1/2/2020"])
    assert not values.begins_with_the_month(["5/13/2020", "13/5/2020"])
    assert not values.begins_with_the_month(["1/2/2020"])
    assert clean("since", "5/13/2020", american=True) == "2020-05-13"
