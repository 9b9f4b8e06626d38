"""Issuing a document and making its file: once, whatever happens in between."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy

from blues import documents, jobs, journal
from blues.common.errors import Conflict
from blues.documents import archive, issuing, kinds, making, samples
from blues.documents.errors import Damaged, UnknownKind
from blues.documents.models import Document, file_path
from blues.documents.snapshots import canonical, digest
from tests.factories.clusters import UserFactory
from tests.factories.documents import issue_sample, seal_sample


def make_due(document: Document) -> list:
    ran = jobs.run_due()
    document.refresh_from_db()
    return ran


def test_issuing_stores_the_snapshot_and_the_worker_makes_the_file():
    document = issue_sample()
    assert (document.state, document.snapshot) == (Document.State.PENDING, samples.snapshot())

    [job] = make_due(document)

    content = documents.read(document)
    assert (job.state, document.state, document.job) == ("done", Document.State.STORED, job)
    assert content.startswith(b"%PDF-1.7")
    assert (document.sha256, document.size) == (digest(content), len(content))


def test_each_step_is_in_the_journal_without_personal_data():
    person = UserFactory()
    document = issue_sample(by=person)
    make_due(document)

    requested, sealed = journal.entries_for(document.case)

    assert [requested.verb, sealed.verb] == ["document-requested", "document-sealed"]
    assert (requested.actor, sealed.actor) == (person, None)
    assert sealed.detail == {
        "document": str(document.public_id),
        "kind": "sample",
        "version": 1,
        "reference": "SAMPLE-1-v1",
        "snapshot_sha256": document.snapshot_sha256,
        "sha256": document.sha256,
    }


def test_issuing_twice_gives_the_same_row_and_one_job():
    first, second = issue_sample(), issue_sample()

    assert (first, first.job) == (second, second.job)
    assert len(journal.entries_for(first.case)) == 1


def test_the_same_version_with_other_content_is_refused():
    issue_sample()

    with pytest.raises(Conflict, match="already issued with other content"):
        issue_sample(snapshot={"text": "something else"})


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        issue_sample(kind="nothing")


def test_a_kind_is_registered_once():
    again = {"code": "sample", "template": "other.html", "title": "Other", "noun": "other"}

    with pytest.raises(ValueError, match="registered twice"):
        kinds.kind(**again)


def test_the_title_is_kept_in_the_language_of_the_document():
    document = issue_sample(title=gettext_lazy("Yes"), language="de")

    assert document.title == "Ja"


def test_a_second_run_leaves_the_row_and_the_file_alone():
    document = issue_sample()
    make_due(document)
    before, content = document.stored_at, documents.read(document)

    making.make_file(Document.objects.get(pk=document.pk))

    document.refresh_from_db()
    assert (document.stored_at, documents.read(document)) == (before, content)


def test_who_comes_second_finds_the_file_and_leaves_it_alone():
    """Two workers at once: the second one's copy of the row is stale."""
    document = issue_sample()
    stale = Document.objects.get(pk=document.pk)
    make_due(document)

    making.make_file(stale)

    assert Document.objects.get(pk=document.pk).sha256 == document.sha256
    assert default_storage.listdir("documents")[1].count(f"{document.public_id}.pdf") == 1


def test_a_file_without_row_is_replaced_after_a_crash():
    """The worker died after the file was written and before the row was marked."""
    document = issue_sample()
    default_storage.save(file_path(document), ContentFile(b"half a file"))

    make_due(document)

    assert document.file.name == file_path(document)
    assert documents.read(document).startswith(b"%PDF")


def test_a_row_that_cannot_be_marked_leaves_no_file():
    document, other = issue_sample(), seal_sample(case="sample:2", reference="SAMPLE-2-v1")

    with pytest.raises(IntegrityError), transaction.atomic():
        archive.keep(document, documents.read(other))  # a second row with the same hash

    assert not default_storage.exists(file_path(document))


@pytest.mark.logs_errors
def test_giving_up_says_why_and_removes_the_leftovers():
    document = issue_sample()
    default_storage.save(file_path(document), ContentFile(b"half a file"))

    issuing.give_up(document, reason="The template has no title.")

    document.refresh_from_db()
    assert (document.state, document.failure) == ("failed", "The template has no title.")
    assert not default_storage.exists(file_path(document))


def test_giving_up_too_late_changes_nothing():
    document = seal_sample()

    assert issuing.give_up(document, reason="too late").is_stored


def test_an_attachment_that_is_not_sealed_yet_is_waited_for():
    first = issue_sample()
    carrier = issue_sample(case="sample:2", reference="SAMPLE-2-v1", attachments=[first])

    ran = make_due(carrier)

    assert [job.state for job in ran] == ["done", "done"]
    assert carrier.is_stored


@pytest.mark.logs_errors
def test_a_document_whose_attachment_never_comes_fails_with_that_reason():
    carrier = issue_sample(
        case="sample:2", reference="SAMPLE-2-v1", attachments=[_never_made(issue_sample())]
    )
    last_attempt = type(carrier.job).objects.filter(pk=carrier.job.pk)
    last_attempt.update(attempts=9)

    make_due(carrier)

    assert carrier.failure == "It carries SAMPLE-1-v1, which has not been sealed yet."


def _never_made(document: Document) -> Document:
    type(document.job).objects.filter(pk=document.job.pk).update(
        next_attempt_at="2099-01-01T00:00Z"
    )
    return document


@pytest.mark.logs_errors
def test_an_operator_has_it_made_after_all(settings):
    settings.DOCUMENT_SECONDS = 0.001
    document = issue_sample()
    make_due(document)
    assert document.state == Document.State.FAILED

    retried = documents.retry(document, by=UserFactory())

    assert (retried.state, retried.job.public_id) == (
        Document.State.PENDING,
        document.job.public_id,
    )
    retried.job.refresh_from_db()
    assert retried.job.state == "queued"
    assert "document-retried" in [entry.verb for entry in journal.entries_for(document.case)]


def test_only_what_failed_can_be_tried_again():
    with pytest.raises(Conflict):
        documents.retry(issue_sample(), by=None)


# -- Reading -----------------------------------------------------------------------------------


def test_a_document_without_file_cannot_be_read():
    with pytest.raises(Conflict, match="not ready yet"):
        documents.read(issue_sample())


def test_a_damaged_file_is_not_handed_out():
    document = seal_sample()
    with document.file.storage.open(document.file.name, "wb") as stored:
        stored.write(b"%PDF something else")

    with pytest.raises(Damaged, match="not the one that was sealed"):
        documents.read(document)


@pytest.mark.parametrize(("inline", "disposition"), [(False, "attachment"), (True, "inline")])
def test_a_download_stays_out_of_caches(inline, disposition):
    document = seal_sample()

    response = documents.download(document, inline=inline)

    assert response.content == documents.read(document)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'{disposition}; filename="SAMPLE-1-v1.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


# -- What the database refuses -----------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "record = '{}'",
        "sha256 = repeat('0', 64)",
        "file = 'x.pdf'",
        "state = 'pending'",
        "job_id = NULL",
    ],
)
def test_a_stored_document_never_changes(change):
    document = seal_sample()

    with pytest.raises(IntegrityError, match="stays as it was issued"), connection.cursor() as sql:
        sql.execute(f"UPDATE documents_document SET {change} WHERE id = %s", [document.pk])


def test_a_stored_document_cannot_be_deleted():
    document = seal_sample()

    with pytest.raises(IntegrityError, match="stays as it was issued"):
        document.delete()


def test_a_snapshot_never_changes_even_before_the_file_is_made():
    document = issue_sample()

    with pytest.raises(IntegrityError, match="stays as it was issued"):
        Document.objects.filter(pk=document.pk).update(record="{}")


def test_a_document_that_was_never_made_may_be_deleted():
    issue_sample().delete()

    assert not Document.objects.exists()


def test_the_table_cannot_be_emptied():
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute("SET LOCAL blues.flush_allowed = 'off'")
        with pytest.raises(IntegrityError, match="TRUNCATE is refused"), transaction.atomic():
            sql.execute("TRUNCATE documents_document CASCADE")


@pytest.mark.parametrize(
    "nonsense",
    [
        {"state": "stored"},
        {"sha256": "0" * 64},
        {"state": "failed"},
        {"failure": "for no state"},
    ],
)
def test_a_row_with_half_a_truth_is_refused(nonsense):
    document = issue_sample()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**nonsense)


# -- Which documents ---------------------------------------------------------------------------


def test_a_case_lists_its_documents_by_kind_and_version_and_no_others():
    second = issue_sample(version=2, reference="SAMPLE-1-v2")
    first = issue_sample()
    issue_sample(case="sample:2", reference="SAMPLE-2-v1")

    assert list(Document.objects.for_case("sample:1")) == [first, second]
    assert list(Document.objects.for_case("sample:1").newest()) == [second]


@pytest.mark.logs_errors
def test_what_failed_can_be_listed():
    failed = issuing.give_up(issue_sample(), reason="because")
    issue_sample(case="sample:2", reference="SAMPLE-2-v1")

    assert list(Document.objects.failed()) == [failed]
    assert str(failed) == "Sample agreement SAMPLE-1-v1"


# -- The record --------------------------------------------------------------------------------


def test_the_same_data_gives_the_same_record():
    moment = datetime(2021, 5, 5, 7, 30, tzinfo=UTC)
    values = {"b": Decimal("750.00"), "a": date(2021, 5, 5), "c": moment, "d": gettext_lazy("x")}

    assert canonical(values) == (
        '{"a":"2021-05-05","b":"750.00","c":"2021-05-05T09:30:00+02:00","d":"x"}'
    )


@pytest.mark.parametrize("value", [{"x": {1}}, {"x": float("nan")}, {"x": "\ud800"}])
def test_what_has_no_plain_form_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


def test_the_face_of_the_room_has_no_other_names():
    with pytest.raises(AttributeError, match="no attribute 'shred'"):
        _ = documents.shred
