"""Having a page laid out by the press: one press for each process that needs one, started once."""

import atexit
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from django.conf import settings
from django.utils.translation import gettext as _

from blues.documents.errors import RenderingFailed

LENGTH_OF_HEAD = 8
KEPT = ("HOME", "PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME")


logger = logging.getLogger(__name__)


class PressStopped(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Not the fault of the document: it may be tried again."""


class Press:
    """The process at the other end of two pipes. It ends when we do, since its door closes."""

    def __init__(self):
        self.process: subprocess.Popen | None = None
        self.owner = 0
        self.turn = threading.Lock()

    def start(self) -> subprocess.Popen:
        """The running press of this very process: one that was forked along belongs to another."""
        if self.process and self.owner == os.getpid() and self.process.poll() is None:
            return self.process
        self.stop()
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "blues.documents.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
        )
        return self.process

    def ask(self, order: bytes) -> bytes:
        with self.turn:
            try:
                answer = _exchange(self.start(), order)
            except OSError as error:
                self.stop()
                raise PressStopped from error
            except BaseException:  # a time limit struck: the answer would be taken for the next
                self.stop()
                raise
            if not answer:
                self.stop()
                raise PressStopped
            return answer

    def stop(self) -> None:
        """Of one that was forked along only our copies of the pipes are closed."""
        if self.process is None:
            return
        is_ours = self.owner == os.getpid()
        if is_ours:
            self.process.kill()
        for pipe in _pipes(self.process):
            with suppress(BrokenPipeError):
                pipe.close()
        if is_ours:
            self.process.wait()
        else:
            self.process.returncode = 0  # nobody here waits for it
        self.process = None


def _exchange(process: subprocess.Popen, order: bytes) -> bytes:
    orders, answers = _pipes(process)
    orders.write(len(order).to_bytes(LENGTH_OF_HEAD) + order)
    orders.flush()
    head = answers.read(LENGTH_OF_HEAD)
    length = int.from_bytes(head)
    answer = answers.read(length)
    return answer if len(answer) == length else b""


def _pipes(process: subprocess.Popen) -> tuple[BinaryIO, BinaryIO]:
    return cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)


press = Press()
atexit.register(press.stop)  # closes its pipes; it would end by itself as well


def lay_out(
    html: str, *, enclosures: Sequence[tuple] = (), mark: str = "", by: Press = press
) -> bytes:
    """The file, or RenderingFailed where this text breaks the engine or the limits.

    Each text has a fresh child of the press, so what broke once would break again.
    """
    order = {
        "html": html,
        "enclosures": list(enclosures),
        "mark": mark,
        "limits": {"seconds": settings.DOCUMENT_SECONDS, "memory": settings.DOCUMENT_MEMORY},
    }
    answer = by.ask(pickle.dumps(order))
    kind, content = answer[:1], answer[1:]
    if kind == b"F":
        return content
    if kind == b"S":
        raise RenderingFailed(_("Laying out the text took too long."))
    if kind == b"M":
        raise RenderingFailed(_("The text is nested too deeply or too long to be laid out."))
    logger.warning("The layout engine broke: %s", content.decode(errors="replace"))
    raise RenderingFailed(
        _("The text could not be laid out. Operators find the reason in the log.")
    )
