"""A page of our document changed and sealed anew by somebody else, under the very same name: who
signs that with a certificate of their own signs nothing of ours."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pyhanko.pdf_utils.generic import ArrayObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from blues import documents
from blues.common.errors import BadInput
from blues.documents import demo_signers, pki, trust
from blues.documents.countersigning import certificate_of
from blues.documents.verifying import Outcome, verify_bytes
from tests.factories import DocumentFactory, store
from tests.factories.documents import sealed_page

ADDED = "Something other than a signature was added to the document."


@pytest.fixture
def text():
    document = DocumentFactory(pending=True, reference="CTQ-2027-1-v2", version=2)
    return store(document, sealed_page(document))


@pytest.fixture
def namesake(tmp_path):
    """An authority of a stranger's own, whose certificates carry the names of ours."""
    pki.create_demo_authority(tmp_path / "namesake")
    return tmp_path / "namesake"


@pytest.fixture
def other_customer(tmp_path):
    """Somebody else's seal, with a certificate of the very authority that certifies ours."""
    folder = tmp_path / "other"
    shutil.copytree(settings.SEAL_DIR, folder)
    authority = pki._load_identity(folder, "ca")
    pki._save(folder, "seal", pki._issue("somebody else", issuer=authority), None)
    return folder


def with_other_page(content: bytes, *, hides_seal: bool = False) -> bytes:
    """Our bytes, and a revision after them that shows another amount."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT (EUR 9999) Tj ET"))
    writer.update_container(page)
    if hides_seal:
        form = writer.root["/AcroForm"]
        form["/Fields"] = ArrayObject()
        writer.update_container(form)
        del writer.root["/Perms"]
        writer.update_root()
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def sealed_by(folder: Path, content: bytes) -> bytes:
    signer = signers.SimpleSigner.load(
        str(folder / "seal.key"),
        str(folder / "seal.cer"),
        other_certs=trust.load(folder).certificates,
    )
    details = signers.PdfSignatureMetadata(
        field_name="Seal2", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    writer = IncrementalPdfFileWriter(BytesIO(content))
    return signers.sign_pdf(writer, details, signer).getvalue()


def signed(content: bytes) -> bytes:
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    return demo_signers.sign_as("Ada Lovelace", content, settings.QUALIFIED_DIR)


def assert_refused(forged: bytes, text) -> None:
    assert forged.startswith(documents.read(text))
    with pytest.raises(BadInput) as refusal:
        certificate_of(forged, original=text)
    assert refusal.value.message == ADDED
    assert verify_bytes(forged).outcome == Outcome.ALTERED


@pytest.mark.parametrize("hides_seal", [False, True])
def test_a_seal_that_only_bears_our_name_vouches_for_nothing(text, namesake, hides_seal):
    altered = with_other_page(documents.read(text), hides_seal=hides_seal)

    assert_refused(signed(sealed_by(namesake, altered)), text)


@pytest.mark.parametrize("hides_seal", [False, True])
def test_the_seal_of_another_customer_of_our_authority_vouches_for_nothing(
    text, other_customer, hides_seal
):
    altered = with_other_page(documents.read(text), hides_seal=hides_seal)

    assert_refused(signed(sealed_by(other_customer, altered)), text)


def test_a_second_seal_on_unaltered_bytes_is_one_too_many(text, namesake):
    assert_refused(signed(sealed_by(namesake, documents.read(text))), text)


def test_without_our_seal_there_is_nothing_to_sign(text):
    assert_refused(signed(with_other_page(documents.read(text), hides_seal=True)), text)
