"""The ledger: what each agreement binds, and what clusters and programme have left."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy

from blues.common.lists import Column, ListPage
from clusters.models import Cluster, Role
from clusters.programme.choice import chosen
from exchanges.building import ledger
from exchanges.lifecycle.models import Exchange

COLUMNS = {
    "reserved": gettext_lazy("reserved"),
    "committed": gettext_lazy("committed"),
    "due": gettext_lazy("due"),
    "paid": gettext_lazy("paid"),
    "released": gettext_lazy("released"),
}


def keeps_books(user) -> bool:
    """The programme, those who pay, the agency, and each cluster for itself."""
    return user.is_authenticated and (_sees_all(user) or user.roles.holds(Role.COORDINATOR))


def _sees_all(user) -> bool:
    return user.is_programme_coordinator or user.is_finance_officer or user.is_auditor


def clusters_for(request):
    """Those whose money the reader may see, in the chosen programmes."""
    rows = Cluster.objects.filter(programme__in=chosen(request), is_partner=True)
    if not _sees_all(request.user):
        rows = rows.filter(pk__in=request.user.roles.clusters(Role.COORDINATOR))
    return rows.select_related("organisation", "programme")


class LedgerFilter(django_filters.FilterSet):
    cluster = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Paying cluster"), field_name="vop", queryset=clusters_for
    )
    column = django_filters.ChoiceFilter(
        label=gettext_lazy("Standing"), choices=list(COLUMNS.items())
    )

    class Meta:
        model = Exchange
        fields: list[str] = []


class LedgerList(ListPage):
    title = gettext_lazy("Ledger")
    template_name = "exchanges/workspace/ledger_list.html"
    filterset_class = LedgerFilter
    default_sort = "-reference"
    export_name = "ledger"
    empty_title = gettext_lazy("No agreements yet")
    empty_text = gettext_lazy("An agreement binds money from the day on which it is prepared.")
    columns = [
        Column(
            "reference",
            gettext_lazy("Exchange"),
            sort="reference",
            link=lambda e: reverse("building:agreement-detail", args=[e.public_id]),
        ),
        Column("payee", gettext_lazy("Payee"), value="visitor_organisation.legal_name"),
        Column("vop", gettext_lazy("Paying cluster"), value=lambda e: str(e.vop), sort="vop__code"),
        Column("column", gettext_lazy("Standing"), value=lambda e: str(COLUMNS[e.column])),
        Column("sum", gettext_lazy("Sum, EUR"), sort="sum", numeric=True),
        Column("overdraft", gettext_lazy("Above the budget, because"), value="overdraft"),
    ]

    def get_queryset(self):
        if not keeps_books(self.request.user):
            raise PermissionDenied
        paid_for = Exchange.objects.filter(vop__in=clusters_for(self.request))
        return ledger.entries(paid_for).exclude(column="").with_parties()

    def get_context_data(self, **kwargs):
        clusters = list(clusters_for(self.request))
        books = ledger.of_clusters(clusters)
        return super().get_context_data(
            **kwargs,
            books=[(cluster, books[cluster.pk]) for cluster in clusters],
            total=ledger.total(books.values()),
        )
