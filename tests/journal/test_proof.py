"""What an owner of the database could do behind the portal's back, and how it shows."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from blues import journal
from blues.journal.models import Entry
from blues.journal.proof import CHANGED, MISSING, REPLACED, UNLINKED, Break
from tests.factories.clusters import UserFactory

pytestmark = pytest.mark.django_db


@contextmanager
def triggers_off():
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def chains():
    """Two cases of three entries each."""
    for case in ["exchange:1", "exchange:2"]:
        for verb in ["proposed", "confirmed", "paid"]:
            journal.record(case, verb, by=UserFactory(), amount="975.00")


def entry(case, number):
    return Entry.objects.filter(case=case, number=number)


def test_whole_journal_has_no_break(chains):
    assert journal.verify() == []


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "withdrawn"},
        {"detail": {"amount": "9750.00"}},
        {"actor": None},
        {"happened_at": "2021-05-04T09:30:00Z"},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_entry_is_named(chains, change):
    with triggers_off():
        entry("exchange:2", 2).update(**change)

    assert journal.verify() == [Break("exchange:2", 2, CHANGED)]


@pytest.mark.parametrize("number", [1, 2])
def test_missing_entry_is_named(chains, number):
    with triggers_off():
        entry("exchange:1", number).delete()

    assert journal.verify() == [Break("exchange:1", number, MISSING)]


def test_entry_rewritten_with_a_fitting_hash_breaks_the_link_after_it(chains):
    with triggers_off():
        entry("exchange:1", 2).delete()
    rewritten = journal.record("exchange:9", "proposed", by=None)
    forge(rewritten, case="exchange:1", number=2, previous_hash=entry("exchange:1", 1).get().hash)

    assert journal.verify() == [Break("exchange:1", 3, UNLINKED)]


def forge(written, **change):
    """What somebody would do who knows the recipe of the hash."""
    from blues.journal.proof import _recomputed  # noqa: PLC0415 -- only a forger needs it

    for name, value in change.items():
        setattr(written, name, value)
    written.hash = _recomputed(written)
    with triggers_off():
        written.save()


def test_only_the_first_break_of_each_case_is_named(chains):
    with triggers_off():
        Entry.objects.filter(number__gte=2).update(verb="forged")

    assert journal.verify() == [Break("exchange:1", 2, CHANGED), Break("exchange:2", 2, CHANGED)]


def test_one_case_is_verified_alone(chains):
    with triggers_off():
        entry("exchange:1", 3).update(verb="forged")

    assert journal.verify("exchange:2") == []
    assert journal.verify("exchange:1") == [Break("exchange:1", 3, CHANGED)]


# -- The command and the anchor ------------------------------------------------------------------


def verify(**options):
    out, err = StringIO(), StringIO()
    try:
        call_command("journal", "verify", stdout=out, stderr=err, **options)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def anchor(chains, tmp_path):
    path = tmp_path / "heads.txt"
    with path.open("w") as file:
        call_command("journal", "heads", stdout=file)
    return path


def test_command_counts_and_is_content(chains):
    assert verify() == (0, "6 entries in 2 cases checked.\nThe journal is whole.\n", "")


def test_command_names_the_break_and_fails(chains):
    with triggers_off():
        entry("exchange:1", 2).update(verb="forged")

    assert verify() == (
        1,
        "6 entries in 2 cases checked.\n",
        f"Broken: exchange:1 entry 2: {CHANGED}\n",
    )


def test_anchor_holds_after_new_entries(anchor):
    journal.record("exchange:1", "closed", by=None)
    journal.record("exchange:3", "proposed", by=None)

    assert verify(anchor=anchor)[0] == 0


def test_anchor_shows_a_tail_that_was_cut_off(anchor):
    with triggers_off():
        entry("exchange:1", 3).delete()

    assert journal.verify() == []
    assert verify(anchor=anchor)[::2] == (1, f"Broken: exchange:1 entry 3: {MISSING}\n")


def test_anchor_shows_a_case_that_was_removed(anchor):
    with triggers_off():
        Entry.objects.filter(case="exchange:2").delete()

    assert journal.verify() == []
    assert verify(anchor=anchor)[::2] == (1, f"Broken: exchange:2 entry 3: {MISSING}\n")


def test_anchor_shows_a_rewritten_chain(anchor):
    with triggers_off():
        Entry.objects.filter(case="exchange:2").delete()
    for verb in ["proposed", "confirmed", "paid"]:
        journal.record("exchange:2", verb, by=None, amount="9750.00")

    assert journal.verify() == []
    assert verify(anchor=anchor)[::2] == (1, f"Broken: exchange:2 entry 3: {REPLACED}\n")


def test_anchor_that_was_itself_rewritten_is_refused(anchor):
    anchor.write_text(anchor.read_text().replace("exchange:1 3", "exchange:1 2"))

    with pytest.raises(CommandError, match="its digest does not match"):
        verify(anchor=anchor)


def test_anchor_that_does_not_match_the_digest_on_paper_is_refused(anchor):
    digest = anchor.read_text().split()[-1]
    assert verify(anchor=anchor, digest=digest)[0] == 0

    with pytest.raises(CommandError, match="its digest does not match"):
        verify(anchor=anchor, digest="0" * 64)


@pytest.mark.parametrize("content", ["", "a photo of a cat\ndigest 0\n"])
def test_file_that_is_no_anchor_is_refused(content, tmp_path):
    path = tmp_path / "heads.txt"
    path.write_text(content)

    with pytest.raises(CommandError, match="is not a file that"):
        verify(anchor=path)
