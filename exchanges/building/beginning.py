"""Where this phase begins: a confirmed match gets its first draft."""

from django.db import transaction

from exchanges.building import telling
from exchanges.building.drafting import draft
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.transitions import move


@transaction.atomic
def begin(exchange: Exchange) -> Exchange:
    """Draft the Commitment of a confirmed match and open it to both sides."""
    draft(exchange)
    moved = move(exchange, to=State.CTQ_DRAFTING, by=None)
    telling.commitment_drafted(moved)
    return moved
