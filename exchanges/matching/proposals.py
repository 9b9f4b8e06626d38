"""Proposals: one side asks, the other answers."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed, Refusal
from clusters.programme import admission
from exchanges.lifecycle import checks, facts
from exchanges.lifecycle.checks import Occasion
from exchanges.lifecycle.holidays import keep_holidays
from exchanges.lifecycle.models import Exchange, ExchangeGroup
from exchanges.lifecycle.states import OPEN_PROPOSAL, SIDES, Party, State
from exchanges.lifecycle.transitions import lock, move
from exchanges.matching import offers, telling
from exchanges.matching.availability import reason_against, standing_of
from exchanges.matching.reservation_models import Reservation
from exchanges.registration.models import Mode, Registration
from exchanges.registration.numbers import next_number
from exchanges.registration.rules import assesses


class TooMany(Conflict):
    """The limit on open proposals: try again when some have been answered."""

    status = 429


@transaction.atomic
def propose(  # noqa: PLR0913 -- what a proposal says, by name
    *,
    visitor: Registration,
    host: Registration,
    mode: str,
    first_day: date,
    last_day: date,
    title: str,
    goals: str,
    by,
    group: ExchangeGroup | None = None,
    side: str = "",
) -> Exchange:
    """Ask the other side for an exchange; ``side`` says for whom where ``by`` could ask for both.

    A coordinator may ask on behalf of an organisation of the own cluster, for instance to write
    down what two have agreed elsewhere; the journal says so.
    """
    visitor, host = lock_pair(visitor, host)
    side = _proposing_side(visitor, host, by, side)
    require_cv(visitor, host, side)
    refuse_dates(first_day, last_day)
    exchange = sketch(visitor=visitor, host=host, mode=mode, first_day=first_day, last_day=last_day)
    exchange.title, exchange.goals, exchange.group = title, goals, group
    exchange.proposed_side, exchange.proposed_by = side, by
    refuse_impossible(exchange)
    _number(exchange)
    exchange.full_clean()
    exchange.save()
    _check(exchange, Occasion.PROPOSAL)
    offers.keep(exchange)
    journal.record(
        exchange.case,
        "exchange-proposed",
        by=by,
        side=side,
        on_behalf=not by.represents(exchange.organisation_of(side)),
    )
    telling.proposed(exchange)
    return exchange


def require_cv(visitor: Registration, host: Registration, side: str) -> None:
    """A host may want to read a CV before it answers; whoever asks it has one on file."""
    if side == Party.VISITOR and host.wants_cv and not visitor.cv:
        raise Conflict(
            _("%(host)s asks visitors for a CV.") % {"host": host.organisation},
            way_out=_("Attach yours under “You” in your registration, then propose again."),
        )


def sketch(
    *, visitor: Registration, host: Registration, mode: str, first_day: date, last_day: date
) -> Exchange:
    """An exchange as it would be stored, pinned to rules and holidays of today; not saved."""
    programme = visitor.programme
    rule_set = programme.rule_set_on(clock.today())
    for side in (visitor, host):
        if side.organisation.latitude is None:
            raise Conflict(
                _("Where %(name)s is on the map is not known yet, so no distance can be told.")
                % {"name": side.organisation},
                way_out=_("Its people, or its cluster, choose the town in its profile."),
            )
    exchange = Exchange(
        programme=programme,
        rule_set=rule_set,
        visitor=visitor,
        host=host,
        visitor_organisation=visitor.organisation,
        host_organisation=host.organisation,
        vop=visitor.cluster,
        hop=host.cluster,
        mode=mode,
        first_day=first_day,
        last_day=last_day,
        distance_km=facts.distance_km(
            facts.party_of(visitor), facts.party_of(host), rules=facts.rules_of(rule_set)
        ),
        due_on=clock.today() + timedelta(days=rule_set.proposal_days),
    )
    keep_holidays(exchange)
    return exchange


@transaction.atomic
def accept(exchange: Exchange, *, by, seen: int | None = None) -> Exchange:
    """The other side agrees; both clusters are asked to confirm.

    ``seen`` is the key of the offer that the person has read, where a page tells it.
    """
    locked = lock(exchange)
    _require_last(locked, seen)
    if locked.state == State.PROPOSED:
        _check(locked, Occasion.PROPOSAL)
    moved = move(locked, to=State.ACCEPTED, by=by)
    telling.accepted(moved)
    return moved


@transaction.atomic
def decline(exchange: Exchange, *, by, reason: str) -> Exchange:
    moved = move(exchange, to=State.DECLINED, by=by, note=reason)
    telling.declined(moved)
    return moved


@transaction.atomic
def withdraw(exchange: Exchange, *, by) -> Exchange:
    moved = move(exchange, to=State.WITHDRAWN, by=by)
    telling.withdrawn(moved)
    return moved


@transaction.atomic
def counter(
    exchange: Exchange,
    *,
    by,
    mode: str,
    first_day: date,
    last_day: date,
    goals: str,
    seen: int | None = None,
) -> Exchange:
    """The side that was asked offers something else, and the other one has to answer.

    Refused where nothing differs: that would be an acceptance which looks like a question.
    """
    locked, side = _to_be_answered(exchange, by)
    _require_last(locked, seen)
    refuse_dates(first_day, last_day)
    _refuse_unknown(mode)
    offered = {"mode": mode, "first_day": first_day, "last_day": last_day, "goals": goals.strip()}
    if not offers.differences(locked, offered):
        raise Conflict(
            _("This is what was proposed to you already."),
            way_out=_("Accept the proposal, or change something about it."),
        )
    for name, value in offered.items():
        setattr(locked, name, value)
    locked.proposed_side, locked.proposed_by, locked.proposed_at = side, by, clock.now()
    locked.due_on = clock.today() + timedelta(days=locked.rule_set.proposal_days)
    thought_since, locked.time_asked_at = locked.time_asked_at, None
    keep_holidays(locked)
    _refuse_mode(locked)
    _refuse_full_house(locked)
    locked.full_clean()
    locked.save()
    _check(locked, Occasion.PROPOSAL)
    offers.keep(locked, time_asked_at=thought_since)
    journal.record(locked.case, "exchange-countered", by=by, side=side)
    telling.countered(locked)
    return locked


@transaction.atomic
def ask_for_time(exchange: Exchange, *, by) -> Exchange:
    """Whoever has to answer gets some days more, once for each offer; the other side reads it."""
    locked, side = _to_be_answered(exchange, by)
    if locked.time_asked_at:
        raise Conflict(
            _("More time has been asked for already."),
            way_out=_("Answer by the day that the page names, or decline."),
        )
    locked.time_asked_at = clock.now()
    until = max(locked.due_on or clock.today(), clock.today())
    locked.due_on = until + timedelta(days=locked.rule_set.thinking_days)
    locked.save(update_fields=["time_asked_at", "due_on"])
    journal.record(locked.case, "time-asked", by=by, side=side)
    telling.thinking(locked)
    return locked


def _require_last(exchange: Exchange, seen: int | None) -> None:
    """Nobody binds themselves to terms that came after the page they read."""
    last = exchange.offers.last()
    if seen is not None and last and last.pk != seen:
        raise Conflict(
            _("The other side has offered something else in the meantime."),
            way_out=_("Load the page again and read what is different."),
        )


def _to_be_answered(exchange: Exchange, by) -> tuple[Exchange, Party]:
    """The locked row, and the side that has to answer, for which ``by`` must be able to speak."""
    locked = lock(exchange)
    if locked.state != State.PROPOSED:
        raise Conflict(_("This proposal has been answered already."))
    side = _proposing_side(locked.visitor, locked.host, by, telling.other_side(locked))
    return locked, side


def expire_due() -> int:
    """End what nobody answered in time: a proposal, or a match that waits for its clusters."""
    late = Exchange.objects.filter(state__in=OPEN_PROPOSAL, due_on__lt=clock.today())
    return sum(_expire(exchange) for exchange in late.order_by("pk"))


def _expire(exchange) -> bool:
    try:
        with transaction.atomic():
            tell = telling.expired if exchange.state == State.PROPOSED else telling.unconfirmed
            tell(move(exchange, to=State.EXPIRED, by=None))
    except Conflict:  # answered between the search and the lock
        return False
    return True


def lock_pair(visitor, host) -> tuple[Registration, Registration]:
    """Both rows, locked in one order, so that two proposals cannot both be the last permitted."""
    rows = Registration.objects.select_for_update(of=("self",)).with_parties()
    found = {row.pk: row for row in rows.filter(pk__in=[visitor.pk, host.pk]).order_by("pk")}
    visitor, host = found[visitor.pk], found[host.pk]
    if visitor.is_host or not host.is_host:
        raise BadInput(_("A visitor's and a host's registration make an exchange."))
    if visitor.organisation_id == host.organisation_id:
        raise BadInput(_("An organisation cannot visit itself."))
    if visitor.programme_id != host.programme_id:
        raise BadInput(_("The two are registered in different programmes."))
    admission.require_running(visitor.programme)
    return visitor, host


def _proposing_side(visitor, host, by, wanted) -> Party:
    registrations = {Party.VISITOR: visitor, Party.HOST: host}
    own = [side for side in SIDES if by.represents(registrations[side].organisation)]
    permitted = own or [side for side in SIDES if assesses(by, registrations[side])]
    if wanted:
        permitted = [side for side in permitted if side == wanted]
    if not permitted:
        raise NotAllowed(
            _("A proposal is made by one of the two organisations, or by its cluster for it.")
        )
    return permitted[0]


def refusal_of(exchange: Exchange) -> str:
    """What ``propose`` would refuse of a sketch beside the rules; empty where nothing."""
    try:
        refuse_impossible(exchange)
    except Refusal as refusal:
        return refusal.message
    return ""


def refuse_impossible(exchange) -> None:
    """What no rule of the programme forbids, but what makes no sense or is taken."""
    _refuse_mode(exchange)
    _refuse_taken(exchange)
    _refuse_full_house(exchange)


def _refuse_unknown(mode: str) -> None:
    if mode not in Mode.values:
        raise BadInput(_("An exchange takes place in person or online."))


def _refuse_mode(exchange) -> None:
    _refuse_unknown(exchange.mode)
    if not all(one.allows(exchange.mode) for one in (exchange.visitor, exchange.host)):
        raise Conflict(
            _("One of the two does not want to meet like that."),
            way_out=_("Choose the way that both have chosen in their registrations."),
        )


def _refuse_taken(exchange) -> None:
    """One of the two takes no further proposal now."""
    visitor, host = exchange.visitor, exchange.host
    standing = standing_of(
        [visitor, host], programme=exchange.programme_id, within=exchange.group_id
    )
    if (visitor.pk, host.pk) in standing.pairs:
        raise Conflict(_("These two are already preparing an exchange."))
    most_open = exchange.rule_set.most_open_proposals
    is_kept = Reservation.objects.open().filter(visitor=visitor, host=host).exists()
    for registration in (visitor, host):
        if standing.open_proposals[registration.pk] >= most_open:
            raise TooMany(
                _("%(name)s has %(most)s open proposals, as many as one may have.")
                % {"name": registration.organisation, "most": most_open},
                way_out=_("Wait for an answer or withdraw a proposal."),
            )
        if reason := reason_against(registration, standing, most_open=most_open, is_kept=is_kept):
            raise Conflict(f"{registration.organisation}: {reason}.")


def refuse_dates(first_day: date | None, last_day: date | None) -> None:
    if not (first_day and last_day):
        raise BadInput(_("Give the first and the last working day."))
    if last_day < first_day:
        raise BadInput(_("The last day cannot come before the first."))
    if first_day <= clock.today():
        raise BadInput(_("A stay is proposed before it begins."))


def _refuse_full_house(exchange) -> None:
    if exchange.mode == Mode.VIRTUAL:
        return
    there = stays_between(exchange.host, exchange.first_day, exchange.last_day)
    if there.count() >= exchange.host.capacity:
        raise Conflict(
            _("The host receives other visitors during these days."),
            way_out=_("Choose other dates."),
        )


def stays_between(host: Registration, first_day: date, last_day: date):
    """Confirmed stays in person that take a place at the host on one of these days."""
    return host.stays_hosted.using_the_visit().filter(
        first_day__lte=last_day, last_day__gte=first_day
    )


def _number(exchange) -> None:
    year, prefix = clock.today().year, exchange.programme.reference_prefix
    number = next_number(f"{prefix}-exchange-{year}")
    exchange.reference = f"{prefix}-{year}-{number:03d}"


def _check(exchange, occasion) -> None:
    report = checks.run(exchange, occasion=occasion)
    if outcomes := checks.in_the_way(report, occasion=occasion):
        raise Conflict(
            _("The rules of the programme stand against this exchange."),
            reasons=[outcome.reason for outcome in outcomes],
            way_out=" ".join(dict.fromkeys(outcome.way_out for outcome in outcomes)),
        )
