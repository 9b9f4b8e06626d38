"""Who did what to which case, append-only and hash-chained.

The face of the room: ``from blues import journal``, then ``journal.record(…)``. Django imports this
package before models may be loaded, so the names below are looked up when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blues.journal.book import entries_for, record
    from blues.journal.models import Entry
    from blues.journal.proof import Break, verify

__all__ = ["Break", "Entry", "entries_for", "record", "verify"]

HOMES = {
    "Break": "blues.journal.proof",
    "Entry": "blues.journal.models",
    "entries_for": "blues.journal.book",
    "record": "blues.journal.book",
    "verify": "blues.journal.proof",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
