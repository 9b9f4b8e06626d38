"""Who may do what with a registration. Facts about people only; states are asked elsewhere."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from blues.common.errors import NotAllowed
from clusters.models import Role, RoleAssignment, User
from exchanges.registration.models import Registration


def speaks_for(user, registration: Registration) -> bool:
    """A representative or an administrator of the organisation."""
    organisation = registration.organisation
    return user.represents(organisation) or user.administers(organisation)


def conflict_of(user, registration: Registration) -> str:
    """What ties the person to the organisation, so that somebody else decides; empty if nothing."""
    organisation = registration.organisation
    for held in user.roles.assignments:
        if held.organisation_id == organisation.pk:
            return _("You hold a role at %(name)s.") % {"name": organisation}
        if held.cluster_id and held.cluster.organisation_id == organisation.pk:
            return _("%(name)s is the cluster that you work for.") % {"name": organisation}
    if registration.declared_conflicts.filter(person=user).exists():
        return _("You have declared a conflict of interest.")
    return ""


def without_ties(registrations: QuerySet[Registration], user) -> QuerySet[Registration]:
    """Those where ``conflict_of`` finds nothing, asked of many at once."""
    held = user.roles.assignments
    tied = {one.organisation_id for one in held} | {
        one.cluster.organisation_id for one in held if one.cluster
    }
    return registrations.exclude(organisation__in=tied - {None}).exclude(
        declared_conflicts__person=user
    )


def assesses(user, registration: Registration) -> bool:
    """A coordinator of the cluster whom nothing ties to the organisation."""
    return user.coordinates(registration.cluster) and not conflict_of(user, registration)


def may_decide(user, registration: Registration) -> bool:
    """Who assesses; where the cluster has nobody free, the programme coordinator steps in."""
    if user.coordinates(registration.cluster):
        return not conflict_of(user, registration)
    return (
        user.is_programme_coordinator
        and not conflict_of(user, registration)
        and not free_assessors(registration).exists()
    )


def is_free(registration: Registration) -> bool:
    """Nobody works on the case, or only somebody who holds no office there any more."""
    if registration.taken_up_by_id is None:
        return True
    return Registration.objects.free_to_take().filter(pk=registration.pk).exists()


def free_assessors(registration: Registration) -> QuerySet[User]:
    """The cluster's coordinators whom nothing ties to the organisation."""
    held = RoleAssignment.objects.current()
    tied = held.filter(
        Q(organisation=registration.organisation_id)
        | Q(cluster__organisation=registration.organisation_id)
    )
    return _free(
        held.filter(role=Role.COORDINATOR, cluster=registration.cluster), tied, registration
    )


def free_programme_coordinators(registration: Registration) -> QuerySet[User]:
    held = RoleAssignment.objects.current()
    tied = held.filter(organisation=registration.organisation_id)
    return _free(held.filter(role=Role.PROGRAMME_COORDINATOR), tied, registration)


def _free(holders, tied, registration) -> QuerySet[User]:
    declared = registration.declared_conflicts.values("person")
    people = User.objects.filter(pk__in=holders.values("user")).order_by("family_name", "pk")
    return people.exclude(pk__in=tied.values("user")).exclude(pk__in=declared)


def who_can_assess(registration: Registration) -> str:
    """A sentence for the page of a case that nobody in the cluster may decide; else empty."""
    if free_assessors(registration).exists():
        return ""
    if free_programme_coordinators(registration).exists():
        return _("Nobody at %(cluster)s may decide this case; the programme coordinator does.") % {
            "cluster": registration.cluster
        }
    return _(
        "Nobody may decide this case: all coordinators of %(cluster)s and of the programme are "
        "tied to the organisation. Hand it over to another cluster."
    ) % {"cluster": registration.cluster}


def may_read_papers(user, registration: Registration) -> bool:
    """CV and agency letter before any match: the organisation, its cluster, the programme."""
    return (
        speaks_for(user, registration)
        or assesses(user, registration)
        or user.is_programme_coordinator
        or user.is_auditor
    )


def require(permitted: bool, message: str = "") -> None:
    if not permitted:
        raise NotAllowed(message or _("This is not yours to do."))
