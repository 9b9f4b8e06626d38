"""Daily work with registrations."""

from datetime import time

from blues import jobs
from exchanges.registration import sweeps

EARLY = time(4, 30)
MORNING = time(7, 0)


@jobs.handler("registration.tidy", daily_at=EARLY)
def tidy(job, day):
    """What changes: first who is back, then who goes."""
    return {
        "awake": sweeps.wake(),
        "back": sweeps.come_back(),
        "ended_with_the_programme": sweeps.end_with_the_programme(),
        "expired": sweeps.expire_due(),
        "resting": sweeps.mark_low_active(),
        "hidden": sweeps.hide(),
    }


@jobs.handler("registration.remind", daily_at=MORNING)
def remind(job, day):
    """What is only said."""
    return {
        "clusters": sweeps.remind_clusters(),
        "asked": sweeps.ask_interest(),
        "warned_of_hiding": sweeps.warn_of_hiding(),
        "warned_of_ending": sweeps.warn_of_ending(),
        "warned_of_coming_back": sweeps.warn_of_coming_back(),
        "warned_of_the_end": sweeps.warn_of_the_end(),
    }
