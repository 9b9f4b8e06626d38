"""The closing reports: written by each side, submitted when complete."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.common.words import label_of
from exchanges.finalisation.days import agenda_days, commitment_of
from exchanges.finalisation.handover import hand_over
from exchanges.finalisation.models import ClosingReport
from exchanges.finalisation.rules import require_party, side_of
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock
from exchanges.registration.models import LONGEST_TEXT

WRITABLE = (State.IN_PROGRESS, State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED)
SUBMITTABLE = (State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED)
TEXTS = (
    "activities_done",
    "deviations",
    "results",
    "follow_up",
    "problems",
    "testimonial",
    "confidential",
)
ANSWERS = (
    "people_met",
    "objectives_reached",
    "may_publish",
    "mark_matching",
    "mark_support",
    "mark_result",
    "would_repeat",
)
FIELDS = (*TEXTS, *ANSWERS)
REQUIRED = (
    "activities_done",
    "results",
    "objectives_reached",
    "mark_matching",
    "mark_support",
    "mark_result",
    "would_repeat",
)


@transaction.atomic
def write(exchange: Exchange, *, side: str, by, **fields) -> ClosingReport:
    """Save the draft. ``outcomes`` are terms; the other names are those of ``FIELDS``."""
    locked = lock(exchange)
    require_party(by, locked, Party(side))
    report = _open_report(locked, side)
    outcomes = fields.pop("outcomes", None)
    if unknown := fields.keys() - set(FIELDS):
        raise BadInput(_("A report has no such field: %(names)s.") % {"names": sorted(unknown)})
    for name, value in fields.items():
        setattr(report, name, value.strip() if name in TEXTS else value)
    _refuse_nonsense(report)
    report.save()
    if outcomes is not None:
        report.outcomes.set(outcomes)
    journal.record(locked.case, "report-written", by=by, side=side)
    return report


@transaction.atomic
def submit(exchange: Exchange, *, by, side: str = "") -> Exchange:
    """Hand one's report in; with both reports and the evidence there, the clusters take over."""
    locked = lock(exchange)
    own = Party(side) if side else side_of(by, locked)
    if own is None:
        raise NotAllowed(_("The visitor and the host hand in the reports."))
    require_party(by, locked, own)
    report = ClosingReport.objects.filter(exchange=locked, side=own).first()
    if report is not None and report.submitted_at:
        return locked
    if locked.state not in SUBMITTABLE:
        raise Conflict(_("Reports are handed in after the stay."))
    if report is None or missing(report):
        raise BadInput(_("The report is not complete yet."), reasons=missing(report))
    report.submitted_at, report.submitted_by = clock.now(), by
    report.save(update_fields=["submitted_at", "submitted_by"])
    journal.record(locked.case, "report-submitted", by=by, side=own)
    return hand_over(locked, by=by)


def missing_fields(report: ClosingReport) -> list[str]:
    return [name for name in REQUIRED if getattr(report, name) in (None, "")]


def missing(report: ClosingReport | None) -> list[str]:
    """Labels of the answers that a report needs before it is handed in."""
    if report is None:
        return [_("Nothing has been written yet.")]
    return [label_of(ClosingReport, name) for name in missing_fields(report)]


def prefilled(exchange: Exchange, side: str) -> dict:
    """A first draft from the Commitment: its agenda day by day, its expected outcomes."""
    commitment = commitment_of(exchange)
    if commitment is None:
        return {}
    planned = {day.takes_place_on: day for day in commitment.agenda.all()}
    lines = [
        f"{number}. {planned[day].morning} / {planned[day].afternoon}".rstrip(" /")
        for number, day in enumerate(agenda_days(exchange), start=1)
    ]
    return {"activities_done": "\n".join(lines), "follow_up": commitment.follow_up}


def _open_report(exchange: Exchange, side: str) -> ClosingReport:
    report = ClosingReport.objects.filter(exchange=exchange, side=side).first()
    if exchange.state not in WRITABLE:
        raise Conflict(_("Reports are written from the first day of the stay until validation."))
    if report is not None and report.submitted_at:
        raise Conflict(
            _("This report has been handed in."),
            way_out=_("Your partner cluster can send it back to you for changes."),
        )
    return report or ClosingReport(exchange=exchange, side=side)


def _refuse_nonsense(report: ClosingReport) -> None:
    """A draft may leave anything open; what is filled in must make sense."""
    if any(len(getattr(report, name)) > LONGEST_TEXT for name in TEXTS):
        raise BadInput(_("An answer has at most %(most)s characters.") % {"most": LONGEST_TEXT})
    unfilled = [name for name in FIELDS if getattr(report, name) in (None, "")]
    try:
        report.clean_fields(exclude=unfilled)
    except ValidationError as error:
        raise BadInput(_("The report was not saved."), reasons=error.messages) from error
