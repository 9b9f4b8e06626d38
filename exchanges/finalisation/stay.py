"""The stay itself: begun, ended, or broken off. The visitor's partner cluster records it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from blues.common.formats import day
from exchanges.finalisation import telling
from exchanges.finalisation.models import Interruption
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.transitions import move

Cause = Interruption.Cause


@transaction.atomic
def start(exchange: Exchange, *, by) -> Exchange:
    begun = move(exchange, to=State.IN_PROGRESS, by=by)
    telling.begun(begun)
    return begun


@transaction.atomic
def end(exchange: Exchange, *, by) -> Exchange:
    """The last day has passed and the host has confirmed the presence: reports are due."""
    ended = move(exchange, to=State.STAY_ENDED, by=by)
    telling.report_now(ended)
    return ended


@transaction.atomic
def interrupt(
    exchange: Exchange, *, by, reason: str, cause: str = Cause.VISITOR, last_day: date | None = None
) -> Exchange:
    """Break the stay off. The cause decides what is due for a stay that became too short."""
    if cause not in Cause.values:
        raise BadInput(_("Please say by whose cause the stay was broken off."))
    stopped = move(exchange, to=State.INTERRUPTED, by=by, note=reason)
    last_day = last_day or min(clock.today(), stopped.last_day)
    if not stopped.first_day <= last_day <= min(clock.today(), stopped.last_day):
        raise BadInput(_("The last day of the stay lies between its first day and today."))
    _refuse_days_confirmed_after(stopped, last_day)
    Interruption.objects.create(
        exchange=stopped, cause=cause, last_day=last_day, reason=reason.strip(), recorded_by=by
    )
    journal.record(stopped.case, "stay-interrupted", by=by, cause=cause, last_day=last_day)
    telling.interrupted(stopped)
    return stopped


def _refuse_days_confirmed_after(exchange: Exchange, last_day: date) -> None:
    """Money follows the confirmed days, so they never reach beyond the end of the stay."""
    presence = getattr(exchange, "presence", None)
    if presence is not None and presence.last_day > last_day:
        raise Conflict(
            _("The host has confirmed the presence until %(day)s.")
            % {"day": day(presence.last_day)},
            way_out=_("Ask the host to correct the confirmed days first, or give that day."),
        )
