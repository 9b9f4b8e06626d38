"""How somebody answers and when they were last here, in words for people who look for a partner."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from exchanges.matching.pairing import days_since_active
from exchanges.matching.responsiveness import Level, how_measured, levels_of
from exchanges.registration.models import Registration

A_WEEK, A_MONTH = 7, 30  # days


class Liveliness(NamedTuple):
    answers: str
    seen: str
    measured: str


def of(registration: Registration, level: Level | None = None) -> Liveliness:
    """``level`` where it is known already, else it is asked for."""
    found = level or levels_of([registration])[registration.pk]
    return Liveliness(str(found.label), last_seen(registration), how_measured())


def last_seen(registration: Registration) -> str:
    """No day: when exactly a person signed in is nobody's business."""
    days = days_since_active(registration)
    if days is None:
        return _("not here yet")
    if days <= A_WEEK:
        return _("here within the last week")
    return (
        _("here within the last month") if days <= A_MONTH else _("not here for more than a month")
    )
