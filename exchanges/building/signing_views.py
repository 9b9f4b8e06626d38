"""Reading a paper once more and signing it."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blues.common.errors import BadInput, NotAllowed
from exchanges.building import pages, signing
from exchanges.building.current import the_agreement_of, the_commitment_of
from exchanges.building.forms import SigningForm
from exchanges.building.models import Commitment
from exchanges.building.rules import sees_money
from exchanges.lifecycle.access import get_exchange


def commitment_sign(request, public_id):
    exchange = get_exchange(request, public_id)
    pages.refuse_unless_one_of_the_four(request.user, exchange)
    return _sign_page(request, the_commitment_of(exchange), signing.sign_commitment)


def agreement_sign(request, public_id):
    exchange = get_exchange(request, public_id)
    if not sees_money(request.user, exchange):
        raise NotAllowed(_("The Financial Agreement concerns the visitor and its cluster."))
    return _sign_page(request, the_agreement_of(exchange), signing.sign_agreement)


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
            return redirect(_page_of(paper), paper.exchange.public_id)
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


def _page_of(paper) -> str:
    name = "commitment" if isinstance(paper, Commitment) else "agreement"
    return f"building:{name}-detail"
