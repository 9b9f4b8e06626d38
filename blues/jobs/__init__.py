"""Work that happens later: a row in Postgres is the truth, Celery is transport.

The face of the room: ``from blues import jobs``. Django imports this package before models may be
loaded, so all names but the registry's are looked up when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from blues.jobs.registry import GiveUp, handler

if TYPE_CHECKING:
    from blues.jobs.models import Job
    from blues.jobs.outbox import left_to_the_relay, oldest_waiting, request
    from blues.jobs.work import run_due, try_again

__all__ = [
    "GiveUp",
    "Job",
    "handler",
    "left_to_the_relay",
    "oldest_waiting",
    "request",
    "run_due",
    "try_again",
]

HOMES = {
    "Job": "blues.jobs.models",
    "left_to_the_relay": "blues.jobs.outbox",
    "oldest_waiting": "blues.jobs.outbox",
    "request": "blues.jobs.outbox",
    "run_due": "blues.jobs.work",
    "try_again": "blues.jobs.work",
}


def __getattr__(name):
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
