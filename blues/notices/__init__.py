"""Telling people what happened and what waits for them: an inbox, and mails that follow it.

The face of the room: ``from blues import notices``. Rooms above register topics and call ``tell``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from blues.notices.letters import letter
from blues.notices.topics import matter, topic

if TYPE_CHECKING:
    from blues.notices.outbox import post
    from blues.notices.telling import mail_address, tell

__all__ = ["letter", "mail_address", "matter", "post", "tell", "topic"]

HOMES = {
    "mail_address": "blues.notices.telling",
    "post": "blues.notices.outbox",
    "tell": "blues.notices.telling",
}


def __getattr__(name):
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
