"""The work list of a cluster: what waits, how long, for whom; and which case comes next."""

import django_filters
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import clock
from blues.common.lists import Column, ListPage, as_text
from clusters.models import Role
from clusters.programme.choice import chosen
from exchanges.registration.casework import HandOver
from exchanges.registration.models import Registration
from exchanges.registration.presentation import state_pill
from exchanges.registration.rules import require, without_ties
from exchanges.registration.states import WITH_THE_CLUSTER, RegistrationState

R = RegistrationState
SENT = [(state.value, state.label) for state in R if state != R.DRAFT]


def next_case(user) -> Registration | None:
    """What waits longest for this coordinator and is neither a colleague's nor too near."""
    waiting = waiting_for(user)
    waiting = waiting.filter(taken_up_by=user) | waiting.free_to_take()
    return waiting.with_parties().order_by("due_on", "pk").first()


def waiting_for(user):
    """Open cases of the own clusters that nothing keeps this person from deciding."""
    waiting = Registration.objects.filter(state__in=WITH_THE_CLUSTER, cluster__in=user.cluster_ids)
    return without_ties(waiting, user)


class AssessmentFilter(django_filters.FilterSet):
    turn = django_filters.ChoiceFilter(
        label=gettext_lazy("Waiting for"),
        method="filter_turn",
        choices=[
            ("cluster", gettext_lazy("the cluster")),
            ("overdue", gettext_lazy("the cluster, overdue")),
            ("organisation", gettext_lazy("the organisation")),
        ],
    )
    taken = django_filters.ChoiceFilter(
        label=gettext_lazy("Taken up by"),
        method="filter_taken",
        choices=[("me", gettext_lazy("me")), ("nobody", gettext_lazy("nobody"))],
    )
    state = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=SENT)
    role = django_filters.ChoiceFilter(label=gettext_lazy("Role"), choices=Registration.ROLES)
    organisation = django_filters.CharFilter(
        label=gettext_lazy("Organisation"),
        field_name="organisation__legal_name",
        lookup_expr="icontains",
    )

    class Meta:
        model = Registration
        fields: list[str] = []

    def filter_turn(self, rows, _name, value):
        if value == "organisation":
            return rows.filter(state__in=[R.MORE_INFO_NEEDED, R.LOW_ACTIVE])
        rows = rows.filter(state__in=WITH_THE_CLUSTER)
        return rows.filter(due_on__lt=clock.today()) if value == "overdue" else rows

    def filter_taken(self, rows, _name, value):
        if value == "me":
            return rows.filter(taken_up_by=self.request.user)
        return rows.filter(state__in=WITH_THE_CLUSTER).free_to_take()


def due_shown(registration: Registration) -> str:
    """The day, and how far away it is, in words."""
    if not registration.due_on:
        return as_text(None)
    return render_to_string("_components/due.html", {"day": registration.due_on, "label": ""})


class AssessmentList(ListPage):
    title = gettext_lazy("Registrations")
    template_name = "exchanges/registration/assessment_list.html"
    filterset_class = AssessmentFilter
    default_sort = "due_on"
    export_name = "registrations"
    empty_title = gettext_lazy("No registrations yet")
    empty_text = gettext_lazy("They appear here as soon as an organisation sends one to you.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Reference"),
            sort="reference",
            link=lambda r: reverse("registration:assessment-detail", args=[r.public_id]),
        ),
        Column("organisation", gettext_lazy("Organisation"), sort="organisation__legal_name"),
        Column("country", gettext_lazy("Country"), value="organisation.country.name"),
        Column("role", gettext_lazy("Role"), value="get_role_display", sort="role"),
        Column(
            "state",
            gettext_lazy("Status"),
            value="get_state_display",
            sort="state",
            shown=state_pill,
        ),
        Column("taken_up_by", gettext_lazy("Taken up by")),
        Column("cluster", gettext_lazy("Partner cluster"), sort="cluster__code"),
        Column("due_on", gettext_lazy("Answer due"), sort="due_on", shown=due_shown),
    ]

    def get_queryset(self):
        """What one's clusters assess or are offered, in every programme.

        Programme coordinators and auditors see all of the programme they look at, too.
        """
        user = self.request.user
        rows = Registration.objects.sent().with_parties()
        rows = rows.select_related("taken_up_by")
        coordinated = user.roles.clusters(Role.COORDINATOR)
        overseeing = user.is_programme_coordinator or user.is_auditor
        require(overseeing or bool(coordinated))
        offered = HandOver.objects.open().filter(to_cluster__in=coordinated)
        seen = Q(cluster__in=coordinated) | Q(pk__in=offered.values("registration"))
        if overseeing:
            seen |= Q(programme__in=chosen(self.request))
        return rows.filter(seen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        if not user.cluster_ids:
            return context | {"next_case": None, "said": ""}
        return context | {"next_case": next_case(user), "said": self._said(user)}

    def _said(self, user) -> str:
        """One sentence about the own work."""
        counted = waiting_for(user).aggregate(
            all=Count("pk"),
            mine=Count("pk", filter=Q(taken_up_by=user)),
            late=Count("pk", filter=Q(due_on__lt=clock.today())),
        )
        return (
            _("Waiting for your cluster: %(all)s, of these overdue: %(late)s, yours: %(mine)s.")
            % counted
        )
