"""Today, as the programme's rules see it.

Guards and deadlines ask here, never the system clock, so that the demo's calendar can be moved
forward (a stay takes days) and a test can stand on any day. Timestamps of what really happened
(signatures, journal) stay with ``timezone.now``.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta

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
