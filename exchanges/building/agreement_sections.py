"""The twenty clauses of a Financial Agreement, its annexes and its calculation sheet, as data."""

from decimal import Decimal

from django.utils.timezone import localdate

from blues.common.formats import day, money, number
from clusters.models import OrganisationType
from exchanges.building import agreement_text as text
from exchanges.building.commitment_sections import numbered, place_to_sign
from exchanges.building.models import BankAccount, FinancialAgreement
from exchanges.policy.words import amount_in_words


def sections(
    agreement: FinancialAgreement, *, parties: list[dict], account: BankAccount
) -> list[dict]:
    return clauses(_values(agreement, account), parties=parties)


def clauses(values: dict, *, parties: list[dict]) -> list[dict]:
    """The twenty clauses with their values filled in."""
    topics: list[dict] = [
        {
            "title": clause.title,
            "paragraphs": [line.format(**values) for line in clause.paragraphs],
            "points": [line.format(**values) for line in clause.points],
        }
        for clause in text.CLAUSES
    ]
    topics[0]["parties"] = parties
    topics[-1] |= {
        "caption": "Who signs, in this order",
        "facts": [place_to_sign(row) for row in parties],
    }
    return numbered(topics)


def annexes(agreement: FinancialAgreement) -> list[str]:
    lines = [line.format(commitment=agreement.commitment.reference) for line in text.ANNEXES]
    is_sme = agreement.exchange.visitor_organisation.type == OrganisationType.SME
    return [*lines, text.SME_ANNEX] if is_sme else lines


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
    lines = [{"label": "Ceiling for the country of the host", "amount": agreement.base, "note": ""}]
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


def _values(agreement: FinancialAgreement, account: BankAccount) -> dict:
    exchange, rules = agreement.exchange, agreement.exchange.rule_set
    host, paying = exchange.host_organisation, exchange.vop.organisation
    commitment = agreement.commitment
    return {
        "cluster": paying.legal_name,
        "law_country": paying.country.name,
        "visitor": exchange.visitor_organisation.legal_name,
        "representative": exchange.visitor.representative.name,
        "host": host.legal_name,
        "host_place": f"{host.city}, {host.country.name}",
        "exchange": exchange.reference,
        "commitment": commitment.reference,
        "commitment_sha256": commitment.text_sha256,
        "first_day": day(exchange.first_day),
        "last_day": day(exchange.last_day),
        "working_days": agreement.working_days,
        "amount": money(agreement.amount),
        "amount_in_words": amount_in_words(Decimal(agreement.amount)),
        "account_holder": account.holder,
        "account": account.masked,
        "signed_reference": f"{agreement.reference}-signed",
        **_programme_values(exchange.programme, agreement),
        **{
            name: getattr(rules, name)
            for name in ("report_days", "validation_days", "full_sum_days", "shortest_stay_days")
        },
    }


def _programme_values(programme, agreement: FinancialAgreement) -> dict:
    return {
        "programme": programme.name,
        "grant_number": programme.grant_number,
        "funding_line": programme.funding_line,
        "agency": programme.agency_on(localdate(agreement.prepared_at)),
        "payment_days": agreement.payment_days,
    }
