"""Two people write one draft: what is typed is kept while it is typed, and put together.

Without JavaScript the same happens with the button. A page that was overtaken shows beside what was
typed what the other side wrote, field by field.
"""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed, Refusal
from exchanges.building import agenda_templates, commitments, planning, remarking, writing_pages
from exchanges.building.commitment_forms import AgendaFormSet, CommitmentForm
from exchanges.building.content import ACTIVITIES, agenda_cells, values
from exchanges.building.current import the_commitment_of
from exchanges.building.models import Commitment
from exchanges.building.remark_forms import remarks_in, says_something
from exchanges.building.rules import may_write
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES

KEEP = (Conflict, BadInput)  # refusals that must not cost anybody what they typed


# -- The text --------------------------------------------------------------------------------------


def commitment_edit(request, public_id):
    draft = _draft_to_write(request, public_id)
    form = CommitmentForm(request.POST or None, commitment=draft)
    clashes, refused = [], None
    if request.method == "POST" and form.is_valid():
        try:
            clashes = _write(draft, form, by=request.user)
            _say(request, draft)
        except KEEP as refusal:
            refused = refusal
        else:
            if not clashes:
                messages.success(request, _("Saved."))
                return redirect("building:commitment-detail", draft.exchange.public_id)
            draft = the_commitment_of(draft.exchange)
            form = _beside_theirs(draft, form, clashes)
    return writing_pages.text_page(request, draft, form, clashes=clashes, refused=refused)


@require_POST
def commitment_keep(request, public_id):
    """What is typed, as far as it can be read; answers what the page needs to know."""
    return _keep(request, public_id, lambda draft: CommitmentForm(request.POST, commitment=draft))


def _write(draft: Commitment, form, *, by) -> list:
    is_text = isinstance(form, CommitmentForm)
    write = commitments.write if is_text else commitments.write_agenda
    return write(draft, by=by, typed=form.typed(), seen=form.seen, choices=form.choices())


def _beside_theirs(draft: Commitment, form: CommitmentForm, clashes) -> CommitmentForm:
    """What could be put together is saved; what clashes stands as it was typed."""
    again = CommitmentForm(commitment=draft, typed={one.key: one.mine for one in clashes})
    again.data = {"seen": form.data.get("seen", "")}
    return again


def _say(request, draft: Commitment) -> None:
    said = remarks_in(request.POST)
    if says_something(said):
        remarking.say(draft.exchange, by=request.user, **said)


# -- The agenda ------------------------------------------------------------------------------------


def agenda_edit(request, public_id):
    draft = _draft_to_write(request, public_id)
    formset = _agenda(request.POST or None, draft)
    clashes, refused = [], None
    if request.method == "POST" and formset.is_valid():
        try:
            clashes = _write(draft, formset, by=request.user)
            _say(request, draft)
            told = _take_over(request, draft)
        except KEEP as refusal:
            refused = refusal
        else:
            if not clashes:
                messages.success(request, told or _("The agenda is saved."))
                page = "building:agenda-edit" if told else "building:commitment-detail"
                return redirect(page, draft.exchange.public_id)
            draft = the_commitment_of(draft.exchange)
            formset = _days_beside_theirs(draft, formset, clashes)
    return writing_pages.agenda_page(request, draft, formset, clashes=clashes, refused=refused)


@require_POST
def agenda_keep(request, public_id):
    return _keep(request, public_id, lambda draft: _agenda(request.POST, draft))


def _agenda(data, draft: Commitment, typed=None):
    on_file = agenda_cells(draft)
    days = planning.days_to_plan(draft, on_file | (typed or {}))
    formset = AgendaFormSet(data, initial=days, prefix="day")
    formset.on_file = on_file
    return formset


def _days_beside_theirs(draft: Commitment, formset, clashes):
    again = _agenda(None, draft, {one.key: one.mine for one in clashes})
    again.data = {"seen": formset.data.get("seen", "")}
    return again


def _take_over(request, draft: Commitment) -> str:
    """Fill what is still empty: from the day before, or from an agenda that the host keeps."""
    fresh = the_commitment_of(draft.exchange)
    if copied := request.POST.get("copy"):
        planning.copy_day(fresh, copied, by=request.user)
        return _("Copied. What was written there already has stayed.")
    if "take_over" in request.POST:
        left_out = agenda_templates.take_over(
            fresh, request.POST.get("template", ""), by=request.user
        )
        if left_out:
            return _("Taken over; %(days)s days did not fit into this stay.") % {"days": left_out}
        return _("Taken over. What was written already has stayed.")
    return ""


# -- Kept while it is typed ------------------------------------------------------------------------


def _keep(request, public_id, form_of) -> JsonResponse:
    try:
        draft = _draft_to_write(request, public_id)
        form = form_of(draft)
        form.is_valid()
        clashes = _write(draft, form, by=request.user)
    except Refusal as refusal:
        said = " ".join([refusal.message, *refusal.reasons, refusal.way_out]).strip()
        return JsonResponse({"said": said}, status=refusal.status)
    told = _kept(the_commitment_of(draft.exchange), form, clashes, request.user)
    return JsonResponse(told, status=409 if clashes else 200)


def _kept(draft: Commitment, form, clashes, reader) -> dict:
    """Which values are on file now, with those that the other side wrote, and where both wrote."""
    typed = form.typed()
    on_file = values(draft) if isinstance(form, CommitmentForm) else agenda_cells(draft)
    clashing = {one.key for one in clashes}
    controls = form.controls()
    who = writing_pages.other_writer(draft, reader) if clashes else ""
    return {
        "said": _said(form, clashes),
        "fields": [
            writing_pages.told(key, controls[key].html_name, typed[key], on_file.get(key, ""))
            for key in typed
            if key not in clashing and key in controls and key != ACTIVITIES
        ],
        "clashes": {
            controls[one.key].html_name: render_to_string(
                "exchanges/building/_clash.html",
                writing_pages.clash_line(controls[one.key], one, who=who),
            )
            for one in clashes
        },
    }


def _said(form, clashes) -> str:
    at = timezone.localtime(clock.now()).strftime("%H:%M")
    if clashes:
        return _("Saved %(time)s, except where both of you wrote.") % {"time": at}
    if unreadable := form.unreadable():
        return _("Saved %(time)s, except: %(fields)s.") % {
            "time": at,
            "fields": ", ".join(unreadable),
        }
    return _("Saved %(time)s") % {"time": at}


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
