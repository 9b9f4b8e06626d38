"""Closing the file of an exchange once the report that counts it has been accepted."""

from django.db import transaction

from exchanges.lifecycle.transitions import move
from exchanges.models import Exchange, State
from workpackages.reporting.models import ReportingPeriod


def archive(exchange: Exchange, *, by) -> Exchange:
    """From completed to archived; the guard asks for the accepted report."""
    return move(exchange, to=State.ARCHIVED, by=by)


def waiting(period: ReportingPeriod):
    """Exchanges that the accepted report counts and that are still open."""
    snapshot = period.accepted_snapshot
    if snapshot is None:
        return Exchange.objects.none()
    return snapshot.counted.filter(state=State.COMPLETED).order_by("reference")


@transaction.atomic
def archive_counted(period: ReportingPeriod, *, by) -> int:
    """Archive them all; how many there were."""
    return len([archive(exchange, by=by) for exchange in waiting(period)])
