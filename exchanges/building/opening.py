"""Noting who has opened what they are to sign: the first line of the signing log."""

from django.db import transaction

from blues import journal
from blues.documents.models import Document
from exchanges.building import papers
from exchanges.building.amendment_models import Step
from exchanges.building.amendment_steps import open_amendment
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import FOUR, State

TEXTS = (papers.COMMITMENT.code, papers.AGREEMENT.code)
OPEN = (State.CTQ_AGREED, State.FA_PREPARED)
OPENED = "document-opened"


@transaction.atomic
def note_opening(exchange: Exchange, document: Document, *, by) -> None:
    """The first time one of the parties opens what they are to sign."""
    if document.kind not in TEXTS or not set(FOUR) & parties_of(by, exchange):
        return
    if exchange.state not in OPEN and not _is_amended_by(exchange, document):
        return
    detail = {"paper": document.reference, "document_sha256": document.sha256}
    known = journal.entries_for(exchange.case).filter(verb=OPENED, actor=by)
    if not known.filter(detail__contains=detail).exists():
        journal.record(exchange.case, OPENED, by=by, **detail)


def _is_amended_by(exchange: Exchange, document: Document) -> bool:
    """Whether it is a text of the amendment that is being signed."""
    amendment = open_amendment(exchange)
    if amendment is None or amendment.state != Step.SIGNING:
        return False
    papers_of_it = [paper for paper in (amendment.commitment, amendment.agreement) if paper]
    return document.pk in {paper.text_document_id for paper in papers_of_it}
