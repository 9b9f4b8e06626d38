"""What the hash of an entry covers. Nothing in this module touches the database."""

import hashlib
import json
from datetime import UTC, datetime
from typing import NoReturn

from django.core.serializers.json import DjangoJSONEncoder


def canonical(value: object) -> str:
    """One spelling for one value: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(detail: dict) -> dict:
    """The detail as the database will give it back: dates, UUIDs and amounts as text.

    Fractions are refused: Postgres spells some of them differently, and the hash would not match.
    """
    text = json.dumps(detail, cls=DjangoJSONEncoder)
    return json.loads(text, parse_float=_refuse_fraction, parse_constant=_refuse_fraction)


def _refuse_fraction(text: str) -> NoReturn:
    raise TypeError(f"The journal keeps no floating point number ({text}); use Decimal or text.")


def digest(
    *,
    previous_hash: str,
    case: str,
    number: int,
    happened_at: datetime,
    actor_id: int | None,
    verb: str,
    detail: dict,
) -> str:
    content = {
        "previous_hash": previous_hash,
        "case": case,
        "number": number,
        "happened_at": happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor_id,
        "verb": verb,
        "detail": detail,
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()
