"""Daily work of this room."""

from datetime import date, time

from django.utils.translation import gettext_lazy as _

from blues import jobs
from exchanges.matching import proposals, reminders, reservations, rounds
from exchanges.matching.catalogue import reading, saved
from exchanges.matching.round_models import MatchingRound

EARLY = time(4, 0)
MORNING = time(7, 0)


@jobs.handler("matching.expire", daily_at=EARLY)
def expire(job, day):
    return {"expired": proposals.expire_due()}


@jobs.handler("matching.let_go", daily_at=EARLY)
def let_go(job, day):
    return {"released": reservations.release_due()}


@jobs.handler("matching.remind", daily_at=MORNING)
def remind(job, day):
    return {"reminded": reminders.remind_due()}


@jobs.handler(rounds.SOLVE, title=_("Matching the programme"), attempts=3)
def solve(job, *, public_id):
    found = rounds.work_out(MatchingRound.objects.get(public_id=public_id))
    return {"total": found.total, "matched": found.pairs.count()}


@jobs.handler("matching.catalogue", daily_at=EARLY)
def keep_catalogue(job, day):
    """Codes and countries may have got other names; anything else that differs is a fault."""
    return {"renewed": reading.repair()}


@jobs.handler("matching.searches", daily_at=MORNING)
def tell_news(job, day):
    return {"told": saved.tell_due(date.fromisoformat(day))}
