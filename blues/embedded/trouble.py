"""What goes wrong here, in words for the person who started it."""

import errno
import os


class Trouble(Exception):  # noqa: N818 -- what the reader has, in one sentence
    """Shown as it is, without a traceback."""


def explain(what: str, output: str) -> Trouble:
    """Say what failed; name a full disk, the usual hidden cause, or else quote the last lines."""
    if os.strerror(errno.ENOSPC) in output:
        return Trouble(f"{what}: the disk is full.")
    return Trouble(f"{what}. Its last words:\n{last_lines(output)}")


def last_lines(output: str, *, count: int = 12) -> str:
    lines = [line for line in output.splitlines() if line.strip()][-count:]
    return "\n".join(f"    {line}" for line in lines) or "    (nothing)"
