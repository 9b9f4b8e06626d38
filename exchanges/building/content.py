"""What the two sides agree on: one canonical value of a draft, and its digest.

A consent is bound to the digest, and an edit is refused when the digest on the page is not that of
the draft any more. Version number and documents stay outside: the same words are the same content.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from blues.documents.snapshots import canonical, digest
from exchanges.building.models import AgendaDay, Commitment

TEXTS = (
    "title",
    "background",
    "visitor_objectives",
    "host_objectives",
    "place",
    "visitor_outcomes",
    "host_outcomes",
    "measures",
    "follow_up",
    "visitor_duties",
    "host_duties",
    "cluster_duties",
    "confidentiality",
    "insurance",
    "sustainability",
    "publicity",
)
DAYS = ("outbound_on", "return_on")
FIELDS = (*TEXTS, *DAYS)
ACTIVITIES = "activities"
AGENDA = "agenda"


def content(commitment: Commitment) -> dict:
    exchange = commitment.exchange
    return {
        "mode": exchange.mode,
        "first_day": exchange.first_day,
        "last_day": exchange.last_day,
        "activities": sorted(term.code for term in commitment.activities.all()),
        "agenda": [day_content(day) for day in commitment.agenda.all() if not day.is_blank],
        **{name: getattr(commitment, name) for name in FIELDS},
    }


def content_sha256(commitment: Commitment) -> str:
    return digest(canonical(content(commitment)))


def day_content(day: AgendaDay) -> dict:
    return {"day": day.takes_place_on, **{name: getattr(day, name) for name in AgendaDay.TEXTS}}


# -- Value by value: what two people who write at once are compared by -----------------------------


def values(commitment: Commitment) -> dict:
    """Every field of the text; activities as sorted keys of their terms."""
    written = {name: getattr(commitment, name) for name in FIELDS}
    return written | {ACTIVITIES: sorted(term.pk for term in commitment.activities.all())}


def agenda_cells(commitment: Commitment) -> dict[str, str]:
    return cells(day_content(day) for day in commitment.agenda.all())


def cells(days: Iterable[Mapping]) -> dict[str, str]:
    """The texts of an agenda, each under its day and its name."""
    return {
        cell(row["day"], name): row[name] for row in days for name in AgendaDay.TEXTS if name in row
    }


def plain_text(value) -> str:
    """One kind of line end, no space around: what looks the same is the same content."""
    return str(value or "").replace("\r\n", "\n").strip()


def cell(day: date, name: str) -> str:
    return f"{day.isoformat()}.{name}"


def days_of(written: Mapping[str, str]) -> list[dict]:
    """The other way round: the days on which something is written."""
    days: dict[date, dict] = {}
    for key, text in written.items():
        day, name = key.split(".")
        days.setdefault(date.fromisoformat(day), {})[name] = text
    return [{"day": day, **texts} for day, texts in sorted(days.items()) if any(texts.values())]
