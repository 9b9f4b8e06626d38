"""The pages of the Commitment: read it, remark on it, agree, send back, compare."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blues.common.errors import BadInput
from exchanges.building import agenda_templates, commitments, differences, pages, remarking
from exchanges.building.content import content_sha256
from exchanges.building.current import the_commitment_of
from exchanges.building.forms import SeenForm, SendBackForm
from exchanges.building.models import Commitment
from exchanges.building.remark_forms import remarks_in, says_something
from exchanges.lifecycle.access import get_exchange


@require_safe
def commitment_detail(request, public_id):
    exchange = get_exchange(request, public_id)
    commitment = the_commitment_of(exchange)
    return render(
        request,
        "exchanges/building/commitment_detail.html",
        pages.commitment_page(request.user, commitment)
        | {
            "agree_form": SeenForm(seen=content_sha256(commitment)),
            "keeps_agendas": agenda_templates.may_keep(request.user, exchange)
            and commitment.text_document is not None,
            "kept_agendas": agenda_templates.kept_for(request.user, exchange),
        },
    )


@require_POST
def commitment_agree(request, public_id):
    exchange = get_exchange(request, public_id)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    commitments.agree(exchange, by=request.user, seen=seen or "nothing")
    messages.success(request, _("You agree to the Commitment as it stands."))
    return redirect("building:commitment-detail", exchange.public_id)


def commitment_return(request, public_id):
    exchange = get_exchange(request, public_id)
    commitment = the_commitment_of(exchange)
    pages.refuse_unless_one_of_the_four(request.user, exchange)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commitments.send_back(
            exchange,
            by=request.user,
            reason=form.cleaned_data["reason"],
            remarks=remarks_in(request.POST)["remarks"],
        )
        messages.success(request, _("A new version is open; the others have been told why."))
        return redirect("building:commitment-detail", exchange.public_id)
    return render(
        request,
        "exchanges/building/commitment_return.html",
        {
            "exchange": exchange,
            "commitment": commitment,
            "form": form,
            "places": pages.places_to_remark(commitment, request.POST),
        },
    )


@require_POST
def commitment_remark(request, public_id):
    exchange = get_exchange(request, public_id)
    said = remarks_in(request.POST)
    if not says_something(said):
        raise BadInput(_("Nothing was written."))
    remarking.say(exchange, by=request.user, **said)
    messages.success(request, _("The others can read it."))
    back = reverse("building:commitment-detail", args=[exchange.public_id])
    place = next(iter(said["remarks"]), "")
    return redirect(f"{back}#remarks-{place}" if place else back)


@require_POST
def agenda_template_keep(request, public_id):
    exchange = get_exchange(request, public_id)
    kept = agenda_templates.keep(exchange, by=request.user, name=request.POST.get("name", ""))
    messages.success(request, _("Kept as “%(name)s” for later visitors.") % {"name": kept})
    return redirect("building:commitment-detail", exchange.public_id)


@require_POST
def agenda_template_forget(request, public_id, template):
    exchange = get_exchange(request, public_id)
    agenda_templates.forget(exchange, template, by=request.user)
    messages.success(request, _("The agenda is no longer kept."))
    return redirect("building:commitment-detail", exchange.public_id)


@require_safe
def commitment_compare(request, public_id, version):
    exchange = get_exchange(request, public_id)
    newer = the_commitment_of(exchange)
    older = get_object_or_404(Commitment.objects.with_content(), exchange=exchange, version=version)
    if older.pk == newer.pk:
        raise Http404
    older.exchange = exchange
    return render(
        request,
        "exchanges/building/commitment_compare.html",
        {
            "exchange": exchange,
            "older": older,
            "newer": newer,
            "differences": differences.between(older, newer),
            "rows": differences.rows_between(older, newer),
        },
    )
