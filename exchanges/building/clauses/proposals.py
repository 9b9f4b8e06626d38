"""The fields of a Commitment that the programme proposes, and from which clauses they are made."""

from exchanges.building.clauses import values
from exchanges.building.clauses.models import PaperTemplate
from exchanges.building.clauses.wording import Part, fill
from exchanges.lifecycle.models import Exchange
from exchanges.registration.models import LONGEST_TEXT

LONGEST_PLACE = 300
FIELDS = {
    "background": ("propose-background",),
    "place": ("propose-place-online",),
    "measures": ("propose-measures",),
    "follow_up": ("propose-follow-up",),
    "visitor_duties": ("propose-visitor-duties", "propose-visitor-travels"),
    "host_duties": ("propose-host-duties", "propose-host-receives"),
    "cluster_duties": ("propose-cluster-duties",),
    "confidentiality": ("propose-confidentiality",),
    "insurance": ("propose-insurance", "propose-insurance-online"),
    "sustainability": ("propose-sustainability", "propose-sustainability-online"),
    "publicity": ("propose-publicity",),
}


def of(template: PaperTemplate, exchange: Exchange) -> dict[str, str]:
    """The first draft of each field, from the clauses that hold for this exchange."""
    filled = values.of_proposals(exchange)
    held = {
        clause.key: fill(clause.text, filled)
        for clause in template.holding(Part.PROPOSAL, values.conditions_of(exchange))
    }
    made = {
        name: "\n".join(held[key] for key in keys if key in held)[:LONGEST_TEXT]
        for name, keys in FIELDS.items()
    }
    return made | {"place": " ".join(made["place"].split())[:LONGEST_PLACE]}
