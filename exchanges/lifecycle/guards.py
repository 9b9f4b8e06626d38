"""What must hold before a step: named in ``states``, answered by the room that knows.

A guard looks at the locked exchange and returns the reason why the step must wait, in a sentence
for people, or ``None``. Rooms above register theirs when the app starts, so that this room need not
import them. A name that nobody answers stops the step: guards fail closed.
"""

from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from blues.common import clock, formats
from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Move, State
from exchanges.registration.states import TAKES_PART, RegistrationState

Guard = Callable[[Exchange, User | None], str | None]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register the function under its own name."""
    name = function.__name__
    if name in GUARDS:
        raise ImproperlyConfigured(f"Two guards are called {name}.")
    GUARDS[name] = function
    return function


def unmet(step: Move, exchange: Exchange, by: User | None) -> list[str]:
    """Reasons why the step must wait; empty when it may be taken."""
    answers = (_ask(name, exchange, by) for name in step.guards)
    return [str(reason) for reason in answers if reason]


def _ask(name: str, exchange: Exchange, by: User | None) -> str | None:
    if name not in GUARDS:
        raise ImproperlyConfigured(f"Nobody answers the guard {name}.")
    return GUARDS[name](exchange, by)


@guard
def answered_by_the_other_side(exchange: Exchange, by: User | None) -> str | None:
    other_sides = set(SIDES) - {exchange.proposed_side}
    if other_sides & parties_of(by, exchange):
        return None
    return _("Only the organisation that received the proposal can answer it.")


@guard
def withdrawn_by_the_proposing_side(exchange: Exchange, by: User | None) -> str | None:
    if exchange.proposed_side in parties_of(by, exchange):
        return None
    return _("Only the organisation that made the proposal can withdraw it.")


@guard
def reopened_by_who_withdrew(exchange: Exchange, by: User | None) -> str | None:
    if exchange.proposed_side in parties_of(by, exchange):
        return None
    return _("Only the organisation that withdrew the proposal can reopen it.")


@guard
def reopened_in_time(exchange: Exchange, by: User | None) -> str | None:
    days = exchange.rule_set.reopening_days
    last = clock.day_of(exchange.state_since) + timedelta(days=days)
    if clock.today() <= last:
        return None
    return _("It could be reopened until %(day)s. Make a new proposal instead.") % {
        "day": formats.day(last)
    }


@guard
def not_reopened_before(exchange: Exchange, by: User | None) -> str | None:
    if not exchange.transitions.filter(to_state=State.PROPOSED).exists():
        return None
    return _("It has been reopened once already. Make a new proposal instead.")


@guard
def dates_lie_ahead(exchange: Exchange, by: User | None) -> str | None:
    if exchange.first_day > clock.today():
        return None
    return _("Its first day has passed. Make a new proposal with other dates.")


@guard
def deadline_has_passed(exchange: Exchange, by: User | None) -> str | None:
    if exchange.due_on and exchange.due_on < clock.today():
        return None
    return _("The deadline has not passed yet.")


@guard
def both_registrations_accepted(exchange: Exchange, by: User | None) -> str | None:
    # An online exchange needs no visit, so it is open to those who have used theirs.
    enough = (*TAKES_PART, RegistrationState.EXHAUSTED) if exchange.is_virtual else TAKES_PART
    waiting = [r for r in (exchange.visitor, exchange.host) if r.state not in enough]
    if not waiting:
        return None
    names = ", ".join(str(registration) for registration in waiting)
    return _("These registrations are not accepted: %(names)s.") % {"names": names}


@guard
def both_clusters_confirmed(exchange: Exchange, by: User | None) -> str | None:
    waiting = [
        str(cluster)
        for cluster, confirmed in (
            (exchange.vop, exchange.vop_confirmed_at),
            (exchange.hop, exchange.hop_confirmed_at),
        )
        if not confirmed
    ]
    if not waiting:
        return None
    return _("Still to confirm: %(names)s.") % {"names": ", ".join(dict.fromkeys(waiting))}


@guard
def is_physical(exchange: Exchange, by: User | None) -> str | None:
    return _("An online exchange needs no Financial Agreement.") if exchange.is_virtual else None


@guard
def is_virtual(exchange: Exchange, by: User | None) -> str | None:
    if exchange.is_virtual:
        return None
    return _("A stay in person needs a signed Financial Agreement first.")


@guard
def first_day_has_come(exchange: Exchange, by: User | None) -> str | None:
    if exchange.first_day <= clock.today():
        return None
    return _("The stay begins on %(day)s.") % {"day": formats.day(exchange.first_day)}


@guard
def last_day_has_come(exchange: Exchange, by: User | None) -> str | None:
    if exchange.last_day <= clock.today():
        return None
    return _("The stay lasts until %(day)s.") % {"day": formats.day(exchange.last_day)}
