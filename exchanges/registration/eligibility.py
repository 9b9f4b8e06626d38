"""What the rules say about one registration, before anybody has chosen a partner."""

from datetime import date
from typing import Any

from blues.common import clock
from exchanges.policy import rows
from exchanges.policy.checks import HOST_CHECKS, PROPOSAL_TOLERATES, evaluate
from exchanges.policy.facts import Facts, Party, Side
from exchanges.policy.outcomes import Outcome, Report
from exchanges.registration.models import Registration
from exchanges.registration.upkeep import RuleException

# The one visit (E8) is looked at when a proposal is made: exchanges lie above this room.
CHECKS = HOST_CHECKS


def party_of(registration: Registration) -> Party:
    """The registered organisation as the rules see it."""
    organisation = registration.organisation
    memberships = [
        membership
        for membership in organisation.memberships.all()
        if not (membership.ended_on or membership.refused_at) and membership.cluster.is_on_eccp
    ]
    is_profiled = any(cluster.is_on_eccp for cluster in organisation.as_clusters.all())
    return rows.party_of(
        organisation,
        is_profiled_on_eccp=is_profiled,
        is_member_on_eccp=bool(memberships),
        membership_confirmed=any(m.confirmed_at for m in memberships),
        third_country_national=registration.is_third_country_national,
        declared_183_days=registration.declares_183_days or None,
        agency_approval=None
        if memberships or is_profiled or not registration.is_host
        else _approval_of_agency(registration),
    )


def _approval_of_agency(registration: Registration) -> bool | None:
    """A yes stays one. A no stands until the agency is asked again."""
    answers = list(registration.exceptions.filter(rule="E2").order_by("pk").values_list("outcome"))
    if (RuleException.Outcome.GRANTED,) in answers:
        return True
    return False if answers and answers[-1] == (RuleException.Outcome.REFUSED,) else None


def check(registration: Registration, *, on: date | None = None) -> Report:
    """E1 to E4, E9 and E10 for this organisation in this role, under today's rule set."""
    on = on or clock.today()
    side = Side.HOST if registration.is_host else Side.VISITOR
    rules = rows.rules_of(registration.programme.rule_set_on(on))
    sides: dict[str, Any] = {side.value: party_of(registration)}
    facts = Facts(rules=rules, on=on, **sides)
    return evaluate(facts, only=CHECKS)


def blockers(report: Report) -> tuple[Outcome, ...]:
    """What keeps a registration from being accepted; papers that may follow later do not."""
    return report.blockers(tolerating=PROPOSAL_TOLERATES)
