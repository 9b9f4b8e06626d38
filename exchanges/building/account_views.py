"""The page on which another account is asked for, confirmed by two, refused or withdrawn."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from blues.common.errors import NotAllowed
from exchanges.building import account_changes, bank
from exchanges.building.account_models import AccountChange
from exchanges.building.forms import AccountChangeForm, AccountConfirmForm, ReasonForm
from exchanges.building.rules import sees_money
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party

PAGE = "building:account-change"


@sensitive_post_parameters("holder", "iban", "bic")
@require_http_methods(["GET", "HEAD", "POST"])
def account_change(request, public_id):
    exchange = _exchange_with_money(request, public_id)
    form = AccountChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account_changes.ask(exchange, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("Asked for. Nothing is paid until two people have confirmed the account.")
        )
        return redirect(PAGE, exchange.public_id)
    return _page(request, exchange, form=form)


@require_POST
def account_confirm(request, public_id):
    change = _change(request, public_id)
    form = AccountConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, change.exchange, confirm_form=form)
    account_changes.confirm(change, by=request.user, **form.cleaned_data)
    messages.success(request, _("Confirmed."))
    return redirect(PAGE, public_id)


@require_POST
def account_refuse(request, public_id):
    change = _change(request, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, change.exchange, refuse_form=form)
    account_changes.refuse(change, by=request.user, **form.cleaned_data)
    messages.success(request, _("Refused. The account in the agreement stays."))
    return redirect(PAGE, public_id)


@require_POST
def account_withdraw(request, public_id):
    account_changes.withdraw(_change(request, public_id), by=request.user)
    messages.success(request, _("Withdrawn. The account in the agreement stays."))
    return redirect(PAGE, public_id)


def _page(request, exchange, *, form=None, confirm_form=None, refuse_form=None):
    user, shown = request.user, account_changes.shown_to(request.user, exchange)
    asks = (
        shown is None
        and Party.VISITOR in parties_of(user, exchange)
        and exchange.state in account_changes.OPEN
    )
    return render(
        request,
        "exchanges/building/account_change.html",
        {
            "exchange": exchange,
            "account": bank.shown_to(user, exchange),
            "asked": shown,
            "form": (form or AccountChangeForm()) if asks else None,
            "confirm_form": confirm_form or AccountConfirmForm(),
            "refuse_form": refuse_form or ReasonForm(),
            "ended": exchange.account_changes.exclude(outcome="").select_related(
                "asked_by", "ended_by", "coordinator_confirmed_by", "finance_confirmed_by"
            ),
        },
        status=400 if request.method == "POST" else 200,  # what was sent made no sense
    )


def _change(request, public_id) -> AccountChange:
    exchange = _exchange_with_money(request, public_id)
    change = get_object_or_404(AccountChange, exchange=exchange, outcome="")
    change.exchange = exchange
    return change


def _exchange_with_money(request, public_id):
    exchange = get_exchange(request, public_id)
    if not sees_money(request.user, exchange):
        raise NotAllowed(_("The bank account concerns the visitor and those who pay."))
    return exchange
