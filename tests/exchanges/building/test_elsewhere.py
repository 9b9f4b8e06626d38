"""Signing with a certificate or on paper: what counts, what is refused, and who looks at a scan."""

from datetime import date
from io import BytesIO

import pytest
from allauth.core import context as allauth_context
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.documents import demo_signers
from blues.documents.templatetags.paper import short_hash
from blues.notices.models import Notice
from exchanges.building import commitments, elsewhere, signing
from exchanges.building.current import commitment_of
from exchanges.models import SignedUpload, State
from tests.factories import (
    PASSWORD,
    CommitmentFactory,
    DocumentFactory,
    FinancialAgreementFactory,
    RoleAssignmentFactory,
    SignatureFactory,
    SignedUploadFactory,
    UserFactory,
    coordinator_of,
    signer,
    store,
)
from tests.factories.documents import sealed_page

FOUR = ["visitor", "host", "hop", "vop"]
ADDRESS = "192.0.2.7"


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


@pytest.fixture
def service():
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    return settings.QUALIFIED_DIR


def sealed():
    """An agreed Commitment whose text is really sealed."""
    agreed = CommitmentFactory(agreed=True, text_document=None)
    document = DocumentFactory(pending=True, case=agreed.exchange.case, reference=agreed.reference)
    agreed.text_document = store(document, sealed_page(document))
    agreed.save(update_fields=["text_document"])
    return agreed


def bytes_of(paper) -> bytes:
    with paper.text_document.file.open("rb") as stored:
        return stored.read()


def pdf(content: bytes):
    return SimpleUploadedFile("signed.pdf", content, "application/pdf")


def scan(content=b"%PDF-1.7 a scan\n%%EOF"):
    return pdf(content)


def picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 40), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("photo.jpg", drawn.getvalue(), "image/jpeg")


def how(paper, party, **changed):
    return {
        "by": signer(paper.exchange, party),
        "party": party,
        "document_sha256": paper.text_document.sha256,
        "address": ADDRESS,
        "password": PASSWORD,
    } | changed


def hand_in(paper, party, file=None, **changed) -> SignedUpload:
    return elsewhere.hand_in_scan(paper, file=file or scan(), **how(paper, party, **changed))


# -- With a certificate ---------------------------------------------------------------------------


@pytest.mark.feature(74)
def test_a_file_signed_with_the_own_certificate_counts_and_names_it(service):
    agreed = sealed()
    person = agreed.exchange.visitor.representative
    content = demo_signers.sign_as(person.name.upper(), bytes_of(agreed), service)

    signature = elsewhere.sign_with_certificate(agreed, file=pdf(content), **how(agreed, "visitor"))

    assert (signature.method, signature.identity, signature.signed_by, signature.address) == (
        "qualified_upload",
        "password",
        person,
        ADDRESS,
    )
    assert signature.certificate["name"] == person.name.upper()
    assert signature.document_sha256 == agreed.text_document.sha256
    with signature.upload.file.open("rb") as kept:
        assert kept.read() == content
    assert commitment_of(agreed.exchange).next_to_sign == "host"


def test_the_certificate_of_somebody_else_signs_nothing(service):
    agreed = sealed()
    content = demo_signers.sign_as("Somebody Else", bytes_of(agreed), service)

    with pytest.raises(NotAllowed, match="belongs to “Somebody Else”"):
        elsewhere.sign_with_certificate(agreed, file=pdf(content), **how(agreed, "visitor"))

    assert (agreed.signatures.count(), SignedUpload.objects.count()) == (0, 0)


def test_a_file_signed_elsewhere_with_one_byte_changed_signs_nothing(service):
    agreed = sealed()
    name = agreed.exchange.visitor.representative.name
    content = demo_signers.sign_as(name, bytes_of(agreed), service)

    for at in (500, len(bytes_of(agreed)) + 30):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        with pytest.raises(BadInput):
            elsewhere.sign_with_certificate(agreed, file=pdf(changed), **how(agreed, "visitor"))

    assert (agreed.signatures.count(), SignedUpload.objects.count()) == (0, 0)


def test_a_certificate_does_not_replace_the_password(service):
    agreed = sealed()
    name = agreed.exchange.visitor.representative.name
    content = demo_signers.sign_as(name, bytes_of(agreed), service)

    with pytest.raises(BadInput, match="did not match"):
        elsewhere.sign_with_certificate(
            agreed, file=pdf(content), **how(agreed, "visitor", password="wrong")
        )

    assert agreed.signatures.count() == 0


def test_where_no_trust_service_is_named_certificates_sign_nothing(settings, tmp_path):
    settings.DEMO, settings.QUALIFIED_DIR = False, tmp_path
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(Conflict, match="not offered"):
        elsewhere.sign_with_certificate(agreed, file=scan(), **how(agreed, "visitor"))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"%PDF-1.7 cut off"])
def test_what_is_no_pdf_is_refused_in_words(content):
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(BadInput) as refusal:
        elsewhere.sign_with_certificate(agreed, file=pdf(content), **how(agreed, "visitor"))

    assert refusal.value.reasons


# -- On paper -------------------------------------------------------------------------------------


@pytest.mark.feature(76)
def test_a_scan_counts_once_a_coordinator_has_seen_it():
    agreed = CommitmentFactory(agreed=True)
    upload = hand_in(agreed, "visitor")
    assert agreed.signatures.count() == 0
    checker = coordinator_of(agreed.exchange.vop)

    signature = elsewhere.accept_scan(upload, by=checker)

    assert (signature.method, signature.identity, signature.upload) == (
        "wet_ink_scan",
        "password",
        upload,
    )
    assert (signature.signed_by, signature.address) == (upload.uploaded_by, ADDRESS)
    upload.refresh_from_db()
    assert (upload.state, upload.decided_by) == ("accepted", checker)
    assert commitment_of(agreed.exchange).next_to_sign == "host"


def test_the_coordinators_of_the_partys_cluster_are_asked_to_look():
    agreed = CommitmentFactory(agreed=True, signatures=["visitor"])
    right, other = coordinator_of(agreed.exchange.hop), coordinator_of(agreed.exchange.vop)

    upload = hand_in(agreed, "host")

    told = Notice.objects.filter(topic="building.check-scan")
    assert right.pk in told.values_list("reader", flat=True)
    assert other.pk not in told.values_list("reader", flat=True)
    assert told.first().link == reverse(
        "building:scan-check", args=[agreed.exchange.public_id, upload.public_id]
    )


def test_a_refused_scan_does_not_count_and_its_reason_is_told():
    agreed = CommitmentFactory(agreed=True)
    upload = hand_in(agreed, "visitor")

    elsewhere.refuse_scan(upload, by=coordinator_of(agreed.exchange.vop), reason="Page 3 lacks.")

    upload.refresh_from_db()
    assert (upload.state, upload.reason) == ("refused", "Page 3 lacks.")
    assert Notice.objects.get(topic="building.scan-refused").reader == upload.uploaded_by
    assert hand_in(agreed, "visitor", scan(b"%PDF-1.7 anew\n%%EOF")).is_waiting


def test_refusing_a_scan_takes_a_reason():
    upload = SignedUploadFactory()

    with pytest.raises(BadInput, match="reason"):
        elsewhere.refuse_scan(upload, by=coordinator_of(upload.paper.exchange.vop), reason="  ")


@pytest.mark.parametrize("party", FOUR)
def test_nobody_checks_their_own_scan_and_strangers_check_none(party):
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[: FOUR.index(party)])
    upload = hand_in(agreed, party)
    own, other = ("vop", "hop") if party in ("visitor", "vop") else ("hop", "vop")
    wrong = [
        upload.uploaded_by,
        coordinator_of(agreed.exchange.cluster_of(other)),
        UserFactory(coordinator=True),
        agreed.exchange.host.representative,
        UserFactory(finance=True),
    ]

    for person in wrong:
        with pytest.raises(NotAllowed):
            elsewhere.accept_scan(upload, by=person)
        with pytest.raises(NotAllowed):
            elsewhere.refuse_scan(upload, by=person, reason="No.")

    right = coordinator_of(agreed.exchange.cluster_of(own))
    assert elsewhere.accept_scan(upload, by=right).party == party


def test_the_database_refuses_whoever_checks_their_own_scan():
    upload = SignedUploadFactory()

    with pytest.raises(IntegrityError, match="not_decided_by_the_signatory"), transaction.atomic():
        SignedUpload.objects.filter(pk=upload.pk).update(
            state="accepted", decided_at=clock.now(), decided_by=upload.uploaded_by
        )


def test_the_programme_coordinator_checks_where_a_cluster_has_one_coordinator():
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:3])
    upload = hand_in(agreed, "vop")

    signature = elsewhere.accept_scan(upload, by=UserFactory(programme_coordinator=True))

    assert signature.party == "vop"
    agreed.exchange.refresh_from_db()
    assert agreed.exchange.state == State.CTQ_SIGNED


def test_a_scan_is_decided_on_once():
    upload = hand_in(CommitmentFactory(agreed=True), "visitor")
    by = coordinator_of(upload.paper.exchange.vop)
    elsewhere.accept_scan(upload, by=by)

    with pytest.raises(Conflict, match="looked at already"):
        elsewhere.refuse_scan(upload, by=by, reason="Too late.")


def test_a_scan_after_a_click_in_the_same_moment_changes_nothing():
    agreed = CommitmentFactory(agreed=True)
    upload = hand_in(agreed, "visitor")
    SignatureFactory(commitment=agreed, party="visitor")

    with pytest.raises(Conflict, match="already signed"):
        elsewhere.accept_scan(upload, by=coordinator_of(agreed.exchange.vop))

    upload.refresh_from_db()
    assert upload.is_waiting


def test_the_scan_of_another_exchange_is_refused():
    hand_in(CommitmentFactory(agreed=True), "visitor")
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(Conflict, match="handed in before"):
        hand_in(agreed, "visitor")

    assert agreed.uploads.count() == 0


def test_while_a_scan_waits_nothing_else_is_signed_in_its_place():
    agreed = CommitmentFactory(agreed=True)
    hand_in(agreed, "visitor")

    with pytest.raises(Conflict, match="waits for the check"):
        signing.sign_commitment(agreed.exchange, **how(agreed, "visitor"))
    with pytest.raises(Conflict, match="waits for the check"):
        hand_in(agreed, "visitor", scan(b"%PDF-1.7 more\n%%EOF"))
    with pytest.raises(Conflict, match="not your turn"):
        hand_in(agreed, "host", scan(b"%PDF-1.7 more\n%%EOF"))


def test_a_scan_whose_signatory_lost_the_role_does_not_count_any_more():
    agreed = CommitmentFactory(agreed=True)
    upload = hand_in(agreed, "visitor")
    upload.uploaded_by.assignments.all().delete()

    with pytest.raises(Conflict, match="may not sign for this party any more"):
        elsewhere.accept_scan(upload, by=coordinator_of(agreed.exchange.vop))

    assert agreed.signatures.count() == 0


def test_a_scan_of_the_version_before_does_not_count():
    agreed = CommitmentFactory(agreed=True)
    upload = hand_in(agreed, "visitor")
    by = coordinator_of(agreed.exchange.vop)
    commitments.send_back(agreed.exchange, by=by, reason="The second day is a holiday.")

    with pytest.raises(Conflict):
        elsewhere.accept_scan(upload, by=by)

    assert agreed.signatures.count() == 0


@pytest.mark.parametrize("change", [{"sha256": "1" * 64}, {"party": "host"}, {"name": "x.pdf"}])
def test_a_file_that_was_handed_in_stays_as_it_is(change):
    upload = SignedUploadFactory()

    with pytest.raises(IntegrityError, match="decided on once"), transaction.atomic():
        SignedUpload.objects.filter(pk=upload.pk).update(**change)
    with pytest.raises(IntegrityError, match="decided on once"), transaction.atomic():
        upload.delete()


def test_handing_in_and_deciding_is_journalled():
    agreed = CommitmentFactory(agreed=True)
    elsewhere.accept_scan(
        hand_in(agreed, "visitor", picture()), by=coordinator_of(agreed.exchange.vop)
    )

    verbs = [entry.verb for entry in journal.entries_for(agreed.exchange.case)]
    assert verbs[-3:] == ["scan-handed-in", "scan-accepted", "commitment-signed"]


# -- Pages ----------------------------------------------------------------------------------------


def at(name, exchange, *more):
    return reverse(f"building:{name}", args=[exchange.public_id, *more])


def sent(paper, party, file):
    return {
        "document_sha256": paper.text_document.sha256,
        "party": party,
        "password": PASSWORD,
        "has_read": "on",
        "file": file,
    }


def test_a_scan_goes_from_the_page_of_the_signatory_to_that_of_the_coordinator(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    exchange = agreed.exchange
    sign_in(exchange.visitor.representative)
    answer = client.post(at("commitment-sign-paper", exchange), sent(agreed, "visitor", picture()))
    assert answer.url == at("commitment-detail", exchange)
    assert "A scan was handed in" in client.get(at("commitment-sign", exchange)).content.decode()

    checker = sign_in(coordinator_of(exchange.vop))
    upload = agreed.uploads.get()
    page = client.get(at("scan-check", exchange, upload.public_id)).content.decode()
    assert short_hash(agreed.text_document.snapshot_sha256) in page
    client.post(at("scan-check", exchange, upload.public_id), {"decision": "refuse"})
    assert agreed.uploads.get().is_waiting
    client.post(at("scan-check", exchange, upload.public_id), {"decision": "accept"})

    assert [(s.party, s.upload.decided_by) for s in agreed.signatures.all()] == [
        ("visitor", checker)
    ]


def test_a_file_that_will_not_do_is_named_at_the_form(client, sign_in):
    agreed = sealed()
    sign_in(agreed.exchange.visitor.representative)
    address = at("commitment-sign-certificate", agreed.exchange)

    answer = client.post(address, sent(agreed, "visitor", pdf(bytes_of(agreed))))

    assert answer.status_code == 400
    assert "carries no signature of yours" in answer.content.decode()
    assert agreed.signatures.count() == 0


def test_a_refused_scan_says_why_on_the_page_of_whoever_signs(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    by = coordinator_of(agreed.exchange.vop)
    elsewhere.refuse_scan(hand_in(agreed, "visitor"), by=by, reason="Page 3 lacks.")
    sign_in(agreed.exchange.visitor.representative)

    assert "Page 3 lacks." in client.get(at("commitment-sign", agreed.exchange)).content.decode()


def test_files_are_for_those_who_may_read_the_paper_and_for_saving_only(client, sign_in):
    agreement = FinancialAgreementFactory()
    upload = SignedUploadFactory(commitment=None, agreement=agreement)
    address = at("upload-download", agreement.exchange, upload.public_id)
    found = {}
    for party in FOUR:
        sign_in(signer(agreement.exchange, party))
        found[party] = client.get(address).status_code
    sign_in(UserFactory(coordinator=True))
    found["stranger"] = client.get(address).status_code
    assert found == {"visitor": 200, "host": 404, "hop": 404, "vop": 200, "stranger": 404}

    sign_in(signer(agreement.exchange, "vop"))
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_stored_scan_that_was_changed_is_not_handed_out(client, sign_in):
    upload = SignedUploadFactory(stored_sha256="0" * 64)
    exchange = upload.paper.exchange
    sign_in(coordinator_of(exchange.vop))

    answer = client.get(at("upload-download", exchange, upload.public_id))

    assert answer.status_code == 409


def test_a_file_of_another_exchange_is_not_found(client, sign_in):
    upload = SignedUploadFactory()
    mine = CommitmentFactory(agreed=True).exchange
    sign_in(mine.visitor.representative)

    assert client.get(at("upload-download", mine, upload.public_id)).status_code == 404
    assert client.get(at("scan-check", mine, upload.public_id)).status_code == 404


def test_whoever_signed_does_not_see_the_page_for_checking(client, sign_in):
    upload = SignedUploadFactory()
    sign_in(upload.uploaded_by)
    address = at("scan-check", upload.paper.exchange, upload.public_id)

    assert client.get(address).status_code == 403


def test_a_coordinator_cannot_sign_on_behalf_of_a_participant():
    """Neither by a click nor with a file, nor by a role that was added for it."""
    agreed = CommitmentFactory(agreed=True)
    by = coordinator_of(agreed.exchange.vop)
    RoleAssignmentFactory(
        user=by, role="representative", organisation=agreed.exchange.visitor_organisation
    )
    by = type(by).objects.get(pk=by.pk)

    with pytest.raises(NotAllowed):
        signing.sign_commitment(agreed.exchange, **how(agreed, "visitor", by=by))
    with pytest.raises(NotAllowed):
        hand_in(agreed, "visitor", by=by)

    assert agreed.signatures.count() == agreed.uploads.count() == 0
