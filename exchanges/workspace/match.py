"""The step from the match to the paper, which joins two rooms that do not know each other."""

from django.db import transaction

from exchanges.building.beginning import begin
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.matching import confirmation


@transaction.atomic
def confirm(exchange: Exchange, *, by) -> Exchange:
    """A cluster confirms the match; once both have, the Commitment is drafted at once."""
    confirmed = confirmation.confirm(exchange, by=by)
    return begin(confirmed) if confirmed.state == State.MATCHED else confirmed
