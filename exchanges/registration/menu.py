"""Entries in the menu for those who register and those who assess."""

from django.utils.translation import gettext_lazy as _

from blues.common import navigation
from exchanges.registration import worklist


def takes_part(user) -> bool:
    """Who acts for an organisation, and newcomers, who are about to."""
    if not user.is_authenticated:
        return False
    return bool(user.organisation_ids) or not user.roles.assignments


def oversees(user) -> bool:
    return user.is_authenticated and bool(
        user.cluster_ids or user.is_programme_coordinator or user.is_auditor
    )


def coordinates(user) -> bool:
    return user.is_authenticated and bool(user.cluster_ids)


def waiting_for(user) -> int:
    """Registrations that wait for this coordinator."""
    return worklist.waiting_for(user).count() if user.cluster_ids else 0


navigation.register(
    _("My registrations"), "registration:registration-list", order=20, visible=takes_part
)
navigation.register(_("Silent members"), "registration:silent-list", order=24, visible=coordinates)
navigation.register(_("Exceptions"), "registration:exception-list", order=26, visible=oversees)
navigation.register(
    _("Registrations"),
    "registration:assessment-list",
    order=20,
    visible=oversees,
    count=waiting_for,
)
