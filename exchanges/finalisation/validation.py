"""The clusters look at the reports: each validates that of its own side, or sends it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.finalisation import closing, remarks, telling
from exchanges.finalisation.models import ClosingReport
from exchanges.finalisation.rules import VALIDATES, require_party
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Party, State
from exchanges.lifecycle.transitions import lock, move


@transaction.atomic
def validate(exchange: Exchange, *, by, side: str = "", note: str = "") -> Exchange:
    """Validate the report of one's own side; who coordinates both clusters validates both.

    Automatic remarks do not stop anybody, but somebody has to say how they were decided: ``note``.
    """
    locked = lock(exchange)
    sides = [Party(side)] if side else sides_of(by, locked)
    if not sides:
        raise NotAllowed(_("The partner clusters validate the reports."))
    for one in sides:
        require_party(by, locked, VALIDATES[one])
    reports = _submitted(locked, sides)
    if all(report.validated_at for report in reports):
        return locked
    if locked.state != State.REPORTS_SUBMITTED:
        raise Conflict(_("Reports are validated once both have been handed in."))
    _require_decision(locked, sides, note)
    for report in reports:
        _mark(report, by=by, note=note)
    return _go_on(locked, by=by)


@transaction.atomic
def send_back(exchange: Exchange, *, by, side: str, reason: str) -> Exchange:
    """Ask the author of one report for changes; the other side's report keeps its validation."""
    locked = lock(exchange)
    side = Party(side)
    require_party(by, locked, VALIDATES[side])
    if not reason.strip():
        raise BadInput(_("Please give a reason; the author will read it."))
    if locked.state not in (State.REPORTS_SUBMITTED, State.REPORT_RETURNED):
        raise Conflict(_("Reports are sent back before they are validated."))
    [report] = _submitted(locked, [side])
    report.submitted_at = report.submitted_by = None
    report.validated_at = report.validated_by = None
    report.returned_at, report.returned_by = clock.now(), by
    report.return_reason = reason.strip()
    report.save()
    journal.record(locked.case, "report-returned", by=by, side=side)
    if locked.state == State.REPORTS_SUBMITTED:
        locked = move(locked, to=State.REPORT_RETURNED, by=by, note=reason)
    telling.sent_back(locked, side)
    return locked


def sides_of(user, exchange: Exchange) -> list[Party]:
    """Whose reports this person validates."""
    held = parties_of(user, exchange)
    return [side for side in SIDES if VALIDATES[side] in held]


def _submitted(exchange, sides) -> list[ClosingReport]:
    reports = {r.side: r for r in ClosingReport.objects.filter(exchange=exchange)}
    found = [reports[side] for side in sides if side in reports]
    if len(found) < len(sides) or not all(report.submitted_at for report in found):
        raise Conflict(_("This report has not been handed in yet."))
    return found


def _require_decision(exchange, sides, note: str) -> None:
    if Party.VISITOR not in sides or note.strip():
        return
    if open_remarks := [remark.text for remark in remarks.of(exchange) if remark.needs_decision]:
        raise BadInput(
            _("Please say how you decided on the remarks."),
            reasons=open_remarks,
        )


def _mark(report: ClosingReport, *, by, note: str) -> None:
    if report.validated_at:
        return
    report.validated_at, report.validated_by = clock.now(), by
    report.validation_note = note.strip()
    report.save(update_fields=["validated_at", "validated_by", "validation_note"])
    journal.record(report.exchange.case, "report-validated", by=by, side=report.side)


def _go_on(exchange: Exchange, *, by) -> Exchange:
    """With both validated: on to the payment, or to the end where nothing is due."""
    if exchange.reports.filter(validated_at__isnull=False).count() < len(SIDES):
        return exchange
    validated = move(exchange, to=State.REPORTS_VALIDATED, by=by)
    if closing.nothing_is_due(validated):
        return closing.complete(validated)
    telling.pay_now(validated)
    return validated
