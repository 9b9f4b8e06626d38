"""The pages of the Commitment: read it, write it, plan the days, agree, send back, compare."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blues.common.errors import BadInput, Conflict, NotAllowed, Refusal
from exchanges.building import commitments, differences, pages
from exchanges.building.completeness import agenda_problems, missing, ordinary_days
from exchanges.building.content import TEXTS, content, content_sha256
from exchanges.building.current import the_commitment_of
from exchanges.building.forms import AgendaFormSet, CommitmentForm, SeenForm, SendBackForm
from exchanges.building.models import AgendaDay, Commitment
from exchanges.building.rules import may_write
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.holidays import holiday_warning
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES

KEEP = (Conflict, BadInput)  # refusals that must not cost anybody what they typed


@require_safe
def commitment_detail(request, public_id):
    exchange = get_exchange(request, public_id)
    commitment = the_commitment_of(exchange)
    return render(
        request,
        "exchanges/building/commitment_detail.html",
        pages.commitment_page(request.user, commitment)
        | {"agree_form": SeenForm(seen=content_sha256(commitment))},
    )


def commitment_edit(request, public_id):
    draft = _draft_to_write(request, public_id)
    seen = content_sha256(draft)
    form = CommitmentForm(request.POST or None, commitment=draft, seen=seen)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            commitments.change(draft, by=request.user, **form.cleaned_data)
        except KEEP as refusal:
            refused = refusal
        else:
            messages.success(request, _("Saved."))
            return redirect("building:commitment-detail", draft.exchange.public_id)
    return _editor(request, "commitment_edit.html", draft, refused, form=form, seen=seen)


def agenda_edit(request, public_id):
    draft = _draft_to_write(request, public_id)
    seen = content_sha256(draft)
    formset = AgendaFormSet(request.POST or None, initial=_days_to_plan(draft), prefix="day")
    seen_form = SeenForm(request.POST or None, seen=seen)
    refused = None
    if request.method == "POST" and formset.is_valid() and seen_form.is_valid():
        try:
            commitments.set_agenda(
                draft, by=request.user, days=formset.days(), **seen_form.cleaned_data
            )
        except KEEP as refusal:
            refused = refusal
        else:
            messages.success(request, _("The agenda is saved."))
            return redirect("building:commitment-detail", draft.exchange.public_id)
    return _editor(
        request,
        "agenda_edit.html",
        draft,
        refused,
        form=seen_form,
        seen=seen,
        formset=formset,
        holiday_warning=holiday_warning(draft.exchange),
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
        commitments.send_back(exchange, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("A new version is open; the others have been told why."))
        return redirect("building:commitment-detail", exchange.public_id)
    return render(
        request,
        "exchanges/building/commitment_return.html",
        {"exchange": exchange, "commitment": commitment, "form": form},
    )


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
        },
    )


def _draft_to_write(request, public_id) -> Commitment:
    exchange = get_exchange(request, public_id)
    draft = the_commitment_of(exchange)
    if may_write(request.user, exchange):
        return draft
    way_out = _("Any of the four can send an agreed Commitment back before it is signed.")
    if set(SIDES) & parties_of(request.user, exchange):
        raise Conflict(
            _("Both sides have agreed, so the Commitment is closed to changes."), way_out=way_out
        )
    raise NotAllowed(
        _("Visitor and host write the Commitment, until both have agreed."), way_out=way_out
    )


def _editor(request, template, draft, refused: Refusal | None, *, form, seen, **more):
    """The editor again: with what was typed, and what the other side wrote in the meantime."""
    context = {
        "exchange": draft.exchange,
        "commitment": draft,
        "form": form,
        "refused": refused,
        "lacking": [*missing(draft), *agenda_problems(draft)],
        **more,
    }
    if isinstance(refused, Conflict):
        form.showing(seen)
        context["theirs"] = _theirs(draft, form)
    status = refused.status if refused else 200
    return render(request, f"exchanges/building/{template}", context, status=status)


def _theirs(draft: Commitment, form) -> list:
    """How the texts on file differ from what was typed: nothing is overwritten unseen."""
    on_file = content(draft)
    typed = on_file | {name: form.cleaned_data[name] for name in TEXTS if name in form.cleaned_data}
    return differences.differences(typed, on_file)


def _days_to_plan(draft: Commitment) -> list[dict]:
    """Every working day of the stay, and what is already planned on any day."""
    planned = {
        entry.day: {"day": entry.day} | {name: getattr(entry, name) for name in AgendaDay.TEXTS}
        for entry in draft.agenda.all()
    }
    days = sorted({*planned, *ordinary_days(draft.exchange)})
    return [planned.get(day, {"day": day}) for day in days]
