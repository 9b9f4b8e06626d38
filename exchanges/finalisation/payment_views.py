"""Pages of the money: one case, its calculation, approval and booking."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from blues.common import clock
from blues.common.errors import Conflict
from exchanges.building import account_changes, bank, rules
from exchanges.finalisation import accounts, conditions, dues, payments
from exchanges.finalisation.forms import BookingForm
from exchanges.finalisation.guards import another_person_validated
from exchanges.finalisation.models import Payment
from exchanges.finalisation.pages import accepted, address, crumbs, exchange_for, offered, sent
from exchanges.finalisation.rules import (
    EVIDENCE,
    PAYMENT,
    PRESENCE,
    may_read,
    may_read_report,
)
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party, State


@require_http_methods(["GET", "HEAD", "POST"])
def payment_detail(request, public_id):
    """Everybody sees what concerns them; finance sees the account and acts."""
    exchange = exchange_for(request, public_id, PAYMENT)
    form = BookingForm(sent(request), initial={"value_date": clock.today()})
    if request.method == "POST" and accepted(form, payments.book, exchange, by=request.user):
        messages.success(request, _("Booked. The exchange is complete."))
        return redirect(address("payment-detail", exchange))
    is_finance = Party.FINANCE in parties_of(request.user, exchange)
    payment = Payment.objects.filter(exchange=exchange).first()
    is_open = is_finance and exchange.state == State.PAYMENT_APPROVED
    return render(
        request,
        "exchanges/finalisation/payment_detail.html",
        {
            "exchange": exchange,
            "due": _due(exchange),
            "agreement": dues.agreement_of(exchange),
            "payment": payment,
            "conditions": conditions.of(exchange),
            "is_finance": is_finance,
            "account": bank.shown_to(request.user, exchange),
            "account_obstacle": accounts.obstacle(exchange) if is_finance else "",
            "holder_remark": accounts.holder_remark(exchange) if is_finance else "",
            "is_for_another_account": is_open and _is_for_another_account(exchange, payment),
            "has_open_change": account_changes.open_change(exchange) is not None,
            "is_running": exchange.state in dues.CLOCK_RUNS,
            "papers": _papers(request.user, exchange),
            "is_to_approve": is_finance and exchange.state == State.REPORTS_VALIDATED,
            "why_not_approve": _why_not_approve(exchange, request.user) if is_finance else "",
            "form": offered(request, form, is_open=is_open),
            "crumbs": crumbs(exchange, _("Payment")),
        },
    )


@require_POST
def payment_approve(request, public_id):
    exchange = get_exchange(request, public_id)
    payments.approve(exchange, by=request.user)
    messages.success(request, _("Approved. Make the transfer, then record it here."))
    return redirect(address("payment-detail", exchange))


@require_POST
def payment_approve_account(request, public_id):
    exchange = get_exchange(request, public_id)
    payments.approve_account(exchange, by=request.user)
    messages.success(request, _("Approved for the confirmed account. Make the transfer."))
    return redirect(address("payment-detail", exchange))


def _is_for_another_account(exchange, payment) -> bool:
    """Approved, and then two people confirmed another account."""
    return (
        payment is not None
        and exchange.state == State.PAYMENT_APPROVED
        and payment.account_sha256 != accounts.fingerprint(exchange.bank_account)
        and not accounts.obstacle(exchange)
    )


def _due(exchange):
    """The sum, or nothing as long as a paper for the answer is missing."""
    try:
        return dues.amount_due(exchange)
    except Conflict:
        return None


def _papers(user, exchange) -> list[tuple[str, str]]:
    """Address and label of what belongs to the case, as far as the person may read it."""
    found = []
    if rules.sees_money(user, exchange):
        agreement = reverse("building:agreement-detail", args=[exchange.public_id])
        found.append((agreement, _("Financial Agreement")))
    found += [
        (address("report-detail", exchange, report.side), _report_label(report))
        for report in exchange.reports.all()
        if may_read_report(user, report)
    ]
    if may_read(user, exchange, EVIDENCE):
        found.append((address("evidence-page", exchange), _("Evidence")))
    if may_read(user, exchange, PRESENCE):
        found.append((address("presence-detail", exchange), _("Presence")))
    return found


def _report_label(report) -> str:
    return _("Report of the %(side)s") % {"side": report.get_side_display()}


def _why_not_approve(exchange, user) -> str:
    return accounts.obstacle(exchange) or another_person_validated(exchange, user) or ""
