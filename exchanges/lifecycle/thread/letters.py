"""A mail as it came in, read with the standard library. Pure: no database, nothing is believed."""

import codecs
import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import getaddresses
from typing import cast

from exchanges.lifecycle.thread import limits
from exchanges.lifecycle.thread.cutting import answer_in
from exchanges.lifecycle.thread.markup import words_of
from exchanges.lifecycle.thread.reasons import Reason

# What the parser of the standard library raises, sooner or later, about headers nobody should send.
BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError),
    MessageError,
)
RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
ROBOTS = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)@", re.IGNORECASE)
NOT_FILES = {"application/pgp-signature", "application/pkcs7-signature", "text/calendar"}
MARKS = (b"boundary=", b"content-type:", b"content-disposition:")
DASHES = (b"\n--", b"\r--")  # some of them begin a part
# The time that the standard library takes for a line grows with the square of its length.
LONGEST_ABOUT_A_PART = 3_000  # characters; the longest file name, encoded, has 2,300
MOST_ABOUT_A_PART = 60  # semicolons; a long file name comes in thirty pieces
LONGEST_ABOUT_THE_MAIL = 8_000  # characters; a hundred people
SLOW_CHARSETS = {"punycode", "idna"}  # no mail program writes in them
BYTES_OF_A_CHARACTER = 4  # at most


class Unreadable(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The mail is not looked into any further."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class _Cautious(EmailPolicy):
    """What a part says of itself is taken apart once, and refused before if it is too long."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if sourcelines[0][: len("content-")].lower() == "content-":
            pieces = sum(line.count(";") for line in sourcelines)
            if sum(map(len, sourcelines)) > LONGEST_ABOUT_A_PART or pieces > MOST_ABOUT_A_PART:
                raise Unreadable(Reason.UNREADABLE)
        name, value = super().header_source_parse(sourcelines)
        if name.lower() in ("content-type", "content-disposition"):
            return name, self.header_fetch_parse(name, value)
        return name, value


CAUTIOUS = cast("EmailPolicy[EmailMessage]", _Cautious())


@dataclass(frozen=True)
class Enclosure:
    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """``sender`` is empty where the mail names none or several."""

    message_id: str
    sender: str
    tokens: tuple[str, ...]
    is_automatic: bool
    text: str = ""
    files: tuple[Enclosure, ...] = ()


def read(raw: bytes, *, domain: str, is_known: Callable[[tuple[str, ...]], bool] = bool) -> Letter:
    """The letter, or ``Unreadable``. ``domain`` is that of the addresses answers go to.

    ``is_known`` says whether one of the tokens leads anywhere; else the body is left unread.
    """
    if len(raw) > limits.LARGEST_MAIL:
        raise Unreadable(Reason.TOO_LARGE)
    _refuse_labyrinths(raw)
    try:
        found = _addressed(_top(raw), domain)
        if found.is_automatic or not is_known(found.tokens):
            return found  # nobody will read it
        message = message_from_bytes(raw, policy=CAUTIOUS)
        return replace(found, text=_answer(message), files=tuple(_files(message)))
    except BROKEN as trouble:
        raise Unreadable(Reason.UNREADABLE) from trouble


def envelope(raw: bytes) -> tuple[str, str]:
    """Message-ID and sender, as far as they can be made out, of a mail that is not read further."""
    try:
        message = _top(raw)
        return _header(message, "Message-ID"), _sender(message)
    except Exception:  # noqa: BLE001 -- the last look at a mail that something stumbled over
        return "", ""


def _refuse_labyrinths(raw: bytes) -> None:
    """A part within a part within a part costs the reader dearly; so they are counted before."""
    if len(_head(raw)) > limits.LARGEST_HEADER:
        raise Unreadable(Reason.UNREADABLE)
    plain = raw.lower()
    if any(plain.count(mark) > limits.MOST_PARTS * 3 for mark in DASHES):
        raise Unreadable(Reason.UNREADABLE)
    if any(plain.count(mark) > limits.MOST_PARTS for mark in MARKS):
        raise Unreadable(Reason.UNREADABLE)


def _head(raw: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", raw[: limits.LARGEST_HEADER + 1], maxsplit=1)[0]


def _top(raw: bytes) -> EmailMessage:
    """The mail without its body."""
    return message_from_bytes(_head(raw) + b"\n\n", policy=CAUTIOUS)


def _addressed(message: EmailMessage, domain: str) -> Letter:
    sender = _sender(message)
    return Letter(
        message_id=_header(message, "Message-ID"),
        sender=sender,
        tokens=_tokens(message, domain),
        is_automatic=_is_automatic(message, sender),
    )


# -- The head of the mail --------------------------------------------------------------------------


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(_all(message, name)[:1])


def _all(message: EmailMessage, name: str) -> list[str]:
    lines = [line for key, line in message.raw_items() if key.lower() == name.lower()]
    if sum(map(len, lines)) > LONGEST_ABOUT_THE_MAIL:
        raise Unreadable(Reason.UNREADABLE)
    with contextlib.suppress(*BROKEN):
        return [" ".join(str(value).split()) for value in message.get_all(name, [])]
    return []


def _sender(message: EmailMessage) -> str:
    """The one address in the one From line, in small letters."""
    lines = _all(message, "From")
    found = [address for _name, address in getaddresses(lines) if address]
    if len(lines) != 1 or len(found) != 1 or "@" not in found[0] or not found[0].isprintable():
        return ""
    return found[0].lower()[:254]


def _tokens(message: EmailMessage, domain: str) -> tuple[str, ...]:
    wanted = re.compile(
        rf"\breply\+([0-9a-f]{{32}})@{re.escape(domain)}(?![\w-]|\.\w)", re.IGNORECASE
    )
    lines = (line for name in RECIPIENTS for line in _all(message, name))
    return tuple(dict.fromkeys(token.lower() for line in lines for token in wanted.findall(line)))


def _is_automatic(message: EmailMessage, sender: str) -> bool:
    """Absence notes, lists and reports of mail servers: nobody answers these, nobody files them."""
    submitted = _header(message, "Auto-Submitted").lower()
    return (
        submitted not in ("", "no")
        or _header(message, "Precedence").lower() in ("bulk", "junk", "list", "auto_reply")
        or bool(_header(message, "X-Autoreply") or _header(message, "X-Autorespond"))
        or bool(_header(message, "List-Id"))
        or _header(message, "Return-Path") == "<>"
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
        or bool(ROBOTS.match(sender))
    )


# -- Its body --------------------------------------------------------------------------------------


def _answer(message: EmailMessage) -> str:
    """The new words: the plain text where there is some, else what the HTML says."""
    plain = "\n".join(_text(part) for part in _shown(message, "text/plain"))
    if answer := answer_in(plain[: limits.LARGEST_WORDS]):
        return answer
    if plain.strip():
        return ""  # quoted words and a signature alone: the HTML says nothing else
    html = "\n".join(_text(part) for part in _shown(message, "text/html"))
    return answer_in(words_of(html[: limits.LARGEST_WORDS]))


def _shown(message: EmailMessage, content_type: str) -> Iterator[MIMEPart]:
    for part in _parts(message):
        if part.get_content_type() == content_type and not _is_file(part):
            yield part


def _parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """The leaves; a mail inside the mail is not looked into."""
    for part in message.iter_parts() if message.is_multipart() else [message]:
        if part.get_content_maintype() == "multipart":
            yield from _parts(part)
        elif part.get_content_maintype() != "message":
            yield part


def _is_file(part: MIMEPart) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: MIMEPart) -> str:
    """As much of the text as is looked at; the rest is neither decoded nor unwrapped."""
    content = _content(part)
    most = limits.LARGEST_WORDS * BYTES_OF_A_CHARACTER
    is_cut = len(content) > most
    text = _decoded(content[:most], part.get_content_charset() or "utf-8", is_cut=is_cut)
    return _unwrapped(text[: limits.LARGEST_WORDS], part)


def _decoded(content: bytes, charset: str, *, is_cut: bool) -> str:
    """A cut may go through a character: its first bytes are left out."""
    for name in (charset, "utf-8"):
        for left_out in range(BYTES_OF_A_CHARACTER if is_cut else 1):
            with contextlib.suppress(*BROKEN):
                return content[: len(content) - left_out].decode(name)
    return content.decode("cp1252", errors="replace")


def _content(part: MIMEPart) -> bytes:
    if _is_slow(part.get_content_charset() or ""):
        raise Unreadable(Reason.UNREADABLE)
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_slow(charset: str) -> bool:
    with contextlib.suppress(*BROKEN):
        return codecs.lookup(charset).name in SLOW_CHARSETS
    return False


def _unwrapped(text: str, part: MIMEPart) -> str:
    """Lines that a mail program has broken with a blank at the end belong together (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    pieces: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.removeprefix(" ")
        if pieces and (not goes_on or words == "-- " or words.startswith(">")):
            pieces.append("\n")
        pieces.append(words)
        goes_on = words.endswith(" ") and words != "-- " and not words.startswith(">")
    return "".join(pieces)


def _files(message: EmailMessage) -> Iterator[Enclosure]:
    """What was attached; pictures that stand in the text, mostly logos, were not."""
    html = "".join(_text(part) for part in _shown(message, "text/html"))[: limits.LARGEST_WORDS]
    for part in _parts(message):
        if not _is_file(part) or part.get_content_type() in NOT_FILES:
            continue
        place = str(part.get("Content-ID", "")).strip("<> ")
        if not (place and f"cid:{place}" in html):
            yield Enclosure(str(part.get_filename() or "file")[:200], _content(part))
