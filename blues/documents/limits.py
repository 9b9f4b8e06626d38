"""A text made to exhaust the layout engine ends its own document and nothing else."""

import resource
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from blues.documents.errors import RenderingFailed

SECONDS = 50
MEMORY = 512 * 1024**2  # bytes on top of what the process holds already
STATUS = Path("/proc/self/statm")


@contextmanager
def limited(*, seconds: int = SECONDS, memory: int = MEMORY):
    """Raise RenderingFailed where the block takes too long, too much memory or too deep a stack."""
    try:
        with _alarm(seconds), _ceiling(memory):
            yield
    except (RecursionError, MemoryError) as error:
        raise RenderingFailed(
            _("The text is nested too deeply or too long to be laid out.")
        ) from error


@contextmanager
def _alarm(seconds: int):
    """Signals reach the main thread only, which is where a worker does its work."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _ring(_number, _frame):
    raise RenderingFailed(_("Laying out the text took too long."))


@contextmanager
def _ceiling(memory: int):
    if not STATUS.exists():  # not Linux: no telling how much is in use, so no ceiling either
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = _held() + memory
    resource.setrlimit(resource.RLIMIT_AS, (_lower(ceiling, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _held() -> int:
    """The address space in use, in bytes."""
    return int(STATUS.read_text().split()[0]) * resource.getpagesize()


def _lower(wanted: int, hard: int) -> int:
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
