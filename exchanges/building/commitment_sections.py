"""The eighteen topics of a Commitment, in order, as data for the paper and for its page."""

from blues.common.formats import day, number, period
from exchanges.building import commitment_text as text
from exchanges.building.completeness import programmed_days
from exchanges.building.models import AgendaDay, Commitment
from exchanges.lifecycle.states import SIDES

NO_PARTS: dict = {
    "caption": "",
    "paragraphs": [],
    "points": [],
    "facts": [],
    "parties": [],
    "agenda": [],
}


def sections(commitment: Commitment, *, parties: list[dict]) -> list[dict]:
    signatures = {
        "title": "Signatures",
        "paragraphs": [
            line.format(signed_reference=f"{commitment.reference}-signed")
            for line in text.SIGNATURES
        ],
        "caption": "Who signs, in this order",
        "facts": [place_to_sign(row) for row in parties],
    }
    return numbered([*_plan(commitment, parties), *_rules(commitment), signatures])


def _plan(commitment: Commitment, parties: list[dict]) -> list[dict]:
    """Who meets where and when, and what for."""
    return [
        {"title": "Parties and roles", "paragraphs": [text.PARTIES], "parties": parties},
        {
            "title": "Programme and grant",
            "caption": "Where this exchange belongs",
            "facts": _programme(commitment.exchange),
        },
        {
            "title": "Context and objectives",
            "paragraphs": split(commitment.background),
            "caption": "What each side wants to reach",
            "facts": [
                ["Objectives of the visitor", commitment.visitor_objectives],
                ["Objectives of the host", commitment.host_objectives],
            ],
        },
        {
            "title": "Activity types",
            "points": [term.label for term in commitment.activities.all()],
        },
        {
            "title": "Place, dates and form",
            "caption": "Where and when",
            "facts": _frame(commitment),
        },
        {"title": "Agenda day by day", "agenda": agenda_rows(commitment)},
        {
            "title": "Expected outcomes and how they are checked",
            "caption": "What will be there afterwards",
            "facts": _outcomes(commitment),
        },
    ]


def _rules(commitment: Commitment) -> list[dict]:
    """What everybody promises."""
    exchange = commitment.exchange
    report_days = exchange.rule_set.report_days
    return [
        {"title": "Duties of the visitor", "paragraphs": split(commitment.visitor_duties)},
        {"title": "Duties of the host", "paragraphs": split(commitment.host_duties)},
        {
            "title": "Duties of the two partner clusters",
            "paragraphs": split(commitment.cluster_duties),
        },
        {
            "title": "Confidentiality and intellectual property",
            "paragraphs": split(commitment.confidentiality),
        },
        {"title": "Changes, interruption and cancellation", "paragraphs": text.CHANGES},
        {
            "title": "Publicity and acknowledgement of EU funding",
            "paragraphs": split(commitment.publicity),
        },
        {"title": "Data protection", "paragraphs": text.DATA_PROTECTION},
        {"title": "Insurance, safety and liability", "paragraphs": split(commitment.insurance)},
        {
            "title": "Reporting",
            "paragraphs": [line.format(report_days=report_days) for line in text.REPORTING],
        },
        {
            "title": "No payment is regulated here",
            "paragraphs": text.NO_MONEY_ONLINE if exchange.is_virtual else text.NO_MONEY,
        },
    ]


def numbered(topics: list[dict]) -> list[dict]:
    """Sections in the form that ``documents/_sections.html`` draws: every part is there."""
    return [{"number": number_, **NO_PARTS, **topic} for number_, topic in enumerate(topics, 1)]


def split(written: str) -> list[str]:
    """One paragraph per line that says something."""
    return [line.strip() for line in written.splitlines() if line.strip()]


def agenda_rows(commitment: Commitment) -> list[dict]:
    return [row for entry in commitment.agenda.all() for row in _rows_of_day(entry)]


def _rows_of_day(entry: AgendaDay) -> list[dict]:
    parts = (("Morning", entry.morning), ("Afternoon", entry.afternoon), ("Output", entry.output))
    filled = [(time, activity) for time, activity in parts if activity]
    return [
        {
            "day": entry.day,
            "time": time,
            "activity": activity,
            "place": entry.place if first else "",
            "people": entry.people if first else "",
        }
        for first, (time, activity) in zip([True, False, False], filled, strict=False)
    ]


def _programme(exchange) -> list[list[str]]:
    programme = exchange.programme
    group = [["Group exchange", exchange.group.title]] if exchange.group else []
    return [
        ["Programme", programme.name],
        ["Grant agreement", programme.grant_number],
        ["Scheme", programme.scheme_name],
        ["Exchange", f"{exchange.reference}, {exchange.title}"],
        *group,
        ["Rules", f"version {exchange.rule_set.version}, fixed when the exchange was proposed"],
    ]


def _frame(commitment: Commitment) -> list[list[str]]:
    exchange = commitment.exchange
    frame = [
        ["Form", "online" if exchange.is_virtual else "in person"],
        ["Place", commitment.place],
        ["First and last working day", period(exchange.first_day, exchange.last_day)],
        ["Working days with a programme", str(len(programmed_days(commitment)))],
    ]
    if not exchange.is_virtual:
        frame.append(
            ["Distance between the organisations", f"{number(exchange.distance_km, decimals=1)} km"]
        )
    optional = [
        ["Outbound travel, not counted", day(commitment.outbound_on)],
        ["Return travel, not counted", day(commitment.return_on)],
        ["Sustainability", commitment.sustainability],
    ]
    return frame + [line for line in optional if line[1]]


def _outcomes(commitment: Commitment) -> list[list[str]]:
    outcomes = [
        ["Outcomes the visitor expects", commitment.visitor_outcomes],
        ["Outcomes the host expects", commitment.host_outcomes],
        ["How they are checked", commitment.measures],
    ]
    return outcomes + (
        [["Follow-up planned", commitment.follow_up]] if commitment.follow_up else []
    )


def place_to_sign(row: dict) -> list[str]:
    """A side is signed for by its representative, a cluster by one of its coordinators."""
    who = row["person"] if row["party"] in SIDES else "a coordinator"
    return [row["role"], f"{row['name']}, by {who}"]
