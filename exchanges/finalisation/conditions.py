"""The conditions of a payment one by one, and which of them it waits for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchanges.finalisation import accounts, handover
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import PAID_OUT, SIDES, State

APPROVED = (State.PAYMENT_APPROVED, *PAID_OUT)


@dataclass(frozen=True)
class Condition:
    label: str
    is_met: bool
    why_not: str = ""


def of(exchange: Exchange) -> list[Condition]:
    """In the order in which they come about. Reads prefetched relations only."""
    if exchange.is_virtual:
        return []
    reports = {report.side: report for report in exchange.reports.all()}
    validated = [side in reports and bool(reports[side].validated_at) for side in SIDES]
    submitted = [side in reports and bool(reports[side].submitted_at) for side in SIDES]
    evidence = handover.missing_evidence(exchange)
    account = accounts.obstacle(exchange) or ""
    return [
        Condition(_("Financial Agreement signed"), exchange.state != State.FA_PREPARED),
        Condition(_("Presence confirmed by the host"), hasattr(exchange, "presence")),
        Condition(_("Both closing reports handed in"), all(submitted)),
        Condition(_("Evidence of travel and accommodation"), not evidence, " ".join(evidence)),
        Condition(_("Both reports validated"), all(validated)),
        Condition(_("Bank account as in the agreement"), not account, account),
        Condition(_("Payment approved by a second person"), exchange.state in APPROVED),
        Condition(_("Transfer booked"), exchange.state in PAID_OUT),
    ]


def waiting_for(exchange: Exchange) -> str:
    """The first condition that is not met, or nothing."""
    return next((c.label for c in of(exchange) if not c.is_met), "")
