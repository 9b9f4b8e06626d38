"""``python -m blues.embedded``: every trouble is one sentence and a code."""

import errno

import pytest

from blues.embedded import __main__ as embedded
from blues.embedded.trouble import Trouble


def raising(error):
    def command(_words):
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "out", "err"),
    [
        (KeyboardInterrupt(), 0, "\nStopped.\n", ""),
        (Trouble("The port is gone."), 1, "", "The port is gone.\n"),
        (OSError(errno.ENOSPC, "No space"), 1, "", "The disk is full.\n"),
        (OSError(errno.EACCES, "x", "/a"), 1, "", "Permission denied: /a\n"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(monkeypatch, capsys, error, code, out, err):
    monkeypatch.setitem(embedded.COMMANDS, "up", raising(error))

    assert (embedded.main(["up"]), *capsys.readouterr()) == (code, out, err)
