"""Numbers of authorities: one spelling, check digits, and what a number tells by itself."""

import pytest

from clusters.directory import numbers
from clusters.directory.numbers import Told


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("094259216", "GR", "EL094259216"),
        ("el 094259216", "GR", "EL094259216"),
        ("XI 434 031 494", "GB", "XI434031494"),
        ("GB 434 031 494", "GB", "GB434031494"),
        ("de 136.695 976", "DE", "DE136695976"),
        ("CZ 251-238-91", "CZ", "CZ25123891"),
        ("TR-1234", "TR", "TR1234"),
    ],
)
def test_vat_numbers_by_country(typed, country, kept):
    assert numbers.vat_number(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "country"),
    [("EL094259217", "GR"), ("XI434031495", "GB"), ("FR40303265046", "DE"), ("DE12", "DE")],
)
def test_vat_numbers_that_cannot_be(typed, country):
    with pytest.raises(ValueError, match=typed):
        numbers.vat_number(typed, country)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("B-58378431", "ES", "B58378431"),
        ("732 829 320", "FR", "732829320"),
        ("73282932000074", "FR", "73282932000074"),
        ("KRS 0000123456", "PL", "0000123456"),
        ("NIP 856-734-62-15", "PL", "8567346215"),
        ("192598184", "PL", "192598184"),
        ("25123891", "CZ", "25123891"),
        ("hrb  4711", "DE", "HRB 4711"),
        ("Greifswald hrb4711", "DE", "GREIFSWALD HRB 4711"),
        ("1234567-8 of somewhere", "FI", "1234567-8 OF SOMEWHERE"),
        ("", "ES", ""),
    ],
)
def test_register_numbers_by_country(typed, country, kept):
    assert numbers.registration_number(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("B58378432", "ES"),
        ("732829321", "FR"),
        ("73282932000075", "FR"),
        ("8567346216", "PL"),
        ("192598185", "PL"),
        ("25123892", "CZ"),
    ],
)
def test_register_numbers_with_a_wrong_check_digit(typed, country):
    with pytest.raises(ValueError, match=typed):
        numbers.registration_number(typed, country)


def test_the_participant_code_has_nine_digits():
    assert numbers.pic("999 999 999") == "999999999"
    assert numbers.pic("") == ""
    with pytest.raises(ValueError, match="12345"):
        numbers.pic("12345")


@pytest.mark.feature(8)
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "es b58378431",
            Told("ES", "ESB58378431", "B58378431", "Sociedad limitada"),
        ),
        ("FR 40 303 265 045", Told("FR", "FR40303265045", "303265045")),
        ("CZ25123891", Told("CZ", "CZ25123891", "25123891")),
        ("EL094259216", Told("GR", "EL094259216")),
        ("XI434031494", Told("GB", "XI434031494")),
        ("GB434031494", Told()),
        ("nonsense", Told()),
        ("", Told()),
    ],
)
def test_what_a_number_tells_by_itself(typed, told):
    assert numbers.tell(typed) == told
    assert bool(numbers.tell(typed)) == bool(told.country)


def keys(country, registration="", vat="", pic=""):
    return set(numbers.identity_keys(country, registration=registration, vat_no=vat, pic_no=pic))


def test_one_organisation_has_a_key_in_common_wherever_its_number_was_typed():
    assert keys("ES", "B58378431") & keys("ES", vat="ESB58378431")
    assert keys("FR", "30326504500010") & keys("FR", vat="FR40303265045")
    assert keys("FR", "303265045") & keys("FR", "303 265 045")
    assert keys("DE", pic="999999999") & keys("PL", pic="999999999")


def test_numbers_of_different_countries_and_empty_ones_have_nothing_in_common():
    assert not keys("DE", "12345678") & keys("CZ", "12345678")
    assert keys("DE") == set()
