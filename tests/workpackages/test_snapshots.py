"""Frozen copies: what they hold, who may take them, and that nothing changes them."""

import io
import json
from datetime import date
from decimal import Decimal, InvalidOperation

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from blues import jobs, journal
from blues.common.errors import Conflict, NotAllowed
from blues.documents.snapshots import digest
from blues.jobs.states import State as JobState
from exchanges.models import Mode, State
from tests.factories import (
    ExchangeFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UserFactory,
    a_completed_exchange,
    take_and_freeze,
)
from workpackages.models import Snapshot
from workpackages.reporting import archiving, columns, snapshots
from workpackages.reporting.differences import Difference, differences
from workpackages.reporting.guards import counted_in_an_accepted_report
from workpackages.reporting.handlers import take_copy

FULL = Snapshot.Variant.FULL


@pytest.fixture
def coordinator():
    return UserFactory(programme_coordinator=True)


def book_of(snapshot):
    return openpyxl.load_workbook(io.BytesIO(snapshots.workbook_of(snapshot)))


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_has_the_exchanges_the_indicators_and_what_they_mean():
    exchange = a_completed_exchange()
    snapshot = take_and_freeze(variant=FULL)

    book = book_of(snapshot)

    assert book.sheetnames == [
        "Exchanges", "X1", "X2", "X3", "X4", "X5", "X6", "X7", "Data dictionary", "About",
    ]  # fmt: skip
    head, row = rows_of(book["Exchanges"])
    assert head == columns.header()
    told = dict(zip(head, row, strict=True))
    assert told["Reference"] == exchange.reference
    assert told["Visitor: name"] == exchange.visitor_organisation.legal_name
    assert (told["Amount"], told["Working days"], told["Distance"]) == (830, 5, 1870)
    assert told["Paid on"].date() == date(2027, 3, 20)


def test_the_workbook_says_whose_numbers_these_are_and_under_which_digest():
    snapshot = take_and_freeze()
    about = dict(rows_of(book_of(snapshot)["About"])[1:])
    assert about["Grant agreement"] == "874426"
    assert about["SHA-256 of the data"] == snapshot.sha256
    assert about["Funding"] == snapshot.programme.funding_line
    assert about["Disclaimer"].startswith("This workbook (grant 874426)")
    assert about["Variant"] == "pseudonymised"


def test_the_dictionary_explains_every_column_and_indicator():
    explained = rows_of(book_of(take_and_freeze())["Data dictionary"])[1:]
    names = [row[1] for row in explained]
    assert names[: len(columns.COLUMNS)] == columns.header()
    assert [name[:2] for name in names[len(columns.COLUMNS) :]] == [f"X{n}" for n in range(1, 8)]
    assert all(row[2] and row[4] for row in explained)


def test_numbers_on_the_sheets_are_those_of_the_record():
    a_completed_exchange()
    a_completed_exchange(mode=Mode.VIRTUAL)
    snapshot = take_and_freeze()
    book = book_of(snapshot)
    for indicator in snapshot.data["indicators"]:
        printed = [filled(row) for row in rows_of(book[indicator["code"]])]
        told = [filled(row) for table in indicator["tables"] for row in table["rows"]]
        assert [row for row in told if row not in printed] == []


def filled(row):
    """The cells that say something, numbers as numbers: amounts are text in the record."""
    return [_number(cell) for cell in row if cell not in (None, "")]


def _number(cell):
    try:
        return Decimal(str(cell))
    except InvalidOperation:
        return cell


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example")']
)
def test_a_name_that_looks_like_a_formula_stays_a_name(name):
    a_completed_exchange(visitor__organisation__legal_name=name)
    sheet = book_of(take_and_freeze(variant=FULL))["Exchanges"]
    cell = sheet.cell(row=2, column=columns.header().index("Visitor: name") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_a_pseudonymised_copy_names_no_organisation():
    exchange = a_completed_exchange(
        visitor__organisation__legal_name="Secret Sensors",
        host__organisation__legal_name="Hidden Host",
    )
    snapshot = take_and_freeze()
    printed = snapshot.record + str([rows_of(sheet) for sheet in book_of(snapshot)])
    assert exchange.reference in printed
    assert not any(word in printed for word in ("Secret", "Hidden", "as agreed"))


def test_digests_are_those_of_the_record_and_of_the_file():
    snapshot = take_and_freeze()
    assert snapshot.sha256 == digest(snapshot.record)
    assert snapshot.file_sha256 == digest(snapshots.workbook_of(snapshot))
    assert snapshots.record_of(snapshot) == snapshot.record.encode()
    assert json.loads(snapshot.record) == snapshot.data


def test_the_copy_is_journalled_when_asked_for_and_when_frozen():
    snapshot = take_and_freeze()
    verbs = [entry.verb for entry in journal.entries_for(snapshot.case)]
    assert verbs == ["snapshot-taken", "snapshot-frozen"]


@pytest.mark.parametrize(
    "change",
    [
        {"record": "{}"},
        {"sha256": "0" * 64},
        {"state": "pending", "record": "", "sha256": "", "file": "", "file_sha256": "",
         "size": None, "frozen_at": None},
    ],
)  # fmt: skip
def test_the_database_refuses_to_change_a_frozen_copy(change):
    snapshot = take_and_freeze()
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(**change)


def test_the_database_refuses_to_delete_a_frozen_copy_or_what_it_counts():
    exchange = a_completed_exchange()
    snapshot = take_and_freeze()
    assert list(snapshot.counted.all()) == [exchange]
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        snapshot.counted.clear()
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        snapshot.counted.add(ExchangeFactory())
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        snapshot.counted.through.objects.update(exchange=ExchangeFactory())
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk)._raw_delete("default")


def test_what_was_asked_for_cannot_be_widened_while_it_waits(coordinator):
    waiting = snapshots.take(ProgrammeFactory(), by=coordinator)
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Snapshot.objects.filter(pk=waiting.pk).update(variant=FULL)
    waiting.delete()


def test_a_file_that_was_tampered_with_is_not_handed_out():
    snapshot = take_and_freeze()
    with open(snapshot.file.path, "r+b") as file:
        file.seek(100)
        file.write(b"tampered")
    with pytest.raises(Conflict, match="not the one that was frozen"):
        snapshots.workbook_of(snapshot)


def test_a_copy_that_is_not_ready_is_not_handed_out(coordinator):
    with pytest.raises(Conflict, match="not ready"):
        snapshots.record_of(snapshots.take(ProgrammeFactory(), by=coordinator))


def test_copies_of_the_clusters_add_up_to_that_of_the_programme():
    first, second = a_completed_exchange(), a_completed_exchange(mode=Mode.VIRTUAL)
    whole = take_and_freeze()
    parts = []
    for exchange in (first, second):
        own = UserFactory(coordinator=True, cluster=exchange.vop)
        parts.append(take_and_freeze(by=own, cluster=exchange.vop))
    told = [row["reference"] for part in parts for row in part.data["exchanges"]]
    assert told == [row["reference"] for row in whole.data["exchanges"]]


def test_a_period_holds_the_stays_that_ended_in_it():
    inside = a_completed_exchange()
    ExchangeFactory(state=State.READY, first_day=date(2027, 6, 29), last_day=date(2027, 7, 2))
    snapshot = take_and_freeze(period=ReportingPeriodFactory())
    assert [row["reference"] for row in snapshot.data["exchanges"]] == [inside.reference]


def test_a_copy_holds_only_exchanges_of_its_programme():
    a_completed_exchange()
    other = ProgrammeFactory(code="next", starts_on=date(2019, 1, 1))
    assert take_and_freeze(programme=other).data["exchanges"] == []


def test_coordinators_take_copies_of_their_own_cluster_alone():
    exchange = a_completed_exchange()
    own = UserFactory(coordinator=True, cluster=exchange.vop)
    programme = ProgrammeFactory()
    for scope in (
        {},
        {"cluster": exchange.hop},
        {"cluster": exchange.vop, "variant": FULL},
    ):
        with pytest.raises(NotAllowed):
            snapshots.take(programme, by=own, **scope)
    snapshots.take(programme, by=own, cluster=exchange.vop)


@pytest.mark.parametrize("role", ["auditor", "finance", "wp_leader", "operator"])
def test_others_take_no_copies(role):
    with pytest.raises(NotAllowed):
        snapshots.take(ProgrammeFactory(), by=UserFactory(**{role: True}))


def test_who_lost_the_role_in_the_meantime_gets_no_copy():
    own = UserFactory(coordinator=True)
    cluster = own.assignments.get().cluster
    snapshot = snapshots.take(ProgrammeFactory(), by=own, cluster=cluster)
    own.assignments.update(valid_until=date(2021, 2, 1))

    jobs.run_due()

    snapshot.refresh_from_db()
    assert snapshot.state == Snapshot.State.FAILED
    assert "may no longer take it" in snapshot.failure
    assert snapshot.job.state == JobState.FAILED


# -- Acceptance and archive --------------------------------------------------------------------


def test_the_newest_copy_of_the_period_is_the_one_the_agency_accepted(coordinator):
    period = ReportingPeriodFactory()
    take_and_freeze(period=period)
    newest = take_and_freeze(period=period)

    period = snapshots.accept(period, by=coordinator)

    assert (period.accepted_snapshot, period.accepted_by) == (newest, coordinator)
    assert journal.entries_for(newest.case).last().verb == "report-accepted"
    with pytest.raises(Conflict, match="already"):
        snapshots.accept(period, by=coordinator)
    with pytest.raises(Conflict, match="closed"):
        snapshots.take(period.programme, by=coordinator, period=period)


def test_a_period_without_a_copy_cannot_be_accepted(coordinator):
    period = ReportingPeriodFactory()
    snapshots.take(period.programme, by=coordinator, period=period)
    with pytest.raises(Conflict, match="no frozen copy"):
        snapshots.accept(period, by=coordinator)


def test_only_the_programme_coordinator_notes_an_acceptance():
    with pytest.raises(NotAllowed):
        snapshots.accept(ReportingPeriodFactory(), by=UserFactory(coordinator=True))


def test_an_exchange_is_archived_once_an_accepted_report_counts_it(coordinator):
    exchange = a_completed_exchange()
    period = ReportingPeriodFactory()
    take_and_freeze(period=period)
    with pytest.raises(Conflict) as refused:
        archiving.archive(exchange, by=coordinator)
    assert refused.value.reasons == ["No accepted report counts this exchange yet."]

    period = snapshots.accept(period, by=coordinator)
    assert archiving.archive_counted(period, by=coordinator) == 1

    exchange.refresh_from_db()
    assert exchange.state == State.ARCHIVED
    assert archiving.archive_counted(period, by=coordinator) == 0


def test_a_report_that_shows_an_exchange_before_its_completion_does_not_count_it(coordinator):
    exchange = a_completed_exchange(State.PAID)
    period = ReportingPeriodFactory()
    take_and_freeze(period=period)
    snapshots.accept(period, by=coordinator)
    assert counted_in_an_accepted_report(exchange, coordinator)


def test_nothing_waits_for_the_archive_before_the_acceptance():
    assert list(archiving.waiting(ReportingPeriodFactory())) == []


# -- Differences ---------------------------------------------------------------------------------


def test_differences_name_the_numbers_that_changed():
    before = take_and_freeze().data
    exchange = a_completed_exchange()
    after = take_and_freeze().data

    changes = differences(before, after)

    assert (
        Difference(
            "X1 Exchanges by state", "Exchanges by state", "completed", "Exchanges", "0", "1"
        )
        in changes
    )
    assert (
        Difference("X7 Lump sums", "By paying cluster", str(exchange.vop), "Paid", "–", "830.00")
        in changes
    )
    assert differences(after, after) == []
    assert Difference(
        "X7 Lump sums", "By paying cluster", str(exchange.vop), "Paid", "830.00", "–"
    ) in differences(after, before)


def test_amounts_that_are_written_differently_are_the_same():
    def data(value):
        table = {"caption": "T", "header": ["", "Paid"], "rows": [["All", value]]}
        return {"indicators": [{"code": "X7", "title": "Sums", "tables": [table]}]}

    assert differences(data("0"), data(None)) == []
    assert differences(data("830.00"), data(str(Decimal(830)))) == []
    assert len(differences(data("some"), data("other"))) == 1


def test_taking_a_frozen_copy_again_changes_nothing(coordinator):
    snapshot = take_and_freeze(by=coordinator)
    again = take_copy(snapshot.job, snapshot=str(snapshot.public_id))
    before = snapshot.file_sha256
    snapshot.refresh_from_db()
    assert (again, snapshot.file_sha256) == ({"snapshot": str(snapshot.public_id)}, before)
