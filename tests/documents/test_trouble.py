"""A full disk, a key that is missing or has ended: each has a visible reason, nothing unsealed is
ever handed out, and afterwards the work goes on."""

import errno
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature

from blues import documents, jobs, journal
from blues.common.errors import Conflict
from blues.documents import pki, trust
from blues.documents.models import Document, file_path
from blues.jobs.models import Job
from tests.factories.documents import issue_sample, seal_sample

LAST = 9  # attempts before the last one


def run_to_the_end(document: Document) -> Document:
    """The one attempt that is left."""
    Job.objects.filter(pk=document.job_id).update(attempts=LAST)
    jobs.run_due()
    document.refresh_from_db()
    return document


def try_again(document: Document) -> Document:
    documents.retry(document, by=None)
    jobs.run_due()
    document.refresh_from_db()
    return document


@pytest.fixture
def seal_folder(settings, tmp_path):
    """A key of this test's own; returns the folder."""
    settings.SEAL_DIR = tmp_path / "seal"
    pki.create_demo_authority(settings.SEAL_DIR)
    return settings.SEAL_DIR


class FullDisk(FileSystemStorage):
    """The disk takes the first bytes and no more."""

    def _save(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as half:
            half.write(b"%PDF-1.7 half a fi")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


@pytest.fixture
def full_disk(monkeypatch):
    monkeypatch.setattr(Document.file.field, "storage", FullDisk())
    yield
    monkeypatch.undo()


def assert_nothing_is_handed_out(document, client):
    assert document.state == Document.State.FAILED
    assert not document.file
    assert (
        client.get(reverse("documents:verify-page", args=[document.reference])).status_code == 404
    )
    with pytest.raises(Conflict):
        documents.read(document)
    assert "document-sealed" not in [e.verb for e in journal.entries_for(document.case)]


@pytest.mark.logs_errors
def test_on_a_full_disk_a_document_waits_fails_with_a_reason_and_is_made_later(
    full_disk, client, monkeypatch
):
    document = issue_sample()
    jobs.run_due()
    document.refresh_from_db()
    assert document.state == Document.State.PENDING

    Job.objects.update(next_attempt_at=datetime.now(UTC) - timedelta(seconds=1))
    run_to_the_end(document)

    assert_nothing_is_handed_out(document, client)
    assert document.failure == "There is no room left to store the file."
    monkeypatch.undo()
    assert not document.file.storage.exists(file_path(document))
    assert documents.read(try_again(document)).startswith(b"%PDF")


@pytest.mark.logs_errors
def test_without_a_key_nothing_leaves_and_everything_does_once_it_is_back(
    settings, seal_folder, client
):
    settings.DEMO = False
    key = (seal_folder / "seal.key").read_bytes()
    (seal_folder / "seal.key").unlink()

    document = run_to_the_end(issue_sample())

    assert_nothing_is_handed_out(document, client)
    assert document.failure == (
        "The sealing key is not in place (missing: seal.key). Documents wait for it."
    )
    (seal_folder / "seal.key").write_bytes(key)
    assert try_again(document).is_stored


@pytest.mark.logs_errors
def test_with_a_certificate_that_has_ended_nothing_leaves(
    settings, seal_folder, client, monkeypatch
):
    settings.DEMO = False
    kept = {path.name: path.read_bytes() for path in seal_folder.iterdir()}
    monkeypatch.setattr(pki, "CERTIFICATE_LIFE", timedelta(minutes=-1))
    shutil.rmtree(seal_folder)
    pki.create_demo_authority(seal_folder)

    document = run_to_the_end(issue_sample())

    assert_nothing_is_handed_out(document, client)
    assert "Install a new one." in document.failure
    for name, content in kept.items():
        (seal_folder / name).write_bytes(content)
    assert try_again(document).is_stored


@pytest.mark.logs_errors
def test_a_key_that_cannot_be_opened_seals_nothing(settings, seal_folder, client):
    settings.DEMO = False
    (seal_folder / "seal.key").write_bytes(b"no key at all")

    document = run_to_the_end(issue_sample())

    assert_nothing_is_handed_out(document, client)


def flipped(content: bytes) -> bytes:
    """One bit of the first page's content is another one."""
    at = content.index(b"stream", content.index(b"/Contents")) + 60
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def pyhanko_says_valid(content: bytes, folder) -> bool:
    context = trust.load(folder).context()
    [seal] = PdfFileReader(BytesIO(content)).embedded_regular_signatures
    status = validate_pdf_signature(
        seal, signer_validation_context=context, ts_validation_context=context
    )
    return bool(status.bottom_line)


def pdfsig_says_valid(content: bytes, tmp_path) -> bool:
    file = tmp_path / "document.pdf"
    file.write_bytes(content)
    told = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    )
    return "Signature Validation: Signature is Valid." in told.stdout


def test_one_flipped_byte_makes_pyhanko_say_no(settings):
    content = documents.read(seal_sample())

    assert pyhanko_says_valid(content, settings.SEAL_DIR)
    assert not pyhanko_says_valid(flipped(content), settings.SEAL_DIR)


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler is not installed")
def test_one_flipped_byte_makes_poppler_say_no(tmp_path):
    content = documents.read(seal_sample())

    assert pdfsig_says_valid(content, tmp_path)
    assert not pdfsig_says_valid(flipped(content), tmp_path)
