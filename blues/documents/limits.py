"""What one document may take, set by the process that lays out nothing else and then ends."""

import resource
import signal
from pathlib import Path

STATUS = Path("/proc/self/statm")


def limit_this_process(*, seconds: float, memory: int) -> None:
    """``memory`` is in bytes on top of what the process holds already. The alarm ends the process,
    whatever it is doing: no code of the engine is asked."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if STATUS.exists():  # elsewhere than on Linux there is no telling how much is in use
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        ceiling = _held() + memory
        resource.setrlimit(resource.RLIMIT_AS, (_lower(ceiling, hard), hard))


def _held() -> int:
    """The address space in use, in bytes."""
    return int(STATUS.read_text().split()[0]) * resource.getpagesize()


def _lower(wanted: int, hard: int) -> int:
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
