"""Signatures that people put on a sealed file elsewhere: which hold, and what is said of others."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from django.conf import settings
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.generic import ArrayObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from blues.common.errors import BadInput
from blues.documents import countersigning, demo_signers, examiner, signature_examiner
from blues.documents.countersigning import certificate_of
from blues.documents.verifying import Outcome, verify_bytes
from tests.documents.test_verify import resaved, send
from tests.factories import DocumentFactory, store
from tests.factories.documents import seal_sample, sealed_page


@pytest.fixture
def text():
    """A Commitment under the seal that lets others sign."""
    document = DocumentFactory(pending=True, reference="CTQ-2027-1-v2", version=2)
    return store(document, sealed_page(document))


@pytest.fixture
def service():
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    return settings.QUALIFIED_DIR


def content(document) -> bytes:
    with document.file.open("rb") as stored:
        return stored.read()


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def why_not(data: bytes, text) -> str:
    with pytest.raises(BadInput) as refusal:
        certificate_of(data, original=text)
    return refusal.value.message


def test_the_certificate_of_a_signature_that_holds_is_told(text, service):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)

    found = certificate_of(signed, original=text)

    assert (found.name, found.subject) == ("Zoë Żak", "Common Name: Zoë Żak, Country: DE")
    assert found.issuer == "Common Name: BluesXchange demo trust service, Country: DE"
    assert len(found.sha256) == 64


def test_the_verify_page_tells_a_signature_that_was_added(client, text, service):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)

    response = send(client, signed)

    verdict = response.context["verdict"]
    assert (verdict.outcome, verdict.document) == (Outcome.SIGNED, text)
    assert verdict.added_by == "Zoë Żak"
    assert "nothing but a signature of Zoë Żak" in response.text


def test_the_verify_page_calls_more_than_a_signature_altered(text, service, tmp_path):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)
    demo_signers.create_demo_service(tmp_path)
    by_a_stranger = demo_signers.sign_as("Zoë Żak", content(text), tmp_path)

    assert verify_bytes(signed + b"\n% a note\n").outcome == Outcome.ALTERED
    assert verify_bytes(flipped(signed, len(signed) - 3000)).outcome == Outcome.ALTERED
    assert verify_bytes(by_a_stranger).outcome == Outcome.ALTERED


def test_our_seal_still_holds_under_the_signature(text, service):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)

    assert examiner.examine(signed, settings.SEAL_DIR).intact


def test_the_file_as_downloaded_is_not_signed(text):
    assert "no signature of yours" in why_not(content(text), text)


@pytest.mark.parametrize("where", ["in the text", "in the seal"])
def test_a_byte_of_our_text_changed_is_named_a_change(text, service, where):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)
    at = signed.index(b"/MediaBox") if where == "in the text" else len(content(text)) - 100

    assert "byte for byte" in why_not(flipped(signed, at + 1), text)


def test_a_byte_of_what_was_added_changed_breaks_the_signature(text, service):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)

    assert "does not hold" in why_not(flipped(signed, len(content(text)) + 30), text)


def test_a_file_that_was_saved_anew_before_signing_is_another_file(text, service):
    signed = demo_signers.sign_as("Zoë Żak", resaved(content(text)), service)

    assert "byte for byte" in why_not(signed, text)


def test_the_version_before_is_named(text, service):
    document = DocumentFactory(pending=True, reference="CTQ-2027-1-v1", version=1, case=text.case)
    before = store(document, sealed_page(document))
    signed = demo_signers.sign_as("Zoë Żak", content(before), service)

    assert why_not(signed, text) == "This file is CTQ-2027-1-v1, and CTQ-2027-1-v2 is to be signed."


def test_a_foreign_file_is_not_the_document(text):
    assert why_not(b"%PDF-1.7 something else", text) == (
        "This is not the document that is to be signed."
    )


def test_nonsense_after_our_bytes_cannot_be_read(text):
    assert "cannot be read" in why_not(content(text) + b"% a remark\n%%EOF\n", text)


def test_two_signatures_are_one_too_many(text, service):
    once = demo_signers.sign_as("Zoë Żak", content(text), service)
    twice = demo_signers.sign_as("Bo Berg", once, service, field="Second")

    assert "More than one person" in why_not(twice, text)


def test_a_page_changed_under_the_signature_is_refused(text, service):
    """The text is ours byte for byte, and yet a reader would see another page."""
    writer = IncrementalPdfFileWriter(BytesIO(content(text)))
    writer.root["/Pages"]["/Kids"][0]["/MediaBox"] = ArrayObject(map(NumberObject, [0, 0, 50, 50]))
    writer.mark_update(writer.root["/Pages"]["/Kids"][0].container_ref)
    changed = BytesIO()
    writer.write(changed)
    signed = demo_signers.sign_as("Zoë Żak", changed.getvalue(), service)

    assert "Something other than a signature" in why_not(signed, text)


def test_a_certificate_of_a_service_that_nobody_named_is_refused(text, tmp_path, service):
    demo_signers.create_demo_service(tmp_path / "other")
    signed = demo_signers.sign_as("Zoë Żak", content(text), tmp_path / "other")

    assert "not from a trust service that the programme accepts" in why_not(signed, text)


def test_a_certificate_that_is_not_qualified_is_refused(text, service):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service, is_qualified=False)

    assert "not one for qualified electronic signatures" in why_not(signed, text)


def test_a_revoked_certificate_is_refused(text, service, settings, tmp_path):
    settings.QUALIFIED_DIR = tmp_path / "roots"
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    signed = demo_signers.sign_as("Zoë Żak", content(text), settings.QUALIFIED_DIR)
    serial = int(certificate_of(signed, original=text).serial, 16)
    (settings.QUALIFIED_DIR / "ca.crl").write_bytes(list_of_revoked(settings.QUALIFIED_DIR, serial))

    assert "has been revoked" in why_not(signed, text)


def list_of_revoked(folder, serial: int) -> bytes:
    now = datetime.now(UTC)
    authority = x509.load_der_x509_certificate((folder / "ca.cer").read_bytes())
    key = serialization.load_der_private_key((folder / "ca.key").read_bytes(), None)
    revoked = x509.RevokedCertificateBuilder(serial, now - timedelta(hours=1)).build()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.subject)
        .last_update(now - timedelta(hours=1))
        .next_update(now + timedelta(days=1))
        .add_revoked_certificate(revoked)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def test_a_file_that_takes_too_long_cannot_be_read(text, service, monkeypatch):
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)
    monkeypatch.setattr(countersigning, "PATIENCE", 0.01)

    assert "cannot be read" in why_not(signed, text)


def test_an_ordinary_document_of_ours_takes_no_signature(service):
    sealed = seal_sample()

    with pytest.raises(Exception, match="forbids all changes"):
        demo_signers.sign_as("Zoë Żak", content(sealed), service)


def test_the_examiner_limits_itself_and_prints_what_it_found(
    text, service, monkeypatch, capsys, settings
):
    limits = []
    signed = demo_signers.sign_as("Zoë Żak", content(text), service)
    monkeypatch.setattr(examiner.resource, "setrlimit", lambda *limit: limits.append(limit))
    folders = [str(settings.SEAL_DIR), str(service)]
    monkeypatch.setattr(examiner.sys, "argv", ["examiner", *folders])
    stdin = SimpleNamespace(buffer=BytesIO(signed))
    monkeypatch.setattr(examiner.sys, "stdin", stdin)

    examiner.answer(signature_examiner.examine)

    found = json.loads(capsys.readouterr().out)
    assert (found["problem"], found["name"], len(limits)) == ("", "Zoë Żak", 2)


@pytest.mark.parametrize(
    ("is_demo", "files", "offered"),
    [(True, [], True), (False, [], False), (False, ["root.cer"], True), (False, ["a.crl"], False)],
)
def test_signing_elsewhere_is_offered_where_trust_services_are_named(
    settings, tmp_path, is_demo, files, offered
):
    settings.DEMO, settings.QUALIFIED_DIR = is_demo, tmp_path
    for name in files:
        (tmp_path / name).touch()

    assert countersigning.is_offered() == offered


def test_the_demo_signs_a_downloaded_file(text, tmp_path):
    file = tmp_path / "text.pdf"
    file.write_bytes(content(text))
    said = StringIO()

    call_command("sign_demo", file, name="Zoë Żak", stdout=said)

    signed = (tmp_path / "text-signed.pdf").read_bytes()
    assert certificate_of(signed, original=text).name == "Zoë Żak"
    assert said.getvalue() == f"Signed: {tmp_path / 'text-signed.pdf'}\n"


def test_outside_the_demo_nobody_is_given_a_certificate(settings, tmp_path):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("sign_demo", tmp_path / "text.pdf", name="Zoë Żak")
