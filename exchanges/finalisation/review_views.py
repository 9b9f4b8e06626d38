"""Pages of the clusters: the reports side by side with what was agreed; and the closing papers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues import documents
from blues.documents.models import Document
from exchanges.finalisation import days, papers, remarks, validation
from exchanges.finalisation.forms import ReturnForm, ValidationForm
from exchanges.finalisation.pages import accepted, address, crumbs, exchange_for, offered, sent
from exchanges.finalisation.reading import answers
from exchanges.finalisation.rules import (
    CTQ_REPORT,
    EVIDENCE,
    VALIDATES,
    may_read,
    require_party,
)
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.states import SIDES, Party, State


@require_http_methods(["GET", "HEAD", "POST"])
def validation_detail(request, public_id):
    exchange = exchange_for(request, public_id, CTQ_REPORT)
    own = validation.sides_of(request.user, exchange)
    found = remarks.readable_by(request.user, exchange)
    needs_note = Party.VISITOR in own and any(remark.needs_decision for remark in found)
    form = ValidationForm(sent(request), needs_note=needs_note)
    if request.method == "POST" and accepted(form, validation.validate, exchange, by=request.user):
        messages.success(request, _("Validated."))
        return redirect(exchange)
    reports = {report.side: report for report in exchange.reports.all() if report.submitted_at}
    is_open = bool(own) and exchange.state == State.REPORTS_SUBMITTED
    return render(
        request,
        "exchanges/finalisation/validation_detail.html",
        {
            "exchange": exchange,
            "commitment": days.commitment_of(exchange),
            "sections": [
                {
                    "side": side,
                    "title": _("Report of the %(side)s") % {"side": side.label},
                    "report": reports.get(side),
                    "answers": answers(reports[side]) if side in reports else [],
                    "is_mine": side in own,
                }
                for side in SIDES
            ],
            "remarks": found,
            "files": (
                exchange.evidence.all() if may_read(request.user, exchange, EVIDENCE) else []
            ),
            "form": offered(request, form, is_open=is_open),
            "is_open": exchange.state in (State.REPORTS_SUBMITTED, State.REPORT_RETURNED),
            "own_is_done": all(side in reports and reports[side].validated_at for side in own),
            "crumbs": crumbs(exchange, _("Validation")),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report_return(request, public_id, side):
    exchange = get_exchange(request, public_id)
    if side not in SIDES:
        raise Http404
    require_party(request.user, exchange, VALIDATES[Party(side)])
    form = ReturnForm(sent(request))
    if request.method == "POST" and accepted(
        form, validation.send_back, exchange, by=request.user, side=side
    ):
        messages.success(request, _("The report has been sent back."))
        return redirect(exchange)
    return render(
        request,
        "exchanges/finalisation/report_return.html",
        {
            "exchange": exchange,
            "side": Party(side),
            "form": form,
            "back": address("validation-detail", exchange),
            "crumbs": crumbs(exchange, _("Send the report back")),
        },
    )


@require_safe
def paper_download(request, public_id, kind):
    """The newest version of a paper of this room; the rights are asked on every download."""
    if kind not in papers.READERS:
        raise Http404
    exchange = exchange_for(request, public_id, papers.READERS[kind])
    paper = get_object_or_404(Document.objects.filter(kind=kind).for_case(exchange.case).newest())
    return documents.download(paper)
