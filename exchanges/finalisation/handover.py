"""From the two sides to the clusters: what is still missing, and the step once nothing is."""

from django.utils.translation import gettext as _

from blues import journal
from exchanges.finalisation import telling
from exchanges.finalisation.models import Evidence
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES, Party, State
from exchanges.lifecycle.transitions import move

OPEN = (State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED)
NEEDED = (Evidence.Kind.TRAVEL, Evidence.Kind.ACCOMMODATION)


def hand_over(exchange: Exchange, *, by) -> Exchange:
    """Whoever adds the last missing piece hands the case to the clusters."""
    if exchange.state not in OPEN or missing(exchange):
        return exchange
    handed_over = move(exchange, to=State.REPORTS_SUBMITTED, by=by)
    telling.validate_now(handed_over)
    return handed_over


def look_again(exchange: Exchange, *, by) -> None:
    """What decides on the money changed after the visitor's cluster had validated it."""
    validated = exchange.reports.filter(side=Party.VISITOR, validated_at__isnull=False)
    if validated.update(validated_at=None, validated_by=None, validation_note=""):
        journal.record(exchange.case, "validation-void", by=by, side=Party.VISITOR)


def missing(exchange: Exchange) -> list[str]:
    return [*missing_reports(exchange), *missing_evidence(exchange)]


def missing_reports(exchange: Exchange) -> list[str]:
    submitted = {report.side for report in exchange.reports.all() if report.submitted_at}
    return [
        _("The report of the %(side)s is missing.") % {"side": side.label}
        for side in SIDES
        if side not in submitted
    ]


def missing_evidence(exchange: Exchange) -> list[str]:
    """What the files must show and do not yet. A file of the kind ``other`` explains why."""
    if exchange.is_virtual:
        return []
    found = []
    if getattr(exchange, "presence", None) is None:
        found.append(_("The host has not confirmed the presence yet."))
    kinds = {evidence.kind for evidence in exchange.evidence.all()}
    lacking = [kind for kind in NEEDED if not kinds & {kind, Evidence.Kind.OTHER}]
    return found + [_("Evidence is missing: %(kind)s.") % {"kind": kind.label} for kind in lacking]
