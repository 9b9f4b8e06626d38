"""What the two sides agree on: one canonical value of a draft, and its digest.

A consent is bound to the digest, and an edit is refused when the digest on the page is not that of
the draft any more. Version number and documents stay outside: the same words are the same content.
"""

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
    return {"day": day.day, **{name: getattr(day, name) for name in AgendaDay.TEXTS}}
