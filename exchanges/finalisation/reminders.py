"""What waits too long, told again to whoever can end the waiting.

Each reminder has its days, counted from the deadline or from the stay, so that nobody is told every
morning; the daily job runs once a day.
"""

from collections.abc import Callable
from datetime import date, timedelta

from exchanges.finalisation import telling
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES, State

REPORTING = (State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED)
BEFORE_REPORT_IS_DUE = (23, 9, 0)  # 7, 21 and 30 days after the stay, with 30 days to report
OVERDUE = (-1, -4, -7)  # days left


def remind(*, on: date) -> dict[str, int]:
    return {
        "start": _each(_days(State.READY, first_day=on), telling.start_now),
        "end": _each(_days(State.IN_PROGRESS, last_day=on - timedelta(days=1)), telling.end_now),
        "report": _each(_due(REPORTING, (*BEFORE_REPORT_IS_DUE, *OVERDUE), on), _report),
        "validation": _each(_due([State.REPORTS_SUBMITTED], OVERDUE, on), telling.validate_now),
        "approval": _each(_due([State.REPORTS_VALIDATED], OVERDUE, on), telling.pay_now),
        "transfer": _each(_due([State.PAYMENT_APPROVED], OVERDUE, on), telling.transfer_now),
    }


def _report(exchange: Exchange) -> None:
    """Only the side whose report is missing hears of it."""
    submitted = {report.side for report in exchange.reports.all() if report.submitted_at}
    for side in SIDES:
        if side not in submitted:
            telling.report_due(exchange, side)


def _days(state, **fields):
    return Exchange.objects.with_parties().filter(state=state, **fields)


def _due(states, days_left, on: date):
    due_days = [on + timedelta(days=left) for left in days_left]
    waiting = Exchange.objects.with_parties().prefetch_related("reports")
    return waiting.filter(state__in=states, due_on__in=due_days)


def _each(exchanges, tell: Callable) -> int:
    found = list(exchanges)
    for exchange in found:
        tell(exchange)
    return len(found)
