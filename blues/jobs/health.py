"""Whether the work gets done, for those who watch the portal."""

from datetime import timedelta

from django.db import DatabaseError

from blues.jobs.outbox import oldest_waiting

LONGEST_WAIT = timedelta(minutes=5)  # a healthy relay and an idle worker need seconds


def jobs() -> str:
    try:
        waited = oldest_waiting()
    except DatabaseError:
        return "unreachable"
    if waited is None or waited <= LONGEST_WAIT:
        return "ok"
    return f"the oldest job has waited for {waited.total_seconds():.0f} s"
