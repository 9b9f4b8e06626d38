"""A snapshot becomes a sealed PDF/A-3a + PDF/UA-1 file, once, which anyone can verify.

``kind`` registers what can be issued, ``issue`` stores the snapshot and asks for the file, ``read``
and ``download`` hand out the stored bytes, ``verify_bytes`` judges a file that somebody holds.
The names are looked up when first used, because models exist only once all apps are loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from blues.documents.kinds import kind

if TYPE_CHECKING:
    from blues.documents.issuing import issue, retry
    from blues.documents.reading import download, read
    from blues.documents.verifying import Verdict, verify_bytes

__all__ = ["Verdict", "download", "issue", "kind", "read", "retry", "verify_bytes"]

HOMES = {
    "issue": "issuing",
    "retry": "issuing",
    "read": "reading",
    "download": "reading",
    "verify_bytes": "verifying",
    "Verdict": "verifying",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
