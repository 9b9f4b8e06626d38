"""The pages about money: bank details, calculation, agreement; and the door to every paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from blues import documents
from blues.common.errors import NotAllowed
from blues.documents.models import Document
from exchanges.building import agreements, bank, pages
from exchanges.building.forms import BankForm, OverdraftForm
from exchanges.building.opening import note_opening
from exchanges.building.rules import may_give_account, readable_kinds, sees_money
from exchanges.lifecycle.access import get_exchange


@sensitive_post_parameters("holder", "iban", "bic")
def bank_edit(request, public_id):
    exchange = get_exchange(request, public_id)
    if not may_give_account(request.user, exchange):
        raise NotAllowed(_("Only the visiting organisation gives its bank details."))
    form = BankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bank.give(exchange, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("The bank details are saved. Only the finance officer sees them in full.")
        )
        return redirect("building:agreement-detail", exchange.public_id)
    return render(
        request,
        "exchanges/building/bank_edit.html",
        {"exchange": exchange, "form": form, "account": bank.shown_to(request.user, exchange)},
    )


@require_safe
def agreement_detail(request, public_id):
    exchange = _exchange_with_money(request, public_id)
    return render(
        request,
        "exchanges/building/agreement_detail.html",
        pages.agreement_page(request.user, exchange) | {"overdraft_form": OverdraftForm()},
    )


@require_POST
def agreement_prepare(request, public_id):
    exchange = _exchange_with_money(request, public_id)
    form = OverdraftForm(request.POST)
    reason = form.cleaned_data["overdraw_reason"] if form.is_valid() else ""
    agreements.prepare(exchange, by=request.user, overdraw_reason=reason)
    messages.success(request, _("The agreement is prepared; the visitor has been asked to sign."))
    return redirect("building:agreement-detail", exchange.public_id)


@require_safe
def document_download(request, public_id, document_id):
    """Whose eyes a paper is not for learns nothing of it: the answer is 404."""
    exchange = get_exchange(request, public_id)
    papers = Document.objects.filter(
        case=exchange.case, kind__in=readable_kinds(request.user, exchange)
    )
    paper = get_object_or_404(papers, public_id=document_id)
    note_opening(exchange, paper, by=request.user)
    return documents.download(paper, inline="inline" in request.GET)


def _exchange_with_money(request, public_id):
    exchange = get_exchange(request, public_id)
    if not sees_money(request.user, exchange):
        raise NotAllowed(_("The Financial Agreement concerns the visitor and its cluster."))
    return exchange
