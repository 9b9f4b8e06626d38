"""The rules E1 to E12 asked about one exchange, and their answers kept."""

from typing import Any

from exchanges.lifecycle.facts import facts_of
from exchanges.lifecycle.models import CheckRecord, Exchange
from exchanges.policy.checks import (
    AGREEMENT_CHECKS,
    PROPOSAL_CHECKS,
    PROPOSAL_TOLERATES,
    evaluate,
)
from exchanges.policy.outcomes import Outcome, Report

Occasion = CheckRecord.Occasion
# A proposal fixes dates but no agenda yet: a stay that is too short or lies outside the programme
# is refused at once, evidence about its content may follow.
AT_PROPOSAL = (*PROPOSAL_CHECKS, "E6", "E11")
RULES_ASKED: dict[str, tuple[str, ...]] = {
    Occasion.PROPOSAL: AT_PROPOSAL,
    Occasion.MATCH: AT_PROPOSAL,
    Occasion.AGREEMENT: AGREEMENT_CHECKS,
    Occasion.PAYMENT: AGREEMENT_CHECKS,
}
EVIDENCE_MAY_FOLLOW: dict[str, frozenset[str]] = {
    Occasion.PROPOSAL: PROPOSAL_TOLERATES | {"E6"},
    Occasion.MATCH: PROPOSAL_TOLERATES | {"E6"},
    Occasion.AGREEMENT: frozenset(),
    Occasion.PAYMENT: frozenset(),
}


def look(exchange: Exchange, *, occasion: str, **known: Any) -> Report:
    """The report without keeping it. ``known``: agenda, amount, committed (see ``facts_of``)."""
    return evaluate(facts_of(exchange, **known), only=RULES_ASKED[occasion])


def run(exchange: Exchange, *, occasion: str, **known: Any) -> Report:
    """Ask the rules of this occasion and keep their answers with the exchange."""
    report = look(exchange, occasion=occasion, **known)
    CheckRecord.objects.create(
        exchange=exchange,
        occasion=occasion,
        rules_version=report.rules_version,
        outcomes=report.as_json()["outcomes"],
        passed=not in_the_way(report, occasion=occasion),
    )
    return report


def still_to_show(exchange: Exchange) -> list[str]:
    """Evidence that a proposal left for later and that is not there yet, each with its way out."""
    report = evaluate(facts_of(exchange), only=PROPOSAL_TOLERATES)
    return [f"{outcome.reason} {outcome.way_out}" for outcome in report.blockers()]


def in_the_way(report: Report, *, occasion: str) -> tuple[Outcome, ...]:
    """What stops the exchange now; evidence that may follow later does not."""
    return report.blockers(tolerating=EVIDENCE_MAY_FOLLOW[occasion])
