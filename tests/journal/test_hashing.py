from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from blues.journal.hashing import canonical, digest, plain

ENTRY = {
    "previous_hash": "",
    "case": "exchange:1",
    "number": 1,
    "happened_at": datetime(2021, 5, 4, 9, 30, tzinfo=UTC),
    "actor_id": 7,
    "verb": "proposed",
    "detail": {"days": 3},
}


def test_hash_of_a_known_entry_never_changes():
    """Entries of years ago must still verify, so the recipe is written down here."""
    assert digest(**ENTRY) == "ce70beab9687f562a32d5bb11756578c0fab02b9c14538f1d54e382e5d9425f2"


def test_hash_does_not_depend_on_the_time_zone_of_the_reader():
    brussels = timezone(timedelta(hours=2))

    assert digest(**ENTRY | {"happened_at": datetime(2021, 5, 4, 11, 30, tzinfo=brussels)}) == (
        digest(**ENTRY)
    )


@pytest.mark.parametrize(
    "change",
    [
        {"previous_hash": "0" * 64},
        {"case": "exchange:2"},
        {"number": 2},
        {"happened_at": ENTRY["happened_at"] + timedelta(microseconds=1)},
        {"actor_id": None},
        {"verb": "withdrawn"},
        {"detail": {"days": 4}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_hash_covers_every_column(change):
    assert digest(**ENTRY | change) != digest(**ENTRY)


def test_spelling_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": "ż"}) == canonical({"a": "ż", "b": 1}) == '{"a":"ż","b":1}'


def test_detail_is_kept_as_the_database_gives_it_back():
    detail = {"amount": Decimal("975.00"), "day": date(2021, 5, 4), "id": UUID(int=1), "ok": True}

    assert plain(detail) == {
        "amount": "975.00",
        "day": "2021-05-04",
        "id": "00000000-0000-0000-0000-000000000001",
        "ok": True,
    }


@pytest.mark.parametrize("number", [0.5, 1e20, float("nan")])
def test_floating_point_numbers_are_refused(number):
    with pytest.raises(TypeError, match="use Decimal or text"):
        plain({"amount": number})
