"""What the lists of people, roles and invitations may be narrowed by."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.people.invitation_models import Invitation
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Name or address"))

    class Meta:
        model = User
        fields: list[str] = []

    def search(self, queryset, _name, words):
        return queryset.filter(
            Q(given_names__icontains=words)
            | Q(family_name__icontains=words)
            | Q(email__icontains=words)
        )


class AssignmentFilter(django_filters.FilterSet):
    """Shows roles in force unless another state is asked for."""

    STATES = [
        ("current", _("in force")),
        ("ending", _("ending within 30 days")),
        ("coming", _("to come")),
        ("over", _("over")),
    ]

    role = django_filters.ChoiceFilter(choices=Role, label=_("Role"))
    state = django_filters.ChoiceFilter(choices=STATES, label=_("State"), method="in_state")

    class Meta:
        model = RoleAssignment
        fields: list[str] = []

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.current()
        return super().filter_queryset(queryset)

    def in_state(self, queryset, _name, state):
        return queryset.in_state(state)


class InvitationFilter(django_filters.FilterSet):
    role = django_filters.ChoiceFilter(choices=Role, label=_("Role"))
    open = django_filters.BooleanFilter(method="still_open", label=_("Open"))

    class Meta:
        model = Invitation
        fields: list[str] = []

    def still_open(self, queryset, _name, wanted):
        open_ones = Invitation.objects.open().values("pk")
        return queryset.filter(pk__in=open_ones) if wanted else queryset.exclude(pk__in=open_ones)
