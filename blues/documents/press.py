"""The layout engine in a process of its own, warm, which forks for every document:

    python -m blues.documents.press < orders > answers

An order is a pickle of what ``layout.lay_out`` takes, preceded by its length; an answer is one
letter, a length, and the file or what went wrong. The child that lays out a document is limited and
ends with it, so a text made to exhaust memory, time or the stack takes nothing else along, and what
the engine remembers never grows. Nothing here can reach the database, the sealing key or a secret:
orders come from our own worker, and only the worker unpacks them.
"""

import ctypes
import gc
import os
import pickle
import signal
import struct
import sys
import traceback
from typing import BinaryIO

from blues.documents import limits
from blues.documents.layout import lay_out

LENGTH = struct.Struct(">Q")
FILE, TOO_MUCH, TOO_SLOW, FAULT = b"F", b"M", b"S", b"X"
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
SELDOM = 100_000  # objects: a child that ends soon need not look for what it could throw away
FIRST_PAGE = "<html lang=en><title>warm</title><body><h1>Ready</h1><p>Ąß</p><table><tr><td>1"


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which closes our door
    lay_out(FIRST_PAGE)
    gc.collect()
    gc.freeze()  # children do not walk over, and so copy, what all of them share
    gc.set_threshold(SELDOM)
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    while order := read(orders):
        answers.write(answer_to(order))
        answers.flush()


def read(stream: BinaryIO) -> bytes:
    """One message, or nothing where the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return b""
    [length] = LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else b""


def message(content: bytes) -> bytes:
    return LENGTH.pack(len(content)) + content


def answer_to(order: bytes) -> bytes:
    """What the child says, or what its end says where it could say nothing."""
    ours, theirs = os.pipe()
    if (child := os.fork()) == 0:
        os.close(ours)
        _work(order, theirs)
    os.close(theirs)
    with open(ours, "rb") as said:
        answer = read(said)
    _pid, status = os.waitpid(child, 0)
    if answer:
        return message(answer)
    stopped = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
    return message(TOO_SLOW if stopped else TOO_MUCH)


def _work(order: bytes, target: int) -> None:
    """The life of a child. It never returns, and it does not outlive the press: whoever waits for
    the answer sees at once that none will come."""
    _end_with_the_press()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        with open(target, "wb") as out:
            out.write(message(_laid_out(order)))
    finally:
        os._exit(0)


def _end_with_the_press() -> None:
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _laid_out(order: bytes) -> bytes:
    try:
        arguments = pickle.loads(order)  # noqa: S301 -- from the worker that started us
        limits.limit_this_process(**arguments.pop("limits"))
        return FILE + lay_out(**arguments)
    except (RecursionError, MemoryError):
        return TOO_MUCH
    except BaseException:  # noqa: BLE001 -- the engine's own refusal to fetch is no Exception
        return FAULT + traceback.format_exc().encode()


if __name__ == "__main__":
    main()
