"""Asking for work, and ringing the worker's bell. The bell may fail: the relay rings again."""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, Q
from django.db.models.functions import Now
from django.utils import timezone
from kombu.exceptions import OperationalError

from blues.common import clock
from blues.jobs.models import Job
from blues.jobs.registry import HANDLERS
from blues.jobs.states import State

logger = logging.getLogger(__name__)

BATCH = 500
BROKER_ERRORS = (OperationalError, OSError)  # OSError: refused, reset, timed out


def request(kind: str, /, *, key: str, by=None, lane: str = "", **args) -> Job:
    """Have this work done once per ``key``; asking again returns the job there is.

    The row belongs to the caller's transaction, and nothing runs unless that commits. ``lane`` says
    whose work it is, so that much of one's work does not keep the work of others waiting.
    """
    defaults = {
        "kind": kind,
        "args": args,
        "requested_by": by,
        "max_attempts": HANDLERS[kind].attempts,
        "lane": lane,
        "turn": partial(_turn_in, lane),
    }
    job, created = Job.objects.get_or_create(key=key, defaults=defaults)
    if created:
        transaction.on_commit(partial(ring, job.public_id), robust=True)
    return job


def _turn_in(lane: str) -> int:
    """Behind what waits in the lane; a lane in which nothing waits begins with the turn that is
    being served, and neither owes nor saves any."""
    waiting = Job.objects.due().aggregate(now=Min("turn"), last=Max("turn", filter=Q(lane=lane)))
    return waiting["now"] or 0 if waiting["last"] is None else waiting["last"] + 1


class Bell:
    """Publishes messages. After a failure it stays quiet for a while, so that one request which
    asks for ten jobs waits for a frozen broker once, not ten times."""

    QUIET = 10  # seconds

    def __init__(self):
        self.quiet_until = 0.0

    def ring(self, public_id: UUID) -> bool:
        if time.monotonic() < self.quiet_until:
            return False
        from blues.jobs.tasks import run  # noqa: PLC0415 -- the task calls back into this room

        try:
            run.apply_async(args=[str(public_id)], retry=False)
        except BROKER_ERRORS as error:
            self.quiet_until = time.monotonic() + self.QUIET
            logger.warning("The broker does not answer (%s); the relay will publish again.", error)
            return False
        return True


bell = Bell()


@contextmanager
def left_to_the_relay() -> Iterator[None]:
    """Nothing asked for in this block is rung: the relay tells of it when the portal runs, behind
    whatever people have asked for by then."""
    before, bell.quiet_until = bell.quiet_until, math.inf
    try:
        yield
    finally:
        bell.quiet_until = before


def ring(public_id: UUID) -> bool:
    """Tell the workers about one job and note that they were told. Never raises for the broker."""
    heard = bell.ring(public_id)
    if heard:
        Job.objects.filter(public_id=public_id, state=State.QUEUED).update(published_at=Now())
    return heard


def relay() -> int:
    """Publish what is due and was never heard of, or may have been lost. Twice does no harm."""
    waiting = Job.objects.unheard().order_by("turn", "pk")
    published = 0
    for public_id in waiting.values_list("public_id", flat=True)[:BATCH]:
        if not ring(public_id):
            break
        published += 1
    return published


def request_daily() -> None:
    """Ask for the work of the day that is due by now. Twice does no harm, and a clock that stood
    still asks when it runs again."""
    day, now = clock.today(), timezone.localtime().time()
    for known in HANDLERS.values():
        if known.daily_at and now >= known.daily_at:
            request(known.kind, key=f"{known.kind}:{day}", day=day)


def oldest_waiting() -> timedelta | None:
    """For how long the longest-waiting due job has waited; None when nothing waits."""
    due_since = Job.objects.due().aggregate(since=Min("next_attempt_at"))["since"]
    return timezone.now() - due_since if due_since else None
