"""The entry in the menu for those who look after the money."""

from django.utils.translation import gettext_lazy as _

from blues.common import navigation


def sees_payments(user) -> bool:
    return user.is_authenticated and (
        user.is_finance_officer or user.is_programme_coordinator or user.is_auditor
    )


navigation.register(_("Payments"), "finalisation:payment-list", order=45, visible=sees_payments)
