"""What changed between two versions: fields word by word, the agenda row by row."""

from datetime import date

import pytest
from django.urls import reverse

from exchanges.building import differences
from exchanges.building.merging import Choice, mark, marks, merge
from tests.factories import AgendaDayFactory, CommitmentFactory


@pytest.fixture
def versions():
    older = CommitmentFactory(agenda=3)
    same = {"activities": list(older.activities.all())}
    newer = CommitmentFactory(exchange=older.exchange, version=2, agenda=2, **same)
    newer.agenda.filter(day="2027-03-02").update(morning="Measurements at the pier", place="Pier")
    AgendaDayFactory(commitment=newer, day=date(2027, 3, 5), afternoon="")
    return older, newer


@pytest.mark.feature(55)
def test_the_agenda_is_compared_row_by_row(versions):
    rows = differences.rows_between(*versions)

    assert [(row.day.day, row.kind) for row in rows] == [
        (2, "changed"),
        (3, "removed"),
        (5, "added"),
    ]
    assert [(cell.label, [(p.kind, p.text) for p in cell.pieces]) for cell in rows[0].cells] == [
        (
            "morning",
            [
                ("same", "Measurements "),
                ("removed", "in "),
                ("added", "at "),
                ("same", "the "),
                ("removed", "laboratory"),
                ("added", "pier"),
            ],
        ),
        ("afternoon", [("same", "Evaluation with both teams")]),
        ("place or link", [("added", "Pier")]),
    ]
    assert differences.between(*versions) == []


def test_the_page_shows_the_rows(client, sign_in, versions):
    older, _newer = versions
    sign_in(older.exchange.host.representative)

    page = client.get(
        reverse("building:commitment-compare", args=[older.exchange.public_id, 1])
    ).content.decode()

    assert "Days of the agenda that changed" in page
    assert ">taken out</span>" in page
    assert "<del>laboratory</del><ins>pier</ins>" in page.replace("\n", "")


# -- Three texts put together ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen", "mine", "theirs", "written", "clashes"),
    [
        ("a", "a", "a", {}, []),
        ("a", "b", "a", {"x": "b"}, []),
        ("a", "a", "c", {}, []),
        ("a", "b", "b", {}, []),
        ("a", "b", "c", {}, ["x"]),
        ("a", "", "a", {"x": ""}, []),
        ("", "b", "", {"x": "b"}, []),
        ("a", "", "c", {}, ["x"]),
    ],
)
def test_only_what_both_changed_clashes(seen, mine, theirs, written, clashes):
    fresh, found = merge({"x": theirs}, {"x": mine}, seen={"x": mark(seen)})

    assert (fresh, [clash.key for clash in found]) == (written, clashes)


def test_lists_are_joined_without_doubles():
    choices = {"x": Choice("both", mark([1, 2]))}

    fresh, clashes = merge({"x": [1, 2]}, {"x": [2, 3]}, seen=marks({"x": [9]}), choices=choices)

    assert (fresh, clashes) == ({"x": [1, 2, 3]}, [])
