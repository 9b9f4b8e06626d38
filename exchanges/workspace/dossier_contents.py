"""What one reader may have of an exchange: papers, evidence, reports, payment and journal.

Each room says who reads what of its own; nothing is decided anew here. A file is told by its
``source``: two readers whose sources are the same may have the same dossier.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from blues import journal
from blues.common.exports import csv_cell
from blues.documents.models import Document
from blues.documents.snapshots import canonical, digest
from exchanges.building.rules import sees_money
from exchanges.finalisation.models import Payment
from exchanges.finalisation.reading import answers
from exchanges.finalisation.rules import AUDITOR, EVIDENCE, PAYMENT, capacities, may_read
from exchanges.finalisation.rules import may_read_report as may_read_the_report
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import CLUSTERS, Party
from exchanges.workspace.papers import papers_for

LANGUAGE = "en"  # that of the papers themselves
READERS = frozenset({*CLUSTERS, Party.PROGRAMME, Party.FINANCE, AUDITOR})
FULL, OUTLINE = "journal:full", "journal:outline"
COLUMNS = ("number", "when", "who", "what", "detail", "previous_hash", "hash")
NOT_MADE = {Document.State.PENDING: "still being made", Document.State.FAILED: "not made"}

File = dict[str, Any]


def may_have(user, exchange: Exchange) -> bool:
    """Those who look after exchanges or audit them. The two sides have their papers one by one."""
    return bool(capacities(user, exchange) & READERS)


def contents_for(exchange: Exchange, user) -> dict:
    """Everything a dossier is packed from, as plain data."""
    with override(LANGUAGE):
        papers = [paper.document for paper in papers_for(exchange, user)]
        return {
            "exchange": _head(exchange),
            "files": [*_papers(papers), *_others(exchange, user)],
            "missing": [
                [paper.title, paper.reference, NOT_MADE[Document.State(paper.state)]]
                for paper in papers
                if not paper.is_stored
            ],
        }


def sources(contents: dict) -> set[str]:
    return {file["source"] for file in contents["files"]}


def readable_sources(contents: dict) -> set[str]:
    """What may be opened by whom the contents are for: the outline is in every full journal."""
    return sources(contents) | {OUTLINE}


def _head(exchange: Exchange) -> dict:
    return {
        "reference": exchange.reference,
        "title": exchange.title,
        "state": str(exchange.get_state_display()),
        "programme": f"{exchange.programme.name}, {exchange.programme.grant_number}",
        "visitor": exchange.visitor_organisation.legal_name,
        "host": exchange.host_organisation.legal_name,
        "cluster of the visitor": exchange.vop.organisation.legal_name,
        "cluster of the host": exchange.hop.organisation.legal_name,
        "first day": exchange.first_day,
        "last day": exchange.last_day,
    }


def _papers(papers: list[Document]) -> Iterator[File]:
    for paper in papers:
        if not paper.is_stored:
            continue
        known = {"reference": paper.reference, "dated": paper.stored_at}
        yield known | {
            "path": f"papers/{paper.file_name}",
            "what": paper.title,
            "source": f"paper:{paper.public_id}",
            "sha256": paper.sha256,
            "size": paper.size,
        }
        yield known | {
            "path": f"papers/{paper.reference}.json",
            "what": _("%(paper)s, the data it was made from") % {"paper": paper.title},
            "source": f"record:{paper.public_id}",
            "sha256": paper.snapshot_sha256,
            "size": len(paper.record.encode()),
        }


def _others(exchange: Exchange, user) -> Iterator[File]:
    if may_read(user, exchange, EVIDENCE):
        yield from _evidence(exchange)
    yield from _reports(exchange, user)
    payment = Payment.objects.filter(exchange=exchange).first()
    if payment and may_read(user, exchange, PAYMENT):
        yield _payment(payment)
    yield _journal(exchange, in_full=sees_money(user, exchange))


def _evidence(exchange: Exchange) -> Iterator[File]:
    for kept in exchange.evidence.all():
        yield {
            "path": f"evidence/{kept.download_name}",
            "what": kept.remark or str(kept.get_kind_display()),
            "reference": "",
            "source": f"evidence:{kept.public_id}",
            "sha256": kept.stored_sha256,
            "size": kept.size,
            "dated": kept.uploaded_at,
        }


def _reports(exchange: Exchange, user) -> Iterator[File]:
    for report in exchange.reports.all():
        if report.submitted_at and may_read_the_report(user, report):
            told = [[question, str(answer)] for question, answer in answers(report)]
            yield _text(
                f"reports/{report.side}.json",
                _("Report of the %(side)s") % {"side": Party(report.side).label},
                f"report:{report.side}",
                json.dumps(told, ensure_ascii=False, indent=1),
                dated=report.submitted_at,
            )


def _payment(payment: Payment) -> File:
    told = {
        "agreed": payment.agreed,
        "amount": payment.amount,
        "explanation": payment.explanation,
        "approved_at": payment.approved_at,
        "value_date": payment.value_date,
        "bank_reference": payment.bank_reference,
        "booked_at": payment.booked_at,
    }
    dated = payment.booked_at or payment.approved_at
    return _text("payment.json", _("Payment"), "payment", canonical(told), dated=dated)


def _journal(exchange: Exchange, *, in_full: bool) -> File:
    """Details may tell what was agreed or paid: whoever may not know gets the entries alone."""
    entries = journal.entries_for(exchange.case)
    return _text(
        "journal.csv",
        _("Journal of the case"),
        FULL if in_full else OUTLINE,
        _journal_lines(entries, in_full=in_full),
        dated=max((entry.happened_at for entry in entries), default=exchange.proposed_at),
    )


def _journal_lines(entries: QuerySet, *, in_full: bool) -> str:
    """An outline has no hashes: without the details they prove nothing, and a short detail, such
    as a sum of money, could be found by trying."""
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for entry in entries:
        who = entry.actor.name if entry.actor else _("the portal")
        detail = canonical(entry.detail) if in_full else ""
        hashes = (entry.previous_hash, entry.hash) if in_full else ("", "")
        row = (entry.number, entry.happened_at.isoformat(), who, entry.verb, detail, *hashes)
        writer.writerow([csv_cell(cell) for cell in row])
    return lines.getvalue()


def _text(path: str, what: str, source: str, text: str, *, dated) -> File:
    return {
        "path": path,
        "what": what,
        "reference": "",
        "source": source,
        "sha256": digest(text),
        "size": len(text.encode()),
        "dated": dated,
        "text": text,
    }
