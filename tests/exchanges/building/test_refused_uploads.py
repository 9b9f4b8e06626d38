"""A file that was handed in and then refused leaves nothing behind."""

from datetime import date

import pytest
from allauth.core import context as allauth_context
from django.conf import settings
from django.test import RequestFactory

from blues.common import clock
from blues.common.errors import Conflict
from blues.common.uploads import PDF
from blues.documents import demo_signers
from blues.documents.countersigning import certificate_of
from exchanges.building import elsewhere
from exchanges.models import SignedUpload
from tests.exchanges.building.test_elsewhere import ADDRESS, bytes_of, hand_in, how, pdf, sealed
from tests.factories import CommitmentFactory, SignatureFactory

NOWHERE = "nowhere"  # no address, so there is no row with it


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


def kept_files() -> set[str]:
    storage = SignedUpload.file.field.storage
    return set(storage.listdir("signed")[1]) if storage.exists("signed") else set()


def signed_file(paper) -> bytes:
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    name = paper.exchange.visitor.representative.name
    return demo_signers.sign_as(name, bytes_of(paper), settings.QUALIFIED_DIR)


def test_what_counts_is_kept():
    before = kept_files()

    upload = hand_in(CommitmentFactory(agreed=True), "visitor")

    assert kept_files() - before == {upload.file.name.removeprefix("signed/")}


def test_a_scan_whose_row_cannot_be_written_is_not_kept():
    agreed, before = CommitmentFactory(agreed=True), kept_files()

    with pytest.raises(ValueError, match=NOWHERE):
        hand_in(agreed, "visitor", address=NOWHERE)

    assert (kept_files(), SignedUpload.objects.count()) == (before, 0)


def test_a_signed_file_is_not_kept_where_a_click_was_faster():
    """Another signature of the same person comes while the file is being looked at."""
    agreed, before = sealed(), kept_files()
    content = signed_file(agreed)
    given = how(agreed, "visitor")
    place = elsewhere._Place(agreed, given["by"], given["document_sha256"], "visitor")
    checked = place.check(pdf(content), kinds=(PDF,))
    certificate = certificate_of(content, original=agreed.text_document)
    SignatureFactory(commitment=agreed, party="visitor", signed_by=given["by"])

    with pytest.raises(Conflict, match="already signed"):
        elsewhere._sign_with(place, checked, certificate, identity="password", address=ADDRESS)

    assert (kept_files(), SignedUpload.objects.count()) == (before, 0)
