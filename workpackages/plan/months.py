"""Project months beside calendar dates: M1 is the month in which the programme starts."""

from calendar import monthrange
from datetime import date

MONTHS = 12


def month_of(day: date, *, start: date) -> int:
    """The project month that the day lies in; below 1 before the start."""
    return (day.year - start.year) * MONTHS + day.month - start.month + 1


def last_day_of(month: int, *, start: date) -> date:
    """The day on which what is promised for that month is due."""
    years, index = divmod(start.month - 1 + month - 1, MONTHS)
    year = start.year + years
    return date(year, index + 1, monthrange(year, index + 1)[1])
