"""Signing other than in the portal: on paper, and with a certificate of one's own."""

import pytest
from django.conf import settings

from blues import documents
from blues.documents import demo_signers
from clusters.people.demo import PASSWORD
from exchanges.lifecycle.states import Party
from exchanges.workspace import walkthrough
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.mark.feature(76)
def test_one_signs_on_paper_and_the_other_with_a_certificate(cast, comes_in):
    exchange = story.play(cast, until=f"{cast.hosting} agrees with this version")
    walkthrough.finish_papers(exchange)

    visitor = comes_in(cast.visitor)
    signs_on_paper(visitor, exchange)
    coordinator = comes_in(cast.vop)
    checks_the_scan(coordinator)
    signs_with_a_certificate(comes_in(cast.host), exchange)

    visitor.open(f"{exchange.get_absolute_url()}commitment/").follow("Signing log").reads(
        "Handed in the scan of the signed paper: visitor.",
        "Checked the scan and accepted it: visitor.",
        "Signed: host.",
        "with a qualified certificate, confirmed by password",
    )
    signed = exchange.commitments.get().signatures.all()
    assert [(one.party, one.method) for one in signed] == [
        (Party.VISITOR, "wet_ink_scan"),
        (Party.HOST, "qualified_upload"),
    ]


def signs_on_paper(visitor, exchange):
    visitor.open("/my-turn/").follow("Sign the Commitment")
    visitor.unfold("Read the same text here")
    visitor.unfold("Sign another way")
    visitor.follow("By hand on paper, as a scan")
    hands_in(visitor, SCAN)
    visitor.reads("Handed in. It counts as soon as a coordinator has checked it.")
    assert exchange.commitments.get().signatures.count() == 0


def checks_the_scan(coordinator):
    coordinator.open("/my-turn/").follow("Check the scan").reads("At the foot of every page")
    coordinator.choose("Something else, or not all of it")
    coordinator.press("Record the decision").reads("Say what is wrong with the scan.")
    coordinator.choose("This document, every page, signed by the right person")
    coordinator.press("Record the decision").reads("The signature counts.")


def signs_with_a_certificate(host, exchange):
    demo_signers.create_demo_service(settings.QUALIFIED_DIR)
    text = documents.read(exchange.commitments.get().text_document)
    name = exchange.host.representative.name
    host.open("/my-turn/").follow("Sign the Commitment")
    host.unfold("Sign another way")
    host.follow("With a qualified certificate of your own")
    hands_in(host, text)
    host.reads("This file carries no signature of yours")
    hands_in(host, demo_signers.sign_as(name, text, settings.QUALIFIED_DIR))
    host.reads("Signed. The others can see it.")


def hands_in(one, content: bytes):
    one.attach("The signed file", "signed.pdf", content)
    one.tick("I have read the document and signed it myself.")
    one.type("Your password", PASSWORD)
    one.press("Hand in")
