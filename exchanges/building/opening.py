"""Noting who has opened what they are to sign: the first line of the signing log."""

from django.db import transaction

from blues import journal
from blues.documents.models import Document
from exchanges.building import papers
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import FOUR, State

TEXTS = (papers.COMMITMENT.code, papers.AGREEMENT.code)
OPEN = (State.CTQ_AGREED, State.FA_PREPARED)
OPENED = "document-opened"


@transaction.atomic
def note_opening(exchange: Exchange, document: Document, *, by) -> None:
    """The first time one of the parties opens what they are to sign."""
    if document.kind not in TEXTS or exchange.state not in OPEN:
        return
    if not set(FOUR) & parties_of(by, exchange):
        return
    detail = {"paper": document.reference, "document_sha256": document.sha256}
    known = journal.entries_for(exchange.case).filter(verb=OPENED, actor=by)
    if not known.filter(detail__contains=detail).exists():
        journal.record(exchange.case, OPENED, by=by, **detail)
