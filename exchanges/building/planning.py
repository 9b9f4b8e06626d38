"""Filling days of the agenda from others: nothing that is written is ever written over."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from blues.common.errors import BadInput
from exchanges.building import commitments
from exchanges.building.completeness import ordinary_days
from exchanges.building.content import agenda_cells, cells, days_of
from exchanges.building.merging import marks
from exchanges.building.models import Commitment


def days_to_plan(draft: Commitment, written: Mapping[str, str]) -> list[dict]:
    """Every working day of the stay, and what is written on any day."""
    planned = {row["day"]: row for row in days_of(written)}
    days = sorted({*planned, *ordinary_days(draft.exchange)})
    return [planned.get(day, {"day": day}) for day in days]


def copy_day(draft: Commitment, to: str, *, by) -> None:
    """Into the day (ISO) what stands on the one before it."""
    rows = days_to_plan(draft, agenda_cells(draft))
    for before, after in pairwise(rows):
        if after["day"].isoformat() == to:
            return fill(draft, [{**before, "day": after["day"]}], by=by)
    raise BadInput(_("There is no day before this one."))


def fill(draft: Commitment, days: Sequence[Mapping], *, by) -> None:
    """Put the texts where nothing stands yet."""
    on_file = agenda_cells(draft)
    fresh = {key: text for key, text in cells(days).items() if not on_file.get(key)}
    commitments.write_agenda(draft, by=by, typed=fresh, seen=marks(dict.fromkeys(fresh, "")))


def onto(days: Sequence[date], texts: Sequence[Mapping]) -> list[dict]:
    """The first text on the first day and so on, as far as both reach."""
    return [{**text, "day": day} for day, text in zip(days, texts, strict=False)]
