"""What the lists of organisations and memberships may be narrowed by."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.directory.models import Cluster, Membership, Organisation
from clusters.programme.models import Country, OrganisationType

STATES = [("requested", _("awaiting the cluster")), ("confirmed", _("confirmed"))]


class OrganisationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Name or town"))
    type = django_filters.ChoiceFilter(choices=OrganisationType, label=_("Type"))
    country = django_filters.ModelChoiceFilter(queryset=Country.objects.all(), label=_("Country"))
    cluster = django_filters.ModelChoiceFilter(
        queryset=lambda request: _clusters_of(request.user),
        to_field_name="code",
        method="in_cluster",
        label=_("Cluster"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, queryset, _name, words):
        return queryset.filter(
            Q(legal_name__icontains=words)
            | Q(short_name__icontains=words)
            | Q(city__icontains=words)
        )

    def in_cluster(self, queryset, _name, cluster):
        return queryset.filter(pk__in=cluster.memberships.live().organisations())


def _clusters_of(user):
    """Whose members the reader may list: the clusters one coordinates, or all of them."""
    clusters = Cluster.objects.select_related("organisation")
    if user.is_programme_coordinator or user.is_finance_officer or user.is_auditor:
        return clusters
    return clusters.filter(pk__in=user.cluster_ids)


class MembershipFilter(django_filters.FilterSet):
    cluster = django_filters.ModelChoiceFilter(
        queryset=Cluster.objects.select_related("organisation"),
        to_field_name="code",
        label=_("Cluster"),
    )
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))

    class Meta:
        model = Membership
        fields: list[str] = []

    def in_state(self, queryset, _name, state):
        return queryset.requested() if state == "requested" else queryset.confirmed()
