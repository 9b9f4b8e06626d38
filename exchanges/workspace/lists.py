"""The list of exchanges; it exports what it shows."""

import django_filters
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.models import Cluster, Country
from clusters.programme.choice import chosen
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.matching.groups import visible_groups
from exchanges.registration.models import Mode


def _clusters(request):
    return Cluster.objects.filter(programme__in=chosen(request)).select_related("organisation")


class ExchangeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Reference or organisation"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=State)
    mode = django_filters.ChoiceFilter(label=_("In person or online"), choices=Mode)
    cluster = django_filters.ModelChoiceFilter(
        label=_("Partner cluster"),
        queryset=_clusters,
        to_field_name="code",
        method="of_cluster",
    )
    host_country = django_filters.ModelChoiceFilter(
        label=_("Host country"),
        field_name="host_organisation__country",
        queryset=Country.objects.all(),
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Group"), queryset=visible_groups, to_field_name="public_id"
    )

    class Meta:
        model = Exchange
        fields: list[str] = []

    def search(self, queryset, _name, words):
        return queryset.matching_words(words)

    def of_cluster(self, queryset, _name, cluster):
        return queryset.of_cluster(cluster)


class ExchangeList(ListPage):
    title = _("Exchanges")
    export_name = "exchanges"
    filterset_class = ExchangeFilter
    default_sort = "-reference"
    empty_title = _("No exchanges yet")
    empty_text = _("An exchange begins with a proposal to a host or a visitor in the catalogue.")
    columns = [
        Column(
            "reference",
            _("Reference"),
            sort="reference",
            link=lambda exchange: exchange.get_absolute_url(),
        ),
        Column(
            "visitor", _("Visitor"), "visitor_organisation", sort="visitor_organisation__legal_name"
        ),
        Column("host", _("Host"), "host_organisation", sort="host_organisation__legal_name"),
        Column("country", _("Host country"), "host_organisation.country.name"),
        Column("vop", _("Counted for"), "vop"),
        Column(
            "first_day",
            _("First day"),
            sort="first_day",
            shown=lambda exchange: formats.period(exchange.first_day, exchange.last_day),
        ),
        Column("mode", _("Mode"), "get_mode_display"),
        Column("state", _("State"), "get_state_display", sort="state"),
        Column("due_on", _("Due"), sort="due_on"),
    ]

    def get_queryset(self):
        visible = Exchange.objects.visible_to(self.request.user).with_parties()
        return visible.filter(programme__in=chosen(self.request))
