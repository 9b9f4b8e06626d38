"""A worker that is killed again and again while it renders, seals and stores; then what is left is
counted. Nobody waits for the sweep: the rows look as they will look then.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Set
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage
from django.utils import timezone

from blues import documents, journal
from blues.documents import samples
from blues.documents.models import Document
from blues.documents.snapshots import digest
from blues.jobs import outbox, work
from blues.jobs.models import Job
from tests.waiting import wait_until

LONG_ENOUGH = 181  # seconds without a sign of life
ALWAYS_WAITING = 2  # documents
SLACK = 1.3


def killed(worker_pid: int, *, times: int, seed: int = 0) -> list[Document]:
    """Documents whose worker was killed at a random moment between the claim and a while after an
    undisturbed one would be done."""
    _kill_pool_of(worker_pid)
    chance, issued = random.Random(seed), [_issue()]
    within = SLACK * _seconds_until_made(issued[0])
    for _ in range(times):
        while Job.objects.due().count() < ALWAYS_WAITING:
            issued.append(_issue())
        wait_until(lambda: Job.objects.filter(state="running").exists())
        time.sleep(chance.uniform(0, within))
        victims = list(Job.objects.filter(state="running").values_list("pk", "attempts"))
        wait_until(lambda: _kill_pool_of(worker_pid))
        for pk, attempts in victims:
            _let_it_be_found(pk, attempts)
    _finish_all(issued)
    return issued


def _seconds_until_made(document: Document) -> float:
    """In a process that was just forked, as each is after a kill."""
    began = time.monotonic()
    wait_until(lambda: Job.objects.get(pk=document.job_id).state == "done")
    return time.monotonic() - began


def files() -> set[str]:
    return set(default_storage.listdir("documents")[1])


def found(issued: list[Document], *, before: Set[str] = frozenset()) -> dict:
    """What is wrong with them, by what is wrong: empty lists where everything is right.

    ``before`` are files that somebody else has left.
    """
    names = files()
    stored = list(Document.objects.filter(pk__in=[document.pk for document in issued]))
    known = before | {
        f"{public_id}.pdf" for public_id in Document.objects.values_list("public_id", flat=True)
    }
    return {
        "without a file": [d.reference for d in stored if f"{d.public_id}.pdf" not in names],
        "with the wrong hash": [
            d.reference for d in stored if digest(documents.read(d)) != d.sha256
        ],
        "orphans": sorted(names - known),
        "entered twice": [d.reference for d in stored if _entered_twice(d)],
    }


def _issue() -> Document:
    name = f"KILL-{uuid4().hex[:8].upper()}"
    return documents.issue(
        kind="sample",
        case=f"sample:{name}",
        version=1,
        reference=f"{name}-v1",
        title="Sample agreement",
        snapshot=samples.snapshot() | {"purpose": name},
        by=None,
    )


def _kill_pool_of(worker_pid: int) -> bool:
    """The process that does the work; the one above it lives on and forks another."""
    children = Path(f"/proc/{worker_pid}/task/{worker_pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    return bool(children)


def _let_it_be_found(pk: int, attempts: int) -> None:
    Job.objects.filter(pk=pk, attempts=attempts, state="running").update(
        heartbeat_at=timezone.now() - timedelta(seconds=LONG_ENOUGH)
    )
    work.sweep()
    outbox.relay()


def _finish_all(issued: list[Document]) -> None:
    for document in issued:
        wait_until(lambda: Job.objects.get(pk=document.job_id).is_finished)  # noqa: B023
        job = Job.objects.get(pk=document.job_id)
        if job.state == "failed":  # killed in every attempt there was
            work.try_again(job, by=None)
            wait_until(lambda: Job.objects.get(pk=document.job_id).state == "done")  # noqa: B023


def _entered_twice(document: Document) -> bool:
    verbs = Counter(entry.verb for entry in journal.entries_for(document.case))
    return verbs["document-requested"] != 1 or verbs["document-sealed"] != 1
