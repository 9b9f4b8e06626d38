"""Daily work of this room."""

from datetime import time

from blues import jobs
from exchanges.building import reminding

MORNING = time(7, 0)


@jobs.handler("building.remind", daily_at=MORNING)
def remind(job, day):
    return reminding.remind_due()
