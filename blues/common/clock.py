"""Today and now, as the programme's rules and papers see them.

Guards, deadlines and what an exchange prints ask here, never the system clock, so that the demo's
calendar can be moved forward (a stay takes days) and a test can stand on any day. The journal, the
seals and the jobs keep the true time.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

_standing_on: ContextVar[date | None] = ContextVar("standing_on", default=None)
DEMO_OFFSET = "demo-calendar-offset"  # days; shared by all processes of the demo


def today() -> date:
    if (day := _standing_on.get()) is not None:
        return day
    day = timezone.localdate()
    return day + timedelta(days=cache.get(DEMO_OFFSET, 0)) if settings.DEMO_CALENDAR else day


def now() -> datetime:
    """This moment of the day that ``today`` says it is."""
    return timezone.now() + (today() - timezone.localdate())


def day_of(moment: datetime) -> date:
    """The day of the programme on which the moment lies."""
    return timezone.localdate(moment)


@contextmanager
def standing_on(day: date):
    """Let this context live on another day."""
    token = _standing_on.set(day)
    try:
        yield
    finally:
        _standing_on.reset(token)


def move_demo_calendar(*, to: date) -> None:
    """Move the demo's calendar for every process; production refuses."""
    if not settings.DEMO_CALENDAR:
        raise RuntimeError("Only the demo's calendar can be moved.")
    cache.set(DEMO_OFFSET, (to - timezone.localdate()).days, timeout=None)
