"""The hosts of a cluster by freshness: of whom nothing has been heard for longest comes first."""

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy

from blues.common.lists import Column, ListPage
from exchanges.registration import interest
from exchanges.registration.answers import AFTER_ACCEPTANCE
from exchanges.registration.models import Registration
from exchanges.registration.presentation import state_pill
from exchanges.registration.rules import require
from exchanges.registration.silence import with_last_sign
from exchanges.registration.states import RegistrationState

ADMITTED = [(state.value, state.label) for state in RegistrationState if state in AFTER_ACCEPTANCE]


class HostFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=ADMITTED)
    organisation = django_filters.CharFilter(
        label=gettext_lazy("Organisation"),
        field_name="organisation__legal_name",
        lookup_expr="icontains",
    )

    class Meta:
        model = Registration
        fields: list[str] = []


class HostList(ListPage):
    title = gettext_lazy("Hosts by freshness")
    template_name = "exchanges/registration/host_list.html"
    filterset_class = HostFilter
    default_sort = "last_sign"
    export_name = "hosts"
    empty_title = gettext_lazy("No hosts yet")
    empty_text = gettext_lazy("They appear here once you have accepted them.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Reference"),
            sort="reference",
            link=lambda r: reverse("registration:assessment-detail", args=[r.public_id]),
        ),
        Column("organisation", gettext_lazy("Organisation"), sort="organisation__legal_name"),
        Column(
            "state",
            gettext_lazy("Status"),
            value="get_state_display",
            sort="state",
            shown=state_pill,
        ),
        Column("last_sign", gettext_lazy("Last heard of"), sort="last_sign"),
        Column("awake_on", gettext_lazy("Last said to be interested"), sort="awake_on"),
        Column("hidden_on", gettext_lazy("Left the catalogue"), sort="hidden_on"),
        Column("cluster", gettext_lazy("Partner cluster"), sort="cluster__code"),
    ]

    def get_queryset(self):
        """Those admitted by the clusters that the reader coordinates; all for the programme."""
        user = self.request.user
        require(bool(user.cluster_ids) or user.is_programme_coordinator)
        hosts = Registration.objects.hosts().filter(state__in=AFTER_ACCEPTANCE)
        if not user.is_programme_coordinator:
            hosts = hosts.filter(cluster__in=user.cluster_ids)
        return with_last_sign(hosts).with_parties()

    def get_context_data(self, **kwargs):
        silent_hosts = interest.unconfirmed_hosts(self.request.user).count()
        return super().get_context_data(**kwargs) | {"silent_hosts": silent_hosts}
