"""Standing in for a colleague: the same role for some days, ended by itself or at once.

A stand-in acts with the rights of the role, under their own name, and counts as the person they
are: where two people are needed, somebody who acted before does not act again as a stand-in. They
sign only as a delegate signatory, appointed in advance by whoever may give the role itself.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common import formats
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.people import rules
from clusters.people.appointments import case, forget_roles, lock
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role

LONGEST = timedelta(days=183)
LONGEST_NAME = 130  # characters of each of two names in a signature
PARTNERSHIP = [
    Role.COORDINATOR,
    Role.PROGRAMME_COORDINATOR,
    Role.FINANCE_OFFICER,
    Role.WP_LEADER,
]


def candidates(held: RoleAssignment) -> QuerySet[User]:
    """Colleagues who could take the place: of the same organisation, or of the partnership.

    Nobody who watches (auditors) or runs the portal (operators), and nobody who holds it anyway.
    """
    current = RoleAssignment.objects.current().own()
    own_house = held.organisation_id or (held.cluster and held.cluster.organisation_id)
    colleagues = Q(organisation=own_house) if own_house else Q(pk=None)
    if held.role not in Role.for_organisations():
        colleagues |= Q(role__in=PARTNERSHIP)
    watching = current.filter(role__in=Role.without_stand_in())
    same = current.filter(
        role=held.role,
        organisation=held.organisation_id,
        cluster=held.cluster_id,
        work_package=held.work_package,
    )
    people = User.objects.filter(pk__in=current.filter(colleagues).values("user"))
    people = people.exclude(pk__in=watching.values("user")).exclude(pk__in=same.values("user"))
    return people.exclude(pk=held.user_id).order_by("family_name", "given_names", "pk")


@transaction.atomic
def name(
    *, assignment: RoleAssignment, deputy: User, first_day: date, last_day: date, by: User
) -> RoleAssignment:
    """Have a colleague act in this role from the first day to the last."""
    held = lock(assignment)
    if not rules.may_name_stand_in(by, held):
        raise NotAllowed(_("You cannot name a stand-in for this role."))
    if held.is_over:
        raise Conflict(_("This role is over."))
    if not candidates(held).filter(pk=deputy.pk).exists():
        raise BadInput(_("Only a colleague who does not hold this role can stand in."))
    _refuse_odd_periods(held, first_day, last_day)
    stand_in = RoleAssignment(
        user=deputy,
        role=held.role,
        organisation=held.organisation,
        cluster=held.cluster,
        work_package=held.work_package,
        valid_from=first_day,
        valid_until=last_day,
        given_by=by,
        stands_in_for=held,
    )
    stand_in.full_clean()
    stand_in.save()
    forget_roles(deputy)
    journal.record(
        case(held.user),
        "stand-in-named",
        by=by,
        role=str(held.role),
        assignment=stand_in.pk,
        deputy=str(deputy.public_id),
        until=last_day.isoformat(),
    )
    _tell(stand_in, by)
    return stand_in


def _refuse_odd_periods(held: RoleAssignment, first_day: date, last_day: date) -> None:
    if first_day < timezone.localdate():
        raise BadInput(_("A stand-in cannot begin in the past."))
    if last_day - first_day > LONGEST:
        raise BadInput(
            _("A stand-in acts for half a year at most."),
            way_out=_("For longer, invite a successor."),
        )
    if held.valid_until and last_day > held.valid_until:
        raise BadInput(
            _("The role itself ends on %(day)s.") % {"day": formats.day(held.valid_until)}
        )


@transaction.atomic
def let_sign(*, stand_in: RoleAssignment, by: User) -> RoleAssignment:
    """Appoint the stand-in delegate signatory: what they sign shows both names."""
    locked = _lock_for_signing(stand_in, by)
    if locked.signs_at:
        raise Conflict(_("This stand-in may sign already."))
    locked.signs_at, locked.signs_by = timezone.now(), by
    return _save_signing(locked, by, "delegate-signatory-appointed")


@transaction.atomic
def stop_signing(*, stand_in: RoleAssignment, by: User) -> RoleAssignment:
    locked = _lock_for_signing(stand_in, by)
    if not locked.signs_at:
        raise Conflict(_("This stand-in does not sign."))
    locked.signs_at = locked.signs_by = None
    return _save_signing(locked, by, "delegate-signatory-ended")


def _lock_for_signing(stand_in: RoleAssignment, by: User) -> RoleAssignment:
    locked = lock(stand_in)
    if not rules.may_let_sign(by, locked):
        raise NotAllowed(_("Whoever gives the role appoints its delegate signatory."))
    if locked.is_over:
        raise Conflict(_("This stand-in is over."))
    return locked


def _save_signing(stand_in: RoleAssignment, by: User, verb: str) -> RoleAssignment:
    stand_in.save(update_fields=["signs_at", "signs_by"])
    journal.record(case(stand_in.principal), verb, by=by, assignment=stand_in.pk)
    forget_roles(stand_in.user)
    return stand_in


def _tell(stand_in: RoleAssignment, by: User) -> None:
    people = {stand_in.user, stand_in.principal} - {by}
    notices.tell(
        people,
        "people.stand-in",
        link=stand_in.get_absolute_url(),
        case=case(stand_in.principal),
        deputy=stand_in.user.name,
        principal=stand_in.principal.name,
        part=lazy(lambda: stand_in.part, str)(),  # spoken in the language of the reader
        period=lazy(lambda: formats.period(stand_in.valid_from, stand_in.valid_until), str)(),
    )


def signing_as(
    user: User, role: Role, *, organisation=None, cluster=None, principal: int | None = None
) -> RoleAssignment | None:
    """The role under which the person signs: their own, else one they are delegate signatory of.

    ``principal`` is the person whose signature is wanted, where it must be one certain person's.
    """
    scope = (role, organisation and organisation.pk, cluster and cluster.pk)
    held = [h for h in user.roles.assignments if (h.role, h.organisation_id, h.cluster_id) == scope]
    own = [h for h in held if not h.is_stand_in and principal in {None, user.pk}]
    delegated = [h for h in held if h.signs_at and principal in {None, h.principal.pk}]
    return next(iter(own + delegated), None)


def name_for_signature(held: RoleAssignment | None, user: User) -> str:
    """Both names where somebody signs as a delegate, shortened evenly where they are very long."""
    if held is None or not held.is_stand_in:
        return user.name
    return _("%(delegate)s, delegate of %(principal)s") % {
        "delegate": user.name[:LONGEST_NAME],
        "principal": held.principal.name[:LONGEST_NAME],
    }
