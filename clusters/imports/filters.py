"""What lists of imports and of their rows may be narrowed by."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.directory.models import Cluster
from clusters.imports.models import ImportBatch, ImportRow, MemberContact


class BatchFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=ImportBatch.State.choices, label=_("State"))

    class Meta:
        model = ImportBatch
        fields: list[str] = []


class RowFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("Name"))
    outcome = django_filters.ChoiceFilter(choices=ImportRow.Outcome.choices, label=_("Outcome"))

    class Meta:
        model = ImportRow
        fields: list[str] = []


class ContactFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Organisation or person"))
    cluster = django_filters.ModelChoiceFilter(
        queryset=Cluster.objects.select_related("organisation"),
        to_field_name="code",
        label=_("Cluster"),
    )

    class Meta:
        model = MemberContact
        fields: list[str] = []

    def search(self, queryset, _name, words):
        return queryset.filter(
            Q(organisation__legal_name__icontains=words)
            | Q(family_name__icontains=words)
            | Q(email__icontains=words)
        )
