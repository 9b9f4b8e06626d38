"""The two long papers with invented parties, as HTML and as rows, for whoever measures."""

from datetime import date, timedelta

from blues.documents import kinds, rendering, snapshots
from blues.documents.models import Document
from exchanges.building.clauses.shipped import SHIPPED
from exchanges.building.clauses.wording import fill, numbers_of, paragraphs
from exchanges.building.commitment_sections import numbered
from exchanges.building.samples import PARTIES, VALUES, sample_agreement

FIRST_DAY = date(2027, 3, 1)
FOUR = [party | {"role": role} for role in ("of the visit", "of the host") for party in PARTIES]
FACTS = [
    ["Objectives of the visitor", "A protocol for cleaning membranes in brackish water. " * 3],
    ["Objectives of the host", "Two series of measurements with the sensors of the visitor. " * 3],
]
DUTIES = ["Both sides prepare the stay, keep to the agenda and tell of changes in time. " * 2] * 3


def snapshot_of(kind: str) -> dict:
    return sample_agreement() if kind == "agreement" else _commitment()


def document(kind: str, *, reference: str = "BENCH-1-v1") -> Document:
    """A row that is stored nowhere."""
    registered = kinds.get(kind)
    record = snapshots.canonical(snapshot_of(kind))
    return Document(
        kind=kind,
        case="bench:1",
        version=1,
        reference=reference,
        title=str(registered.title),
        noun=str(registered.noun),
        edition=registered.edition,
        record=record,
        snapshot_sha256=snapshots.digest(record),
    )


def page(kind: str) -> str:
    return rendering.page(document(kind))


def _commitment() -> dict:
    """Eighteen topics and five days with two rows each, as a Commitment has them."""
    lines = {name: sample_agreement()[name] for name in ("programme", "scheme", "funding_line")}
    topics = [
        {"title": "Parties and roles", "paragraphs": _words("parties"), "parties": FOUR},
        {"title": "Context and objectives", "caption": "What each side wants", "facts": FACTS},
        {"title": "Activity types", "points": ["training on site", "joint measurements"]},
        {"title": "Agenda day by day", "agenda": _agenda()},
        {"title": "Expected outcomes", "caption": "What will be there", "facts": FACTS},
        *({"title": f"Duties, part {number}", "paragraphs": DUTIES} for number in range(1, 9)),
        {"title": "Changes, interruption and cancellation", "paragraphs": _words("changes")},
        {"title": "Data protection", "paragraphs": _words("data")},
        {"title": "No payment is regulated here", "paragraphs": _words("money")},
        {"title": "Signatures", "paragraphs": ["Four sign this text, one after the other."]},
    ]
    return lines | {
        "disclaimer": "This sample holds no agreement between anybody.",
        "subtitle": "Sensors in brackish water",
        "reference": "CTQ-0000-000-v1",
        "exchange": "BX-0000-000",
        "sections": numbered(topics),
    }


def _words(key: str) -> list[str]:
    clauses = {clause.key: clause for clause in SHIPPED["commitment"]}
    filled = VALUES | numbers_of(clauses.values())
    return [fill(line, filled) for line in paragraphs(clauses[key].text)]


def _agenda() -> list[dict]:
    return [
        {
            "day": (FIRST_DAY + timedelta(days=number)).isoformat(),
            "time": time,
            "activity": "Measurements in the hall with both teams, series and evaluation",
            "place": "Greifswald, hall B",
            "people": "Jörg Beispiel, Núria Ejemplo",
        }
        for number in range(5)
        for time in ("Morning", "Afternoon")
    ]
