"""Asks a virus scanner about a file, where one is configured (``CLAMD_ADDRESS``).

Speaks clamd's INSTREAM: the length of each piece as four bytes, the piece, a length of zero, then
one line of answer. A scanner that does not answer is no scanner that found nothing: the file is
refused and may be sent again later (ADR 0016).
"""

import logging
import socket
import struct

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

PATIENCE = 20  # seconds for one file
PIECE = 1 << 16
CLEAN = b"stream: OK"

logger = logging.getLogger(__name__)


def require_clean(content: bytes) -> None:
    """Refuse, in words, a file with a virus or one that cannot be looked at now."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = _ask(content)
    except OSError as trouble:
        logger.warning("The virus scanner does not answer: %s", trouble)
        answer = b""
    if answer.endswith(b"FOUND"):
        raise forms.ValidationError(
            _("The virus scanner found something in this file, so it was not kept."), code="virus"
        )
    if answer != CLEAN:
        raise forms.ValidationError(
            _("Files cannot be checked for viruses right now. Try again in a few minutes."),
            code="not-scanned",
        )


def _ask(content: bytes) -> bytes:
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            scanner.sendall(struct.pack("!I", len(piece)) + piece)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := scanner.recv(PIECE)):
            answer += more
    return answer.rstrip(b"\0\n")


def _connected() -> socket.socket:
    """``/run/clamav/clamd.sock`` or ``host:3310``."""
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        local.settimeout(PATIENCE)
        try:
            local.connect(address)
        except OSError:
            local.close()
            raise
        return local
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)
