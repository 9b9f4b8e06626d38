"""The list of proposals; it exports what it shows."""

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.programme.choice import chosen
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.matching.groups import visible_groups

OF_THIS_PHASE = (State.PROPOSED, State.ACCEPTED, State.DECLINED, State.EXPIRED, State.WITHDRAWN)


class ProposalFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(
        label=gettext_lazy("Reference or organisation"), method="with_words"
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=[(state.value, state.label) for state in OF_THIS_PHASE],
    )
    group = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Group"), queryset=visible_groups, to_field_name="public_id"
    )

    class Meta:
        model = Exchange
        fields: list[str] = []

    def with_words(self, rows, _name, words):
        return rows.matching_words(words)


class ProposalList(ListPage):
    title = gettext_lazy("Proposals")
    template_name = "exchanges/matching/proposal_list.html"
    filterset_class = ProposalFilter
    default_sort = "-reference"
    export_name = "proposals"
    empty_title = gettext_lazy("No proposals yet")
    empty_text = gettext_lazy("Look for a partner in the catalogue; most answer within days.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Reference"),
            sort="reference",
            link=lambda e: reverse("matching:proposal-detail", args=[e.public_id]),
        ),
        Column("visitor", gettext_lazy("Visitor"), value="visitor_organisation"),
        Column("host", gettext_lazy("Host"), value="host_organisation"),
        Column("group", gettext_lazy("Group"), value="group.title"),
        Column(
            "days",
            gettext_lazy("Dates"),
            value=lambda e: formats.period(e.first_day, e.last_day),
            sort="first_day",
        ),
        Column("state", gettext_lazy("Status"), value="get_state_display", sort="state"),
        Column("due_on", gettext_lazy("Answer due"), sort="due_on"),
    ]

    def get_queryset(self):
        visible = Exchange.objects.visible_to(self.request.user).with_parties()
        return visible.filter(state__in=OF_THIS_PHASE, programme__in=chosen(self.request))
