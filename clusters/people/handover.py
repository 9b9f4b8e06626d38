"""Somebody leaves an organisation and a colleague takes over what was theirs there."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from blues.common.errors import BadInput, NotAllowed
from clusters.directory.models import Organisation
from clusters.people import appointments, invitations
from clusters.people.invitation_models import Invitation
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role


@dataclass(frozen=True)
class Colleague:
    """A person of the organisation with the roles they hold there."""

    person: User
    roles: tuple[RoleAssignment, ...]


def colleagues(organisation: Organisation) -> list[Colleague]:
    """Everybody who may act for the organisation today, by name; one query."""
    held: dict[User, list[RoleAssignment]] = {}
    for assignment in _held(organisation).order_by("user__family_name", "user__pk", "role"):
        held.setdefault(assignment.user, []).append(assignment)
    return [Colleague(person, tuple(roles)) for person, roles in held.items()]


def _held(organisation: Organisation):
    return RoleAssignment.objects.current().own().with_scope().filter(organisation=organisation)


def may_hand_over(user: User, organisation: Organisation, leaver: User) -> bool:
    """An administrator of the organisation; where nobody else is left, its cluster's coordinator.

    Whoever leaves may hand over to a colleague, too. What is handed over is gone for good, so a
    stand-in does none of this.
    """
    own = _own_roles(user, organisation)
    if Role.ORGANISATION_ADMIN in own or user.pk == leaver.pk:
        return bool(own)
    administrators = _held(organisation).filter(role=Role.ORGANISATION_ADMIN).exclude(user=leaver)
    members = organisation.memberships.confirmed()
    confirms = members.filter(cluster__in=_coordinated_as_oneself(user))
    return not administrators.exists() and confirms.exists()


def _own_roles(user: User, organisation: Organisation) -> set[str]:
    held = [one for one in user.roles.assignments if one.organisation_id == organisation.pk]
    return {one.role for one in held if not one.is_stand_in}


def _coordinated_as_oneself(user: User) -> set[int]:
    held = [one for one in user.roles.assignments if one.role == Role.COORDINATOR]
    return {one.cluster_id for one in held if not one.is_stand_in}


def require_permission(user: User, organisation: Organisation, leaver: User) -> None:
    if not may_hand_over(user, organisation, leaver):
        raise NotAllowed(
            _("Only an administrator of the organisation may hand over."),
            way_out=_("Where none is left, the coordinator of its cluster may."),
        )


@transaction.atomic
def give_roles(
    *,
    organisation: Organisation,
    leaver: User,
    successor: User,
    by: User,
    also: Collection[Role] = (),
) -> list[RoleAssignment]:
    """Give the leaver's roles there, and those that are ``also`` needed, to a colleague.

    Answers the leaver's own assignments, which ``end_roles`` ends once all the rest has moved.
    """
    require_permission(by, organisation, leaver)
    _refuse_others(organisation, leaver, successor)
    held = list(_held(organisation).filter(user=leaver).order_by("pk"))
    if successor.pk == by.pk:
        _refuse_new_roles(by, organisation, held)
    for role in sorted({Role(assignment.role) for assignment in held} | set(also)):
        appointments.appoint(
            successor,
            role,
            by=by,
            organisation=organisation,
            valid_until=_last_day(organisation, role, (leaver, successor)),
        )
    return held


@transaction.atomic
def end_roles(
    held: list[RoleAssignment], *, organisation: Organisation, leaver: User, by: User
) -> None:
    """The leaver is out, and so is what the leaver had offered to others for the organisation."""
    offers = Invitation.objects.open().filter(invited_by=leaver, organisation=organisation)
    for invitation in offers.order_by("pk"):
        invitations.withdraw(invitation=invitation, by=by)
    for assignment in held:
        appointments.end(assignment=assignment, by=by)


def _refuse_new_roles(by: User, organisation: Organisation, held: list[RoleAssignment]) -> None:
    """Nobody gives themselves what was a leaver's."""
    if not {assignment.role for assignment in held} <= _own_roles(by, organisation):
        raise NotAllowed(
            _("You cannot hand over to yourself a role that you do not hold."),
            way_out=_("Name another colleague as successor."),
        )


def _last_day(organisation: Organisation, role: Role, holders: tuple[User, ...]):
    """Of the role in new hands: as long as either of the two held it; None is until further."""
    days = _held(organisation).filter(role=role, user__in=holders)
    ends = list(days.values_list("valid_until", flat=True))
    return None if None in ends or not ends else max(ends)


def _refuse_others(organisation: Organisation, leaver: User, successor: User) -> None:
    if successor.pk == leaver.pk:
        raise BadInput(_("Name somebody else as successor."))
    if not _held(organisation).filter(user=successor).exists():
        raise BadInput(
            _("The successor must be a colleague who already acts for the organisation."),
            way_out=_("Invite the person first. Once they have accepted, hand over to them."),
        )
