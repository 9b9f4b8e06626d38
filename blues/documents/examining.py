"""Having a stranger's file looked into by a process of its own (see ``examiner``)."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def findings(examiner: str, *folders: Path, data: bytes, patience: float) -> dict:
    """What the examiner found; nothing where the file broke it or took longer than ``patience``."""
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, the file goes in as data
            [sys.executable, "-m", f"blues.documents.{examiner}", *map(str, folders)],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={},
            timeout=patience,
            check=True,
        )
        return json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {}


def added_signature(data: bytes, *, sealed: bytes, patience: float) -> dict:
    """What there is to say of a signature that somebody put on a ``sealed`` file (``Found`` of
    ``signature_examiner``).

    Whoever hides our seal may show one of the same authority instead, but only behind our bytes.
    """
    folders = (settings.SEAL_DIR, settings.QUALIFIED_DIR)
    found = findings("signature_examiner", *folders, data=data, patience=patience)
    if found.pop("seal_ends", 0) > len(sealed):
        found["problem"] = "added"
    return found
