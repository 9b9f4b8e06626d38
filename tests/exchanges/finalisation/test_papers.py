"""What the closing documents say, to whom they are open, and what they never contain."""

import json
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from blues import documents, jobs
from blues.documents.models import Document
from exchanges.finalisation import papers, snapshots
from exchanges.models import State
from tests.exchanges.finalisation.cast import EVERYBODY, Cast
from tests.factories import (
    EvidenceFactory,
    InterruptionFactory,
    LetterheadFactory,
    a_stay,
    told_by_both,
)
from tests.factories.finalisation import CONFIDENTIAL

pytestmark = pytest.mark.django_db

OPEN_TO = {
    "presence-confirmation": {
        *("visitor", "host", "vop", "hop", "programme", "finance", "auditor"),
    },
    "certificate-visitor": {"visitor", "visiting_admin", "vop", "hop", "programme", "auditor"},
    "certificate-host": {"host", "vop", "hop", "programme", "auditor"},
    "ctq-report": {"vop", "hop", "programme", "auditor"},
}
CLOSING = ("certificate-visitor", "certificate-host", "ctq-report")


def issued(**fields):
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True, **fields)
    papers.issue_closing_papers(exchange)
    return exchange


def snapshot(exchange, kind):
    return Document.objects.get(case=exchange.case, kind=kind).snapshot


def text_of(content: bytes) -> str:
    """Titles, alternative texts and the attached record: what a reader finds without drawing."""
    with pikepdf.open(BytesIO(content)) as pdf:
        [attached] = pdf.attachments.values()
        return f"{pdf.docinfo['/Title']} {attached.get_file().read_bytes().decode()}"


def test_the_certificates_say_who_did_what():
    exchange = issued()

    visitor, host = (snapshot(exchange, f"certificate-{side}") for side in ("visitor", "host"))

    assert visitor["organisation"] == exchange.visitor_organisation.legal_name
    assert visitor["deed"] == (
        f"visited {exchange.host_organisation.legal_name} in Greifswald, Germany for 5 working"
        " days, from 1 March 2027 to 5 March 2027,"
        " as a visitor in the ClusterXchange scheme, on the topic"
    )
    assert host["deed"] == (
        f"received {exchange.visitor_organisation.legal_name} from Zaragoza, Spain for 5 working"
        " days, from 1 March 2027 to 5 March 2027,"
        " as a host in the ClusterXchange scheme, on the topic"
    )


def test_an_online_exchange_is_called_so():
    exchange = issued(virtual=True)

    assert " online for 5 working days" in snapshot(exchange, "certificate-visitor")["deed"]
    assert " online for 5 working days" in snapshot(exchange, "certificate-host")["deed"]
    assert snapshot(exchange, "ctq-report")["evidence"] == []


@pytest.mark.feature(73)
def test_what_the_paying_cluster_keeps_carries_its_head_and_the_certificates_the_programmes():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    LetterheadFactory(cluster=exchange.vop, released=True, name="Example Water Cluster")
    LetterheadFactory(cluster=exchange.hop, released=True, name="Somebody else's head")

    papers.issue_closing_papers(exchange)

    heads = {kind: snapshot(exchange, kind).get("letterhead") for kind in CLOSING}
    assert heads.pop("ctq-report")["name"] == "Example Water Cluster"
    assert heads == {"certificate-visitor": None, "certificate-host": None}
    assert snapshots.presence(exchange.presence)["letterhead"]["name"] == "Example Water Cluster"


def test_the_report_sets_planned_beside_done():
    exchange = issued(working_days=4)
    EvidenceFactory(exchange=exchange)

    report = snapshot(exchange, "ctq-report")

    assert report["planned_and_done"] == [
        ["Days", "1–5 March 2027", "1–4 March 2027"],
        ["Working days", "5", "4"],
    ]
    assert report["ratings"][1] == {
        "label": "Support by the partner cluster",
        "visitor": 2,
        "host": 2,
    }
    assert [row["expected"] for row in report["outcomes"]] == [
        "A protocol for cleaning membranes.",
        "Two data sets of the visitor.",
    ]


def test_a_broken_off_stay_is_called_so_in_the_report():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True, working_days=3)
    InterruptionFactory(exchange=exchange)
    papers.issue_closing_papers(exchange)

    rows = snapshot(exchange, "ctq-report")["planned_and_done"]
    assert rows[-1] == ["Broken off", "", "the visitor"]


def test_without_presence_commitment_or_reports_the_report_is_still_made():
    exchange = a_stay(State.REPORTS_VALIDATED, virtual=True)
    exchange.commitments.all().delete()

    papers.issue_closing_papers(exchange)

    report = snapshot(exchange, "ctq-report")
    assert (report["agenda"], report["outcomes"], report["ratings"]) == ([], [], [])


def test_the_confidential_remark_is_in_no_document():
    exchange = issued()
    papers.issue_presence(exchange.presence, by=exchange.presence.confirmed_by)

    records = Document.objects.for_case(exchange.case).values_list("record", flat=True)

    assert len(records) == 4
    assert not any(CONFIDENTIAL in record for record in records)


def test_issuing_twice_gives_the_same_papers():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)

    assert papers.issue_closing_papers(exchange) == papers.issue_closing_papers(exchange)


def test_the_papers_are_drawn_sealed_and_tell_their_content():
    exchange = issued()
    papers.issue_presence(exchange.presence, by=exchange.presence.confirmed_by)

    jobs.run_due()

    made = Document.objects.for_case(exchange.case)
    contents = {document.kind: documents.read(document) for document in made}
    assert sorted(contents) == sorted(OPEN_TO)
    assert "Certificate of participation" in text_of(contents["certificate-host"])
    assert exchange.reference in text_of(contents["presence-confirmation"])
    with pikepdf.open(BytesIO(contents["certificate-visitor"])) as certificate:
        width, height = certificate.pages[0].MediaBox[2:]
        assert (len(certificate.pages), width > height) == (1, True)


def test_the_record_of_a_paper_is_plain_json():
    exchange = issued()

    record = Document.objects.get(case=exchange.case, kind="ctq-report").record

    assert json.loads(record)["validations"][0]["cluster"] == str(exchange.vop)


@pytest.mark.parametrize("kind", sorted(OPEN_TO))
def test_each_paper_is_open_to_those_it_concerns(client, kind):
    exchange = issued()
    papers.issue_presence(exchange.presence, by=exchange.presence.confirmed_by)
    document = Document.objects.get(case=exchange.case, kind=kind)
    cast = Cast(exchange)
    address = reverse("finalisation:paper-download", args=[exchange.public_id, kind])

    opened, refused = set(), set()
    for name in EVERYBODY:
        client.force_login(cast.named(name))
        status = client.get(address).status_code
        if status == 409:  # allowed, and not made yet
            opened.add(name)
        refused |= {(name, status)} - {(name, 409)}

    assert opened == OPEN_TO[kind]
    assert {status for name, status in refused if name == "stranger"} == {404}
    assert {status for name, status in refused if name != "stranger"} <= {403}
    assert document in papers.readable_by(cast.programme, exchange)


def test_a_kind_of_another_room_is_not_handed_out_here(client, sign_in):
    exchange = issued()
    sign_in(exchange.visitor.representative)

    address = reverse("finalisation:paper-download", args=[exchange.public_id, "agreement"])

    assert client.get(address).status_code == 404
