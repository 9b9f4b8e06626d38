"""The offices of the partnership at a glance: who holds which, who stands in, which are vacant."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from clusters.directory.models import Cluster
from clusters.people.models import RoleAssignment
from clusters.people.roles import Role

OF_THE_PROGRAMME = [
    Role.PROGRAMME_COORDINATOR,
    Role.FINANCE_OFFICER,
    Role.AUDITOR,
    Role.OPERATOR,
]
WORK_PACKAGES = range(1, 6)


@dataclass
class Office:
    """One office with its holders; ``is_needed`` marks a vacancy that should be filled."""

    label: str
    is_needed: bool = True
    held: list[RoleAssignment] = field(default_factory=list)


@dataclass
class Group:
    title: str
    offices: list[Office]


def may_read(user) -> bool:
    """Colleagues of the partnership know each other; participants know their own cluster."""
    return user.roles.holds_office


def groups(user) -> list[Group]:
    """In two queries: the clusters, and all assignments in force or to come."""
    clusters = {
        cluster.pk: Office(str(cluster))
        for cluster in Cluster.objects.filter(is_partner=True).select_related("organisation")
    }
    programme = {role: Office(str(role.label), role != Role.AUDITOR) for role in OF_THE_PROGRAMME}
    packages = {number: Office(f"WP{number}") for number in WORK_PACKAGES}
    rows = RoleAssignment.objects.not_over().exclude(role__in=Role.for_organisations())
    for held in rows.with_scope().order_by("valid_from", "pk"):
        key = held.cluster_id or held.work_package or held.role
        office = (clusters if held.cluster_id else packages | programme).get(key)
        if office:
            office.held.append(held)
    return [
        Group(_("Programme"), list(programme.values())),
        Group(_("Coordinators of the clusters"), list(clusters.values())),
        Group(_("Leaders of the work packages"), list(packages.values())),
    ]
