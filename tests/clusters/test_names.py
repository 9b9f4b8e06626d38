"""Names and domains: what a reader takes for the same gives the same key."""

import pytest

from clusters.directory.domains import own_domain
from clusters.directory.names import folded, legal_form, name_key


@pytest.mark.feature(18)
@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("Example Wässer GmbH & Co. KG", "EXAMPLE WASSER"),
        ("Example Nanofibres s.r.o.", "Example Nanofibres, spol. s r.o."),
        ("Example Meters Sp. z o.o.", "example meters spółka z ograniczoną odpowiedzialnością"),
        ("Example Łódź S.A.", "Example Lodz SA"),
        ("UAB „Example Vanduo“", "Example Vanduo, UAB"),
        ("Exаmple Wаter Ltd", "Example Water Limited"),  # Cyrillic а
        ("Εxample Ωater AE", "Example Oater"),  # Greek Ε, Ω
        ("Пример Вода ЕООД", "пример вода"),
        ("ВОДА ООД", "Voda"),
        ("Example\u200bWater\u202e", "ExampleWater"),
        ("Ｅｘａｍｐｌｅ Water", "Example Water"),
        ("Société Exemple SARL", "Societe  Exemple"),
    ],
)
def test_two_spellings_of_one_name(written, otherwise):
    assert name_key(written) == name_key(otherwise)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Example Water 12 Ltd", "Example Water 13 Ltd"), ("Example Aqua", "Example Agua")],
)
def test_different_names_stay_different(one, other):
    assert name_key(one) != name_key(other)


def test_a_name_that_is_nothing_but_a_legal_form_keeps_it():
    assert name_key("GmbH") == "gmbh"
    assert name_key("SIA") == "sia"
    assert name_key("") == ""


def test_signs_fall_away_and_scripts_nobody_confuses_stay():
    assert folded("水 Example – Ġ!") == "水 example g"


@pytest.mark.feature(8)
@pytest.mark.parametrize(
    ("name", "country", "form"),
    [
        ("Example Plasma Lab GmbH", "DE", "GmbH"),
        ("Example Meters Sp. z o.o.", "PL", "Sp. z o.o."),
        ("Example Reuse, SAS", "FR", "SAS"),
        ("Example Digital Hub Foundation", "PL", ""),
        ("GmbH", "DE", ""),
        ("Example GmbH", "NO", ""),
    ],
)
def test_the_name_tells_the_legal_form(name, country, form):
    assert legal_form(name, country) == form


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.example.org/en", "example.org"),
        ("http://shop.example.co.uk:8000", "example.co.uk"),
        ("www.example.com.pl", "example.com.pl"),
        ("https://example.wixsite.com/water", ""),
        ("https://sites.google.com/view/example", ""),
        ("https://www.facebook.com/example", ""),
        ("https://127.0.0.1/", ""),
        ("https://localhost", ""),
        ("", ""),
    ],
)
def test_the_domain_that_belongs_to_one_organisation(address, domain):
    assert own_domain(address) == domain
