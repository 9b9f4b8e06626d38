"""Every kind of paper meets both standards, made from rows as they are in a programme."""

from datetime import date

import pytest
from django.utils import timezone

from blues import documents, jobs
from blues.documents import kinds
from blues.documents.models import Document
from exchanges.building import papers as contracts
from exchanges.building.clauses import reading_papers
from exchanges.finalisation import papers as closing
from exchanges.models import ClauseReading, Registration, State
from exchanges.registration import summaries
from tests.documents import verapdf
from tests.factories import AmendmentFactory, SignatureFactory, told_by_both

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def exchange():
    """With one paper of every kind that an exchange can have."""
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    person = exchange.visitor.representative
    commitment, agreement = exchange.commitments.get(), exchange.agreements.get()
    contracts.issue_commitment(commitment, by=person)
    contracts.issue_agreement(agreement, by=person)
    jobs.run_due()
    for paper, under in ((commitment, "commitment"), (agreement, "agreement")):
        paper.text_document.refresh_from_db()
        papers = {"commitment": None, "agreement": None} | {under: paper}
        for party in paper.SIGNED_BY:
            SignatureFactory(**papers, party=party)
        contracts.issue_signed_record(paper, by=person)
        for language in ClauseReading.Language:
            reading_papers.issue(paper, language=language, by=person)
    notice = AmendmentFactory(
        exchange=exchange, agreed_at=timezone.now(), agreed_by=exchange.host.representative
    )
    contracts.issue_notice(notice, by=person)
    closing.issue_presence(exchange.presence, by=person)
    closing.issue_closing_papers(exchange)
    Registration.objects.filter(pk=exchange.visitor_id).update(due_on=date(2027, 1, 8))
    summaries.issue(Registration.objects.get(pk=exchange.visitor_id), by=person)
    jobs.run_due()
    return exchange


@verapdf.needs_java
def test_every_kind_of_paper_meets_both_standards(exchange, tmp_path):
    files = []
    for document in Document.objects.all():
        files.append(tmp_path / f"{document.kind}.pdf")
        files[-1].write_bytes(documents.read(document))

    made = {file.stem for file in files}
    sampled = {kind.code for kind in kinds.REGISTRY.values() if kind.sample}
    assert made | sampled == set(kinds.REGISTRY)
    assert verapdf.verdict(*files) == ""
