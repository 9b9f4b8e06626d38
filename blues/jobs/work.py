"""Doing the work: claim, run, finish, retry, give up. The only module that writes ``Job.state``.

Each attempt has a number, and every later write asks whether the row still belongs to that
attempt (``Job.objects.held``). A worker that was thought dead and comes back finds that it does
not, and its transaction is rolled back: what a handler writes to the database stays exactly once.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from blues import journal
from blues.common.errors import Conflict, Refusal
from blues.jobs.models import Job
from blues.jobs.outbox import ring
from blues.jobs.pulse import Pulse
from blues.jobs.registry import HANDLERS, GiveUp
from blues.jobs.states import State

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)

# Shown to people, and translated where they are shown.
KEPT_FAILING = gettext_noop(
    "This did not work, and trying again did not help. The operators can see why and restart it."
)
KEPT_STOPPING = gettext_noop(
    "The work stopped before it was finished, several times. The operators can restart it."
)
NOBODY_DOES_IT = gettext_noop("The portal no longer knows how to do this kind of work.")


class ClaimLost(Exception):  # noqa: N818 -- reads as a sentence where it is caught
    """The job was taken from this attempt; nothing of it may stay."""


def run(public_id: UUID) -> None:
    """Do one job if it is due and nobody else has it. Any number of calls do it once."""
    if job := _claim(public_id):
        _attempt(job)


def run_next() -> None:
    """A bell has rung: do the job whose turn it is, whichever the bell was rung for.

    There are at least as many bells as jobs, so every job is done, and in the order of their turns
    rather than in the order in which the broker happens to hold them.
    """
    while job := Job.objects.in_line().first():
        if claimed := _claim(job.public_id):
            _attempt(claimed)
            return


def run_due() -> list[Job]:
    """Do everything that is due, here and now, and what it asks for in turn."""
    ran = []
    while job := Job.objects.in_line().first():
        run(job.public_id)
        job.refresh_from_db()
        ran.append(job)
    return ran


def _claim(public_id: UUID) -> Job | None:
    """Take the job, or learn that somebody did. The update is the test: one caller wins."""
    won = (
        Job.objects.due()
        .filter(public_id=public_id)
        .update(
            state=State.RUNNING,
            attempts=F("attempts") + 1,
            claimed_at=Now(),
            heartbeat_at=Now(),
            next_attempt_at=None,
        )
    )
    return Job.objects.get(public_id=public_id) if won else None


def _attempt(job: Job) -> None:
    try:
        _perform(job)
    except ClaimLost:
        logger.warning("Job %s was taken over; attempt %s leaves no trace.", job, job.attempts)
    except (GiveUp, Refusal) as reason:
        _fail(job, str(reason))
    except Exception:
        logger.exception("Attempt %s of job %s (%s) failed.", job.attempts, job, job.public_id)
        _retry_or_fail(job, KEPT_FAILING, pause=_pause_after(job.attempts))


def _perform(job: Job) -> None:
    """Run the handler, and mark the job done in the same transaction."""
    if job.kind not in HANDLERS:
        raise GiveUp(NOBODY_DOES_IT)
    # Inside somebody else's transaction nobody could see a heartbeat, so there is none.
    pulse = nullcontext() if connection.in_atomic_block else Pulse(job)
    with transaction.atomic():
        _allow_thinking()
        with pulse:
            result = HANDLERS[job.kind].function(job, **job.args)
        _finish(job, state=State.DONE, percent=100, note=job.note, result=result)


def _allow_thinking() -> None:
    """A render keeps its transaction open and idle for as long as a task may live."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL idle_in_transaction_session_timeout = '{settings.CELERY_TASK_TIME_LIMIT}s'"
        )


def _finish(job: Job, **changes) -> None:
    if not Job.objects.held(job).update(finished_at=Now(), **changes):
        raise ClaimLost


def _pause_after(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def _retry_or_fail(job: Job, reason: str, *, pause: timedelta = timedelta(0)) -> None:
    if job.attempts >= job.max_attempts:
        _fail(job, reason)
        return
    Job.objects.held(job).update(
        state=State.QUEUED,
        claimed_at=None,
        heartbeat_at=None,
        published_at=None,
        next_attempt_at=Now() + pause,
    )


@transaction.atomic
def _fail(job: Job, reason: str) -> None:
    """The job ends here, whatever its ``on_failure`` makes of it."""
    if not Job.objects.held(job).update(
        state=State.FAILED, finished_at=Now(), error=reason or KEPT_FAILING
    ):
        return
    job.refresh_from_db()
    known = HANDLERS.get(job.kind)
    if known and known.on_failure:
        _tell(known.on_failure, job)


def _tell(on_failure: Callable, job: Job) -> None:
    try:
        with transaction.atomic():
            on_failure(job)
    except Exception:
        logger.exception("on_failure of job %s (%s) failed.", job, job.public_id)


def sweep() -> int:
    """Take jobs back from workers that stopped moving. Twice does no harm."""
    stalled = list(Job.objects.stalled())
    for job in stalled:
        logger.warning(
            "Job %s (%s) stopped moving in attempt %s.", job, job.public_id, job.attempts
        )
        _retry_or_fail(job, KEPT_STOPPING)
    return len(stalled)


@transaction.atomic
def try_again(job: Job, *, by) -> Job:
    """An operator has a failed job done after all."""
    revived = Job.objects.filter(pk=job.pk, state=State.FAILED).update(
        state=State.QUEUED,
        max_attempts=F("attempts") + F("max_attempts"),  # attempts never count backwards
        claimed_at=None,
        heartbeat_at=None,
        published_at=None,
        finished_at=None,
        next_attempt_at=Now(),
        error="",
        percent=0,
        note="",
    )
    if not revived:
        raise Conflict(_("This job has not failed, so there is nothing to try again."))
    journal.record(f"job:{job.public_id}", "tried-again", by=by)
    transaction.on_commit(lambda: ring(job.public_id), robust=True)
    return Job.objects.get(pk=job.pk)
