"""The canonical text of a snapshot: the same data always gives the same bytes and digest."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise


def canonical(snapshot: dict) -> str:
    """JSON with sorted keys and no spaces; dates in ISO 8601, money as text."""
    text = json.dumps(
        snapshot,
        default=_plain,
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )
    text.encode()  # refuses half a surrogate pair here rather than in the worker
    return text


def digest(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(timezone.get_default_timezone()).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | Promise):
        return str(value)
    raise TypeError(f"A snapshot holds plain values, not {type(value).__name__}.")
