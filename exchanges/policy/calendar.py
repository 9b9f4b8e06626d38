"""Which days of a stay count as working days.

A day counts when the agenda shows content for it. While there is no agenda the stay is measured by
its ordinary working days: Monday to Friday without the public holidays of the host's country.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from exchanges.policy.facts import Stay

SATURDAY = 5


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def calendar_days(first: date, last: date) -> int:
    return max(0, (last - first).days + 1)


def is_working_day(day: date, holidays: frozenset[date] = frozenset()) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def working_days(
    first: date, last: date, holidays: frozenset[date] = frozenset()
) -> tuple[date, ...]:
    """The ordinary working days of a period, whatever anybody plans."""
    return tuple(day for day in days_between(first, last) if is_working_day(day, holidays))


def working_days_before(day: date, count: int) -> date:
    """The last day that leaves so many ordinary working days, itself included, before ``day``."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def programmed_working_days(
    stay: Stay, holidays: frozenset[date] = frozenset()
) -> tuple[date, ...]:
    """The days that count: those of the agenda, or the ordinary ones while there is no agenda.

    A weekend or a holiday with content counts; a Tuesday without content does not.
    """
    if stay.agenda is None:
        return working_days(stay.first, stay.last, holidays)
    return tuple(sorted(day for day in set(stay.agenda) if stay.first <= day <= stay.last))


def unusual_days(stay: Stay, holidays: frozenset[date] = frozenset()) -> tuple[date, ...]:
    """Weekends and holidays that count only because of the agenda, for a coordinator to look at."""
    counted = programmed_working_days(stay, holidays)
    return tuple(day for day in counted if not is_working_day(day, holidays))


def skipped_working_days(stay: Stay, holidays: frozenset[date] = frozenset()) -> tuple[date, ...]:
    """Working days without content between the first and the last day that has some.

    They interrupt a stay; weekends and holidays do not.
    """
    programmed = programmed_working_days(stay, holidays)
    if not programmed:
        return ()
    ordinary = working_days(programmed[0], programmed[-1], holidays)
    return tuple(day for day in ordinary if day not in programmed)
