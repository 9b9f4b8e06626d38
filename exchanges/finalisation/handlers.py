"""Daily work of this room."""

from datetime import time

from blues import jobs
from blues.common import clock
from exchanges.finalisation import reminders

MORNING = time(7, 0)


@jobs.handler("finalisation.remind", daily_at=MORNING)
def remind(job, day):
    """Once a day: the key of the job is the day."""
    return reminders.remind(on=clock.today())
