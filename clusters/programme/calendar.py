"""Public holidays of a country: what the ``holidays`` library lists, as the programme corrects it.

National holidays only: a regional one counts as a working day unless the agenda says otherwise.
They are asked for when a stay is planned; an exchange keeps what it heard then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from clusters.programme.models import Programme
from clusters.programme.rulebook import HolidayCorrection

LANGUAGE = "en_US"  # of the names, whatever the server speaks: papers are in English


class Gap(TextChoices):
    """Why every weekday counts as a working day."""

    UNKNOWN = "unknown", _("not known")
    NONE = "none", _("none listed")


SENTENCES = {
    Gap.UNKNOWN: _("The public holidays of %(country)s are not known here."),
    Gap.NONE: _("No public holidays are listed for %(country)s in this period."),
}


@dataclass(frozen=True)
class Holidays:
    """The days off of a period with their names, or why there are none all year."""

    days: Mapping[date, str]
    gap: str = ""


@lru_cache(maxsize=1)
def _known_countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))


def knows_holidays_of(country_code: str) -> bool:
    """Whether an empty answer of ``holidays_in`` means "none" or "nobody has listed them"."""
    return country_code in _known_countries()


def lists_none_for(country_code: str, year: int) -> bool:
    """Whether a known country has no day off that year, as Ukraine since 2023 by martial law."""
    return knows_holidays_of(country_code) and not _holidays_of_year(country_code, year)


def holidays_between(country_code: str, first: date, last: date) -> Holidays:
    """What the library lists from the first to the last day."""
    years = range(first.year, last.year + 1)
    if not knows_holidays_of(country_code):
        return Holidays({}, Gap.UNKNOWN)
    days = {
        day: name
        for year in years
        for day, name in _holidays_of_year(country_code, year).items()
        if first <= day <= last
    }
    none_listed = not days and any(lists_none_for(country_code, year) for year in years)
    return Holidays(days, Gap.NONE if none_listed else "")


def holidays_for(programme: Programme, country_code: str, first: date, last: date) -> Holidays:
    """What the library lists, as the programme corrects it today."""
    listed = holidays_between(country_code, first, last)
    days = dict(listed.days)
    corrections = HolidayCorrection.objects.filter(
        holiday_list__in=programme.holiday_lists.valid_on(clock.today()),
        country=country_code,
        day__range=(first, last),
    )
    for correction in corrections:
        if correction.name:
            days[correction.day] = correction.name
        else:
            days.pop(correction.day, None)
    return Holidays(days, "" if days else listed.gap)


def holidays_in(country_code: str, first: date, last: date) -> frozenset[date]:
    """The days alone; empty where the library knows none."""
    return frozenset(holidays_between(country_code, first, last).days)


def warning_of(gap: str, country_name: str) -> str:
    """A sentence where every weekday counts because no holiday is listed; mostly there is none."""
    if not gap:
        return ""
    reason = SENTENCES[Gap(gap)] % {"country": country_name}
    return f"{reason} {_('Every weekday counts as a working day.')}"


@lru_cache(maxsize=512)
def _holidays_of_year(country_code: str, year: int) -> dict[date, str]:
    return dict(
        sorted(holidays.country_holidays(country_code, years=year, language=LANGUAGE).items())
    )
