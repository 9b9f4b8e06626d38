"""What a stay on other days would be: its calendar, and where each planned day goes."""

import copy
from datetime import date, timedelta

from django.utils.translation import gettext as _

from blues.common import clock
from exchanges.building.amendment_models import Step
from exchanges.building.completeness import ordinary_days, programmed_days, stay_problems
from exchanges.building.models import Commitment
from exchanges.lifecycle.holidays import SHIFT, keep_further_holidays
from exchanges.lifecycle.models import Exchange
from exchanges.policy.calendar import calendar_days


def why_impossible(exchange: Exchange, first: date, last: date) -> str:
    """Why nobody can plan these days; asked before anything is computed for each of them."""
    if last < first:
        return _("The last day cannot come before the first.")
    other = copy.copy(exchange)
    other.first_day, other.last_day = first, last
    if outside := stay_problems(other, (), only=("E11",)):
        return outside[0]
    days, most = calendar_days(first, last), exchange.rule_set.longest_stay_days
    if days <= most or exchange.is_virtual:
        return ""
    return _("The stay lasts %(days)s days; one month means at most %(most)s.") % {
        "days": days,
        "most": most,
    }


def on_other_days(exchange: Exchange, first: date, last: date) -> Exchange:
    """The exchange as it would be, never saved, with the holidays of a week around those days."""
    other = copy.copy(exchange)
    other.first_day, other.last_day = first, last
    if first < exchange.first_day or last > exchange.last_day:
        keep_further_holidays(other, beyond=exchange)
    return other


def new_days(commitment: Commitment, other: Exchange) -> dict[date, date]:
    """Planned day → day of the other stay: the third working day becomes the third one there.

    A day outside the host's calendar, such as a Saturday both chose, keeps its distance to the
    first day. Days for which there is no room are missing.
    """
    before = ordinary_days(commitment.exchange)
    after = dict(zip(before, ordinary_days(other), strict=False))
    offset = other.first_day - commitment.exchange.first_day
    planned = [entry.takes_place_on for entry in commitment.agenda.all()]
    found = {day: after.get(day) if day in before else day + offset for day in planned}
    return {
        day: there
        for day, there in found.items()
        if there is not None and other.first_day <= there <= other.last_day
    }


def journey(commitment: Commitment, stay: Exchange) -> dict[str, date]:
    """The days of travel that were agreed, moved as far as the stay has moved since; by field."""
    first, last = signed_days(commitment.exchange)
    moved = {"outbound_on": stay.first_day - first, "return_on": stay.last_day - last}
    agreed = {name: getattr(commitment, name) for name in moved}
    return {name: day + moved[name] for name, day in agreed.items() if day is not None}


def signed_days(exchange: Exchange) -> tuple[date, date]:
    """First and last day as signed by everybody, wherever notices have moved the stay since."""
    moves = list(exchange.amendments.filter(state=Step.IN_FORCE).order_by("number"))
    versions = [one for one in moves if not one.is_notice]
    if versions:
        return versions[-1].first_day, versions[-1].last_day
    if moves:
        return moves[0].first_day_before, moves[0].last_day_before
    return exchange.first_day, exchange.last_day


def why_no_notice(commitment: Commitment, other: Exchange) -> list[str]:
    """Reasons why other days need new signatures; empty where a notice is enough."""
    exchange = commitment.exchange
    reasons = _too_far(exchange, other)
    if len(ordinary_days(other)) != len(ordinary_days(exchange)):
        reasons.append(_("The number of working days in the host's calendar changes."))
    reasons += _problems_there(commitment, other)
    if clock.today() >= min(exchange.first_day, other.first_day):
        reasons.append(_("A stay is moved before its first day."))
    return reasons


def _too_far(exchange: Exchange, other: Exchange) -> list[str]:
    """Counted from the signed days: one notice after another goes no further than one."""
    most = timedelta(days=min(exchange.rule_set.notice_shift_days, SHIFT.days))
    days = (other.first_day, other.last_day)
    if all(abs(new - old) <= most for old, new in zip(signed_days(exchange), days, strict=True)):
        return []
    return [
        _("The stay shifts by more than %(most)s days from what everybody has signed.")
        % {"most": most.days}
    ]


def _problems_there(commitment: Commitment, other: Exchange) -> list[str]:
    planned, there = programmed_days(commitment), new_days(commitment, other)
    found = {there[day] for day in planned if day in there}
    if len(found) != len(planned):
        return [_("Not every planned day finds its place.")]
    return stay_problems(other, tuple(sorted(found)))
