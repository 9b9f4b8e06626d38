"""A new programme in the image of another: its rules, rates, lists and texts, never its people.

Rooms above add what they hold (clusters, work packages) with ``@part_of_a_clone``; the parts are
copied in the order in which the apps start.
"""

from collections.abc import Callable
from datetime import date

from blues.common import clock
from clusters.programme.models import Programme
from clusters.programme.rulebook import HolidayCorrection, OrganisationTypeRule, Rate

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
    _copy_rules(source, target)
    _copy_rates(source, target)
    _copy_holidays(source, target)
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


def _copy_rules(source, target) -> None:
    newest = source.rule_sets.order_by("valid_from").last()
    if newest is None:
        return
    type_rules = list(newest.type_rules.order_by("pk"))
    copy = _as_first_version(newest, target)
    OrganisationTypeRule.objects.bulk_create(_belonging(type_rules, rule_set=copy))


def _copy_rates(source, target) -> None:
    newest = source.rate_tables.order_by("valid_from").last()
    if newest is None:
        return
    rates = list(newest.rates.order_by("pk"))
    copy = _as_first_version(newest, target)
    Rate.objects.bulk_create(_belonging(rates, table=copy))


def _copy_holidays(source, target) -> None:
    newest = source.holiday_lists.order_by("valid_from").last()
    if newest is None:
        return
    corrections = list(newest.corrections.order_by("pk"))
    copy = _as_first_version(newest, target)
    HolidayCorrection.objects.bulk_create(_belonging(corrections, holiday_list=copy))


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
