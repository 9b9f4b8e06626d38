"""Pages of the organisation that registers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blues.common import files
from blues.common.errors import BadInput
from blues.common.lists import Column, ListPage
from clusters.models import Organisation, Role
from clusters.programme.choice import programme_of
from exchanges.registration import (
    beginning,
    drafts,
    eligibility,
    presentation,
    registrations,
    reviews,
    sections,
    shown,
    summaries,
)
from exchanges.registration.access import get_registration
from exchanges.registration.answers import is_in_work
from exchanges.registration.assessment_forms import HoldForm
from exchanges.registration.completeness import ORGANISATION, missing_parts
from exchanges.registration.forms import DeclarationForm, NumberFirstForm, WithdrawalForm
from exchanges.registration.models import Registration
from exchanges.registration.presentation import state_pill
from exchanges.registration.rules import may_read_papers, require, speaks_for
from exchanges.registration.section_views import render_work
from exchanges.registration.states import RegistrationState

R = RegistrationState
PAPERS = {"cv": "cv"}


def posted(request):
    """What a form is bound to: an empty form that was sent is still one that was sent."""
    return request.POST if request.method == "POST" else None


class RegistrationList(ListPage):
    title = gettext_lazy("My registrations")
    template_name = "exchanges/registration/registration_list.html"
    default_sort = "reference"
    empty_title = gettext_lazy("No registration yet")
    empty_text = gettext_lazy("Register as visitor or host; your partner cluster answers you.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Reference"),
            sort="reference",
            link=lambda r: reverse("registration:registration-detail", args=[r.public_id]),
        ),
        Column("organisation", gettext_lazy("Organisation"), sort="organisation__legal_name"),
        Column("role", gettext_lazy("Role"), value="get_role_display", sort="role"),
        Column(
            "state",
            gettext_lazy("Status"),
            value="get_state_display",
            sort="state",
            shown=state_pill,
        ),
        Column("cluster", gettext_lazy("Partner cluster")),
        Column("due_on", gettext_lazy("Answer due"), sort="due_on"),
    ]

    def get_queryset(self):
        held = self.request.user.roles.organisations(Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)
        return Registration.objects.filter(organisation__in=held).with_parties()


def registration_start(request):
    """Role and organisation; whoever has no organisation yet says which one it is."""
    own = Organisation.objects.filter(
        pk__in=request.user.roles.organisations(Role.REPRESENTATIVE)
    ).order_by("legal_name")
    form = beginning.form_for(own, posted=posted(request), told=request.GET)
    if request.method == "POST" and form.is_valid():
        made = beginning.begin(
            form, told=request.GET, by=request.user, programme=programme_of(request)
        )
        following = sections.next_after(made, ORGANISATION, request.user)
        return redirect(f"{sections.section_url(made, following)}#open")
    context = {
        "form": form,
        "number_form": NumberFirstForm(request.GET or None, auto_id="id_first_%s"),
        "is_newcomer": not own,
        "tasks_to_come": sections.tasks_to_come(),
    }
    return render(request, "exchanges/registration/start.html", context)


def registration_detail(request, public_id):
    """The task list while it is in work, the answers with what comes next afterwards."""
    registration = get_registration(request, public_id)
    own = speaks_for(request.user, registration)
    if own and is_in_work(registration):
        return render_work(request, registration)
    acts = own and not registration.programme.is_archived
    context = {
        "registration": registration,
        "tasks": sections.tasks_of(registration, request.user) if own else [],
        "outcomes": presentation.outcomes_of(eligibility.check(registration)),
        "answers": shown.answers_of(registration),
        "next_step": presentation.next_step_of(registration),
        "may_hold": acts and registration.state == R.ACCEPTED,
        "may_resume": acts and registration.state in (R.ON_HOLD, R.LOW_ACTIVE),
        "may_confirm": acts and bool(registration.hidden_on),
        "hold_form": HoldForm(),
        "may_withdraw": own and registrations.may_withdraw(request.user, registration),
        "may_ask_review": acts and reviews.may_ask(request.user, registration),
        "reviews": registration.reviews.all(),
        "papers": presentation.papers_of(registration)
        if may_read_papers(request.user, registration)
        else [],
    }
    return render(request, "exchanges/registration/registration_detail.html", context)


def registration_check(request, public_id):
    """All answers on one page, the declarations below them, and the button that sends both."""
    registration = get_registration(request, public_id)
    require(speaks_for(request.user, registration))
    if not is_in_work(registration):
        page = "registration-sent" if registration.declared_at else "registration-detail"
        return redirect(f"registration:{page}", public_id)
    form = DeclarationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        registrations.submit(registration, by=request.user)
        return redirect("registration:registration-sent", public_id)
    report = eligibility.check(registration)
    context = {
        "registration": registration,
        "form": form,
        "sections": sections.checked(registration),
        "outcomes": presentation.outcomes_of(report),
        "ineligible": report.failed,
        "missing": drafts.open_parts(registration, request.user) + missing_parts(registration),
        "is_representative": request.user.represents(registration.organisation),
    }
    return render(request, "exchanges/registration/registration_check.html", context)


def registration_sent(request, public_id):
    registration = get_registration(request, public_id)
    require(speaks_for(request.user, registration))
    context = {
        "registration": registration,
        "other": registrations.other_in_work(registration),
        "summary": summaries.newest_of(registration),
    }
    return render(request, "exchanges/registration/registration_sent.html", context)


def registration_withdraw(request, public_id):
    """The organisation steps back, or its cluster ends what it has accepted."""
    registration = get_registration(request, public_id)
    registrations.require_withdrawable(registration, by=request.user)
    own = speaks_for(request.user, registration)
    page = "registration-detail" if own else "assessment-detail"
    back = reverse(f"registration:{page}", args=[public_id])
    form = WithdrawalForm(posted(request), is_own=own)
    if request.method == "POST" and form.is_valid():
        registrations.withdraw(registration, by=request.user, reason=form.cleaned_data["remark"])
        messages.success(request, _("The registration has ended."))
        return redirect(back)
    context = {"registration": registration, "form": form, "is_own": own, "back": back}
    return render(request, "exchanges/registration/registration_withdraw.html", context)


@require_POST
def registration_hold(request, public_id):
    form = HoldForm(request.POST)
    if not form.is_valid():
        raise BadInput(" ".join(str(error) for error in form.errors["until"]))
    until = form.cleaned_data["until"]
    registrations.hold(get_registration(request, public_id), by=request.user, until=until)
    messages.success(request, _("You are out of the catalogue until you come back."))
    return redirect("registration:registration-detail", public_id)


@require_POST
def registration_resume(request, public_id):
    registrations.resume(get_registration(request, public_id), by=request.user)
    messages.success(request, _("You are in the catalogue again."))
    return redirect("registration:registration-detail", public_id)


def summary_download(request, public_id):
    """What was sent, as it was sent, for the organisation and those who assess it."""
    registration = get_registration(request, public_id)
    if not may_read_papers(request.user, registration):
        raise Http404
    return summaries.download(registration)


def paper_download(request, public_id, paper):
    """CV or agency letter, for those who may read them before any match."""
    registration = get_registration(request, public_id)
    if paper not in PAPERS or not may_read_papers(request.user, registration):
        raise Http404
    stored = getattr(registration, PAPERS[paper])
    return files.download(stored, name=f"{registration.reference}-{paper}")
