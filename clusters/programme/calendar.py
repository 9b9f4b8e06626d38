"""Public holidays of a country, from the ``holidays`` library.

National holidays only: a regional one counts as a working day unless the agenda says otherwise.
"""

from datetime import date
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _


@lru_cache(maxsize=1)
def _known_countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))


def knows_holidays_of(country_code: str) -> bool:
    """Whether an empty answer of ``holidays_in`` means "none" or "nobody has listed them"."""
    return country_code in _known_countries()


def lists_none_for(country_code: str, year: int) -> bool:
    """Whether a known country has no day off that year, as Ukraine since 2023 by martial law."""
    return knows_holidays_of(country_code) and not _holidays_of_year(country_code, year)


def warning_for(country_code: str, name: str, first: date, last: date) -> str:
    """A sentence where every weekday counts because no holiday is listed; mostly there is none."""
    years = range(first.year, last.year + 1)
    if not knows_holidays_of(country_code):
        reason = _("The public holidays of %(country)s are not known here.")
    elif any(lists_none_for(country_code, year) for year in years):
        reason = _("No public holidays are listed for %(country)s in this period.")
    else:
        return ""
    return f"{reason % {'country': name}} {_('Every weekday counts as a working day.')}"


def holidays_in(country_code: str, first: date, last: date) -> frozenset[date]:
    """The public holidays from the first to the last day; empty where the library knows none."""
    if not knows_holidays_of(country_code):
        return frozenset()
    return frozenset(
        day
        for year in range(first.year, last.year + 1)
        for day in _holidays_of_year(country_code, year)
        if first <= day <= last
    )


@lru_cache(maxsize=512)
def _holidays_of_year(country_code: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country_code, years=year))
