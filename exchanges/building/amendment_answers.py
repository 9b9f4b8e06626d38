"""What becomes of a proposed amendment: agreed, signed, refused, withdrawn, objected to, lapsed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from exchanges.building import amendment_telling, papers
from exchanges.building.amended_money import on_its_days_too, reserve
from exchanges.building.amendment_models import OPEN, Amendment, Step
from exchanges.building.amendment_steps import (
    AMENDABLE,
    fresh,
    given,
    move_the_days,
    on_its_days,
    open_amendment,
    record,
    refuse_too_late,
    require,
    take,
)
from exchanges.building.current import the_commitment_of
from exchanges.building.stay_days import new_days, on_other_days, why_no_notice
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES
from exchanges.lifecycle.transitions import lock


@transaction.atomic
def agree(amendment: Amendment, *, by) -> Amendment:
    """The other side agrees: a notice counts at once, a version goes to its signatures."""
    locked = fresh(amendment)
    other_side = next(side for side in SIDES if side != locked.side)
    if other_side not in parties_of(by, locked.exchange):
        raise NotAllowed(_("The other side of the exchange answers this."))
    if locked.agreed_by_id == by.pk and locked.state != Step.PROPOSED:
        return locked
    require(locked, Step.PROPOSED)
    refuse_too_late(locked)
    locked.agreed_at, locked.agreed_by = clock.now(), by
    if locked.is_notice:
        return _notice_counts(locked, by=by)
    locked.agreement = reserve(locked, by=by)
    take(locked, Step.SIGNING)
    papers.issue_commitment(on_its_days(locked), by=by)
    record(locked, "amendment-agreed", by=by)
    amendment_telling.sign_next(locked)
    return locked


def _notice_counts(amendment: Amendment, *, by) -> Amendment:
    commitment = the_commitment_of(amendment.exchange)
    other = on_other_days(amendment.exchange, amendment.first_day, amendment.last_day)
    if reasons := why_no_notice(commitment, other):
        raise Conflict(_("This notice has been overtaken."), reasons=reasons)
    there = new_days(commitment, other)
    for entry in commitment.agenda.all():
        entry.moved_to = there.get(entry.takes_place_on, entry.takes_place_on)
        entry.save(update_fields=["moved_to"])
    take(amendment, Step.IN_FORCE)
    move_the_days(amendment.exchange, amendment.first_day, amendment.last_day)
    papers.issue_notice(amendment, by=by)
    record(amendment, "notice-in-force", by=by)
    amendment_telling.notice_in_force(amendment)
    return amendment


@transaction.atomic
def refuse(amendment: Amendment, *, by, reason: str) -> Amendment:
    """The other side or a cluster says no; once it is being signed, each of the four may."""
    locked = fresh(amendment)
    may = set(FOUR) - {locked.side} if locked.state == Step.PROPOSED else set(FOUR)
    if not may & parties_of(by, locked.exchange):
        raise NotAllowed(_("The other side and the two clusters answer this."))
    return _end(locked, Step.REFUSED, by=by, reason=given(reason))


@transaction.atomic
def withdraw(amendment: Amendment, *, by) -> Amendment:
    locked = fresh(amendment)
    if locked.side not in parties_of(by, locked.exchange):
        raise NotAllowed(_("Only the side that proposed an amendment withdraws it."))
    return _end(locked, Step.WITHDRAWN, by=by)


@transaction.atomic
def object_to(amendment: Amendment, *, by, reason: str) -> Amendment:
    """A cluster takes a notice back, as long as the days before it still lie ahead."""
    locked = fresh(amendment)
    exchange = locked.exchange
    if not set(CLUSTERS) & parties_of(by, exchange):
        raise NotAllowed(_("The two partner clusters may object to a notice."))
    newer = exchange.amendments.filter(state=Step.IN_FORCE, number__gt=locked.number).exists()
    if not locked.is_notice or locked.state != Step.IN_FORCE or newer:
        raise Conflict(_("Only the newest notice that is in force can be objected to."))
    if exchange.state not in AMENDABLE or clock.today() >= min(
        exchange.first_day, locked.first_day_before
    ):
        raise Conflict(
            _("The days before this notice have come; they cannot be put back."),
            way_out=_("Propose other days to both sides, or cancel the exchange."),
        )
    if open_amendment(exchange):
        # It was written against the days of this notice and would silently bring them back.
        raise Conflict(
            _("Another amendment is still open."),
            way_out=_("You can object once it has been decided on or withdrawn."),
        )
    locked.end_reason = given(reason)
    _move_back(locked)
    take(locked, Step.OBJECTED, by=by)
    record(locked, "notice-objected", by=by)
    amendment_telling.ended(locked, by=by)
    return locked


def lapse(*, on: date) -> int:
    """What was not decided before the stay comes to an end; the signed papers stay in force."""
    lapsed = 0
    for amendment in Amendment.objects.filter(state__in=OPEN):
        with transaction.atomic():
            locked = fresh(amendment)
            exchange = locked.exchange
            late = on >= min(exchange.first_day, locked.first_day)
            if locked.is_open and (late or exchange.state not in AMENDABLE):
                _end(locked, Step.LAPSED, by=None)
                lapsed += 1
    return lapsed


# -- Signing --------------------------------------------------------------------------------------


def paper_to_sign(exchange: Exchange):
    """The paper of the open amendment that waits for a signature, with the days it is about."""
    amendment = open_amendment(exchange)
    if amendment is None or amendment.paper_to_sign is None:
        raise Conflict(_("No amendment is open for signatures."))
    refuse_too_late(amendment)
    return on_its_days(amendment, amendment.paper_to_sign)


def go_on(exchange: Exchange, *, by) -> None:
    """After a signature: the next one, the agreement after the Commitment, or all of it counts."""
    amendment = open_amendment(lock(exchange))
    if amendment is None or amendment.commitment is None:
        raise Conflict(_("No amendment is open for signatures."))
    agreement = amendment.agreement
    if amendment.commitment.is_signed and agreement and agreement.text_document is None:
        papers.issue_agreement(on_its_days_too(amendment), by=by)
    waiting = amendment.paper_to_sign
    if waiting is not None and not waiting.is_signed:
        amendment_telling.sign_next(amendment)
        return
    _version_counts(amendment, by=by)


def _version_counts(amendment: Amendment, *, by) -> None:
    exchange = amendment.exchange
    move_the_days(exchange, amendment.first_day, amendment.last_day)
    for paper in (amendment.commitment, amendment.agreement):
        if paper is not None:
            paper.exchange, paper.is_pending = exchange, False
            paper.save(update_fields=["is_pending"])
            papers.issue_signed_record(paper, by=by)
    take(amendment, Step.IN_FORCE)
    record(amendment, "amendment-in-force", by=by)
    amendment_telling.in_force(amendment, by=by)


def _end(amendment: Amendment, step: Step, *, by, reason: str = "") -> Amendment:
    require(amendment, *OPEN)
    amendment.end_reason = reason
    take(amendment, step, by=by)
    record(amendment, f"amendment-{step}", by=by)
    amendment_telling.ended(amendment, by=by)
    return amendment


def _move_back(notice: Amendment) -> None:
    exchange, commitment = notice.exchange, the_commitment_of(notice.exchange)
    other = on_other_days(exchange, notice.first_day_before, notice.last_day_before)
    there = new_days(commitment, other)
    for entry in commitment.agenda.all():
        entry.moved_to = there.get(entry.takes_place_on, entry.takes_place_on)
        entry.save(update_fields=["moved_to"])
    move_the_days(exchange, notice.first_day_before, notice.last_day_before)
