"""The papers of an exchange that one reader may open; each room says which of its own."""

from dataclasses import dataclass

from django.urls import reverse

from blues.documents.models import Document
from exchanges.building.rules import readable_kinds
from exchanges.finalisation.papers import readable_by
from exchanges.lifecycle.models import Exchange


@dataclass(frozen=True)
class Paper:
    document: Document
    url: str


def papers_for(exchange: Exchange, user) -> list[Paper]:
    """In the order in which they were issued."""
    contracts = Document.objects.for_case(exchange.case).filter(
        kind__in=readable_kinds(user, exchange)
    )
    papers = [_paper(exchange, d, "building:document-download", d.public_id) for d in contracts]
    papers += [
        _paper(exchange, d, "finalisation:paper-download", d.kind)
        for d in readable_by(user, exchange)
    ]
    return sorted(papers, key=lambda paper: (paper.document.requested_at, paper.document.pk))


def _paper(exchange, document, page: str, key) -> Paper:
    return Paper(document, reverse(page, args=[exchange.public_id, key]))
