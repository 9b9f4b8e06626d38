"""Members that do not answer: the list, the call, and the question to all silent hosts."""

import django_filters
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blues.common.lists import Column, ListPage
from blues.notices.topics import TOPICS
from clusters.models import Organisation
from exchanges.registration import interest, silent
from exchanges.registration.assessment_forms import CallForm, HostsForm
from exchanges.registration.rules import require
from exchanges.registration.upkeep import CallNote
from exchanges.registration.views import posted


class SilentFilter(django_filters.FilterSet):
    days = django_filters.ChoiceFilter(
        label=gettext_lazy("Not signed in for"),
        method="filter_days",
        choices=[
            ("30", gettext_lazy("30 days")),
            ("90", gettext_lazy("90 days")),
            ("180", gettext_lazy("180 days")),
        ],
    )
    why = django_filters.ChoiceFilter(
        label=gettext_lazy("Because"),
        method="filter_why",
        choices=[
            ("never-registered", gettext_lazy("never registered")),
            ("empty", gettext_lazy("empty profile")),
            ("invited", gettext_lazy("invitation unanswered")),
        ],
    )
    organisation = django_filters.CharFilter(
        label=gettext_lazy("Organisation"), field_name="legal_name", lookup_expr="icontains"
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def filter_days(self, rows, _name, value):
        return silent.silent_for(rows, int(value))

    def filter_why(self, rows, _name, value):
        return silent.because(rows, value)


def name_to_call(organisation) -> str:
    return silent.whom_to_call(organisation)[0]


def number_to_call(organisation) -> str:
    return silent.whom_to_call(organisation)[1]


def last_call(organisation) -> str:
    outcome = organisation.called_outcome
    return str(CallNote.Outcome(outcome).label) if outcome else ""


class SilentList(ListPage):
    title = gettext_lazy("Silent members")
    template_name = "exchanges/registration/silent_list.html"
    filterset_class = SilentFilter
    default_sort = "last_seen"
    export_name = "silent-members"
    empty_title = gettext_lazy("Nobody is silent")
    empty_text = gettext_lazy("Every member has signed in lately.")
    columns = [
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            value="legal_name",
            sort="legal_name",
            link=lambda o: reverse("registration:silent-call", args=[o.public_id]),
        ),
        Column("last_seen", gettext_lazy("Last signed in"), sort="last_seen"),
        Column("why", gettext_lazy("Why here"), value=silent.reasons_for),
        Column("contact", gettext_lazy("Whom to call"), value=name_to_call),
        Column("phone", gettext_lazy("Phone"), value=number_to_call),
        Column("called_on", gettext_lazy("Last call"), sort="called_on"),
        Column("outcome", gettext_lazy("What came of it"), value=last_call),
        Column("next_call_on", gettext_lazy("Call again on"), sort="next_call_on"),
    ]

    def get_queryset(self):
        user = self.request.user
        require(bool(user.cluster_ids) or user.is_programme_coordinator)
        return silent.silent_for(silent.members_of(user), min(silent.DAYS))

    def get_context_data(self, **kwargs):
        hosts = interest.unconfirmed_hosts(self.request.user).count()
        return super().get_context_data(**kwargs) | {"silent_hosts": hosts}


def silent_call(request, public_id):
    """Whom to call, what was said before, and the note about this call."""
    organisation = get_object_or_404(silent.members_of(request.user), public_id=public_id)
    form = CallForm(posted(request))
    if request.method == "POST" and form.is_valid():
        silent.note_call(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("registration:silent-list")
    notes = organisation.call_notes.visible_to(request.user)
    person, phone = silent.whom_to_call(organisation)
    context = {
        "organisation": organisation,
        "reasons": silent.reasons_for(organisation),
        "contact": person,
        "phone": phone,
        "notes": notes.select_related("made_by"),
        "form": form,
    }
    return render(request, "exchanges/registration/silent_call.html", context)


def silent_ask(request):
    """ "Still hosting?" in bulk: everybody ticked, the mail as it will read, one button."""
    require(bool(request.user.cluster_ids))
    hosts = interest.unconfirmed_hosts(request.user)
    form = HostsForm(posted(request), hosts=hosts)
    if request.method == "POST" and form.is_valid():
        asked = interest.ask_hosts(form.cleaned_data["hosts"], by=request.user)
        said = ngettext("%(asked)s host asked.", "%(asked)s hosts asked.", asked)
        messages.success(request, said % {"asked": asked})
        return redirect("registration:silent-list")
    context = {"form": form, "hosts": hosts, "mail": _preview(hosts.first())}
    return render(request, "exchanges/registration/silent_ask.html", context)


def _preview(registration) -> dict[str, str]:
    if registration is None:
        return {}
    topic = TOPICS[interest.ASKED_BY_HAND]
    names = {
        "reference": registration.reference,
        "organisation": str(registration.organisation),
        "cluster": str(registration.cluster),
    }
    return {
        "subject": str(topic.subject) % names,
        "body": str(topic.body) % names,
        "button": str(topic.button),
    }
