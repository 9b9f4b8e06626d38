"""The register of exceptions, for those who ask the agency and those who check it."""

import django_filters
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blues.common import files
from blues.common.lists import Column, ListPage
from clusters.programme.choice import chosen
from exchanges.registration import agency
from exchanges.registration.assessment_forms import ExceptionAnswerForm, ExceptionForm
from exchanges.registration.assessment_views import get_case, show
from exchanges.registration.rules import require
from exchanges.registration.upkeep import RuleException
from exchanges.registration.views import posted


def exceptions_visible_to(user):
    """All for the programme and auditors; a coordinator sees those of the own cluster."""
    rows = RuleException.objects.with_case()
    if user.is_programme_coordinator or user.is_auditor:
        return rows
    return rows.filter(registration__cluster__in=user.cluster_ids)


def get_exception(request, public_id) -> RuleException:
    return get_object_or_404(exceptions_visible_to(request.user), public_id=public_id)


class ExceptionFilter(django_filters.FilterSet):
    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("Answer"),
        method="filter_outcome",
        choices=[("open", gettext_lazy("not answered yet")), *RuleException.Outcome.choices],
    )
    organisation = django_filters.CharFilter(
        label=gettext_lazy("Organisation"),
        field_name="registration__organisation__legal_name",
        lookup_expr="icontains",
    )

    class Meta:
        model = RuleException
        fields: list[str] = []

    def filter_outcome(self, rows, _name, value):
        return rows.filter(outcome="" if value == "open" else value)


class ExceptionList(ListPage):
    title = gettext_lazy("Exceptions")
    filterset_class = ExceptionFilter
    default_sort = "-asked_on"
    export_name = "exceptions"
    empty_title = gettext_lazy("No exceptions")
    empty_text = gettext_lazy(
        "Where a host belongs to no cluster on ECCP, its cluster asks the agency on the page of "
        "the case."
    )
    columns = [
        Column(
            "registration",
            gettext_lazy("Registration"),
            value="registration.reference",
            sort="registration__reference",
            link=lambda e: reverse("registration:exception-detail", args=[e.public_id]),
        ),
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            value="registration.organisation",
            sort="registration__organisation__legal_name",
        ),
        Column("cluster", gettext_lazy("Partner cluster"), value="registration.cluster"),
        Column("rule", gettext_lazy("Rule waived"), sort="rule"),
        Column("reason", gettext_lazy("Reason")),
        Column("exchange", gettext_lazy("For exchange"), value="exchange.reference"),
        Column("asked_on", gettext_lazy("Asked on"), sort="asked_on"),
        Column("answered_on", gettext_lazy("Answered on"), sort="answered_on"),
        Column("outcome", gettext_lazy("Answer"), value="get_outcome_display", sort="outcome"),
        Column("decided_by", gettext_lazy("Put on file by")),
        Column("letter_sha256", gettext_lazy("SHA-256 of the letter")),
    ]

    def get_queryset(self):
        user = self.request.user
        require(bool(user.cluster_ids) or user.is_programme_coordinator or user.is_auditor)
        own = Q(registration__cluster__in=user.cluster_ids)
        looked_at = Q(registration__programme__in=chosen(self.request))
        return exceptions_visible_to(user).filter(own | looked_at)


@require_POST
def assessment_exception(request, public_id):
    """Note on the page of a case that the agency has been asked."""
    registration = get_case(request, public_id)
    form = ExceptionForm(request.POST, prefix="exception")
    if not form.is_valid():
        return show(request, registration, exception_form=form)
    asked = agency.ask(registration, by=request.user, **form.cleaned_data)
    messages.success(request, _("Noted. Put the answer on file here when it comes."))
    return redirect("registration:exception-detail", asked.public_id)


def exception_detail(request, public_id):
    """One exception; below it, while it waits, the form for the agency's answer."""
    exception = get_exception(request, public_id)
    waits = not exception.outcome and agency.may_note(request.user, exception.registration)
    form = ExceptionAnswerForm(posted(request), request.FILES or None) if waits else None
    if form and request.method == "POST" and form.is_valid():
        agency.note_answer(exception, by=request.user, **form.cleaned_data)
        messages.success(request, _("The agency's answer is on file."))
        return redirect("registration:exception-detail", public_id)
    require(request.method != "POST" or waits)
    title = agency.WAIVABLE.get(exception.rule, "")
    context = {"exception": exception, "form": form, "rule_title": title}
    return render(request, "exchanges/registration/exception_detail.html", context)


def exception_letter(request, public_id):
    exception = get_exception(request, public_id)
    if not exception.letter:
        raise Http404
    name = f"{exception.registration.reference}-{exception.rule}-letter"
    return files.download(agency.read_letter(exception), name=name)
