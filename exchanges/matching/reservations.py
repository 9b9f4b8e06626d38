"""Two kept for each other by a coordinator, while their match is being built.

The two are nearly always of two clusters, so a coordinator of either may reserve them for the few
days that the rules give; the other cluster is told, and may let them go at once.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock, formats
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import User
from clusters.programme.admission import require_writable
from exchanges.lifecycle.facts import facts_of
from exchanges.matching import proposals, telling
from exchanges.matching.availability import reason_against, standing_of
from exchanges.matching.reservation_models import Reservation
from exchanges.policy.checks import PROPOSAL_CHECKS, PROPOSAL_TOLERATES, evaluate
from exchanges.registration.models import Mode, Registration
from exchanges.registration.moves import lock as lock_registration
from exchanges.registration.moves import move
from exchanges.registration.rules import assesses, conflict_of
from exchanges.registration.states import RegistrationState

R = RegistrationState


def may_reserve(user: User, visitor: Registration, host: Registration) -> bool:
    """A coordinator of one of the two, or of the programme, whom nothing ties to either."""
    if conflict_of(user, visitor) or conflict_of(user, host):
        return False
    return user.is_programme_coordinator or assesses(user, visitor) or assesses(user, host)


@transaction.atomic
def reserve(*, visitor: Registration, host: Registration, until: date, by: User) -> Reservation:
    """Keep the two from the proposals of others until that day; then the portal lets them go."""
    visitor, host = proposals.lock_pair(visitor, host)
    if not may_reserve(by, visitor, host):
        raise NotAllowed(
            _("Two are reserved by a free coordinator of one of their clusters, never one's own.")
        )
    _refuse_day(until, visitor)
    _refuse_impossible(visitor, host)
    for stale in Reservation.objects.open().filter(Q(visitor=visitor) | Q(host=host)):
        _end(_lock(stale), by=by)  # one of the two was let go alone, by its own cluster
    for one in (visitor, host):
        move(one, to=R.RESERVED, by=by)
        journal.record(one.case, "match-reserved", by=by, until=until.isoformat())
    made = Reservation(visitor=visitor, host=host, until=until, reserved_by=by)
    made.full_clean()
    made.save()
    telling.reserved(made)
    return made


@transaction.atomic
def release(reservation: Reservation, *, by: User) -> Reservation:
    """Let the two go before the day; a second press changes nothing."""
    locked = _lock(reservation)
    if not may_reserve(by, locked.visitor, locked.host):
        raise NotAllowed(_("Only the coordinators of the two let them go."))
    return _end(locked, by=by)


def release_due() -> int:
    """Let go whom nobody has brought together in time."""
    late = Reservation.objects.open().filter(until__lt=clock.today()).order_by("pk")
    return sum(_release(reservation) for reservation in late)


@transaction.atomic
def fulfil(exchange) -> None:
    """Their match is confirmed: the host takes proposals of others again."""
    for reservation in _of_pair(exchange.visitor_id, exchange.host_id):
        _end(_lock(reservation), by=None)


def are_kept_for_each_other(visitor: Registration, host: Registration) -> bool:
    if R.RESERVED not in (visitor.state, host.state):
        return False
    return _of_pair(visitor.pk, host.pk).exists()


def partner_of(registration: Registration) -> Registration | None:
    """For whom it is reserved."""
    found = Reservation.objects.open().with_parties()
    one = found.filter(Q(visitor=registration) | Q(host=registration)).first()
    if one is None:
        return None
    return one.visitor if registration.is_host else one.host


def kept_with(user: User, own: list[Registration]):
    """Both of each reservation that the person, or one of the own registrations, is part of."""
    rows = Reservation.objects.open()
    mine = rows.filter(Q(visitor__in=own) | Q(host__in=own)) | rows.visible_to(user)
    return Registration.objects.filter(
        Q(pk__in=mine.values("visitor")) | Q(pk__in=mine.values("host"))
    )


def _refuse_day(until: date, registration: Registration) -> None:
    rules = registration.programme.rule_set_on(clock.today())
    last = clock.today() + timedelta(days=rules.reservation_days)
    if clock.today() < until <= last:
        return
    raise BadInput(
        _("Two are reserved until a day that lies ahead, %(day)s at the latest.")
        % {"day": formats.day(last)}
    )


def _refuse_impossible(visitor: Registration, host: Registration) -> None:
    standing = standing_of([visitor, host], programme=visitor.programme_id)
    if (visitor.pk, host.pk) in standing.pairs:
        raise Conflict(_("These two are already preparing an exchange."))
    most_open = visitor.programme.rule_set_on(clock.today()).most_open_proposals
    for one in (visitor, host):
        if reason := reason_against(one, standing, most_open=most_open):
            raise Conflict(f"{one.organisation}: {reason}.")
    modes = [mode for mode in Mode.values if visitor.allows(mode) and host.allows(mode)]
    if not modes:
        raise Conflict(_("One of the two does not want to meet like that."))
    some_day = clock.today() + timedelta(days=1)
    sketch = proposals.sketch(
        visitor=visitor, host=host, mode=modes[0], first_day=some_day, last_day=some_day
    )
    report = evaluate(facts_of(sketch), only=PROPOSAL_CHECKS)
    if outcomes := report.blockers(tolerating=PROPOSAL_TOLERATES):
        raise Conflict(
            _("The rules of the programme stand against this exchange."),
            reasons=[outcome.reason for outcome in outcomes],
        )


def _of_pair(visitor: int, host: int):
    return Reservation.objects.open().filter(visitor=visitor, host=host)


def _lock(reservation: Reservation) -> Reservation:
    rows = Reservation.objects.select_for_update(of=("self",)).with_parties()
    locked = rows.get(pk=reservation.pk)
    require_writable(locked.visitor.programme)
    return locked


def _release(reservation: Reservation) -> bool:
    try:
        with transaction.atomic():
            locked = _lock(reservation)
            if locked.released_at or locked.until >= clock.today():
                return False
            _end(locked, by=None)
    except Conflict:  # its programme was archived
        return False
    return True


def _end(locked: Reservation, *, by: User | None) -> Reservation:
    """Both take proposals again, unless one of them has left or was let go before."""
    if locked.released_at:
        return locked
    locked.released_at = clock.now()
    locked.save(update_fields=["released_at"])
    for one in sorted((locked.visitor, locked.host), key=lambda row: row.pk):
        if lock_registration(one).state == R.RESERVED:
            move(one, to=R.ACCEPTED, by=by)
        journal.record(one.case, "match-released", by=by)
    telling.let_go(locked)
    return locked
