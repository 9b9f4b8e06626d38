"""Reminders of what waits for an answer: each once, and never several at a time.

They are counted from the last offer. Whoever has asked for time is left alone for as long as the
rules give, but for the warning before the end; where the portal itself was silent for some days,
only the latest one due is sent.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from blues.common import clock
from blues.common.errors import Conflict
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import OPEN_PROPOSAL, State
from exchanges.lifecycle.transitions import lock
from exchanges.matching import telling
from exchanges.matching.offer_models import Reminder

Occasion = Reminder.Occasion
TELL: dict[str, Callable[[Exchange], None]] = {
    Occasion.FIRST: telling.unanswered,
    Occasion.SECOND: telling.unanswered,
    Occasion.SOON: telling.expiring,
    Occasion.LAST: telling.last_day,
    Occasion.UNCONFIRMED: telling.unconfirmed_soon,
}


class Call(NamedTuple):
    """On ``day`` somebody is reminded; ``about`` is the offer's day or the last one to answer."""

    day: date
    occasion: str
    about: date


def remind_due() -> int:
    """Remind whoever has to answer or to confirm; a second run finds nothing to say."""
    open_ones = Exchange.objects.filter(state__in=OPEN_PROPOSAL, due_on__gte=clock.today())
    waiting = open_ones.with_parties().prefetch_related("reminders").order_by("pk")
    return sum(_remind(exchange) for exchange in waiting if _unsaid(exchange))


def calls_of(exchange: Exchange) -> list[Call]:
    """Every reminder of what waits now, in the order of their days."""
    rules, last = exchange.rule_set, exchange.due_on
    if last is None:
        return []
    soon = last - timedelta(days=rules.reminder_days)
    if exchange.state != State.PROPOSED:
        return [Call(soon, Occasion.UNCONFIRMED, last)]
    offered = begun = clock.day_of(exchange.proposed_at)
    if exchange.time_asked_at:
        begun = clock.day_of(exchange.time_asked_at) + timedelta(days=rules.thinking_days)
    calls = [
        Call(begun + timedelta(days=rules.first_reminder_days), Occasion.FIRST, offered),
        Call(begun + timedelta(days=rules.second_reminder_days), Occasion.SECOND, offered),
        Call(soon, Occasion.SOON, last),
        Call(last, Occasion.LAST, last),
    ]
    return sorted(calls, key=lambda call: call.day)


def _unsaid(exchange: Exchange) -> Call | None:
    """The latest reminder that is due, unless it was said."""
    due = [call for call in calls_of(exchange) if call.day <= clock.today()]
    said = {(one.occasion, one.about_on) for one in exchange.reminders.all()}
    return due[-1] if due and (due[-1].occasion, due[-1].about) not in said else None


def _remind(exchange: Exchange) -> bool:
    try:
        with transaction.atomic():
            locked = lock(exchange)
            call = _unsaid(locked) if locked.state in OPEN_PROPOSAL else None
            if call is None:  # answered, or said, between the search and the lock
                return False
            locked.reminders.create(occasion=call.occasion, about_on=call.about)
            TELL[call.occasion](locked)
    except Conflict:  # its programme was archived
        return False
    return True
