"""Pages of the partner cluster that assesses registrations: the work list and its decisions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exchanges.registration import assessment, case_page, registrations
from exchanges.registration.access import get_registration
from exchanges.registration.assessment_forms import ChecklistForm, RejectForm, ReturnForm
from exchanges.registration.models import Registration
from exchanges.registration.rules import assesses, require
from exchanges.registration.states import RegistrationState
from exchanges.registration.worklist import next_case

R = RegistrationState


def get_case(request, public_id) -> Registration:
    """For assessors and those who oversee them; the organisation itself has its own page.

    Who is tied to the organisation still reads the page, unless they speak for it: it says so.
    """
    registration = get_registration(request, public_id)
    user = request.user
    overseeing = user.is_programme_coordinator or user.is_auditor
    offered = registration.handovers.open().filter(to_cluster__in=user.cluster_ids)
    own = registration.organisation_id in user.organisation_ids
    require(
        overseeing
        or assesses(user, registration)
        or (user.coordinates(registration.cluster) and not own)
        or (offered.exists() and not own)
    )
    return registration


def show(request, registration, **forms):
    context = case_page.context_of(registration, request.user, **forms)
    return render(request, "exchanges/registration/assessment_detail.html", context)


def assessment_detail(request, public_id):
    """Profile, rule results and checklist side by side, with the decision below."""
    return show(request, get_case(request, public_id))


def to_case(public_id):
    return redirect("registration:assessment-detail", public_id)


@require_POST
def assessment_take_up(request, public_id):
    assessment.take_up(get_case(request, public_id), by=request.user)
    messages.success(request, _("You are assessing this registration."))
    return to_case(public_id)


@require_POST
def assessment_accept(request, public_id):
    registration = get_case(request, public_id)
    checklist = case_page.checklist_of(registration, request.user)
    form = _bound(ChecklistForm, request, registration, "accept", **checklist)
    if not form.is_valid():
        return show(request, registration, accept_form=form)
    assessment.accept(
        registration,
        by=request.user,
        remark=form.cleaned_data["remark"],
        answers=form.given(),
        rest_is_fine=form.cleaned_data["rest_is_fine"],
    )
    return go_on(request, _("Accepted %(reference)s.") % {"reference": registration.reference})


@require_POST
def assessment_ask(request, public_id):
    registration = get_case(request, public_id)
    form = _bound(ReturnForm, request, registration, "ask", registration=registration)
    if not form.is_valid():
        return show(request, registration, ask_form=form)
    remark = form.cleaned_data["remark"]
    assessment.ask_for_more(registration, by=request.user, remark=remark, remarks=form.remarks())
    return go_on(request, _("Returned %(reference)s.") % {"reference": registration.reference})


@require_POST
def assessment_reject(request, public_id):
    registration = get_case(request, public_id)
    form = _bound(RejectForm, request, registration, "reject")
    if not form.is_valid():
        return show(request, registration, reject_form=form)
    assessment.reject(
        registration,
        by=request.user,
        code=form.cleaned_data["code"],
        reason=form.cleaned_data["reason"],
    )
    return go_on(request, _("Rejected %(reference)s.") % {"reference": registration.reference})


def _bound(form_class, request, case, prefix, **needed):
    """Whoever comes second learns who was first before any mistake in the form is discussed."""
    assessment.refuse_decided(case, by=request.user)
    version = case_page.version_of(case)
    return form_class(request.POST, prefix=prefix, current_version=version, **needed)


def go_on(request, done: str):
    """The case that waits longest opens by itself; after the last one the list says so."""
    following = next_case(request.user)
    if following is None:
        messages.success(request, _("%(done)s Nothing else waits for you.") % {"done": done})
        return redirect("registration:assessment-list")
    following_is = {"done": done, "next": following}
    messages.success(request, _("%(done)s Next: %(next)s.") % following_is)
    return to_case(following.public_id)


def assessment_next(request):
    """Open the case that waits longest."""
    following = next_case(request.user)
    if following is None:
        messages.success(request, _("Nothing waits for you."))
        return redirect("registration:assessment-list")
    return to_case(following.public_id)


@require_POST
def assessment_membership(request, public_id):
    assessment.confirm_memberships(get_case(request, public_id), by=request.user)
    messages.success(request, _("Membership confirmed."))
    return to_case(public_id)


@require_POST
def assessment_reserve(request, public_id):
    registrations.reserve(get_case(request, public_id), by=request.user)
    messages.success(request, _("Reserved: no further proposals."))
    return to_case(public_id)


@require_POST
def assessment_release(request, public_id):
    registrations.release(get_case(request, public_id), by=request.user)
    messages.success(request, _("Back in the catalogue."))
    return to_case(public_id)
