"""The twenty clauses of a Financial Agreement and its calculation, as data."""

from blues.common.formats import day, number
from exchanges.building.account_models import BankAccount
from exchanges.building.clauses import templates, values
from exchanges.building.clauses.wording import Clause, Part, numbers_of
from exchanges.building.commitment_sections import numbered, place_to_sign, topic_of
from exchanges.building.models import FinancialAgreement
from exchanges.policy.words import amount_in_words


def sections(
    agreement: FinancialAgreement, *, parties: list[dict], account: BankAccount, template=None
) -> list[dict]:
    template = template or templates.used_by(agreement)
    topics = template.holding(Part.TOPIC, values.conditions_of(agreement.exchange))
    return clauses(topics, values.of_agreement(agreement, account), parties=parties)


def clauses(topics: list[Clause], filled: dict, *, parties: list[dict]) -> list[dict]:
    """The clauses with their values filled in."""
    known = filled | numbers_of(topics)
    data: dict[str, dict] = {
        "parties": {"parties": parties},
        "signatures": {
            "caption": "Who signs, in this order",
            "facts": [place_to_sign(row) for row in parties],
        },
    }
    return numbered([topic_of(clause, known, data.get(clause.key, {})) for clause in topics])


def calculation(agreement: FinancialAgreement) -> dict:
    """Annex II: what went in, how it was computed, and what came out."""
    return {
        "facts": [
            ["Country of the host", agreement.exchange.host_organisation.country.name],
            ["Working days with a programme", str(agreement.working_days)],
            [
                "Distance",
                f"{number(agreement.distance_km, decimals=1)} km between the two"
                " organisations, great circle",
            ],
            [
                "Rates",
                f"version {agreement.rate_table.version}, valid from"
                f" {day(agreement.rate_table.valid_from)}",
            ],
            ["Rules", f"version {agreement.exchange.rule_set.version}"],
        ],
        "amounts": amount_lines(agreement),
        "total": agreement.amount,
        "total_in_words": amount_in_words(agreement.amount),
        "reasons": list(agreement.reasons),
    }


def amount_lines(agreement: FinancialAgreement) -> list[dict]:
    """From the ceiling to the sum; each line says what it is."""
    lines = [
        {
            "label": "Ceiling for the country of the host",
            "amount": agreement.base,
            "note": f"Rate table {agreement.rate_table.version}.",
        }
    ]
    after_halving = agreement.base
    if agreement.is_halved:
        after_halving = agreement.base / 2
        lines.append(
            {
                "label": "Reduction to one half",
                "amount": after_halving - agreement.base,
                "note": " ".join(agreement.reasons[1:]),
            }
        )
    if agreement.amount < after_halving:
        lines.append(
            {
                "label": "Limited to the highest sum of the scheme",
                "amount": agreement.amount - after_halving,
                "note": agreement.reasons[-1],
            }
        )
    return lines
