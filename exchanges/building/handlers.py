"""Daily work of this room."""

from datetime import time

from blues import jobs
from blues.common import clock
from exchanges.building import amendment_answers, reminding

EARLY = time(4, 0)
MORNING = time(7, 0)


@jobs.handler("building.remind", daily_at=MORNING)
def remind(job, day):
    return reminding.remind_due()


@jobs.handler("building.lapse", daily_at=EARLY)
def lapse(job, day):
    """Amendments that nobody decided before the stay."""
    return {"lapsed": amendment_answers.lapse(on=clock.today())}
