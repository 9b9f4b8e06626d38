from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from blues.common import navigation


class WorkpackagesConfig(AppConfig):
    name = "workpackages"

    def ready(self):
        import_module("workpackages.announcements")
        _add_to_the_menu()


def _add_to_the_menu() -> None:
    navigation.register(
        _("How it works"), "public:how-page", order=5, visible=navigation.signed_out
    )
    navigation.register(_("Work plan"), "plan:plan-page", order=64, visible=_staff)
    navigation.register(_("Indicators"), "reporting:indicators-page", order=66, visible=_reports)
    navigation.register(_("Reports"), "reporting:snapshot-list", order=68, visible=_reports)
    navigation.register(
        _("About the programme"), "public:about-page", area="footer", visible=navigation.everyone
    )


def _staff(user) -> bool:
    return user.is_authenticated and bool(
        user.roles.work_packages()
        or user.cluster_ids
        or user.is_programme_coordinator
        or user.is_finance_officer
        or user.is_auditor
    )


def _reports(user) -> bool:
    return user.is_authenticated and bool(
        user.cluster_ids or user.is_programme_coordinator or user.is_auditor
    )
