"""Who hears about a registration."""

from collections.abc import Callable

from django.urls import reverse

from blues import notices
from clusters.models import Role, RoleAssignment, User
from exchanges.registration.models import Registration
from exchanges.registration.rules import free_assessors, free_programme_coordinators

OWN_PAGE, CASE_PAGE = "registration:registration-detail", "registration:assessment-detail"


def organisation(registration: Registration, topic: str, *, link: Callable | None = None) -> None:
    """The people who represent the organisation; ``link`` makes an address for each of them."""
    people = representatives_of(registration)
    if link is None:
        _tell(registration, topic, people, OWN_PAGE)
        return
    for one in people:
        _tell(registration, topic, [one], link=link(registration, one))


def cluster(registration: Registration, topic: str) -> None:
    """The coordinators of the partner cluster."""
    coordinators(registration, registration.cluster, topic)


def coordinators(registration: Registration, of, topic: str) -> None:
    """Those of any cluster: the one that hands over, the one that is asked to take."""
    _tell(registration, topic, _holders(role=Role.COORDINATOR, cluster=of), CASE_PAGE)


def assessors(registration: Registration, topic: str) -> None:
    """Who may decide the case; where the cluster has nobody, the programme."""
    free = free_assessors(registration)
    if not free.exists():
        free = free_programme_coordinators(registration)
    _tell(registration, topic, free, CASE_PAGE)


def programme(registration: Registration, topic: str) -> None:
    _tell(registration, topic, _holders(role=Role.PROGRAMME_COORDINATOR), CASE_PAGE)


def person(registration: Registration, one: User, topic: str) -> None:
    """One coordinator who goes on with the case."""
    _tell(registration, topic, [one], CASE_PAGE)


def representatives_of(registration: Registration):
    return _holders(role=Role.REPRESENTATIVE, organisation=registration.organisation)


def _holders(**scope):
    holders = RoleAssignment.objects.current().filter(**scope).values("user")
    return User.objects.filter(pk__in=holders)


def _tell(registration, topic, people, page="", *, link=""):
    notices.tell(
        people,
        topic,
        link=link or reverse(page, args=[registration.public_id]),
        case=registration.case,
        deadline=registration.due_on,
        reference=registration.reference,
        organisation=str(registration.organisation),
        cluster=str(registration.cluster),
    )
