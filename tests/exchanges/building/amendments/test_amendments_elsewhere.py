"""An amendment is signed with a certificate or on paper like any other paper."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blues.documents import demo_signers
from blues.documents.models import Document
from blues.notices.models import Notice
from exchanges.building import amendment_answers, elsewhere
from exchanges.building.current import commitment_of
from exchanges.models import Commitment, SignedUpload
from exchanges.workspace.turns import turns_for
from tests.exchanges.building.amending import FOUR, agreed, fresh, sign
from tests.factories import PASSWORD, coordinator_of, signer, store
from tests.factories.documents import sealed_page


def at(name, exchange, *more):
    return reverse(f"building:{name}", args=[exchange.public_id, *more])


def pdf(content=b"%PDF-1.7 a scan\n%%EOF"):
    return SimpleUploadedFile("signed.pdf", content, "application/pdf")


def on_file(exchange) -> Document:
    """The text that waits for a signature, really sealed."""
    text = amendment_answers.paper_to_sign(fresh(exchange)).text_document
    return text if text.is_stored else store(text, sealed_page(text))


def sent(document, party, file):
    return {
        "document_sha256": document.sha256,
        "party": party,
        "password": PASSWORD,
        "has_read": "on",
        "file": file,
    }


def signed_under(version):
    return [
        (signature.party, signature.method)
        for signature in Commitment.every.get(version=version).signatures.all()
    ]


@pytest.mark.feature(76)
def test_the_scan_of_an_amendment_is_handed_in_checked_and_counts(exchange, client):
    agreed(exchange, title="Pumps")
    document = on_file(exchange)
    client.force_login(exchange.visitor.representative)
    page = client.get(at("amendment-sign", exchange)).content.decode()
    assert at("amendment-sign-paper", exchange) in page
    assert at("commitment-sign-paper", exchange) not in page

    address = at("amendment-sign-paper", exchange)
    assert at("amendment-sign", exchange) in client.get(address).content.decode()
    answer = client.post(address, sent(document, "visitor", pdf()))

    assert answer.url == at("amendment-list", exchange)
    upload = SignedUpload.objects.get()
    client.force_login(coordinator_of(exchange.vop))
    checked = client.post(at("scan-check", exchange, upload.public_id), {"decision": "accept"})
    assert checked.url == at("amendment-list", exchange)
    assert signed_under(2) == [("visitor", "wet_ink_scan")]


@pytest.mark.feature(74)
def test_an_amendment_is_signed_with_a_certificate(exchange, client):
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    agreed(exchange, title="Pumps")
    document, person = on_file(exchange), exchange.visitor.representative
    with document.file.open("rb") as stored:
        content = demo_signers.sign_as(person.name, stored.read(), settings.QUALIFIED_DIR)
    client.force_login(person)
    page = client.get(at("amendment-sign", exchange)).content.decode()
    assert at("amendment-sign-certificate", exchange) in page

    address = at("amendment-sign-certificate", exchange)
    answer = client.post(address, sent(document, "visitor", pdf(content)))

    assert answer.url == at("amendment-list", exchange)
    assert signed_under(2) == [("visitor", "qualified_upload")]


def test_a_scan_as_the_last_signature_puts_the_amendment_in_force(exchange):
    agreed(exchange, first=date(2027, 3, 15), days=3)
    for party in (*FOUR, "visitor"):
        sign(exchange, party)
    document = on_file(exchange)
    upload = elsewhere.hand_in_scan(
        amendment_answers.paper_to_sign(fresh(exchange)),
        by=signer(exchange, "vop"),
        party="vop",
        file=pdf(),
        document_sha256=document.sha256,
        password=PASSWORD,
    )
    assert commitment_of(fresh(exchange)).version == 1

    elsewhere.accept_scan(upload, by=coordinator_of(exchange.vop))

    assert commitment_of(fresh(exchange)).version == 2
    assert fresh(exchange).first_day == date(2027, 3, 15)


@pytest.mark.parametrize("name", ["amendment-sign-certificate", "amendment-sign-paper"])
def test_the_agreement_of_an_amendment_is_hidden_from_host_and_its_cluster(exchange, client, name):
    agreed(exchange, first=date(2027, 3, 15), days=3)
    for party in FOUR:
        sign(exchange, party)
    found = {}
    for party in FOUR:
        client.force_login(signer(exchange, party))
        found[party] = client.get(at(name, exchange)).status_code

    assert found == {"visitor": 200, "host": 403, "hop": 403, "vop": 200}


def hand_in(exchange) -> SignedUpload:
    document = on_file(exchange)
    return elsewhere.hand_in_scan(
        amendment_answers.paper_to_sign(fresh(exchange)),
        by=exchange.visitor.representative,
        party="visitor",
        file=pdf(),
        document_sha256=document.sha256,
        password=PASSWORD,
    )


def test_a_scan_of_an_amendment_waits_for_the_coordinator_and_not_for_its_signatory(exchange):
    agreed(exchange, title="Pumps")
    hand_in(exchange)

    mine = [turn.action for turn in turns_for(exchange.visitor.representative)]
    theirs = [turn.action for turn in turns_for(coordinator_of(exchange.vop))]

    assert ("Read and sign" in mine, "Check the scan" in theirs) == (False, True)


def test_whoever_handed_in_a_refused_scan_is_led_to_the_amendment(exchange):
    agreed(exchange, title="Pumps")

    elsewhere.refuse_scan(
        hand_in(exchange), by=coordinator_of(exchange.vop), reason="Page 3 lacks."
    )

    told = Notice.objects.get(topic="building.scan-refused")
    assert told.link == at("amendment-sign", exchange)
