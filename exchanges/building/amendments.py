"""Changing what everybody has signed: a notice of other days, or a new version (docs/adr/0030).

Whatever is proposed here stands beside what was signed. That stays in force, and the exchange stays
in its state, until the change has come through; a change that fails leaves nothing behind but its
trace. Every verb locks the exchange first. ``amendment_answers`` holds what follows.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import amendment_telling, commitments
from exchanges.building.amendment_models import OPEN, Amendment
from exchanges.building.amendment_steps import AMENDABLE, given, record
from exchanges.building.clauses import templates
from exchanges.building.clauses.models import PaperKind
from exchanges.building.completeness import agenda_problems, missing
from exchanges.building.content import FIELDS, content_sha256
from exchanges.building.current import the_commitment_of
from exchanges.building.models import AgendaDay, Commitment
from exchanges.building.stay_days import on_other_days, why_impossible, why_no_notice
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Party
from exchanges.lifecycle.transitions import lock


@transaction.atomic
def give_notice(
    exchange: Exchange, *, by, first_day: date, last_day: date, reason: str
) -> Amendment:
    """Move the days within the limits of the rules; the other side confirms, nobody signs."""
    locked, side = _amendable(exchange, by)
    commitment = the_commitment_of(locked)
    if (first_day, last_day) == (locked.first_day, locked.last_day):
        raise BadInput(_("These are the days that everybody has signed."))
    _refuse_impossible(locked, first_day, last_day)
    if reasons := why_no_notice(commitment, on_other_days(locked, first_day, last_day)):
        raise Conflict(_("These days need a new version with its signatures."), reasons=reasons)
    return _proposed(locked, Amendment.Kind.NOTICE, side, by, first_day, last_day, given(reason))


@transaction.atomic
def propose(
    exchange: Exchange,
    *,
    by,
    first_day: date,
    last_day: date,
    reason: str,
    days: Iterable[dict],
    activities=None,
    **fields,
) -> Amendment:
    """Write the next version beside the signed one. ``days`` and ``fields`` as in a draft."""
    locked, side = _amendable(exchange, by)
    signed = the_commitment_of(locked)
    _refuse_impossible(locked, first_day, last_day)
    if clock.today() >= first_day:
        raise BadInput(_("The new first day lies in the past."))
    other = on_other_days(locked, first_day, last_day)
    draft = _beside(signed, fields, activities)
    _plan(draft, other, days)
    draft = Commitment.every.with_content().get(pk=draft.pk)
    draft.exchange = other
    if not _differs(signed, draft):
        raise BadInput(_("Nothing changes. Write what shall be different."))
    if reasons := [*_empty(draft), *agenda_problems(draft)]:
        raise Conflict(_("The new version is not complete yet."), reasons=reasons)
    return _proposed(
        locked, Amendment.Kind.VERSION, side, by, first_day, last_day, given(reason), draft
    )


def _proposed(exchange, kind, side, by, first, last, reason, commitment=None) -> Amendment:
    if exchange.amendments.filter(state__in=OPEN).exists():
        raise Conflict(
            _("Another amendment is still open."),
            way_out=_("Decide on that one first, or withdraw it."),
        )
    latest = exchange.amendments.aggregate(latest=Max("number"))["latest"] or 0
    amendment = Amendment.objects.create(
        exchange=exchange,
        number=latest + 1,
        kind=kind,
        reason=reason,
        first_day=first,
        last_day=last,
        first_day_before=exchange.first_day,
        last_day_before=exchange.last_day,
        side=side,
        proposed_by=by,
        commitment=commitment,
    )
    record(amendment, "amendment-proposed", by=by, kind=str(kind))
    amendment_telling.proposed(amendment)
    return amendment


def _beside(signed: Commitment, fields: dict, activities) -> Commitment:
    """The next version with the words of the signed one and what is written over them."""
    versions = Commitment.every.filter(exchange=signed.exchange)
    draft = Commitment(
        exchange=signed.exchange,
        version=versions.aggregate(latest=Max("version"))["latest"] + 1,
        is_pending=True,
        template=templates.in_force(signed.exchange.programme, PaperKind.COMMITMENT),
        **{name: getattr(signed, name) for name in FIELDS},
    )
    commitments.fill(draft, fields)
    draft.save()
    draft.activities.set(signed.activities.all() if activities is None else activities)
    return draft


def _amendable(exchange: Exchange, by) -> tuple[Exchange, Party]:
    locked = lock(exchange)
    side = next((side for side in SIDES if side in parties_of(by, locked)), None)
    if side is None:
        raise NotAllowed(_("Visitor and host propose changes of what was signed."))
    if locked.state not in AMENDABLE:
        raise Conflict(
            _("What was signed is amended between the last signature and the first day."),
            way_out=_("While papers are being signed, send them back or let them be signed first."),
        )
    if clock.today() >= locked.first_day:
        raise Conflict(
            _("The first day has come; what was signed stays as it is."),
            way_out=_("What happens otherwise than planned belongs into the reports."),
        )
    return locked, side


def _plan(draft: Commitment, other: Exchange, days: Iterable[dict]) -> None:
    rows = [AgendaDay(commitment=draft, **commitments.plain(day)) for day in days]
    commitments.refuse_impossible_days(other, rows)
    AgendaDay.objects.bulk_create(rows)


def _differs(signed: Commitment, draft: Commitment) -> bool:
    return content_sha256(signed) != content_sha256(draft)


def _empty(draft: Commitment) -> list[str]:
    lacking = missing(draft)
    return [_("Still empty: %(fields)s.") % {"fields": ", ".join(lacking)}] if lacking else []


def _refuse_impossible(exchange: Exchange, first: date, last: date) -> None:
    if reason := why_impossible(exchange, first, last):
        raise BadInput(reason)
