"""A Financial Agreement between invented parties, for measuring and for looking at the layout."""

from decimal import Decimal

from exchanges.building import annexes
from exchanges.building.agreement_sections import clauses
from exchanges.building.clauses.shipped import SHIPPED
from exchanges.building.clauses.wording import Part, holding, numbers_of
from exchanges.policy.words import amount_in_words

AMOUNT = Decimal("415.00")
PARTIES = [
    {
        "party": "visitor",
        "role": "Visitor",
        "side": "visitor",
        "name": "Example Water Sensors S.L. (invented)",
        "lines": ["Calle de la Muestra 1, Zaragoza, Spain", "VAT ES00000000X"],
        "person": "Núria Ejemplo",
        "function": "Head of development",
    },
    {
        "party": "vop",
        "role": "Visitor's partner cluster",
        "side": "visitor",
        "name": "Example Water Cluster (invented)",
        "lines": ["Avenida del Ejemplo 2, Zaragoza, Spain"],
        "person": "Íñigo Muestra",
        "function": "Cluster manager",
    },
]
VALUES = {
    "cluster": PARTIES[1]["name"],
    "visitor": PARTIES[0]["name"],
    "representative": PARTIES[0]["person"],
    "law_country": "Spain",
    "host": "Example Plasma Laboratory e.V. (invented)",
    "host_place": "Greifswald, Germany",
    "exchange": "BX-0000-000",
    "commitment": "CTQ-0000-000-v1",
    "commitment_sha256": "0" * 64,
    "first_day": "1 March 2027",
    "last_day": "3 March 2027",
    "working_days": 3,
    "amount": "EUR 415",
    "rates": "sample",
    "amount_in_words": amount_in_words(AMOUNT),
    "account_holder": "Example Water Sensors S.L. (invented)",
    "account": "ES91 … 1332",
    "signed_reference": "FA-0000-000-v1-signed",
    "programme": "BLUES – sample programme",
    "grant_number": "000000",
    "funding_line": "This is where the funding line of the programme stands.",
    "agency": "the agency",
    "payment_days": 10,
    "report_days": 30,
    "validation_days": 10,
    "full_sum_days": 5,
    "shortest_stay_days": 3,
    "notice_shift_days": 7,
}


CALCULATION = {
    "caption": "What the sum is computed from",
    "facts": [
        ["Country of the host", "Germany"],
        ["Working days with a programme", "3"],
        ["Distance", "1870.0 km between the two organisations, great circle"],
        ["Rates", "version sample"],
        ["Rules", "version sample"],
    ],
    "amounts": [
        {"label": "Ceiling for the country of the host", "amount": "830.00", "note": ""},
        {
            "label": "Reduction to one half",
            "amount": "-415.00",
            "note": "Half of it, because the stay has 3 working days, fewer than 5.",
        },
    ],
    "total": "415.00",
    "total_in_words": amount_in_words(AMOUNT),
}
PRESENCE = {
    "caption": "Working days that the host confirms",
    "facts": [["Day 1", "1 March 2027"], ["Day 2", "2 March 2027"], ["Day 3", "3 March 2027"]],
}


def sample_agreement() -> dict:
    """A snapshot of the kind "agreement" that binds nobody; needs no database."""
    topics = _shipped(Part.TOPIC)
    return {
        "programme": VALUES["programme"],
        "scheme": "Sample scheme",
        "funding_line": VALUES["funding_line"],
        "disclaimer": "This sample holds no agreement between anybody.",
        "subtitle": "Lump sum for the exchange BX-0000-000",
        "reference": "FA-0000-000-v1",
        "valid_with": "FA-0000-000-v1-signed",
        "sections": clauses(topics, VALUES, parties=PARTIES),
        "annexes": annexes.printed(
            _shipped(Part.ANNEX),
            VALUES | numbers_of(topics),
            {"annex-calculation": CALCULATION, "annex-presence": PRESENCE},
        ),
    }


def _shipped(part: Part) -> list:
    return holding(SHIPPED["agreement"], part, {"always"})
