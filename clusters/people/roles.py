"""The roles of the portal, as data (docs/domain.md, "People and roles")."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    REPRESENTATIVE = "representative", _("representative of an organisation")
    ORGANISATION_ADMIN = "organisation_admin", _("administrator of an organisation")
    COORDINATOR = "coordinator", _("partner coordinator")
    PROGRAMME_COORDINATOR = "programme_coordinator", _("programme coordinator")
    WP_LEADER = "wp_leader", _("work package leader")
    FINANCE_OFFICER = "finance_officer", _("finance officer")
    AUDITOR = "auditor", _("auditor or agency observer")
    OPERATOR = "operator", _("system operator")

    @classmethod
    def for_organisations(cls) -> list[str]:
        return [cls.REPRESENTATIVE, cls.ORGANISATION_ADMIN]

    @classmethod
    def for_clusters(cls) -> list[str]:
        return [cls.COORDINATOR]

    @classmethod
    def for_the_programme(cls) -> list[str]:
        return [cls.PROGRAMME_COORDINATOR, cls.FINANCE_OFFICER, cls.AUDITOR, cls.OPERATOR]

    @classmethod
    def offices(cls) -> list[str]:
        """All roles but those of participants."""
        return [*cls.for_clusters(), cls.WP_LEADER, *cls.for_the_programme()]

    @classmethod
    def without_stand_in(cls) -> list[str]:
        """Who watches and who runs the portal is named in person."""
        return [cls.AUDITOR, cls.OPERATOR]

    @classmethod
    def with_successor(cls) -> list[str]:
        """The last holder stays until somebody else holds the role."""
        return [cls.ORGANISATION_ADMIN, cls.COORDINATOR, cls.PROGRAMME_COORDINATOR, cls.OPERATOR]

    @classmethod
    def seeing_others(cls) -> list[str]:
        """Who reads personal data of people from other organisations."""
        return [
            cls.COORDINATOR,
            cls.PROGRAMME_COORDINATOR,
            cls.FINANCE_OFFICER,
            cls.AUDITOR,
            cls.OPERATOR,
        ]
