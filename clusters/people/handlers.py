"""Daily work with accounts."""

from datetime import time

from blues import jobs
from clusters.people import sessions

NIGHT = time(3, 30)


@jobs.handler("people.tidy", daily_at=NIGHT)
def tidy(job, day):
    return {"sessions": sessions.tidy()}
