"""The rules E1 to E12, in one order, with one way to ask them.

The eligibility page, the proposal, the contract and the payment call ``evaluate`` with the rules
of their phase; nothing else decides who may take part.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from exchanges.policy import parties, stays
from exchanges.policy.facts import Facts, Side
from exchanges.policy.outcomes import Outcome, Report

TITLES = {
    "E1": _("The type of organisation may take part in this role"),
    "E2": _("Membership in a cluster profiled on ECCP is evidenced"),
    "E3": _("An SME has declared to be one"),
    "E4": _("The country takes part in the programme"),
    "E5": _("Visitor and host are in different countries"),
    "E6": _("The stay is neither too short nor too long"),
    "E7": _("The days on site follow one another"),
    "E8": _("The visitor has not used its one visit"),
    "E9": _("A third-country national has declared residence"),
    "E10": _("The agency has approved an exceptional host"),
    "E11": _("The dates lie in the programme's period"),
    "E12": _("The budget suffices"),
}

PARTY_CHECKS = {
    "E1": parties.type_may_take_part,
    "E2": parties.membership_is_evidenced,
    "E3": parties.sme_is_declared,
    "E4": parties.country_participates,
    "E9": parties.residence_is_declared,
    "E10": parties.exception_is_approved,
}

HOST_ONLY = frozenset({"E10"})

EXCHANGE_CHECKS: dict[str, Callable[[Facts], Outcome]] = {
    "E5": parties.countries_differ,
    "E6": stays.length_is_allowed,
    "E7": stays.days_are_consecutive,
    "E8": parties.visit_is_unused,
    "E11": stays.lies_in_programme,
    "E12": stays.budget_is_left,
}

ALL_CHECKS = tuple(TITLES)

HOST_CHECKS = ("E1", "E2", "E3", "E4", "E9", "E10")  # one organisation that wants to host
VISITOR_CHECKS = ("E1", "E2", "E3", "E4", "E8", "E9")  # one organisation that wants to visit
PROPOSAL_CHECKS = ("E1", "E2", "E3", "E4", "E5", "E8", "E9", "E10")
PROPOSAL_TOLERATES = frozenset({"E9"})  # a paper that may follow until the agreement
AGREEMENT_CHECKS = ALL_CHECKS


def evaluate(facts: Facts, *, only: Iterable[str] = ALL_CHECKS) -> Report:
    """Ask the rules in their order; organisations not chosen yet are left out of theirs."""
    wanted = set(only)
    unknown = wanted.difference(ALL_CHECKS)
    if unknown:
        raise ValueError(f"No such rule: {', '.join(sorted(unknown))}")
    return Report(
        rules_version=facts.rules.version,
        on=facts.on,
        outcomes=tuple(
            outcome for rule in ALL_CHECKS if rule in wanted for outcome in _ask(rule, facts)
        ),
    )


def _ask(rule: str, facts: Facts) -> Iterator[Outcome]:
    if rule in EXCHANGE_CHECKS:
        yield EXCHANGE_CHECKS[rule](facts)
        return
    for side, party in facts.parties:
        if side == Side.HOST or rule not in HOST_ONLY:
            yield PARTY_CHECKS[rule](facts, side, party)
