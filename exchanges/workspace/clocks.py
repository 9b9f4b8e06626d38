"""The clock of a step: reminded before it is due, told to deputies and the programme after it.

How many days lie between is data of the rule set that the exchange is pinned to. Each telling
happens once for each step, however often the daily job runs and however long it was down.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from blues import journal, notices
from blues.common import clock
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import LIVE, Party, State
from exchanges.workspace.clock_models import Escalation
from exchanges.workspace.deputies import acting, deputies_of
from exchanges.workspace.progress import with_progress

Level = Escalation.Level
# A proposal ends by itself, with reminders of its own.
WATCHED = tuple(state for state in LIVE if state != State.PROPOSED)
# The other states have reminders of their own, which say more about what is to be done.
REMINDED = (State.ACCEPTED, State.MATCHED, State.CTQ_DRAFTING, State.CTQ_SIGNED, State.FA_SIGNED)


@dataclass(frozen=True)
class Mark:
    """One stage of the clock: when it strikes, and whether it has."""

    level: Level
    on: date
    sent: Escalation | None


def strike(*, on: date) -> dict[str, int]:
    """Tell whoever is to be told today; how many steps, by level."""
    counts = dict.fromkeys((level.value for level in Level), 0)
    waiting = Exchange.objects.filter(state__in=WATCHED, due_on__isnull=False)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        for level in _struck(pk, on):
            counts[level] += 1
    return counts


@transaction.atomic
def _struck(pk: int, on: date) -> list[str]:
    """Under the lock of the exchange: nobody takes the step while it is being told."""
    Exchange.objects.select_for_update().get(pk=pk)
    exchange = with_progress(Exchange.objects.filter(pk=pk)).get()
    if exchange.state not in WATCHED or exchange.due_on is None:
        return []
    parties = acting(exchange)
    late = [mark for mark in marks_of(exchange) if mark.on <= on and mark.sent is None]
    return [mark.level for mark in late if parties and _is_told(exchange, mark, parties, on)]


def _is_told(exchange: Exchange, mark: Mark, parties, on: date) -> bool:
    if mark.level == Level.REMINDER and exchange.due_on and on > exchange.due_on:
        return False  # no reminder of a day that has passed
    people = {
        Level.REMINDER: lambda: people_of(exchange, *parties),
        Level.DEPUTY: lambda: deputies_of(exchange, *parties),
        Level.PROGRAMME: lambda: people_of(exchange, Party.PROGRAMME),
    }[mark.level]()
    told = notices.tell(
        people,
        f"clock.{mark.level}",
        link=exchange.get_absolute_url(),
        case=exchange.case,
        deadline=exchange.due_on if mark.level == Level.REMINDER else None,
        reference=exchange.reference,
    )
    Escalation.objects.create(
        exchange=exchange,
        state=exchange.state,
        since=exchange.state_since,
        level=mark.level,
        told=len(told),
        sent_at=clock.now(),
    )
    journal.record(
        exchange.case,
        "step-escalated",
        by=None,
        level=mark.level,
        state=exchange.state,
        waiting_for=[str(party.value) for party in parties],
        told=len(told),
    )
    return True


def marks_of(exchange: Exchange) -> list[Mark]:
    """The stages of the present step in order, for the page and for the daily job."""
    if exchange.state not in WATCHED or exchange.due_on is None:
        return []
    rules, due = exchange.rule_set, exchange.due_on
    days = {
        Level.REMINDER: -rules.step_reminder_days,
        Level.DEPUTY: rules.deputy_days,
        Level.PROGRAMME: rules.escalation_days,
    }
    if exchange.state not in REMINDED:
        del days[Level.REMINDER]
    sent = {
        one.level: one for one in exchange.escalations.all() if one.since == exchange.state_since
    }
    return [
        Mark(level, due + timedelta(days=number), sent.get(level)) for level, number in days.items()
    ]
