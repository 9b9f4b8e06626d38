"""The signing log, and the certificate of the signatures in the record."""

from datetime import date

import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory
from django.urls import reverse

from blues import documents, jobs
from blues.common import clock
from exchanges.building import commitments, elsewhere, papers, quality, signing
from exchanges.building.current import commitment_of
from exchanges.building.signing_log import lines_of
from exchanges.building.snapshots import shortened, signed_snapshot
from tests.factories import (
    PASSWORD,
    CommitmentFactory,
    FinancialAgreementFactory,
    SignatureFactory,
    SignedUploadFactory,
    UserFactory,
    coordinator_of,
    signer,
)

FOUR = ["visitor", "host", "hop", "vop"]


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


def sign(paper, party):
    return signing.sign_commitment(
        paper.exchange,
        by=signer(paper.exchange, party),
        party=party,
        document_sha256=paper.text_document.sha256,
        password=PASSWORD,
        address="192.0.2.7",
    )


def at(name, exchange, *more):
    return reverse(f"building:{name}", args=[exchange.public_id, *more])


def open_text(client, sign_in, paper, person):
    sign_in(person)
    client.get(at("document-download", paper.exchange, paper.text_document.public_id))


@pytest.mark.feature(61)
def test_the_log_says_who_saw_signed_and_refused(client, sign_in):
    paper = CommitmentFactory(agreed=True)
    visitor = paper.exchange.visitor.representative
    hop = coordinator_of(paper.exchange.hop)
    for _twice in range(2):
        open_text(client, sign_in, paper, visitor)
    sign(paper, "visitor")
    commitments.send_back(paper.exchange, by=hop, reason="The days are wrong.")

    paper = type(paper).objects.with_papers().get(pk=paper.pk)
    assert [(line.who, line.what, line.how) for line in lines_of(paper)] == [
        (visitor.name, "Opened the document.", ""),
        (visitor.name, "Signed: visitor.", "in the portal, confirmed by password"),
        (hop.name, "Would not sign and sent it back with a reason.", ""),
    ]
    assert lines_of(paper)[1].sha256 == paper.text_document.sha256


def test_only_the_parties_are_noted_as_readers(client, sign_in):
    paper = CommitmentFactory(agreed=True)

    open_text(client, sign_in, paper, UserFactory(auditor=True))

    assert lines_of(commitment_of(paper.exchange)) == []


def test_scans_are_in_the_log_with_whoever_looked_at_them():
    upload = SignedUploadFactory()
    checker = coordinator_of(upload.paper.exchange.vop)
    elsewhere.accept_scan(upload, by=checker)

    lines = lines_of(commitment_of(upload.paper.exchange))

    assert [(line.who, line.what) for line in lines] == [
        (checker.name, "Checked the scan and accepted it: visitor."),
        (upload.uploaded_by.name, "Signed: visitor."),
    ]


@pytest.mark.feature(61)
def test_all_four_read_the_log_and_strangers_do_not(client, sign_in):
    paper = CommitmentFactory(agreed=True)
    sign(paper, "visitor")
    for party in FOUR:
        sign_in(signer(paper.exchange, party))
        page = client.get(at("commitment-log", paper.exchange)).content.decode()
        assert "Signed: visitor." in page
        assert paper.text_document.sha256 in page
    sign_in(UserFactory(coordinator=True))
    assert client.get(at("commitment-log", paper.exchange)).status_code == 404


def test_the_log_of_the_agreement_is_hidden_from_host_and_its_cluster(client, sign_in):
    exchange = FinancialAgreementFactory(signed=True).exchange
    found = {}
    for party in FOUR:
        sign_in(signer(exchange, party))
        found[party] = client.get(at("agreement-log", exchange)).status_code

    assert found == {"visitor": 200, "host": 403, "hop": 403, "vop": 200}


@pytest.mark.parametrize("signed", [1, 3])
def test_the_log_costs_the_same_for_one_line_and_for_three(
    client, sign_in, django_assert_num_queries, bare_menu, signed
):
    paper = CommitmentFactory(agreed=True)
    for party in FOUR[:signed]:
        sign(paper, party)
    sign_in(paper.exchange.visitor.representative)
    address = at("commitment-log", paper.exchange)
    client.get(address)

    with django_assert_num_queries(QUERIES_OF_THE_LOG):
        client.get(address)


QUERIES_OF_THE_LOG = 12


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.0.0/16"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        (None, ""),
    ],
)
def test_the_record_tells_the_network_and_not_the_line(address, network):
    assert shortened(address) == network


@pytest.mark.feature(61)
def test_the_certificate_names_method_identity_network_and_file():
    paper = CommitmentFactory(agreed=True, signatures=["host", "hop", "vop"])
    upload = SignedUploadFactory(commitment=paper, address="192.0.2.7")
    checker = coordinator_of(paper.exchange.vop)
    upload.state, upload.decided_at, upload.decided_by = "accepted", clock.now(), checker
    upload.save()
    SignatureFactory(
        commitment=paper, party="visitor", method="wet_ink_scan", upload=upload, address="192.0.2.7"
    )

    snapshot = signed_snapshot(commitment_of(paper.exchange), noun="signed commitment")

    [visitor] = [one for one in snapshot["evidence"] if one["role"] == "Visitor"]
    facts = dict(visitor["facts"])
    assert (facts["How"], facts["Identity"], facts["Network"]) == (
        "by hand on paper, scanned",
        "confirmed by password",
        "192.0.0.0/16",
    )
    assert facts["Fingerprint of that file"] == upload.sha256
    assert facts["Checked by"].startswith(checker.name)
    assert "192.0.2.7" not in str(snapshot)


def test_the_certificate_names_the_certificate_of_a_qualified_signature():
    paper = CommitmentFactory(agreed=True)
    upload = SignedUploadFactory(commitment=paper, method="qualified_upload", state="accepted")
    told = {"name": "Zoë Żak", "subject": "Zoë Żak, DE", "issuer": "A trust service"}
    told |= {"serial": "7f", "sha256": "a" * 64}
    SignatureFactory(commitment=paper, method="qualified_upload", upload=upload, certificate=told)

    [one] = signed_snapshot(commitment_of(paper.exchange), noun="signed commitment")["evidence"]

    facts = dict(one["facts"])
    assert (facts["Certificate of"], facts["Issued by"], facts["Serial number"]) == (
        "Zoë Żak, DE",
        "A trust service",
        "7f",
    )


@pytest.mark.feature(72)
@pytest.mark.slow
def test_the_paper_is_made_signed_and_recorded_with_its_certificate(client, sign_in):
    """From the draft to the sealed record, the text on the page being that of the file."""
    paper = CommitmentFactory(agreed=True, text_document=None)
    papers.issue_commitment(paper, by=paper.exchange.host.representative)
    jobs.run_due()
    paper = commitment_of(paper.exchange)
    sign_in(paper.exchange.visitor.representative)
    page = client.get(at("commitment-sign", paper.exchange)).content.decode()
    assert paper.text_document.sha256 in page
    assert "Measurements in the laboratory" in page
    for party in FOUR:
        if party == "vop":
            coordinator = signer(paper.exchange, party)
            quality.answer(paper.exchange, by=coordinator, party=party, rest_is_fine=True)
        sign(paper, party)
    jobs.run_due()

    record = commitment_of(type(paper.exchange).objects.get(pk=paper.exchange.pk)).signed_document

    assert record.state == "stored", record.failure
    assert [one["role"] for one in record.snapshot["evidence"]] == [
        "Visitor",
        "Host",
        "Host's partner cluster",
        "Visitor's partner cluster",
    ]
    assert [line["what"] for line in record.snapshot["log"]][-1] == (
        "Signed: visitor's partner cluster."
    )
    assert documents.read(record).startswith(b"%PDF-")
