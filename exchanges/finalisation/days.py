"""Working days of the stay as agreed and as lived, in the calendar of the host's country."""

from datetime import date

from exchanges.building.completeness import programmed_days
from exchanges.building.models import Commitment
from exchanges.lifecycle.holidays import holidays_of
from exchanges.lifecycle.models import Exchange
from exchanges.policy import calendar


def commitment_of(exchange: Exchange) -> Commitment | None:
    """The Commitment in force: always the highest version."""
    return max(exchange.commitments.all(), key=lambda paper: paper.version, default=None)


def agenda_days(exchange: Exchange) -> tuple[date, ...]:
    """Days for which the Commitment plans something."""
    commitment = commitment_of(exchange)
    if commitment is None:
        return ()
    return programmed_days(commitment)


def ordinary(exchange: Exchange, first: date, last: date) -> tuple[date, ...]:
    return calendar.working_days(first, last, holidays_of(exchange))


def planned(exchange: Exchange) -> int:
    return len(agenda_days(exchange)) or len(
        ordinary(exchange, exchange.first_day, exchange.last_day)
    )


def expected(exchange: Exchange, first: date, last: date) -> int:
    """The agenda counts as long as the stay keeps to it; a shifted stay counts by the calendar."""
    agenda = agenda_days(exchange)
    if agenda and exchange.first_day <= first and last <= exchange.last_day:
        return sum(first <= day <= last for day in agenda)
    return len(ordinary(exchange, first, last))


def most(exchange: Exchange, first: date, last: date) -> int:
    """Every day of the period that could count: by the calendar or by the agenda."""
    by_agenda = {day for day in agenda_days(exchange) if first <= day <= last}
    return len(by_agenda | set(ordinary(exchange, first, last)))
