"""The copies that were taken, and the exchanges behind a number."""

import django_filters
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.models import Cluster, Country, Membership, Programme
from clusters.programme.choice import chosen, programme_of
from exchanges.models import Exchange, Mode
from workpackages.reporting import rules
from workpackages.reporting.models import Snapshot
from workpackages.reporting.phases import PHASE_OF, STATES_IN, TOOK_PLACE, Phase
from workpackages.reporting.records import reported

ACROSS = [
    ("inside", _("within one cluster")),
    ("between", _("between two clusters of the partnership")),
    ("outside", _("one side outside the partnership")),
]


class SnapshotList(ListPage):
    title = _("Reports and copies")
    template_name = "workpackages/reporting/snapshot_list.html"
    export_name = "copies"
    default_sort = "-taken_at"
    empty_title = _("No copies yet")
    empty_text = _("A copy freezes exchanges and indicators as they stand at one moment.")
    columns = [
        Column(
            "taken_at",
            _("Taken"),
            sort="taken_at",
            link=Snapshot.get_absolute_url,
        ),
        Column("scope", _("Scope")),
        Column("variant", _("Variant"), "get_variant_display", sort="variant"),
        Column("state", _("State"), "get_state_display", sort="state"),
        Column("sha256", _("SHA-256 of the data"), lambda row: row.sha256[:12]),
        Column("taken_by", _("Taken by")),
    ]

    def get_queryset(self):
        rules.must_read(self.request.user)
        visible = Snapshot.objects.visible_to(self.request.user).with_scope()
        return visible.filter(programme__in=chosen(self.request))

    def get_context_data(self, **kwargs):
        may_take = rules.may_take_any(self.request.user)
        return super().get_context_data(**kwargs) | {"may_take": may_take}


def _clusters(request):
    return Cluster.objects.filter(programme__in=chosen(request)).select_related("organisation")


class ExchangeFilter(django_filters.FilterSet):
    """One parameter for everything an indicator tells exchanges apart by."""

    phase = django_filters.ChoiceFilter(label=_("State"), choices=Phase.choices, method="in_phase")
    took_place = django_filters.BooleanFilter(label=_("Stay has ended"), method="that_took_place")
    mode = django_filters.ChoiceFilter(label=_("In person or online"), choices=Mode)
    vop = django_filters.ModelChoiceFilter(
        label=_("Counted for (VOP)"),
        queryset=_clusters,
        to_field_name="code",
    )
    hop = django_filters.ModelChoiceFilter(
        label=_("Hosted with (HOP)"),
        queryset=_clusters,
        to_field_name="code",
    )
    visitor_country = django_filters.ModelChoiceFilter(
        label=_("Visitor from"),
        field_name="visitor_organisation__country",
        queryset=Country.objects.all(),
    )
    host_country = django_filters.ModelChoiceFilter(
        label=_("Host in"), field_name="host_organisation__country", queryset=Country.objects.all()
    )
    month = django_filters.DateFilter(
        label=_("Month of the first day"), input_formats=["%Y-%m"], method="in_month"
    )
    across = django_filters.ChoiceFilter(
        label=_("Across clusters"), choices=ACROSS, method="across_clusters"
    )

    class Meta:
        model = Exchange
        fields: list[str] = []

    def in_phase(self, queryset, _name, phase):
        return queryset.filter(state__in=STATES_IN[Phase(phase)])

    def that_took_place(self, queryset, _name, wanted):
        states = [state for state, phase in PHASE_OF.items() if phase in TOOK_PLACE]
        return queryset.filter(state__in=states) if wanted else queryset.exclude(state__in=states)

    def in_month(self, queryset, _name, first_day):
        began = Coalesce("presence__first_day", "first_day")
        return queryset.annotate(month=TruncMonth(began)).filter(month=first_day)

    def across_clusters(self, queryset, _name, kind):
        at_home = Q(vop__is_partner=True, hop__is_partner=True) & Q(
            Exists(_membership_of("visitor_organisation")),
            Exists(_membership_of("host_organisation")),
        )
        if kind == "outside":
            return queryset.exclude(at_home)
        same = Q(vop=F("hop"))
        return queryset.filter(at_home, same if kind == "inside" else ~same)


def _membership_of(side: str):
    return Membership.objects.confirmed().filter(organisation=OuterRef(side))


class ExchangeList(ListPage):
    """What a number of an indicator counts: the same words, the same scope."""

    title = _("Exchanges behind the numbers")
    export_name = "exchanges"
    filterset_class = ExchangeFilter
    default_sort = "reference"
    empty_title = _("No exchanges yet")
    empty_text = _("An exchange is reported once both sides have accepted it.")
    columns = [
        Column("reference", _("Reference"), sort="reference", link=Exchange.get_absolute_url),
        Column(
            "visitor",
            _("Visitor"),
            "visitor_organisation",
            sort="visitor_organisation__legal_name",
        ),
        Column("host", _("Host"), "host_organisation", sort="host_organisation__legal_name"),
        Column("vop", _("Counted for (VOP)"), sort="vop__code"),
        Column("hop", _("Hosted with (HOP)"), sort="hop__code"),
        Column(
            "first_day",
            _("Planned for"),
            sort="first_day",
            shown=lambda row: formats.period(row.first_day, row.last_day),
        ),
        Column("mode", _("Mode"), "get_mode_display", sort="mode"),
        Column("state", _("State"), "get_state_display", sort="state"),
    ]

    @cached_property
    def programme(self) -> Programme:
        return programme_of(self.request)

    def get_queryset(self):
        rules.must_read(self.request.user)
        exchanges = rules.in_scope(self.request.user, self.programme)
        return reported(exchanges).order_by().with_parties()
