"""Until when a state should be left, so that nobody waits without an end.

After the stay and before the match the rule set counts days from the step; in between the stay
itself sets the pace: its papers are signed some working days ahead, it begins and it ends.
"""

from datetime import date, timedelta

from blues.common import clock
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.policy.calendar import working_days_before

# Days a state may last, by the field of the rule set that says so.
DAYS_IN = {
    State.PROPOSED: "proposal_days",
    State.ACCEPTED: "confirmation_days",
    State.STAY_ENDED: "report_days",
    State.INTERRUPTED: "report_days",
    State.REPORT_RETURNED: "report_days",
    State.REPORTS_SUBMITTED: "validation_days",
    State.REPORTS_VALIDATED: "payment_days",
    State.PAYMENT_APPROVED: "payment_days",
}
# Working days that must be left before the stay when a state is over.
LEAD = {
    State.MATCHED: "commitment_lead_days",
    State.CTQ_DRAFTING: "commitment_lead_days",
    State.CTQ_AGREED: "commitment_lead_days",
    State.CTQ_SIGNED: "agreement_lead_days",
    State.FA_PREPARED: "agreement_lead_days",
}


def due_on(exchange: Exchange, state: State) -> date | None:
    """The day on which the state, entered today, is due to end; ``None`` where nothing is due.

    Never a day that has passed: who enters late is asked to act at once.
    """
    today = clock.today()
    if state in DAYS_IN:
        return today + timedelta(days=getattr(exchange.rule_set, DAYS_IN[state]))
    by_the_stay = _by_the_stay(exchange, state)
    return max(by_the_stay, today) if by_the_stay else None


def _by_the_stay(exchange: Exchange, state: State) -> date | None:
    if state in (State.FA_SIGNED, State.READY):
        return exchange.first_day
    if state == State.IN_PROGRESS:
        return exchange.last_day
    if state == State.CTQ_SIGNED and exchange.is_virtual:
        return exchange.first_day  # no agreement follows
    if state in LEAD:
        return working_days_before(exchange.first_day, getattr(exchange.rule_set, LEAD[state]))
    return None
