"""Daily work of this room."""

from datetime import time

from blues import jobs
from exchanges.matching import proposals

EARLY = time(4, 0)
MORNING = time(7, 0)


@jobs.handler("matching.expire", daily_at=EARLY)
def expire(job, day):
    return {"expired": proposals.expire_due()}


@jobs.handler("matching.remind", daily_at=MORNING)
def remind(job, day):
    return {"reminded": proposals.remind_due()}
