"""The verify page: each verdict, with a file that could be taken for something else."""

import json
import zlib
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from blues import documents
from blues.documents import archive, examiner, samples, verifying
from blues.documents.verifying import Outcome, verify_bytes
from tests.factories import DocumentFactory
from tests.factories.documents import issue_sample, seal_sample

PAGE = reverse("documents:verify-page")
SECRET_NAME = "Jörg Beispiel"


def page_of(reference):
    return reverse("documents:verify-page", args=[reference])


def send(client, content, name="contract.pdf"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content, "application/pdf")})


def resaved(content: bytes) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(target)
    return target.getvalue()


def foreign_pdf() -> bytes:
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)
    return target.getvalue()


def with_flipped_byte(content: bytes) -> bytes:
    """One bit of a page's content stream is another one."""
    at = content.index(b"stream", content.index(b"/Contents")) + 60
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_the_page_is_open_to_everybody(client):
    response = client.get(PAGE)

    assert response.status_code == 200
    assert 'enctype="multipart/form-data"' in response.content.decode()


def test_the_sealed_file_is_genuine(client):
    document = seal_sample()

    response = send(client, documents.read(document))

    verdict = response.context["verdict"]
    assert (verdict.outcome, verdict.document) == (Outcome.GENUINE, document)
    assert document.reference in response.content.decode()


def test_a_verdict_names_nobody(client):
    response = send(client, documents.read(seal_sample()))

    assert SECRET_NAME not in response.content.decode()


SIGNER, SIGNING_ORGANISATION = "Núria Ejemplo", "Acme Water Sensors"


def test_the_holder_of_the_file_learns_who_signed(client):
    page = send(client, documents.read(seal_sample())).content.decode()

    assert SIGNER in page
    assert SIGNING_ORGANISATION in page
    assert "21 April 2021, 10:15" in page
    assert "not signed" in page


def test_whoever_guesses_a_reference_learns_roles_and_days_of_signatures_alone(client):
    page = client.get(page_of(seal_sample().reference)).content.decode()

    assert "Visitor" in page
    assert "21 April 2021" in page
    assert "10:15" not in page
    assert not [name for name in (SIGNER, SIGNING_ORGANISATION, SECRET_NAME) if name in page]


def test_an_altered_file_tells_no_names(client):
    page = send(client, with_flipped_byte(documents.read(seal_sample()))).content.decode()

    assert not [name for name in (SIGNER, SIGNING_ORGANISATION, SECRET_NAME) if name in page]
    assert "Who signed" not in page


def test_the_signed_text_tells_of_the_signatures_in_the_record_that_carries_it(client):
    text = seal_sample(snapshot=samples.snapshot() | {"signatures": []})
    content = documents.read(text)
    before = send(client, content)
    record = issue_sample(case="sample:2", reference="SAMPLE-2-v1", attachments=[text])
    waiting = send(client, content)
    archive.keep(record, b"%PDF-1.7 the record")

    after = send(client, content)

    assert "Who signed" not in before.content.decode()
    assert "Who signed" not in waiting.content.decode()
    assert SIGNER in after.content.decode()


def test_an_older_version_is_genuine_but_superseded(client):
    first = seal_sample(case="sample:x", reference="SAMPLE-X-v1")
    second = seal_sample(case="sample:x", version=2, reference="SAMPLE-X-v2")

    response = send(client, documents.read(first))

    verdict = response.context["verdict"]
    assert (verdict.outcome, verdict.newer) == (Outcome.SUPERSEDED, second)
    assert page_of("SAMPLE-X-v2") in response.content.decode()


def test_a_signed_text_counts_until_the_next_one_is_signed_too():
    first = seal_sample(case="sample:x", reference="SAMPLE-X-v1")
    DocumentFactory().attachments.add(first)
    second = seal_sample(case="sample:x", version=2, reference="SAMPLE-X-v2")
    assert first.newer() is None

    DocumentFactory().attachments.add(second)
    DocumentFactory().attachments.add(second)

    assert first.newer() == second


def test_a_version_still_being_made_supersedes_nothing():
    first = seal_sample(case="sample:x", reference="SAMPLE-X-v1")
    issue_sample(case="sample:x", version=2, reference="SAMPLE-X-v2")

    assert verify_bytes(documents.read(first)).outcome == Outcome.GENUINE


def test_a_flipped_byte_makes_it_altered(client):
    document = seal_sample()

    response = send(client, with_flipped_byte(documents.read(document)))

    verdict = response.context["verdict"]
    assert (verdict.outcome, verdict.document) == (Outcome.ALTERED, document)
    assert not verdict.seal_intact


def test_saving_it_anew_makes_it_altered(client):
    document = seal_sample()

    response = send(client, resaved(documents.read(document)))

    verdict = response.context["verdict"]
    assert (verdict.outcome, verdict.document) == (Outcome.ALTERED, document)


def test_adding_to_it_makes_it_altered_although_the_sealed_part_holds():
    document = seal_sample()
    content = documents.read(document) + b"\n% a note\n"

    verdict = verify_bytes(content)

    assert (verdict.outcome, verdict.document) == (Outcome.ALTERED, document)
    assert verdict.seal_intact


def test_a_new_revision_breaks_the_seal():
    writer = IncrementalPdfFileWriter(BytesIO(documents.read(seal_sample())))
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()
    target = BytesIO()
    writer.write(target)

    verdict = verify_bytes(target.getvalue())

    assert (verdict.outcome, verdict.seal_intact) == (Outcome.ALTERED, False)


def test_a_file_too_broken_to_read_is_altered_when_it_claims_our_reference():
    document = seal_sample()
    content = documents.read(document)

    verdict = verify_bytes(
        content[: len(content) // 2] + b"/Keywords (" + document.reference.encode() + b")"
    )

    assert (verdict.outcome, verdict.document) == (Outcome.ALTERED, document)


@pytest.mark.parametrize(
    "claimed", ["A\x00B", "SAMPLE-1-v1\x00", "\ud800", "' OR 1=1", "A" * 61, "A-" * 100_000]
)
def test_a_strangers_claim_that_is_no_reference_is_not_looked_up(claimed):
    seal_sample()

    assert verifying.find(claimed) is None


def test_a_stranger_may_claim_what_the_database_does_not_take(client):
    seal_sample()
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Keywords"] = pikepdf.Object.parse(b"<FEFF004100000042>")
        pdf.save(target)

    response = send(client, target.getvalue())

    assert response.context["verdict"].outcome == Outcome.NOT_OURS


def test_somebody_elses_pdf_is_not_ours(client):
    seal_sample()

    response = send(client, foreign_pdf())

    assert response.context["verdict"].outcome == Outcome.NOT_OURS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"PK\x03\x04 a spreadsheet",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"<<" * 100_000,
        b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f\ntrailer<</Root 9 0 R>>\nstartxref\n9\n%%EOF",
    ],
)
def test_what_is_no_readable_pdf_gets_a_clear_answer(client, content):
    response = send(client, content)

    assert (response.status_code, response.context["verdict"].outcome) == (200, Outcome.NOT_A_PDF)


def test_a_file_that_takes_too_long_gets_a_clear_answer(monkeypatch):
    monkeypatch.setattr(verifying, "PATIENCE", 0.001)

    assert verify_bytes(foreign_pdf()).outcome == Outcome.NOT_A_PDF


def test_too_large_a_file_is_refused(client, monkeypatch):
    monkeypatch.setattr("blues.documents.forms.LARGEST", 10)

    response = send(client, b"%PDF-1.7 long")

    assert response.status_code == 400
    assert "none of ours" in response.content.decode()


def test_sending_nothing_is_refused(client):
    assert client.post(PAGE).status_code == 400


def test_too_many_files_are_refused(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"verify_document": "1/m/ip"}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    send(client, b"once")

    assert send(client, b"twice").status_code == 429


def test_a_reference_leads_to_its_page(client):
    response = client.get(PAGE, {"reference": " SAMPLE-1-v1 "})

    assert response.url == page_of("SAMPLE-1-v1")


def test_nonsense_is_no_reference(client):
    assert client.get(PAGE, {"reference": "' OR 1=1"}).status_code == 400


def test_a_reference_shows_what_is_public_and_no_names(client):
    document = seal_sample(title=f"Agreement with {SECRET_NAME}")

    response = client.get(page_of(document.reference.lower()))

    text = response.content.decode()
    assert response.status_code == 200
    assert document.sha256 in text
    assert str(samples.SAMPLE.title) in text
    assert SECRET_NAME not in text


def test_a_reference_of_an_old_version_leads_to_the_new_one(client):
    seal_sample(case="sample:x", reference="SAMPLE-X-v1")
    seal_sample(case="sample:x", version=2, reference="SAMPLE-X-v2")

    response = client.get(page_of("SAMPLE-X-v1"))

    assert page_of("SAMPLE-X-v2") in response.content.decode()


def test_an_unknown_reference_is_not_found(client):
    assert client.get(page_of("CTQ-2021-0001-v1")).status_code == 404


def test_a_document_without_file_cannot_be_looked_up(client):
    document = issue_sample()

    assert client.get(page_of(document.reference)).status_code == 404


def test_the_examiner_limits_itself_and_prints_what_it_found(monkeypatch, capsys, settings):
    limits = []
    content = documents.read(seal_sample())
    monkeypatch.setattr(examiner.resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(examiner.sys, "argv", ["examiner", str(settings.SEAL_DIR)])
    monkeypatch.setattr(examiner.sys, "stdin", SimpleNamespace(buffer=BytesIO(content)))

    examiner.answer(examiner.examine)

    assert json.loads(capsys.readouterr().out) == {
        "readable": True,
        "reference": "SAMPLE-1-v1",
        "sealed": True,
        "intact": True,
    }
    assert len(limits) == 2


def test_a_file_that_unpacks_to_gigabytes_gets_a_clear_answer():
    """Its table of contents is a compressed stream of zeros, larger than the examiner may hold."""
    packer = zlib.compressobj(9)
    chunk = bytes(16 * 1024**2)
    packed = b"".join([*(packer.compress(chunk) for _ in range(80)), packer.flush()])
    head = b"%PDF-1.7\n"
    table = (
        b"1 0 obj\n<</Type/XRef/Size 2/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
        % len(packed)
    )
    tail = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)

    assert verify_bytes(head + table + packed + tail).outcome == Outcome.NOT_A_PDF


def test_a_file_without_information_claims_nothing(settings):
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)
    seal_sample()

    assert examiner.examine(target.getvalue(), settings.SEAL_DIR).reference == ""
