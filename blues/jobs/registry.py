"""Which function does which kind of job. No model is needed to register one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from functools import partial

from blues.common.words import Words


class GiveUp(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Trying again would not help. The message is shown to people as the reason."""


@dataclass(frozen=True)
class Handler:
    kind: str
    function: Callable
    title: Words = ""
    attempts: int = 5
    on_failure: Callable | None = None
    daily_at: time | None = None


HANDLERS: dict[str, Handler] = {}


def handler(
    kind: str,
    *,
    title: Words = "",
    attempts: int = 5,
    on_failure: Callable | None = None,
    daily_at: time | None = None,
):
    """Register the function that does this kind of job: ``function(job, **args) -> dict | None``.

    It runs inside the transaction that marks the job done, so what it writes to the database stays
    exactly once; what it does elsewhere must be safe to do twice. ``on_failure(job)`` runs in
    the transaction that marks the job failed. With ``daily_at`` (programme time) it is asked for
    once every day, with the argument ``day``. ``title`` heads the progress page.
    """
    made = partial(
        Handler, kind, title=title, attempts=attempts, on_failure=on_failure, daily_at=daily_at
    )

    def register(function):
        if HANDLERS.setdefault(kind, made(function=function)).function != function:
            raise ValueError(f"There is already a handler for {kind}.")
        return function

    return register
