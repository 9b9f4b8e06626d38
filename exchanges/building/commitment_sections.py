"""The eighteen topics of a Commitment, in order, as data for the paper and for its page."""

from blues.common.formats import day, number, period
from exchanges.building.clauses import templates, values
from exchanges.building.clauses.wording import Clause, Part, fill, numbers_of, paragraphs, points
from exchanges.building.completeness import programmed_days
from exchanges.building.content import AGENDA
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
WRITTEN = {  # topics that the two sides write themselves, and in which field
    "visitor-duties": "visitor_duties",
    "host-duties": "host_duties",
    "cluster-duties": "cluster_duties",
    "confidentiality": "confidentiality",
    "publicity": "publicity",
    "insurance": "insurance",
}

# Which fields of the Commitment a topic prints, by the key of its clause: there people find what
# was remarked on them.
PLACES = {
    "programme": ("title",),
    "context": ("background", "visitor_objectives", "host_objectives"),
    "activities": ("activities",),
    "frame": ("place", "outbound_on", "return_on", "sustainability"),
    "outcomes": ("visitor_outcomes", "host_outcomes", "measures", "follow_up"),
    **{key: (name,) for key, name in WRITTEN.items()},
}
OF_THE_HOST = ("agenda", "host-duties", "insurance")


def is_printed(place: str, topic: str) -> bool:
    """Whether the topic prints the field, or the day of the agenda (``remarking.places``)."""
    if topic == "agenda":
        return place.startswith(f"{AGENDA}.")
    return place in PLACES.get(topic, ())


def sections(commitment: Commitment, *, parties: list[dict], template=None) -> list[dict]:
    """The topics of the template, each with its words, its data and what the two sides wrote."""
    template = template or templates.used_by(commitment)
    topics = template.holding(Part.TOPIC, values.conditions_of(commitment.exchange))
    filled = values.of_commitment(commitment) | numbers_of(topics)
    parts = _data(commitment, parties)
    return numbered([topic_of(clause, filled, parts.get(clause.key, {})) for clause in topics])


def topic_of(clause: Clause, filled: dict, data: dict) -> dict:
    """Words of the template first, then what this paper adds."""
    written = [fill(line, filled) for line in paragraphs(clause.text)]
    return {
        **data,
        "key": clause.key,
        "title": fill(clause.title, filled),
        "paragraphs": [*written, *data.get("paragraphs", [])],
        "points": [*(fill(line, filled) for line in points(clause.text)), *data.get("points", [])],
    }


def _data(commitment: Commitment, parties: list[dict]) -> dict[str, dict]:
    """What stands in the paper besides the words of the template, by the key of the clause."""
    return {
        "parties": {"parties": parties},
        "programme": {
            "caption": "Where this exchange belongs",
            "facts": _programme(commitment.exchange),
        },
        "context": {
            "paragraphs": split(commitment.background),
            "caption": "What each side wants to reach",
            "facts": [
                ["Objectives of the visitor", commitment.visitor_objectives],
                ["Objectives of the host", commitment.host_objectives],
            ],
        },
        "activities": {"points": [term.label for term in commitment.activities.all()]},
        "frame": {"caption": "Where and when", "facts": _frame(commitment)},
        "agenda": {"agenda": agenda_rows(commitment)},
        "outcomes": {
            "caption": "What will be there afterwards",
            "facts": _outcomes(commitment),
        },
        "signatures": {
            "caption": "Who signs, in this order",
            "facts": [place_to_sign(row) for row in parties],
        },
        **{key: {"paragraphs": split(getattr(commitment, name))} for key, name in WRITTEN.items()},
    }


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
            "day": entry.takes_place_on,
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
