"""Periods in which a host is free or a visitor can travel; both days included."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from clusters.models import Programme

MOST = 12
DAY = timedelta(days=1)

Period = tuple[date, date]


def tidy(periods: Iterable[Period]) -> list[Period]:
    """In order; what overlaps or follows day by day becomes one."""
    joined: list[Period] = []
    for first, last in sorted(periods):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def check(first: date, last: date, programme: Programme) -> None:
    """Refuse, in words, a period that ends before it begins or leaves the programme."""
    if last < first:
        raise ValidationError(_("The last day cannot come before the first."), code="order")
    if first < programme.starts_on or last > programme.ends_on:
        raise ValidationError(
            _("The programme runs from %(first)s to %(last)s."),
            code="outside",
            params={
                "first": formats.day(programme.starts_on),
                "last": formats.day(programme.ends_on),
            },
        )


def require(periods: Iterable[Period], programme: Programme) -> list[Period]:
    """The periods put in order, or a ``ValidationError``."""
    found = list(periods)
    for first, last in found:
        check(first, last, programme)
    found = tidy(found)
    if len(found) > MOST:
        raise ValidationError(
            _("Give at most %(most)s periods."), code="too-many", params={"most": MOST}
        )
    return found
