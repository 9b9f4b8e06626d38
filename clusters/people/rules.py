"""Who may do what with people and their roles; organisations have ``directory.rules``."""

from django.conf import settings

from clusters.directory.models import Organisation
from clusters.people.roles import Role

INVITED_BY_PROGRAMME_COORDINATORS = {
    Role.PROGRAMME_COORDINATOR,
    Role.COORDINATOR,
    Role.FINANCE_OFFICER,
    Role.AUDITOR,
    Role.WP_LEADER,
}


def invitable_roles(user) -> list[Role]:
    """The roles this person may offer at all, in the order of the list.

    Stand-ins look after the people of organisations, but fill no office of the programme.
    """
    roles = set()
    if user.cluster_ids or user.administered_ids:
        roles |= set(Role.for_organisations())
    if user.roles.holds_own(Role.PROGRAMME_COORDINATOR):
        roles |= INVITED_BY_PROGRAMME_COORDINATORS
    if user.is_operator:
        roles |= {Role.OPERATOR}
    return [role for role in Role if role in roles]


def may_invite(user, *, role, organisation=None) -> bool:
    """May the person offer this role, for that organisation?"""
    if role not in invitable_roles(user):
        return False
    if role in Role.for_organisations():
        return looks_after(user, organisation)
    return True


def looks_after(user, organisation) -> bool:
    """Administrators look after their organisation, coordinators after confirmed members."""
    if organisation is None:
        return False
    return Organisation.objects.administered_by(user).filter(pk=organisation.pk).exists()


def may_change_invitation(user, invitation) -> bool:
    """Whoever sent it, and whoever could have sent it."""
    may = may_invite(user, role=invitation.role, organisation=invitation.organisation)
    return invitation.invited_by_id == user.pk or may


def gives(user, assignment) -> bool:
    """Could the person give this role to somebody?"""
    return may_invite(user, role=assignment.role, organisation=assignment.organisation)


def may_end(user, assignment) -> bool:
    """Whoever gives a role takes it away, and everybody gives up their own.

    A stand-in is also ended by the person whose place it takes.
    """
    concerned = {assignment.user_id, assignment.principal.pk}
    return user.pk in concerned or gives(user, assignment)


def may_extend(user, assignment) -> bool:
    """Nobody extends a role of their own; a stand-in is named anew for another period."""
    own = assignment.user_id == user.pk
    return not own and not assignment.is_stand_in and gives(user, assignment)


def may_name_stand_in(user, assignment) -> bool:
    if assignment.is_stand_in or assignment.role in Role.without_stand_in():
        return False
    return assignment.user_id == user.pk or gives(user, assignment)


def may_let_sign(user, stand_in) -> bool:
    """Signing for somebody is granted by whoever gives the role, never by the one who will sign."""
    return stand_in.is_stand_in and stand_in.user_id != user.pk and gives(user, stand_in)


def may_ask_for_factor_reset(user, person) -> bool:
    """Who knows the person well enough to make sure that it is they who ask."""
    if person.pk == user.pk:
        return False
    if may_confirm_factor_reset(user):
        return True
    organisations = Organisation.objects.administered_by(user)
    held = person.assignments.current().filter(organisation__in=organisations)
    return bool(user.cluster_ids) and held.exists()


def may_confirm_factor_reset(user) -> bool:
    """The second person, in an office of the programme; no stand-in."""
    return user.roles.holds_own(Role.OPERATOR) or user.roles.holds_own(Role.PROGRAMME_COORDINATOR)


def needs_second_factor(user) -> bool:
    """Roles that see other people's data sign in with more than a password."""
    return any(user.roles.holds(role) for role in settings.MFA_REQUIRED_ROLES)
