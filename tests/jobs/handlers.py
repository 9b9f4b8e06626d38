"""Work for tests. The journal is the ledger of effects: one entry for each time work counted."""

import os
import signal
import time
from pathlib import Path

from blues import journal
from blues.common.errors import Conflict
from blues.jobs import GiveUp, handler


@handler("test.add", title="Adding two numbers")
def add(job, *, a, b):
    job.report(50, "adding")
    journal.record(job.key, "added", by=None, sum=a + b)
    return {"sum": a + b}


@handler("test.fail", attempts=3)
def fail(job):
    journal.record(job.key, "added", by=None)
    raise ValueError("secret of the machine room")


@handler("test.give-up")
def give_up(job):
    raise GiveUp("The template has no title.")


@handler("test.refuse")
def refuse(job):
    raise Conflict("The agreement was withdrawn.")


def mark(job):
    journal.record(f"mark:{job.public_id}", "failed", by=None, error=job.error)


@handler("test.mark", attempts=1, on_failure=mark)
def fail_and_mark(job):
    raise ValueError


def stumble(job):
    """An error of the database would spoil the transaction that marks the job failed."""
    type(job).objects.filter(pk=job.pk).update(percent=200)


@handler("test.stumble", attempts=1, on_failure=stumble)
def fail_and_stumble(job):
    raise ValueError


@handler("test.wait")
def wait(job, *, gate):
    """Count once, then stand at the gate until the test opens it."""
    journal.record(job.key, "counted", by=None)
    job.report(10, "at the gate")
    give_up_at = time.monotonic() + 30
    while not Path(gate).exists() and time.monotonic() < give_up_at:
        time.sleep(0.02)


@handler("test.poison", attempts=2)
def poison(job):
    """Dies as a process does that the kernel ends for want of memory."""
    job.report(10, f"dying of attempt {job.attempts}")
    time.sleep(0.5)  # lets the report leave
    os.kill(os.getpid(), signal.SIGKILL)
