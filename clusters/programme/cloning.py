"""A new programme in the image of another: its rules, rates, lists and texts, never its people.

Rooms above add what they hold (clusters, work packages) with ``@part_of_a_clone``; the parts are
copied in the order in which the apps start.
"""

from collections.abc import Callable
from datetime import date

from blues.common import clock
from clusters.programme.models import Programme

Part = Callable[[Programme, Programme], None]
PARTS: list[Part] = []
TEXTS = [
    "scheme_name",
    "funding_line",
    "disclaimer",
    "target_exchanges",
    "baseline_members",
    "baseline_source",
]


def part_of_a_clone(function: Part) -> Part:
    PARTS.append(function)
    return function


def furnish(source: Programme, target: Programme) -> None:
    """Copy everything but the row of the programme itself."""
    _copy_agencies(source, target)
    _copy_newest(source.rule_sets, "type_rules", target)
    _copy_newest(source.rate_tables, "rates", target)
    _copy_newest(source.holiday_lists, "corrections", target)
    _copy_newest(source.weight_tables, "weights", target)
    _copy_terms(source, target)
    for copy in PARTS:
        copy(source, target)


def _copy_agencies(source, target) -> None:
    for agency in source.agencies.all():
        agency.pk, agency.programme = None, target
        agency._state.adding = True
        agency.save()


def _first_day(target: Programme) -> date:
    """A copy holds from today, so that the programme can be looked at before it starts."""
    return min(target.starts_on, clock.today())


def _copy_newest(versions, parts: str, target: Programme) -> None:
    """The newest version with all that belongs to it, as the first one of the copy."""
    newest = versions.order_by("valid_from").last()
    if newest is None:
        return
    held = getattr(newest, parts)
    rows = list(held.order_by("pk"))
    copy = _as_first_version(newest, target)
    held.model.objects.bulk_create(_belonging(rows, **{held.field.name: copy}))


def _copy_terms(source, target) -> None:
    """Shared lists are shared already; these are the programme's own entries."""
    own = source.terms.filter(is_active=True, valid_until__isnull=True)
    source.terms.model.objects.bulk_create(_belonging(list(own), programme=target))


def _as_first_version(version, target: Programme):
    version.pk, version.programme = None, target
    version.valid_from, version.valid_until = _first_day(target), None
    version._state.adding = True
    version.save()
    return version


def _belonging(rows, **owner):
    for row in rows:
        row.pk = None
        row._state.adding = True
        for name, value in owner.items():
            setattr(row, name, value)
    return rows
