"""A proposal that has ended stands again: what expired, or what its own side withdrew."""

from dataclasses import dataclass

from django.db import transaction

from blues.common import clock
from clusters.models import User
from exchanges.lifecycle import checks
from exchanges.lifecycle.checks import Occasion
from exchanges.lifecycle.guards import unmet
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import acting_as, parties_of
from exchanges.lifecycle.states import MOVE, Party, State
from exchanges.lifecycle.transitions import lock, move
from exchanges.matching import proposals, telling

RESET = (
    *("proposed_at", "time_asked_at"),
    *("vop_confirmed_at", "vop_confirmed_by", "hop_confirmed_at", "hop_confirmed_by"),
)


@dataclass(frozen=True)
class Reopening:
    """Whether a person could reopen it, and what stands against it now."""

    is_offered: bool = False
    reasons: tuple[str, ...] = ()


def may_reopen(user: User, exchange: Exchange) -> Reopening:
    step = MOVE.get((State(exchange.state), State.PROPOSED))
    if step is None or acting_as(user, exchange, step) is None:
        return Reopening()
    withdrawn = exchange.state == State.WITHDRAWN
    if withdrawn and exchange.proposed_side not in parties_of(user, exchange):
        return Reopening()  # that is for the other side to regret
    return Reopening(is_offered=True, reasons=tuple(unmet(step, exchange, user)))


@transaction.atomic
def reopen(exchange: Exchange, *, by: User) -> Exchange:
    """Let it stand again on the terms of the last offer, as if that had been made today.

    The side that was asked answers anew, and both clusters confirm anew. What was before stays in
    the trace of steps, among the offers and in the journal.
    """
    visitor, host = proposals.lock_pair(exchange.visitor, exchange.host)
    locked = lock(exchange)
    locked.visitor, locked.host = visitor, host
    found = may_reopen(by, locked)
    if found.is_offered and not found.reasons:
        _require_possible(locked)
    locked.proposed_at = clock.now()
    for name in RESET[1:]:
        setattr(locked, name, None)
    locked.save(update_fields=RESET)
    moved = move(locked, to=State.PROPOSED, by=by)
    checks.run(moved, occasion=Occasion.PROPOSAL)
    telling.reopened(moved)
    return moved


def _require_possible(exchange: Exchange) -> None:
    """What ``propose`` asks beside the rules: places, dates, open proposals, a CV."""
    if exchange.proposed_side == Party.VISITOR:
        proposals.require_cv(exchange.visitor, exchange.host, Party.VISITOR)
    proposals.refuse_impossible(exchange)
