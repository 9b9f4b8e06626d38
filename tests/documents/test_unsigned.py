"""The verify page about texts that people sign: genuine is not yet binding."""

import pytest
from django.conf import settings
from django.urls import reverse

from blues import documents
from blues.documents import demo_signers
from blues.documents.verifying import Outcome, verify_bytes
from tests.documents.test_verify import send
from tests.factories import DocumentFactory, store
from tests.factories.documents import sealed_page

BINDS_NOBODY = "Not everybody has signed this document. As it stands, it binds nobody."
CASE = "exchange:2027-1"


@pytest.fixture
def text():
    """The newest version, as one that was refused, withdrawn or is still being signed."""
    return DocumentFactory(case=CASE, version=2)


def signed_by_all(text, **fields):
    record = DocumentFactory(kind=f"{text.kind}-signed", **fields)
    record.attachments.add(text)
    return text


def page_of(client, document) -> str:
    address = reverse("documents:verify-page", args=[document.reference])
    return client.get(address).content.decode()


@pytest.mark.parametrize("kind", ["commitment", "agreement"])
def test_a_text_that_not_all_have_signed_is_genuine_and_binds_nobody(client, kind):
    text = DocumentFactory(case=CASE, kind=kind)

    response = send(client, documents.read(text))

    assert response.context["verdict"].outcome == Outcome.UNSIGNED
    page = response.content.decode()
    assert BINDS_NOBODY in page
    assert ("banner--success" in page, "no newer version" in page) == (False, False)


def test_its_reference_is_not_praised_either(client, text):
    page = page_of(client, text)

    assert BINDS_NOBODY in page
    assert ("banner--success" in page, "This is the newest version" in page) == (False, False)


def test_the_version_that_all_have_signed_stays_genuine_beside_it(client, text):
    before = signed_by_all(DocumentFactory(case=CASE))

    assert verify_bytes(documents.read(before)).outcome == Outcome.GENUINE
    assert verify_bytes(documents.read(text)).outcome == Outcome.UNSIGNED
    assert "This is the newest version" in page_of(client, before)


def test_what_all_have_signed_binds_while_its_record_is_being_made(text):
    signed_by_all(text, pending=True)

    assert verify_bytes(documents.read(text)).outcome == Outcome.GENUINE


def test_a_newer_version_is_named_whether_or_not_the_older_was_signed(client, text):
    newer = signed_by_all(DocumentFactory(case=CASE, version=3))

    assert verify_bytes(documents.read(text)).newer == newer
    assert "There is a newer version" in page_of(client, text)


def test_documents_that_nobody_signs_on_lack_nothing():
    assert not DocumentFactory(kind="notice-of-days").lacks_signatures


def test_one_signature_does_not_make_a_text_binding(client):
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    pending = DocumentFactory(pending=True, reference="CTQ-2027-1-v2", version=2)
    sealed = store(pending, sealed_page(pending))
    signed = demo_signers.sign_as("Zoë Żak", documents.read(sealed), settings.QUALIFIED_DIR)

    one = send(client, signed).content.decode()
    signed_by_all(sealed)
    all_of_them = send(client, signed).content.decode()

    assert (BINDS_NOBODY in one, "banner--success" in one) == (True, False)
    assert (BINDS_NOBODY in all_of_them, "banner--success" in all_of_them) == (False, True)
