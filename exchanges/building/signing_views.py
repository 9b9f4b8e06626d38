"""Reading a paper once more and signing it."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import BadInput, NotAllowed
from exchanges.building import amendment_answers, pages, refusing, signing
from exchanges.building.current import the_agreement_of, the_commitment_of
from exchanges.building.forms import RefusalForm, SigningForm
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.building.rules import sees_money
from exchanges.lifecycle.access import get_exchange


def commitment_to_sign(request, public_id) -> Commitment:
    exchange = get_exchange(request, public_id)
    pages.refuse_unless_one_of_the_four(request.user, exchange)
    return the_commitment_of(exchange)


def agreement_to_sign(request, public_id) -> FinancialAgreement:
    exchange = get_exchange(request, public_id)
    if not sees_money(request.user, exchange):
        raise NotAllowed(_("The Financial Agreement concerns the visitor and its cluster."))
    return the_agreement_of(exchange)


def amendment_to_sign(request, public_id) -> Commitment | FinancialAgreement:
    exchange = get_exchange(request, public_id)
    pages.refuse_unless_one_of_the_four(request.user, exchange)
    paper = amendment_answers.paper_to_sign(exchange)
    if not isinstance(paper, Commitment) and not sees_money(request.user, exchange):
        raise NotAllowed(_("The Financial Agreement concerns the visitor and its cluster."))
    return paper


def commitment_sign(request, public_id):
    return _sign_page(request, commitment_to_sign(request, public_id), signing.sign_commitment)


def agreement_sign(request, public_id):
    return _sign_page(request, agreement_to_sign(request, public_id), signing.sign_agreement)


def amendment_sign(request, public_id):
    return answer_to_second_click(request, public_id) or _sign_page(
        request, amendment_to_sign(request, public_id), signing.sign_amendment
    )


def answer_to_second_click(request, public_id):
    """The answer that the first one got: it may have left nothing of the amendment to sign."""
    form = SigningForm(request.POST or None)
    if not form.is_valid():
        return None
    exchange, given = get_exchange(request, public_id), form.cleaned_data
    which = (given["party"], request.user, given["document_sha256"])
    if signing.signed_already(signing.AMENDMENT, exchange, *which) is None:
        return None
    messages.success(request, _("Signed. The others can see it."))
    return redirect("building:amendment-list", public_id)


@require_safe
def commitment_log(request, public_id):
    exchange = get_exchange(request, public_id)
    return _log_page(request, the_commitment_of(exchange))


@require_safe
def agreement_log(request, public_id):
    return _log_page(request, agreement_to_sign(request, public_id))


def _log_page(request, paper):
    return render(request, "exchanges/building/signing_log.html", pages.log_page(paper))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_refuse(request, public_id):
    agreement = agreement_to_sign(request, public_id)
    if refusing.party_that_refuses(agreement, request.user) is None:
        raise NotAllowed(_("Those refuse a Financial Agreement who would sign it."))
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        refusing.refuse_agreement(agreement.exchange, by=request.user, reason=reason)
        messages.success(request, _("Refused. The others have been told."))
        return redirect("building:agreement-detail", public_id)
    context = {"agreement": agreement, "exchange": agreement.exchange, "form": form}
    return render(request, "exchanges/building/agreement_refuse.html", context)


def _sign_page(request, paper, sign):
    party = signing.capacity(paper, request.user)
    shown = {
        "document_sha256": paper.text_sha256,
        "party": party or "",
    }
    form = SigningForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            _sign(request, paper, sign, form)
        except BadInput as refusal:  # a wrong password or code: the page stays
            form.add_error("password", refusal.message)
        else:
            messages.success(request, _("Signed. The others can see it."))
            return redirect(page_of(paper), paper.exchange.public_id)
    return render(
        request,
        "exchanges/building/sign.html",
        pages.signing_page(request.user, paper, party) | {"form": form},
    )


def _sign(request, paper, sign, form: SigningForm) -> None:
    sign(
        paper.exchange,
        by=request.user,
        document_sha256=form.cleaned_data["document_sha256"],
        party=form.cleaned_data["party"],
        address=get_adapter().get_client_ip(request),
        request=request,
        **form.proof(),
    )


def page_of(paper) -> str:
    if paper.is_pending:
        return "building:amendment-list"
    name = "commitment" if isinstance(paper, Commitment) else "agreement"
    return f"building:{name}-detail"
