"""A case changes hands, and a rejection is reviewed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exchanges.registration import handovers, reviews
from exchanges.registration.access import get_registration
from exchanges.registration.assessment_forms import (
    ConflictForm,
    HandOverForm,
    PassOnForm,
    RefuseOfferForm,
    ReviewAnswerForm,
    ReviewForm,
)
from exchanges.registration.assessment_views import get_case, go_on, show, to_case
from exchanges.registration.rules import free_assessors, require
from exchanges.registration.views import posted


@require_POST
def assessment_pass_on(request, public_id):
    registration = get_case(request, public_id)
    form = PassOnForm(request.POST, colleagues=_colleagues(request, registration), prefix="pass")
    if not form.is_valid():
        return show(request, registration, pass_form=form)
    handovers.pass_on(registration, by=request.user, to=form.cleaned_data["to"])
    return go_on(request, _("Passed on %(reference)s.") % {"reference": registration.reference})


@require_POST
def assessment_conflict(request, public_id):
    registration = get_case(request, public_id)
    colleagues = _colleagues(request, registration)
    form = ConflictForm(request.POST, colleagues=colleagues, prefix="conflict")
    if not form.is_valid():
        return show(request, registration, conflict_form=form)
    handovers.declare_conflict(registration, by=request.user, **form.cleaned_data)
    return go_on(request, _("Somebody else decides %(case)s.") % {"case": registration.reference})


def _colleagues(request, registration):
    return free_assessors(registration).exclude(pk=request.user.pk)


@require_POST
def assessment_offer(request, public_id):
    registration = get_case(request, public_id)
    form = HandOverForm(request.POST, registration=registration, prefix="handover")
    if not form.is_valid():
        return show(request, registration, handover_form=form)
    offered = handovers.offer(registration, by=request.user, **form.cleaned_data)
    messages.success(
        request, _("Offered to %(cluster)s, which answers.") % {"cluster": offered.to_cluster}
    )
    return to_case(public_id)


@require_POST
def assessment_take(request, public_id):
    handovers.take(_offer(get_case(request, public_id)), by=request.user)
    messages.success(request, _("The case is yours now."))
    return to_case(public_id)


@require_POST
def assessment_refuse(request, public_id):
    registration = get_case(request, public_id)
    offered = _offer(registration)
    form = RefuseOfferForm(request.POST, prefix="refuse")
    if not form.is_valid():
        return show(request, registration, refuse_form=form)
    handovers.refuse(offered, by=request.user, answer=form.cleaned_data["text"])
    messages.success(request, _("The case stays where it is."))
    return redirect("registration:assessment-list")


def _offer(registration):
    if offered := handovers.open_offer(registration):
        return offered
    raise Http404


# -- Reviews --------------------------------------------------------------------------------------


def review_ask(request, public_id):
    """The organisation says why a rejection should be looked at again."""
    registration = get_registration(request, public_id)
    require(reviews.may_ask(request.user, registration))
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reviews.ask(registration, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("The programme coordinator will look at it and answer you."))
        return redirect("registration:registration-detail", public_id)
    context = {"registration": registration, "form": form}
    return render(request, "exchanges/registration/review_ask.html", context)


@require_POST
def assessment_review(request, public_id):
    registration = get_case(request, public_id)
    asked = reviews.open_request(registration)
    if asked is None:
        raise Http404
    form = ReviewAnswerForm(request.POST, prefix="review")
    if not form.is_valid():
        return show(request, registration, review_form=form)
    decide = {"uphold": reviews.uphold, "reopen": reviews.reopen}[form.cleaned_data["outcome"]]
    decide(asked, by=request.user, answer=form.cleaned_data["answer"])
    messages.success(request, _("Decided. Both sides have been told."))
    return to_case(public_id)
