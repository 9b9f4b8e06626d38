"""The annexes of a Financial Agreement: the words of its template, then what this one fills in."""

from blues.common.formats import day, moment
from exchanges.building.account_models import BankAccount
from exchanges.building.agreement_sections import calculation
from exchanges.building.clauses import templates, values
from exchanges.building.clauses.wording import Clause, Part, numbers_of
from exchanges.building.commitment_sections import NO_PARTS, topic_of
from exchanges.building.completeness import programmed_days
from exchanges.building.models import FinancialAgreement

NO_SUM: dict = {"amounts": [], "total": None, "total_in_words": ""}


def annexes(agreement: FinancialAgreement, account: BankAccount, template=None) -> list[dict]:
    template = template or templates.used_by(agreement)
    conditions = values.conditions_of(agreement.exchange)
    known = values.of_agreement(agreement, account) | numbers_of(
        template.holding(Part.TOPIC, conditions)
    )
    return printed(template.holding(Part.ANNEX, conditions), known, _data(agreement, account))


def printed(held: list[Clause], known: dict, data: dict[str, dict]) -> list[dict]:
    """``data``: what stands in an annex besides its words, by the key of its clause."""
    return [
        NO_PARTS | NO_SUM | topic_of(clause, known, data.get(clause.key, {})) for clause in held
    ]


def _data(agreement: FinancialAgreement, account: BankAccount) -> dict[str, dict]:
    computed = calculation(agreement)
    return {
        "annex-calculation": {
            "caption": "What the sum is computed from",
            **{name: computed[name] for name in ("facts", *NO_SUM)},
        },
        "annex-presence": {
            "caption": "Working days that the host confirms",
            "facts": [
                [f"Day {number}", day(date)]
                for number, date in enumerate(programmed_days(agreement.commitment), start=1)
            ],
        },
        "annex-bank": {
            "caption": "Account",
            "facts": [
                ["Account holder", account.holder],
                ["IBAN, shown in part", account.masked],
                ["Named on", moment(account.given_at)],
            ],
        },
        "annex-sme": {"caption": "Declaration", "facts": _declaration(agreement)},
    }


def _declaration(agreement: FinancialAgreement) -> list[list[str]]:
    visitor = agreement.exchange.visitor_organisation
    if visitor.sme_declared_at is None or visitor.sme_declared_by is None:
        return [["Enterprise", visitor.legal_name]]
    return [
        ["Enterprise", visitor.legal_name],
        ["Declared by", visitor.sme_declared_by.name],
        ["Declared on", moment(visitor.sme_declared_at)],
    ]
