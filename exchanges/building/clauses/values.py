"""What is printed at the named places of each kind of paper."""

from decimal import Decimal

from blues.common import clock
from blues.common.formats import day, money
from exchanges.building.clauses.wording import Condition
from exchanges.lifecycle.models import Exchange
from exchanges.policy.words import amount_in_words

C = Condition


def conditions_of(exchange: Exchange) -> set[str]:
    """Under which conditions clauses are printed in a paper of this exchange."""
    mode = C.VIRTUAL if exchange.is_virtual else C.PHYSICAL
    is_sme = exchange.visitor_organisation.type == "sme"
    return {C.ALWAYS.value, mode.value, *([C.SME.value] if is_sme else [])}


def of_proposals(exchange: Exchange) -> dict[str, object]:
    visitor, host = exchange.visitor_organisation, exchange.host_organisation
    programme = exchange.programme
    return {
        "visitor": visitor.legal_name,
        "visitor_place": _place(visitor),
        "host": host.legal_name,
        "host_place": _place(host),
        "programme": programme.name,
        "scheme": programme.scheme_name,
        "funding_line": programme.funding_line,
        "report_days": exchange.rule_set.report_days,
        "notice_shift_days": exchange.rule_set.notice_shift_days,
    }


def of_commitment(commitment) -> dict[str, object]:
    exchange = commitment.exchange
    return of_proposals(exchange) | {
        "grant_number": exchange.programme.grant_number,
        "exchange": exchange.reference,
        "signed_reference": f"{commitment.reference}-signed",
    }


def of_agreement(agreement, account) -> dict[str, object]:
    exchange, rules = agreement.exchange, agreement.exchange.rule_set
    host, paying = exchange.host_organisation, exchange.vop.organisation
    programme, commitment = exchange.programme, agreement.commitment
    return {
        "cluster": paying.legal_name,
        "law_country": paying.country.name,
        "visitor": exchange.visitor_organisation.legal_name,
        "representative": exchange.visitor.representative.name,
        "host": host.legal_name,
        "host_place": _place(host),
        "exchange": exchange.reference,
        "commitment": commitment.reference,
        "commitment_sha256": commitment.text_sha256,
        "first_day": day(exchange.first_day),
        "last_day": day(exchange.last_day),
        "working_days": agreement.working_days,
        "amount": money(agreement.amount),
        "amount_in_words": amount_in_words(Decimal(agreement.amount)),
        "rates": agreement.rate_table.version,
        "account_holder": account.holder,
        "account": account.masked,
        "signed_reference": f"{agreement.reference}-signed",
        "programme": programme.name,
        "grant_number": programme.grant_number,
        "funding_line": programme.funding_line,
        "agency": programme.agency_on(clock.day_of(agreement.prepared_at)),
        "payment_days": agreement.payment_days,
        **{
            name: getattr(rules, name)
            for name in (
                "report_days",
                "validation_days",
                "full_sum_days",
                "shortest_stay_days",
                "notice_shift_days",
            )
        },
    }


def _place(organisation) -> str:
    return f"{organisation.city}, {organisation.country.name}"
