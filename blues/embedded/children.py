"""A program that runs beside us, is watched, and never outlives us."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from blues.embedded.places import CHECKOUT
from blues.embedded.trouble import last_lines

PR_SET_PDEATHSIG = 1
LAST_WORDS = 20_000  # bytes of a log that are read when its program has died


def dies_with_us(how: signal.Signals) -> Callable[[], None] | None:
    """What the child does before it becomes its program: ask Linux to end it when we end.

    Changing the user clears the request, hence here and not earlier.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, how)


def run_as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    """What ``subprocess`` takes to start a program as another user."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class Child:
    """One program in a session of its own: Ctrl-C reaches only us, and we stop things in order."""

    others_depend_on_it = False

    def __init__(
        self,
        name: str,
        command: Sequence[object],
        *,
        log: Path,
        environment: dict[str, str] | None = None,
        account: pwd.struct_passwd | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
        patience: float = 10,
    ):
        self.name = name
        self.command = [str(word) for word in command]
        self.log = log
        self.environment = {**os.environ, **(environment or {})}
        self.account = account
        self.stop_with = stop_with
        self.patience = patience
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                cwd="/" if self.account else CHECKOUT,
                start_new_session=True,
                preexec_fn=dies_with_us(self.stop_with),  # noqa: PLW1509 -- we start no threads
                **run_as(self.account),
            )

    @property
    def pid(self) -> int:
        assert self.process, f"{self.name} was never started"  # noqa: S101 -- a slip of ours
        return self.process.pid

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def wait(self, seconds: float) -> int | None:
        """Its exit code; None while it still runs after so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(seconds) if self.process else None
        return None

    def ending(self) -> str:
        """How it ended, in words."""
        code = self.process.poll() if self.process else None
        if code is None:
            return "still running"
        return f"ended by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def output(self) -> str:
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - LAST_WORDS))
            return log.read().decode(errors="replace")

    def obituary(self) -> str:
        return (
            f"The {self.name} stopped by itself ({self.ending()}). "
            f"The last lines of {self.log}:\n{last_lines(self.output())}"
        )

    def ask_to_stop(self) -> None:
        if self.is_running():
            os.kill(self.pid, self.stop_with)

    def stop(self) -> None:
        """Ask, wait, and end by force what is still there, with all the processes it started."""
        if self.process is None:
            return
        self.ask_to_stop()
        self.wait(self.patience)
        self.kill()

    def kill(self) -> None:
        """End the whole group at once, as a power cut would."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
