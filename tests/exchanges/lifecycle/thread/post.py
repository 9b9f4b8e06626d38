"""Mails as mail programs send them (``mails/``), and as nobody should."""

from pathlib import Path

MAILS = Path(__file__).parent / "mails"
DOMAIN = "reply.portal.example"
TOKEN = "0123456789abcdef0123456789abcdef"
SENDER = "hanna.host@aqualab.example"


def mail(name: str) -> bytes:
    """As it travels: every line ends with both characters."""
    return (MAILS / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n")


def plain(text: str = "Both.", *, sender=SENDER, token=TOKEN, more: str = "", id="1") -> bytes:  # noqa: A002 -- what it is
    return (
        f"From: {sender}\r\nTo: reply+{token}@{DOMAIN}\r\nMessage-ID: <{id}@mail.example>\r\n"
        f"{more}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    ).encode()
