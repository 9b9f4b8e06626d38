"""Facets and words by which people look for partners."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.models import Country, OrganisationType, Term
from clusters.programme.choice import chosen
from exchanges.registration import languages
from exchanges.registration.models import Mode, Registration

SEARCHED = (
    *("organisation__legal_name", "organisation__short_name", "organisation__description"),
    *("organisation__city", "summary", "objectives", "contribution", "topics__label"),
)


class CatalogueFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(label=_("Words"), method="with_words")
    role = django_filters.ChoiceFilter(
        label=_("Looking for"), choices=Registration.ROLES, empty_label=_("hosts and visitors")
    )
    country = django_filters.ModelChoiceFilter(
        label=_("Country"),
        field_name="organisation__country",
        queryset=lambda _request: Country.objects.filter(
            pk__in=Registration.objects.in_catalogue().values("organisation__country")
        ),
        empty_label=_("any"),
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        queryset=lambda request: Term.objects.filter(kind=Term.Kind.TOPIC).offered_in(
            chosen(request)
        ),
        to_field_name="code",
        empty_label=_("any"),
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=languages.choices,
        method="with_language",
        empty_label=_("any"),
    )
    mode = django_filters.ChoiceFilter(
        label=_("How"), choices=Mode.choices, method="with_mode", empty_label=_("any")
    )
    type = django_filters.ChoiceFilter(
        label=_("Type"),
        field_name="organisation__type",
        choices=OrganisationType.choices,
        empty_label=_("any"),
    )

    class Meta:
        model = Registration
        fields: list[str] = []

    def with_words(self, queryset, _name, value):
        """Every word must occur somewhere; each in any of the fields."""
        for word in value.split():
            found = Q()
            for name in SEARCHED:
                found |= Q(**{f"{name}__icontains": word})
            queryset = queryset.filter(pk__in=Registration.objects.filter(found).values("pk"))
        return queryset

    def with_language(self, queryset, _name, value):
        return queryset.filter(languages__has_key=value)

    def with_mode(self, queryset, _name, value):
        return queryset.filter(mode__in=[value, "both"])
