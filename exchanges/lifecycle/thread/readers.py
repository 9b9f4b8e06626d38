"""Who has joined a conversation and may still be there."""

from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.thread.models import MAY_JOIN, Joining


def who_reads_along(exchange: Exchange) -> list[Joining]:
    """Those who have joined and hold the role that let them."""
    joinings = list(exchange.joinings.open().select_related("person"))
    holders = {
        party.value: set(people_of(exchange, party).values_list("pk", flat=True))
        for party in MAY_JOIN
        if any(joining.party == party for joining in joinings)
    }
    return [joining for joining in joinings if joining.person_id in holders[joining.party]]
