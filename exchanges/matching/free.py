"""When a host still has a place: its periods without the days on which it is full."""

from collections.abc import Iterable
from datetime import date, timedelta

from exchanges.matching.candidates import Window

DAY = timedelta(days=1)


def free_windows(
    windows: Iterable[Window], stays: Iterable[Window], *, capacity: int, today: date
) -> tuple[Window, ...]:
    """What is left of the windows from tomorrow on, where fewer than ``capacity`` stay at once."""
    full = _full_periods(tuple(stays), capacity)
    ahead = (
        Window(first=max(window.first, today + DAY), last=window.last)
        for window in windows
        if window.last > today
    )
    return tuple(part for window in ahead for part in _without(window, full))


def _full_periods(stays: tuple[Window, ...], capacity: int) -> list[Window]:
    """Periods in which ``capacity`` or more are there, in order, from arrivals and departures."""
    changes = sorted(
        [(stay.first, 1) for stay in stays] + [(stay.last + DAY, -1) for stay in stays]
    )
    periods, there, since = [], 0, None
    for day, change in changes:
        there += change
        if there >= capacity and since is None:
            since = day
        elif there < capacity and since is not None:
            periods.append(Window(first=since, last=day - DAY))
            since = None
    return [period for period in periods if period.first <= period.last]


def _without(window: Window, periods: list[Window]) -> list[Window]:
    parts, first = [], window.first
    for period in periods:
        if period.last < first or period.first > window.last:
            continue
        if first < period.first:
            parts.append(Window(first=first, last=period.first - DAY))
        first = period.last + DAY
    if first <= window.last:
        parts.append(Window(first=first, last=window.last))
    return parts
