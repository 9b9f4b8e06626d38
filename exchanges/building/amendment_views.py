"""Changing what was signed: propose, look at the difference, answer; and the chain of versions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import amendment_answers, amendment_pages, amendments
from exchanges.building.amendment_forms import AmendmentReasonForm, AnswerForm, DatesForm
from exchanges.building.amendment_models import Amendment
from exchanges.building.commitment_forms import AgendaFormSet, CommitmentForm
from exchanges.building.current import the_commitment_of
from exchanges.building.stay_days import journey, on_other_days, why_no_notice
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES

LIST = "building:amendment-list"
KEEP = (Conflict, BadInput)  # refusals that must not cost anybody what they typed


@require_safe
def amendment_list(request, public_id):
    """The chain of versions, and what the reader may say to the newest one."""
    exchange = get_exchange(request, public_id)
    amendment_pages.require_reader(request.user, exchange)
    context = amendment_pages.chain_page(request.user, exchange)
    return render(request, "exchanges/building/amendment_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def amendment_new(request, public_id):
    """First the days, then what else; nothing is kept before it is sent."""
    exchange = get_exchange(request, public_id)
    if not set(SIDES) & parties_of(request.user, exchange):
        raise NotAllowed(_("Visitor and host propose changes of what was signed."))
    signed = the_commitment_of(exchange)
    dates = DatesForm(
        request.GET or None,
        exchange=exchange,
        initial={"first_day": exchange.first_day, "last_day": exchange.last_day},
    )
    if not dates.is_bound or not dates.is_valid():
        context = {"exchange": exchange, "dates": dates}
        # The days stand in the address: whoever sends a form without them has sent nothing.
        status = 400 if request.method == "POST" else 200
        return render(request, "exchanges/building/amendment_days.html", context, status=status)
    first, last = dates.cleaned_data["first_day"], dates.cleaned_data["last_day"]
    other = on_other_days(exchange, first, last)
    no_notice = why_no_notice(signed, other)
    moved = (first, last) != (exchange.first_day, exchange.last_day)
    if moved and not no_notice and "more" not in request.GET:
        return _notice(request, signed, other)
    return _version(request, signed, other, no_notice if moved else [])


def _notice(request, signed, other):
    exchange = signed.exchange
    form = AmendmentReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        amendments.give_notice(
            exchange,
            by=request.user,
            first_day=other.first_day,
            last_day=other.last_day,
            reason=form.cleaned_data["amendment_reason"],
        )
        messages.success(request, _("Sent. It counts once the other side has confirmed it."))
        return redirect(LIST, exchange.public_id)
    context = {
        "exchange": exchange,
        "other": other,
        "form": form,
        "moves": amendment_pages.moves(signed, other),
    }
    return render(request, "exchanges/building/amendment_notice.html", context)


def _version(request, signed, other, no_notice):
    exchange, sent = signed.exchange, request.POST or None
    reason_form = AmendmentReasonForm(sent)
    form = CommitmentForm(sent, commitment=signed, typed=journey(signed, other))
    days = AgendaFormSet(sent, initial=amendment_pages.days_to_plan(signed, other), prefix="day")
    refused, changes = None, {}
    if sent and all([reason_form.is_valid(), form.is_valid(), days.is_valid()]):
        changes = amendment_pages.typed_differences(signed, other, form, days.days())
        if "send" in request.POST:
            try:
                _propose(request, exchange, other, reason_form, form, days)
            except KEEP as refusal:
                refused = refusal
            else:
                messages.success(request, _("Sent. What was signed stays in force meanwhile."))
                return redirect(LIST, exchange.public_id)
    context = {
        "exchange": exchange,
        "other": other,
        "no_notice": no_notice,
        "reason_form": reason_form,
        "form": form,
        "formset": days,
        "refused": refused,
        "has_looked": bool(changes),
        **changes,
    }
    status = refused.status if refused else 200
    return render(request, "exchanges/building/amendment_version.html", context, status=status)


def _propose(request, exchange, other, reason_form, form, days) -> None:
    typed = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
    amendments.propose(
        exchange,
        by=request.user,
        first_day=other.first_day,
        last_day=other.last_day,
        reason=reason_form.cleaned_data["amendment_reason"],
        days=days.days(),
        **typed,
    )


@require_safe
def amendment_log(request, public_id, amendment_id):
    """Beside the log of what is in force: also while the new version waits, or once it failed."""
    exchange = get_exchange(request, public_id)
    amendment_pages.require_reader(request.user, exchange)
    versions = Amendment.objects.filter(exchange=exchange, commitment__isnull=False)
    rows = versions.select_related("commitment__text_document", "agreement__text_document")
    rows = rows.prefetch_related("commitment__signatures", "agreement__signatures")
    amendment = get_object_or_404(rows, public_id=amendment_id)
    amendment.exchange = exchange
    context = amendment_pages.log_page(request.user, amendment)
    return render(request, "exchanges/building/signing_log.html", context)


@require_POST
def amendment_answer(request, public_id, amendment_id):
    exchange = get_exchange(request, public_id)
    amendment = get_object_or_404(Amendment, exchange=exchange, public_id=amendment_id)
    amendment.exchange = exchange
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadInput(_("This cannot be answered like that."))
    answer, reason = form.cleaned_data["answer"], form.cleaned_data["reason"]
    if answer == "agree":
        amendment_answers.agree(amendment, by=request.user)
    elif answer == "refuse":
        amendment_answers.refuse(amendment, by=request.user, reason=reason)
    elif answer == "withdraw":
        amendment_answers.withdraw(amendment, by=request.user)
    else:
        amendment_answers.object_to(amendment, by=request.user, reason=reason)
    messages.success(request, _("Done. The others have been told."))
    return redirect(LIST, public_id)
