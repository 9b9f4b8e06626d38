"""What columns may mean: by memory, headings and the look of their values."""

import pytest

from clusters.imports.fields import FIELDS, heading_of, meant_by
from clusters.imports.guessing import Line, columns_of, guess, letters
from clusters.imports.words import LANGUAGES, plain


def lines(*rows: list) -> list[Line]:
    return [Line(number, list(row)) for number, row in enumerate(rows, 1) if any(row)]


def guessed(*rows: list, memory=None) -> dict[str, str]:
    return guess(lines(*rows), memory or {}).fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_that_we_write_are_read_again(language):
    written = {code: heading_of(code, language) for code in FIELDS if code != "postcode"}

    assert {code: meant_by(plain(heading)) for code, heading in written.items()} == {
        code: code for code in written
    }


def test_titles_above_the_headings_are_passed_over():
    found = guess(
        lines(["Members of the cluster"], ["As of 2021"], [], ["Company", "Town"], ["A", "B"]), {}
    )

    assert (found.heading_row, found.fields) == (4, {"0": "legal_name", "1": "city"})


def test_unknown_headings_are_those_of_the_first_full_row():
    assert guess(lines(["Title"], ["Foo", "Bar"], ["A", "B"]), {}).heading_row == 2
    assert guess(lines(["Alone"], ["A"]), {}).heading_row == 1


def test_a_row_may_be_named_as_the_headings():
    found = guess(lines(["Company", "Town"], ["Firma", "Ort"], ["A", "B"]), {}, heading_row=2)

    assert [column.heading for column in found.columns] == ["Firma", "Ort"]


def test_what_was_said_last_time_goes_first():
    memory = {"town": "", "code": "city", "company": "legal_name"}

    assert guessed(["Company", "Town", "Code"], ["A", "B", "C"], memory=memory) == {
        "0": "legal_name",
        "2": "city",
    }


def test_part_of_a_heading_will_do():
    assert guessed(
        ["Straße (Firmensitz)", "Ihre E-Mail-Adresse", "Name / Firma lt. Register"], ["A", "B", "C"]
    ) == {"0": "address", "1": "email", "2": "legal_name"}


def test_values_speak_where_headings_do_not():
    assert guessed(
        ["a", "b", "c", "d", "e"],
        ["x@example.example", "www.example.example", "Polska", "MŚP", "17"],
        ["y@example.example", "http://b.example", "PL", "PME", "18"],
    ) == {"0": "email", "1": "website", "2": "country", "3": "type"}


def test_a_contact_that_is_an_address_is_an_address():
    assert guessed(["Firma", "Kontakt"], ["A", "a@example.example"])["1"] == "email"
    assert guessed(["Firma", "Kontakt"], ["A", "Anna Muster"])["1"] == "contact_name"


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        (["Firma", "Vorname", "Name"], "family_name"),
        (["Firma", "Name", "Ort"], "contact_name"),
        (["Name", "Ort", "Land"], "legal_name"),
    ],
)
def test_a_bare_name_belongs_to_whom_is_left(headings, field):
    found = guessed(headings, ["A", "B", "C"])

    assert found[str(headings.index("Name"))] == field


def test_each_field_is_taken_once():
    assert guessed(["E-Mail", "Mail"], ["a@b.example", "c@d.example"]) == {"0": "email"}


def test_empty_columns_are_left_out_and_strange_cells_are_shown():
    found = columns_of(
        lines(["Name", "", "X"], ["A\x00", "", {"day": "2020-01-01"}], ["B", "", {"error": "e"}]), 1
    )

    assert [(c.letters, c.samples) for c in found] == [
        ("A", ["A?", "B"]),
        ("C", ["2020-01-01", "?"]),
    ]


def test_columns_are_called_as_in_a_spreadsheet():
    assert [letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
