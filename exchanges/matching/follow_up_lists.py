"""The lists of what a coordinator follows up; each exports what it shows."""

from datetime import timedelta

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy

from blues.common import clock
from blues.common.lists import Column, ListPage
from clusters.programme.choice import chosen
from exchanges.lifecycle.models import Exchange
from exchanges.matching import follow_up
from exchanges.matching.rounds import makes_matches
from exchanges.matching.telling import other_side
from exchanges.registration.models import Registration
from exchanges.registration.rules import require
from exchanges.registration.worklist import due_shown

SOON = timedelta(days=3)


def _proposal_of(exchange: Exchange) -> str:
    return reverse("matching:proposal-detail", args=[exchange.public_id])


def _visitors_looking_for(term) -> str:
    return f"{reverse('matching:catalogue-list')}?role=visitor&topic={term.code}"


def _programmes(request):
    require(makes_matches(request.user))
    return chosen(request)


class FollowUpList(ListPage):
    """``kind`` names the list where somebody writes to all who are on it."""

    template_name = "exchanges/matching/follow_up_list.html"
    kind = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"kind": self.kind}


class UnansweredFilter(django_filters.FilterSet):
    waiting = django_filters.ChoiceFilter(
        label=gettext_lazy("Unanswered for"),
        method="filter_waiting",
        choices=[
            ("3", gettext_lazy("3 days and more")),
            ("7", gettext_lazy("7 days and more")),
            ("14", gettext_lazy("14 days and more")),
            ("soon", gettext_lazy("expires within 3 days")),
        ],
    )
    words = django_filters.CharFilter(
        label=gettext_lazy("Reference or organisation"), method="filter_words"
    )

    class Meta:
        model = Exchange
        fields: list[str] = []

    def filter_waiting(self, rows, _name, value):
        if value == "soon":
            return rows.filter(due_on__lte=clock.today() + SOON)
        return rows.filter(proposed_at__date__lte=clock.today() - timedelta(days=int(value)))

    def filter_words(self, rows, _name, words):
        return rows.matching_words(words)


class UnansweredList(FollowUpList):
    title = gettext_lazy("Unanswered proposals")
    kind = "unanswered"
    filterset_class = UnansweredFilter
    default_sort = "due_on"
    export_name = "unanswered-proposals"
    empty_title = gettext_lazy("Everybody has answered")
    empty_text = gettext_lazy("No proposal waits for a member of yours.")
    columns = [
        Column("reference", gettext_lazy("Proposal"), sort="reference", link=_proposal_of),
        Column(
            "waits_for",
            gettext_lazy("Waits for"),
            value=lambda e: e.organisation_of(other_side(e)),
        ),
        Column(
            "asked_by",
            gettext_lazy("Asked by"),
            value=lambda e: e.organisation_of(e.proposed_side),
        ),
        Column("cluster", gettext_lazy("Cluster"), value=lambda e: e.cluster_of(other_side(e))),
        Column("proposed_at", gettext_lazy("Last offer"), sort="proposed_at"),
        Column("due_on", gettext_lazy("Answer due"), sort="due_on", shown=due_shown),
        Column("written_at", gettext_lazy("Written to"), sort="written_at"),
    ]

    def get_queryset(self):
        return follow_up.unanswered(self.request.user, _programmes(self.request))


class ProfileFilter(django_filters.FilterSet):
    why = django_filters.ChoiceFilter(
        label=gettext_lazy("Because"),
        method="filter_why",
        choices=[
            ("thin", gettext_lazy("thin profile")),
            ("dormant", gettext_lazy("nobody has signed in for long")),
            ("unused", gettext_lazy("no proposal yet")),
            ("fits", gettext_lazy("no proposal yet, though somebody would fit")),
        ],
    )
    role = django_filters.ChoiceFilter(label=gettext_lazy("Role"), choices=Registration.ROLES)
    organisation = django_filters.CharFilter(
        label=gettext_lazy("Organisation"),
        field_name="organisation__legal_name",
        lookup_expr="icontains",
    )

    class Meta:
        model = Registration
        fields: list[str] = []

    def filter_why(self, rows, _name, value):
        if value == "fits":
            return rows.filter(is_unused=True, has_partner=True)
        return rows.filter(**{f"is_{value}": True})


class ProfileList(FollowUpList):
    title = gettext_lazy("Profiles that need a word")
    kind = "profiles"
    filterset_class = ProfileFilter
    default_sort = "last_sign"
    export_name = "profiles-to-follow-up"
    empty_title = gettext_lazy("Every profile is alive")
    empty_text = gettext_lazy("All are filled in, looked after and have a proposal.")
    columns = [
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            sort="organisation__legal_name",
            link=lambda r: reverse("registration:assessment-detail", args=[r.public_id]),
        ),
        Column("role", gettext_lazy("Role"), value="get_role_display", sort="role"),
        Column("cluster", gettext_lazy("Cluster"), sort="cluster__code"),
        Column("why", gettext_lazy("Why here"), value=follow_up.reasons_for),
        Column("last_sign", gettext_lazy("Last heard of"), sort="last_sign"),
        Column("written_at", gettext_lazy("Written to"), sort="written_at"),
    ]

    def get_queryset(self):
        return follow_up.profiles(self.request.user, _programmes(self.request))


class PairList(FollowUpList):
    title = gettext_lazy("Matches that nobody used")
    kind = "pairs"
    default_sort = "-ended"
    export_name = "unused-matches"
    empty_title = gettext_lazy("No match lies idle")
    empty_text = gettext_lazy("What the rounds proposed was answered, or is still waiting.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Proposal"),
            value="exchange.reference",
            sort="exchange__reference",
            link=lambda pair: _proposal_of(pair.exchange),
        ),
        Column("visitor", gettext_lazy("Visitor"), value="exchange.visitor_organisation"),
        Column("host", gettext_lazy("Host"), value="exchange.host_organisation"),
        Column("round", gettext_lazy("From"), value="round"),
        Column("score", gettext_lazy("Points"), sort="score", numeric=True),
        Column("state", gettext_lazy("Status"), value="exchange.get_state_display"),
        Column(
            "ended",
            gettext_lazy("Ended"),
            value="exchange.state_since",
            sort="exchange__state_since",
        ),
        Column("written_at", gettext_lazy("Written to"), sort="written_at"),
    ]

    def get_queryset(self):
        return follow_up.unused_pairs(self.request.user, _programmes(self.request))


class TopicList(FollowUpList):
    title = gettext_lazy("Topics that nobody offers")
    kind = "topics"
    default_sort = "-wanted"
    export_name = "unmet-topics"
    empty_title = gettext_lazy("Every topic is offered")
    empty_text = gettext_lazy("Whatever visitors look for, a host in the catalogue offers.")
    columns = [
        Column(
            "label",
            gettext_lazy("Topic"),
            value=str,
            sort="label",
            link=lambda term: (
                f"{reverse('matching:catalogue-list')}?role=visitor&topic={term.code}"
            ),
        ),
        Column("wanted", gettext_lazy("Visitors looking for it"), sort="wanted", numeric=True),
    ]

    def get_queryset(self):
        return follow_up.unmet_topics(_programmes(self.request))


class CountryList(FollowUpList):
    title = gettext_lazy("Countries without a host")
    kind = "countries"
    default_sort = "-wanted"
    export_name = "unmet-countries"
    empty_title = gettext_lazy("Every wish has a host")
    empty_text = gettext_lazy("In each country that visitors prefer, a host is listed.")
    columns = [
        Column("name", gettext_lazy("Country"), sort="name"),
        Column("wanted", gettext_lazy("Visitors who prefer it"), sort="wanted", numeric=True),
    ]

    def get_queryset(self):
        return follow_up.unmet_countries(_programmes(self.request))
