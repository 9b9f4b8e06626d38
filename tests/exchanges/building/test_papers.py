"""What the papers print, and that they print nothing else."""

import json
import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from blues import documents, jobs
from blues.common import clock
from exchanges.building import papers
from exchanges.building.agreement_sections import amount_lines
from exchanges.building.clauses.shipped import SHIPPED
from exchanges.building.current import agreement_of, commitment_of
from exchanges.building.models import AgendaDay
from exchanges.building.snapshots import (
    agreement_snapshot,
    commitment_snapshot,
    sample_agreement,
)
from exchanges.models import Signature
from tests.factories import (
    CommitmentFactory,
    FinancialAgreementFactory,
    SignatureFactory,
    TermFactory,
    UserFactory,
)

GLYPHS = "Zażółć gęślą jaźń – Příliš žluťoučký kůň – Où œuvre naît – ¿Ñandú? – Großer Ölweg"
COMMITMENT_TOPICS = [
    "Parties and roles",
    "Programme and grant",
    "Context and objectives",
    "Activity types",
    "Place, dates and form",
    "Agenda day by day",
    "Expected outcomes and how they are checked",
    "Duties of the visitor",
    "Duties of the host",
    "Duties of the two partner clusters",
    "Confidentiality and intellectual property",
    "Changes, interruption and cancellation",
    "Publicity and acknowledgement of EU funding",
    "Data protection",
    "Insurance, safety and liability",
    "Reporting",
    "No payment is regulated here",
    "Signatures",
]


printed = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


def text_of(document):
    jobs.run_due()
    document.refresh_from_db()
    assert document.state == "stored", document.failure
    content = documents.read(document)
    if folder := os.environ.get("KEEP_PAPERS"):
        (Path(folder) / document.file_name).write_bytes(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        attached = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split()), attached


def issued_commitment(**how):
    from exchanges.building import drafting  # noqa: PLC0415 -- the texts as the portal proposes them

    made = CommitmentFactory(**how)
    proposed = drafting._proposed_content(made.exchange)
    for name in ("visitor_duties", "host_duties", "cluster_duties", "confidentiality", "insurance"):
        setattr(made, name, proposed[name])
    for name in ("measures", "publicity", "sustainability", "background", "place"):
        setattr(made, name, proposed[name])
    made.visitor_outcomes = GLYPHS
    made.save()
    made.agenda.filter(day=made.exchange.first_day).update(
        output="A list of cleaning cycles worth trying", people="Dr Example", place="Hall B"
    )
    draft = commitment_of(made.exchange)
    papers.issue_commitment(draft, by=made.exchange.visitor.representative)
    return draft


@printed
def test_the_commitment_prints_its_eighteen_topics_in_order_and_carries_its_record():
    draft = issued_commitment(activities=[TermFactory(kind="activity", label="Joint measurements")])

    text, attached = text_of(draft.text_document)

    printed_sections = [(s["number"], s["title"]) for s in draft.text_document.snapshot["sections"]]
    assert printed_sections == list(enumerate(COMMITMENT_TOPICS, start=1))
    places = [text.find(topic) for topic in COMMITMENT_TOPICS[:-1]]
    assert (-1 in places, places == sorted(places)) == (False, True)
    for words in (*GLYPHS.split(" – "), "1–5 March 2027", "Joint measurements", draft.reference):
        assert words in text
    assert json.loads(attached[f"{draft.reference}.json"]) == draft.text_document.snapshot


@printed
@pytest.mark.feature(72)
def test_the_agreement_prints_twenty_clauses_the_sum_in_words_and_how_it_was_computed():
    made = FinancialAgreementFactory(
        amount=Decimal("415.00"),
        is_halved=True,
        working_days=3,
        reasons=[
            "The full sum for the country of the host (DE) is EUR\u00a0830.",
            "Half of it, because the stay has 3 working days, fewer than 5.",
        ],
        text_document=None,
    )
    agreement = agreement_of(made.exchange)
    papers.issue_agreement(agreement, by=made.prepared_by)

    text, attached = text_of(agreement.text_document)

    titles = [clause.title for clause in SHIPPED["agreement"] if clause.part == "topic"]
    places = [text.find(f"{n} {title}") for n, title in enumerate(titles, start=1)]
    assert (len(titles), -1 in places, places == sorted(places)) == (20, False, True)
    for words in (
        "EUR 415 (four hundred and fifteen euros)",
        "In words: four hundred and fifteen euros.",
        "version eye-2014",
        "Rate table eye-2014.",
        "Annex II: Calculation sheet",
        "Annex III: Presence confirmation",
        "Annex IV: Bank form",
        "Annex V: Declaration of the Visitor",
        "fewer than 5",
        "Annex I: Commitment to Quality",
        agreement.commitment.reference,
        "ES91 … 1332",
    ):
        assert words in text
    assert "2100 0418" not in text
    record = attached[f"{agreement.reference}.json"].decode()
    assert "ES9121000418450200051332" not in record
    assert json.loads(record) == agreement.text_document.snapshot


@printed
def test_the_signed_record_prints_who_signed_and_carries_the_signed_file():
    signed = CommitmentFactory(signed=True)
    paper = commitment_of(signed.exchange)
    papers.issue_signed_record(paper, by=None)

    text, attached = text_of(paper.signed_document)

    for signature in Signature.objects.all():
        assert signature.signed_by.given_names in text
    lines = paper.signed_document.snapshot["signatures"]
    assert [line["method"] for line in lines] == ["in the portal, confirmed by password"] * 4
    assert attached[paper.text_document.file_name] == documents.read(paper.text_document)


def test_what_looks_like_markup_or_a_template_is_printed_as_text():
    nasty = "<img src=file:///etc/passwd> {{ settings.SECRET_KEY }} {0.__class__} %(name)s"
    commitment = CommitmentFactory(texts=nasty)

    snapshot = commitment_snapshot(commitment_of(commitment.exchange))

    duties = snapshot["sections"][7]["paragraphs"]
    assert duties == [nasty]


def test_braces_in_a_name_stay_what_they_are():
    agreement = FinancialAgreementFactory()
    organisation = agreement.exchange.visitor_organisation
    organisation.legal_name = "{cluster} & {0} Ltd"
    organisation.save()

    snapshot = agreement_snapshot(agreement_of(agreement.exchange))

    assert "{cluster} & {0} Ltd" in snapshot["sections"][0]["paragraphs"][0]


def test_an_online_commitment_speaks_of_no_money_and_no_distance():
    commitment = CommitmentFactory(exchange__virtual=True)

    sections = commitment_snapshot(commitment_of(commitment.exchange))["sections"]

    assert "without a lump sum" in sections[16]["paragraphs"][0]
    assert "Distance between the organisations" not in dict(sections[4]["facts"])


def test_a_paper_holds_no_address_of_a_person():
    agreement = FinancialAgreementFactory()
    SignatureFactory(commitment=None, agreement=agreement, party="visitor")
    exchange = agreement.exchange

    kept = json.dumps(agreement_snapshot(agreement_of(exchange)), default=str) + json.dumps(
        commitment_snapshot(commitment_of(exchange)), default=str
    )

    assert "people.example" not in kept
    assert "192.0.2.1" not in kept


def test_issuing_the_same_paper_twice_gives_one_document():
    commitment = CommitmentFactory()
    draft, by = commitment_of(commitment.exchange), UserFactory()

    papers.issue_commitment(draft, by=by)
    first = draft.text_document
    papers.issue_commitment(draft, by=by)

    assert draft.text_document == first


def test_a_sum_above_the_scheme_is_shown_as_limited():
    agreement = FinancialAgreementFactory(
        base=Decimal("1200.00"),
        amount=Decimal("1100.00"),
        reasons=["The full sum.", "Limited to the highest sum of the scheme, EUR\u00a01\u00a0100."],
    )

    lines = amount_lines(agreement)

    assert [line["amount"] for line in lines] == [Decimal("1200.00"), Decimal("-100.00")]
    assert lines[1]["note"] == "Limited to the highest sum of the scheme, EUR\u00a01\u00a0100."


@printed
def test_the_sample_looks_like_an_agreement_and_binds_nobody():
    snapshot = sample_agreement()
    document = documents.issue(
        kind="agreement",
        case="sample:agreement",
        version=1,
        reference=snapshot["reference"],
        title="Financial Agreement",
        snapshot=snapshot,
        by=None,
    )

    text, _attached = text_of(document)

    assert "This sample holds no agreement between anybody." in text
    assert len(snapshot["sections"]) == 20


def test_an_empty_half_day_takes_no_row():
    commitment = CommitmentFactory(agenda=[])
    AgendaDay.objects.create(commitment=commitment, day=date(2027, 3, 1), afternoon="Hall")

    sections = commitment_snapshot(commitment_of(commitment.exchange))["sections"]

    assert [(row["time"], row["activity"]) for row in sections[5]["agenda"]] == [
        ("Afternoon", "Hall")
    ]
