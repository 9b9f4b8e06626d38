"""Keeps a set of children running together: all of them, or none."""

import signal
import time
from collections.abc import Callable
from typing import Any

from blues.embedded.children import Child
from blues.embedded.trouble import Trouble, explain

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BREATH = 0.2  # seconds between two looks at the children


class Supervisor:
    """Start children through it, and leave its ``with`` block to stop them, last one first."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Supervisor":
        for received in STOPS:  # SIGINT too: whoever starts us in the background ignores it
            self.before[received] = signal.signal(received, signal.default_int_handler)
        return self

    def __exit__(self, *_exception: object) -> None:
        for received in STOPS:
            signal.signal(received, signal.SIG_IGN)  # the stop below has an end of its own
        self.stop()
        for received, handler in self.before.items():  # later children would inherit deafness
            signal.signal(received, handler)

    def start(self, *children: Child) -> None:
        for child in children:
            self.children.append(child)
            child.start()

    def require_all_running(self) -> None:
        for child in self.children:
            if not child.is_running():
                raise Trouble(child.obituary())

    def wait_until(self, ready: Callable[[], bool], *, of: Child, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not ready():
            self.require_all_running()
            if time.monotonic() > end:
                raise explain(f"The {of.name} did not answer within {seconds:.0f} s", of.output())
            time.sleep(BREATH)

    def watch(self) -> None:
        """Return never: raises when a child dies, or KeyboardInterrupt when we are told to stop."""
        while True:
            self.require_all_running()
            time.sleep(BREATH)

    def stop(self) -> None:
        """The programs leave together while their servers still run, then the servers."""
        for child in reversed(self.children):
            if not child.others_depend_on_it:
                child.ask_to_stop()
        for child in reversed(self.children):
            child.stop()
