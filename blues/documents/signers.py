"""Who signed a document, as its snapshot says it, or that of the record which carries it.

A snapshot that lists signatures does so under ``signatures``: role, side, name, organisation and,
once it has happened, the moment (see ``templates/documents/_signatures.html``).
"""

from dataclasses import dataclass
from datetime import datetime

from blues.documents.models import Document


@dataclass(frozen=True)
class Signer:
    role: str
    side: str
    name: str
    organisation: str
    signed_at: datetime | None


def signers_of(document: Document) -> list[Signer]:
    """The signed text itself lists nobody: the newest record that carries it does."""
    carriers = document.attached_to.stored().order_by("-version", "-pk")
    for told in (document, *carriers):
        if rows := told.snapshot.get("signatures"):
            return [_signer(row) for row in rows]
    return []


def _signer(row: dict) -> Signer:
    moment = row.get("signed_at")
    return Signer(
        role=row["role"],
        side=row.get("side", ""),
        name=row.get("name", ""),
        organisation=row.get("organisation", ""),
        signed_at=datetime.fromisoformat(moment) if moment else None,
    )
