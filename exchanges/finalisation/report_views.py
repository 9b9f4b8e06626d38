"""Pages of the closing reports."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import Conflict, NotAllowed
from exchanges.finalisation import handover, reports
from exchanges.finalisation.forms import ReportForm
from exchanges.finalisation.models import ClosingReport
from exchanges.finalisation.pages import accepted, address, attempted, crumbs, sent
from exchanges.finalisation.reading import answers
from exchanges.finalisation.rules import may_read_confidential, may_read_report, require_party
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.states import SIDES, Party


def _side(name: str) -> Party:
    if name not in SIDES:
        raise Http404
    return Party(name)


@require_safe
def report_detail(request, public_id, side):
    exchange, side = get_exchange(request, public_id), _side(side)
    report = get_object_or_404(ClosingReport, exchange=exchange, side=side)
    report.exchange = exchange
    if not may_read_report(request.user, report):
        raise NotAllowed(_("This report is not open to you."))
    return render(
        request,
        "exchanges/finalisation/report_detail.html",
        {
            "exchange": exchange,
            "report": report,
            "answers": answers(report),
            "confidential": (
                report.confidential if may_read_confidential(request.user, report) else ""
            ),
            "crumbs": crumbs(exchange, _title(side)),
            "title": _title(side),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request, public_id, side):
    """One form, two buttons: keep the draft, or hand the report in."""
    exchange, side = get_exchange(request, public_id), _side(side)
    require_party(request.user, exchange, side)
    report = ClosingReport.objects.filter(exchange=exchange, side=side).first()
    if report is not None and report.submitted_at:
        return redirect(address("report-detail", exchange, side))
    if exchange.state not in reports.WRITABLE:
        raise Conflict(_("Reports are written from the first day of the stay until validation."))
    initial = {} if report else reports.prefilled(exchange, side)
    form = ReportForm(
        sent(request), instance=report, initial=initial, programme=exchange.programme_id
    )
    if request.method == "POST" and _kept(request, exchange, side, form):
        return redirect(_next_page(request, exchange, side))
    return render(
        request,
        "exchanges/finalisation/report_edit.html",
        {
            "exchange": exchange,
            "report": report,
            "form": form,
            "title": _title(side),
            "why_not_submit": _why_not_submit(exchange),
            "missing": handover.missing_evidence(exchange) if side == Party.VISITOR else [],
            "crumbs": crumbs(exchange, _title(side)),
        },
    )


def _kept(request, exchange, side, form) -> bool:
    """Keep what was written in any case, then hand it in if that was the wish."""
    if not accepted(form, reports.write, exchange, side=side, by=request.user):
        return False
    if "submit" not in request.POST:
        messages.success(request, _("The draft is saved."))
        return True
    if not _handed_in(form, exchange, side, by=request.user):
        return False
    messages.success(request, _("The report has been handed in."))
    return True


def _handed_in(form, exchange, side, *, by) -> bool:
    """What is missing is said at its field."""
    report = ClosingReport.objects.get(exchange=exchange, side=side)
    for name in reports.missing_fields(report):
        form.add_error(name, _("Please answer this before you hand the report in."))
    return not form.errors and attempted(form, reports.submit, exchange, by=by, side=side)


def _next_page(request, exchange, side) -> str:
    if "submit" not in request.POST:
        return address("report-edit", exchange, side)
    if side == Party.VISITOR and handover.missing_evidence(exchange):
        return address("evidence-page", exchange)
    return address("report-detail", exchange, side)


def _why_not_submit(exchange) -> str:
    if exchange.state in reports.SUBMITTABLE:
        return ""
    return _("The stay has not ended yet.")


def _title(side: Party) -> str:
    return _("Report of the visitor") if side == Party.VISITOR else _("Report of the host")
