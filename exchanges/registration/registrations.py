"""Verbs of the organisation that registers: draft, change, submit, and step back."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from clusters.models import Organisation, Programme
from clusters.programme import admission
from exchanges.registration import answers, drafts, eligibility, summaries, telling
from exchanges.registration.completeness import missing_parts
from exchanges.registration.models import CODE_OF, ClusterReason, Registration
from exchanges.registration.moves import lock, lock_roles, move
from exchanges.registration.numbers import next_number
from exchanges.registration.obstacles import require_none
from exchanges.registration.partners import assign
from exchanges.registration.rules import assesses, require, speaks_for
from exchanges.registration.states import (
    BEFORE_DECISION,
    ENDED,
    WITH_THE_CLUSTER,
    RegistrationState,
    can_move,
)

R = RegistrationState


@transaction.atomic
def draft(
    *, organisation: Organisation, role: str, by, programme: Programme | None = None, **fields
) -> Registration:
    """Begin a registration; ``by`` represents the organisation and will represent it abroad.

    What the organisation has said in its other role need not be said again.
    """
    programme = programme or Programme.current()
    require(
        by.represents(organisation),
        _("Only a representative of the organisation can register it."),
    )
    if role not in CODE_OF:
        raise BadInput(_("An organisation registers as host or as visitor."))
    admission.require_running(programme)
    # The row of the organisation, too: before its first registration there is nothing else to lock.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    lock_roles(organisation, programme)
    _refuse_second(organisation, role, programme)
    registration = Registration(
        reference=_next_reference(programme, role),
        programme=programme,
        organisation=organisation,
        role=role,
        representative=by,
    )
    assign(registration, topics=fields.get("topics", ()))
    registration.full_clean()
    registration.save()
    other = answers.other_of(registration)
    because = other.cluster_because if other and "cluster" not in fields else ClusterReason.CHOSEN
    answers.write(registration, answers.shared_by(other) | fields, because=because)
    journal.record(registration.case, "registration-drafted", by=by, role=role)
    return registration


@transaction.atomic
def change(registration: Registration, *, by, **fields) -> Registration:
    """Write answers. After acceptance only the profile may change, not what was assessed.

    A draft of the same organisation in the other role follows where it had said the same.
    """
    lock_roles(registration.organisation, registration.programme)
    locked = lock(registration)
    require(speaks_for(by, locked))
    if refused := fields.keys() - answers.writable_fields(locked):
        raise Conflict(
            _("This can no longer be changed: %(fields)s.")
            % {"fields": ", ".join(sorted(refused))},
            way_out=_("Ask your partner cluster if something is wrong."),
        )
    follower = answers.follower_of(locked)
    before = answers.shared_by(locked)
    answers.write(locked, fields)
    journal.record(locked.case, "registration-changed", by=by, fields=sorted(fields))
    if follower:
        answers.follow(follower, before=before, after=answers.shared_by(locked), by=by)
    return locked


@transaction.atomic
def submit(registration: Registration, *, by) -> Registration:
    """Send it to the partner cluster; whoever sends it makes the declarations on its last page."""
    locked = lock(registration)
    require(
        by.represents(locked.organisation),
        _("Only a representative of the organisation can send the registration."),
    )
    admission.require_running(locked.programme)
    if missing := drafts.open_parts(locked, by) + missing_parts(locked):
        raise Conflict(_("Some answers are still missing."), reasons=missing)
    if failed := eligibility.check(locked).failed:
        raise Conflict(
            _("The rules of the programme do not allow this registration."),
            reasons=[outcome.reason for outcome in failed],
            way_out=" ".join(outcome.way_out for outcome in failed),
        )
    if locked.state == R.DRAFT and not _follows_the_other(locked):
        assign(locked, topics=locked.topics.all())  # what the work is about is known only now
    moved = move(
        locked,
        to=R.SUBMITTED,
        by=by,
        declared_at=timezone.now(),
        declared_by=by,
        cluster=locked.cluster,
        cluster_because=locked.cluster_because,
    )
    drafts.clear(moved)
    summaries.issue(moved, by=by)
    telling.cluster(moved, "registration.submitted")
    telling.organisation(moved, "registration.received")
    return moved


def _follows_the_other(registration: Registration) -> bool:
    """What the organisation has sent in its other role is with this very cluster."""
    other = answers.other_of(registration)
    if other is None or other.state == R.DRAFT:
        return False
    return other.cluster == registration.cluster


@transaction.atomic
def withdraw(registration: Registration, *, by, reason: str = "") -> Registration:
    """End it for good, never under a running exchange.

    The organisation may do so at any time; its cluster gives the reason.
    """
    locked = lock(registration)
    own = speaks_for(by, locked)
    require_withdrawable(locked, by=by)
    if not own and not reason.strip():
        raise BadInput(_("Give the reason; the organisation reads it."))
    require_none(locked, _("This registration cannot be withdrawn now."))
    moved = move(locked, to=R.WITHDRAWN, by=by, remark=reason.strip())
    tell = telling.cluster if own else telling.organisation
    if locked.state != R.DRAFT:
        tell(moved, "registration.withdrawn")
    return moved


@transaction.atomic
def discard_drafts(programme: Programme, *, by) -> None:
    """End what was begun and never sent, before its programme is archived."""
    begun = Registration.objects.filter(programme=programme, state=R.DRAFT)
    for registration in begun.with_parties().order_by("pk"):
        reason = _("The programme was archived before this registration was sent.")
        moved = move(registration, to=R.WITHDRAWN, by=by, remark=reason)
        drafts.clear(moved)
        telling.organisation(moved, "registration.expired")


@transaction.atomic
def hold(registration: Registration, *, by, until: date | None = None) -> Registration:
    """Leave the catalogue for a while; with ``until`` the portal brings it back on that day."""
    require(speaks_for(by, registration) or assesses(by, registration))
    if until and until <= clock.today():
        raise BadInput(_("A pause ends on a day that lies ahead."))
    return move(registration, to=R.ON_HOLD, by=by, hold_until=until)


@transaction.atomic
def resume(registration: Registration, *, by) -> Registration:
    """Come back into the catalogue, after a pause or after "still interested?"."""
    locked = lock(registration)
    require(speaks_for(by, locked) or assesses(by, locked))
    if locked.state not in (R.ON_HOLD, R.LOW_ACTIVE):
        raise Conflict(_("This registration does not rest."))
    return move(locked, to=R.ACCEPTED, by=by, awake_on=clock.today())


@transaction.atomic
def reserve(registration: Registration, *, by) -> Registration:
    """The cluster keeps it from further proposals while a match is being built."""
    require(assesses(by, registration))
    return move(registration, to=R.RESERVED, by=by)


@transaction.atomic
def release(registration: Registration, *, by) -> Registration:
    locked = lock(registration)
    require(assesses(by, locked))
    if locked.state != R.RESERVED:
        raise Conflict(_("This registration is not reserved."))
    return move(locked, to=R.ACCEPTED, by=by)


@transaction.atomic
def exhaust(registration: Registration) -> Registration:
    """The portal's note that the one physical visit has been made; once is enough."""
    if lock(registration).state == R.EXHAUSTED:
        return registration
    return move(registration, to=R.EXHAUSTED, by=None)


def may_withdraw(user, registration: Registration) -> bool:
    if registration.programme.is_archived or not can_move(registration.state, R.WITHDRAWN):
        return False
    if speaks_for(user, registration):
        return True
    return registration.state not in BEFORE_DECISION and assesses(user, registration)


def require_withdrawable(registration: Registration, *, by) -> None:
    """A cluster that ended what it has not decided on would reject without a right of review."""
    if speaks_for(by, registration):
        return
    require(assesses(by, registration))
    if registration.state in WITH_THE_CLUSTER:
        raise Conflict(
            _("This registration waits for a decision of its cluster, so it cannot just end."),
            way_out=_("Reject it instead: with its reason, and with the right to a review."),
        )
    if registration.state in BEFORE_DECISION:
        raise Conflict(
            _("This registration is with the organisation, so its cluster cannot end it."),
            way_out=_("It ends by itself where the organisation does not answer in time."),
        )


def _next_reference(programme: Programme, role: str) -> str:
    prefix = programme.reference_prefix
    return f"{prefix}-{CODE_OF[role]}-{next_number(f'{prefix}-registration-{role}'):03d}"


def _refuse_second(organisation, role, programme):
    current = Registration.objects.filter(programme=programme).exclude(state__in=ENDED)
    if current.filter(organisation=organisation, role=role).exists():
        raise Conflict(
            _("This organisation is already registered in this role."),
            way_out=_("Open the registration that exists."),
        )


def other_in_work(registration: Registration) -> Registration | None:
    """What the same organisation is filling in for its other role."""
    other = answers.other_of(registration)
    return other if other and answers.is_in_work(other) else None


def require_work(registration: Registration) -> None:
    admission.require_writable(registration.programme)
    if not answers.is_open(registration):
        raise Conflict(_("This registration can no longer be changed."))
