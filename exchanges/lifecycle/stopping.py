"""Ending an exchange before the stay."""

from django.db import transaction

from blues import notices
from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import FOUR, State
from exchanges.lifecycle.transitions import move


@transaction.atomic
def cancel(exchange: Exchange, *, by: User, reason: str) -> Exchange:
    """Cancel for all four; the visitor's one physical visit becomes free again."""
    cancelled = move(exchange, to=State.CANCELLED, by=by, note=reason)
    notices.tell(
        [person for person in people_of(cancelled, *FOUR) if person != by],
        "lifecycle.cancelled",
        link=cancelled.get_absolute_url(),
        case=cancelled.case,
        reference=cancelled.reference,
    )
    return cancelled
