"""The first dates on which two could meet, for a proposal that nobody has written by hand."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from exchanges.matching.candidates import Pair, Window
from exchanges.policy.calendar import working_days


def earliest_start(rule_set: Any, today: date) -> date:
    """Everybody may take the time that the rules give for the answer and for the signatures."""
    answered = rule_set.proposal_days + rule_set.confirmation_days
    return today + timedelta(days=answered + 2 * rule_set.commitment_lead_days)


def first_dates(pair: Pair, *, days: int, not_before: date) -> Window | None:
    """So many working days in a row within a period that suits both, as early as may be.

    Where no period has as many, the longest stay of the first that the rules allow. Where dates are
    agreed case by case, those of the one who has named some, else the first from ``not_before`` on.
    None where there is no such stay.
    """
    free = [working_days(max(w.first, not_before), w.last) for w in _periods(pair, not_before)]
    if not pair.is_on_site:  # online sessions may lie apart
        free = [tuple(day for period in free for day in period)]
    for least in (days, pair.rules.shortest_stay_days):
        for period in free:
            if len(period) >= least:
                wanted = period[:days]
                return Window(first=wanted[0], last=wanted[-1])
    return None


def _periods(pair: Pair, not_before: date) -> Iterable[Window]:
    if not pair.asks_for_dates:
        return pair.shared_windows
    named = pair.visitor.windows or pair.host.windows
    some_weeks = Window(first=not_before, last=not_before + timedelta(weeks=8))
    return sorted(named, key=lambda window: window.first) or [some_weeks]
