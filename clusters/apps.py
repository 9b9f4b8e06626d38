from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from blues.common import navigation


class ClustersConfig(AppConfig):
    name = "clusters"

    def ready(self):
        for room in ("directory", "people"):
            import_module(f"clusters.{room}.topics")
        for room in ("imports", "people"):
            import_module(f"clusters.{room}.handlers")
        import_module("clusters.directory.cloning")
        begin = import_module("clusters.people.sessions").begin
        user_logged_in.connect(begin, dispatch_uid="clusters.people.sessions.begin")
        look = import_module("clusters.programme.choice").begin
        user_logged_in.connect(look, dispatch_uid="clusters.programme.choice.begin")
        _add_to_the_menu()


def _add_to_the_menu() -> None:
    navigation.register(
        _("Organisations"), "directory:organisation-list", order=60, visible=_oversees
    )
    navigation.register(
        _("Member lists"), "imports:import-list", order=65, visible=_brings_in_lists
    )
    navigation.register(_("People"), "people:assignment-list", order=70, visible=_has_colleagues)
    navigation.register(_("Rules"), "programme:rules-page", order=80, visible=_reads_rules)
    navigation.register(_("Accounts"), "people:person-list", order=90, visible=_operates)
    navigation.register(_("Your account"), "people:account-page", order=10, area="account")
    navigation.register(_("The clusters"), "directory:cluster-list", area="footer", visible=_anyone)
    navigation.register(_("Code lists"), "programme:code-list-list", area="footer", visible=_anyone)


def _anyone(_user) -> bool:
    return True


def _oversees(user) -> bool:
    return user.is_authenticated and bool(
        user.cluster_ids
        or user.is_programme_coordinator
        or user.is_finance_officer
        or user.is_auditor
    )


def _brings_in_lists(user) -> bool:
    return user.is_authenticated and bool(user.cluster_ids or user.is_programme_coordinator)


def _has_colleagues(user) -> bool:
    return user.is_authenticated and bool(user.roles.assignments)


def _reads_rules(user) -> bool:
    return _oversees(user)


def _operates(user) -> bool:
    return user.is_authenticated and user.is_operator
