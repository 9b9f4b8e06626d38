"""Fetches answers from a mailbox and puts each away: filed, refused, or ignored.

What was put away is not looked at again. Where the portal stops between the two, the next run finds
the mail filed already and only puts it away.
"""

import imaplib
import logging
import re
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError

from exchanges.lifecycle.thread.limits import LARGEST_HEADER, LARGEST_MAIL
from exchanges.lifecycle.thread.models import InboundMail
from exchanges.lifecycle.thread.reasons import Outcome, Reason
from exchanges.lifecycle.thread.receiving import receive, unread

log = logging.getLogger(__name__)

PATIENCE = 30  # seconds for one answer of the server
AT_ONCE = 200  # mails in one run; the next run takes up the rest
FOLDERS = {
    Outcome.FILED: "Filed",
    Outcome.REFUSED: "Refused",
    Outcome.IGNORED: "Ignored",
}
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
SOURCE = InboundMail.Source.IMAP


class MailboxTrouble(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The mailbox does not do what is asked; what it said is in the words."""


def collect() -> Counter[str]:
    """Deal with what lies in the mailbox; how many mails had which end."""
    ends: Counter[str] = Counter()
    with _opened() as box:
        for folder in FOLDERS.values():
            box.create(folder)  # refused where it is there already
        _asked(box.select(settings.IMAP_FOLDER))
        (found,) = _asked(box.uid("SEARCH", "UNDELETED"))
        for uid in (found or b"").split()[:AT_ONCE]:
            row = _dealt_with(box, uid.decode())
            _put_away(box, uid.decode(), FOLDERS[Outcome(row.outcome)])
            ends[row.outcome] += 1
    return ends


@contextmanager
def _opened() -> Iterator[imaplib.IMAP4]:
    try:
        box = _connected()
        try:
            box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
            yield box
        finally:
            _closed(box)
    except (imaplib.IMAP4.error, OSError) as trouble:
        raise MailboxTrouble(f"{settings.IMAP_HOST}: {trouble}") from trouble


def _connected() -> imaplib.IMAP4:
    host, port = settings.IMAP_HOST, settings.IMAP_PORT
    if settings.IMAP_TLS:
        trusted = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, port, ssl_context=trusted, timeout=PATIENCE)
    return imaplib.IMAP4(host, port, timeout=PATIENCE)


def _closed(box: imaplib.IMAP4) -> None:
    try:
        box.logout()
    except (imaplib.IMAP4.error, OSError):
        box.shutdown()


def _asked(answer: tuple[str, list]) -> list:
    status, data = answer
    if status != "OK":
        raise MailboxTrouble(f"{settings.IMAP_HOST}: {status} {data!r}")
    return data


def _dealt_with(box: imaplib.IMAP4, uid: str) -> InboundMail:
    """Asks for the size first: a mail that is too large is never loaded."""
    answer = b" ".join(_bytes(part) for part in _asked(box.uid("FETCH", uid, "(RFC822.SIZE)")))
    told = SIZE.search(answer)
    size = int(told[1]) if told else 0
    if size > LARGEST_MAIL:
        head = _fetched(box, uid, f"(BODY.PEEK[]<0.{LARGEST_HEADER}>)")
        return unread(head, source=SOURCE, size=size, reason=Reason.TOO_LARGE)
    return _received(_fetched(box, uid, "(BODY.PEEK[])"))


def _received(raw: bytes) -> InboundMail:
    """One mail that we stumble over is put away too, and does not keep the others waiting."""
    try:
        return receive(raw, source=SOURCE)
    except (OSError, OperationalError):
        raise  # the disk or the database: no mail is to blame, and all of them can wait
    except Exception:
        log.exception("A mail from the mailbox could not be read")
        return unread(raw, source=SOURCE, size=len(raw), reason=Reason.UNREADABLE)


def _fetched(box: imaplib.IMAP4, uid: str, what: str) -> bytes:
    found = [part for part in _asked(box.uid("FETCH", uid, what)) if isinstance(part, tuple)]
    return bytes(found[0][1]) if found else b""


def _bytes(part: bytes | tuple | None) -> bytes:
    return b" ".join(part) if isinstance(part, tuple) else part or b""


def _put_away(box: imaplib.IMAP4, uid: str, folder: str) -> None:
    """A copy and a mark, then the marked ones go: understood by every server, also those without
    MOVE."""
    _asked(box.uid("COPY", uid, folder))
    _asked(box.uid("STORE", uid, "+FLAGS", r"(\Deleted)"))
    _asked(box.expunge())
