"""Giving a role to a person, extending it and taking it away: in force with the next request."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory.models import Organisation
from clusters.people import rules, sessions
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role


def case(user: User) -> str:
    return f"person:{user.public_id}"


@transaction.atomic
def appoint(
    user: User, role: Role, *, by: User | None, valid_from=None, valid_until=None, **scope
) -> RoleAssignment:
    """Give the role, or renew it; the caller has made sure that ``by`` may. None is the portal."""
    scope = {"organisation": None, "cluster": None, "work_package": None} | scope
    held = user.assignments.own().select_for_update().filter(role=role, ended_at=None, **scope)
    assignment = held.first() or RoleAssignment(user=user, role=role, **scope)
    if assignment.pk is None or assignment.is_over:
        assignment.valid_from = valid_from or timezone.localdate()
        assignment.given_at, assignment.given_by = timezone.now(), by
    assignment.valid_until = valid_until
    assignment.full_clean()
    assignment.save()
    _record(assignment, "role-given", by=by)
    forget_roles(user)
    return assignment


@transaction.atomic
def extend(*, assignment: RoleAssignment, until, by: User) -> RoleAssignment:
    """Move the last day of a role that is not over yet; ``None`` is until further notice."""
    locked = lock(assignment)
    if not rules.may_extend(by, locked):
        raise NotAllowed(_("You cannot extend this role."))
    if locked.is_over:
        raise Conflict(_("This role is over."), way_out=_("Invite the person once more."))
    if until and until < timezone.localdate():
        raise BadInput(_("This day is over."), way_out=_("To end a role now, end it."))
    locked.valid_until = until
    locked.full_clean()
    locked.save(update_fields=["valid_until"])
    _record(locked, "role-extended", by=by, until=until.isoformat() if until else None)
    return locked


@transaction.atomic
def end(*, assignment: RoleAssignment, by: User) -> RoleAssignment:
    """End a role at once, or give one's own up; whoever stands in for it is out with it."""
    locked = lock(assignment)
    if not rules.may_end(by, locked):
        raise NotAllowed(_("You cannot take this role away."))
    if locked.ended_at:
        raise Conflict(_("This role has ended already."))
    _refuse_without_successor(locked, by)
    for stand_in in locked.stand_ins.select_for_update(of=("self",)).filter(ended_at=None):
        _end(stand_in, by, "stand-in-ended")
    _end(locked, by, "stand-in-ended" if locked.is_stand_in else "role-ended")
    if locked.role in Role.seeing_others() and locked.user_id != by.pk:
        sessions.end_all(locked.user)
    return locked


def lock(assignment: RoleAssignment) -> RoleAssignment:
    """The row as it stands now, kept from others until the transaction ends."""
    rows = RoleAssignment.objects.select_for_update(of=("self",)).with_scope()
    return rows.get(pk=assignment.pk)


def _end(assignment: RoleAssignment, by: User, verb: str) -> None:
    assignment.ended_at, assignment.ended_by = timezone.now(), by
    assignment.save(update_fields=["ended_at", "ended_by"])
    _record(assignment, verb, by=by)
    forget_roles(assignment.user)


def _refuse_without_successor(assignment: RoleAssignment, by: User) -> None:
    """Cases must not be left without anybody. An organisation's cluster can always step in."""
    gives_up = assignment.user_id == by.pk
    cared_for = assignment.role == Role.ORGANISATION_ADMIN and not gives_up
    if assignment.role not in Role.with_successor() or assignment.is_stand_in or cared_for:
        return
    if not assignment.is_over and not _others_hold(assignment):
        raise Conflict(
            _("%(name)s is the last one to hold this role: %(part)s.")
            % {"name": assignment.user.name, "part": assignment.part},
            way_out=_("Invite a successor first. Once they have accepted, the role can end."),
        )


def _others_hold(assignment: RoleAssignment) -> bool:
    """Locked, so that the last two cannot leave at the same moment."""
    holders = RoleAssignment.objects.select_for_update(of=("self",)).current().own()
    holders = holders.filter(
        role=assignment.role, organisation=assignment.organisation, cluster=assignment.cluster
    ).order_by("pk")
    return any(held.user_id != assignment.user_id for held in holders)


def _record(assignment: RoleAssignment, verb: str, *, by: User | None, **detail) -> None:
    journal.record(
        case(assignment.user),
        verb,
        by=by,
        role=str(assignment.role),
        assignment=assignment.pk,
        **detail,
    )


@transaction.atomic
def join_with(*, organisation: Organisation, by: User) -> None:
    """Whoever registers an organisation speaks for it and looks after its people."""
    appoint(by, Role.REPRESENTATIVE, organisation=organisation, by=by)
    appoint(by, Role.ORGANISATION_ADMIN, organisation=organisation, by=by)


def forget_roles(user: User) -> None:
    """Roles are read once per request; after a change within it they are read again."""
    user.__dict__.pop("roles", None)
