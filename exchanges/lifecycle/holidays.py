"""The host country's public holidays, as the exchange keeps them.

They are read once, when the dates are proposed. From then on days, presence, sums and papers look
at the kept ones, so that neither an upgrade of the library nor a correction of the programme moves
an exchange that has begun. A stay that moves reads what its new days need beyond them.
"""

from datetime import date, timedelta

from blues.common import formats
from clusters.programme.calendar import holidays_for, warning_of
from exchanges.lifecycle.models import Exchange

SHIFT = timedelta(days=7)  # how far a stay may slip without new papers; its days count, too


def keep_holidays(exchange: Exchange) -> None:
    """Write the holidays of the stay, and of the week on either side of it, to the exchange."""
    found = holidays_for(
        exchange.programme,
        exchange.host_organisation.country_id,
        exchange.first_day - SHIFT,
        min(exchange.last_day, date.max - SHIFT) + SHIFT,
    )
    exchange.holidays = {day.isoformat(): name for day, name in found.days.items()}
    exchange.holiday_gap = found.gap


def keep_further_holidays(exchange: Exchange, *, beyond: Exchange) -> None:
    """Add those of new days; inside the week around the days of ``beyond`` the kept ones count."""
    first, last = (beyond.first_day - SHIFT).isoformat(), (beyond.last_day + SHIFT).isoformat()
    keep_holidays(exchange)
    read = {day: name for day, name in exchange.holidays.items() if not first <= day <= last}
    exchange.holidays = read | beyond.holidays
    if exchange.holidays:
        exchange.holiday_gap = ""


def holidays_of(exchange: Exchange) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, exchange.holidays))


def holidays_in_words(exchange: Exchange) -> str:
    """The days off between the first and the last day, with their names."""
    kept = ((date.fromisoformat(day), name) for day, name in sorted(exchange.holidays.items()))
    return ", ".join(
        f"{formats.day(day)} ({name})"
        for day, name in kept
        if exchange.first_day <= day <= exchange.last_day
    )


def holiday_warning(exchange: Exchange) -> str:
    """What a planner should know about the calendar of the host's country; mostly nothing."""
    return warning_of(exchange.holiday_gap, exchange.host_organisation.country.name)
