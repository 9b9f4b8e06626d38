"""Who hears about a proposal."""

from django.urls import reverse

from blues import notices
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, Party


def proposed(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.proposed")


def countered(exchange: Exchange) -> None:
    """The sides have changed places: who made the offer before has to answer now."""
    _tell(exchange, [other_side(exchange)], "matching.countered")


def thinking(exchange: Exchange) -> None:
    _tell(exchange, [exchange.proposed_side], "matching.thinking")


def unanswered(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.unanswered")


def last_day(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.last_day")


def expiring(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.expiring")


def accepted(exchange: Exchange) -> None:
    _tell(exchange, [exchange.proposed_side], "matching.accepted")
    _tell(exchange, CLUSTERS, "matching.confirm")


def declined(exchange: Exchange) -> None:
    _tell(exchange, [exchange.proposed_side], "matching.declined")


def withdrawn(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.withdrawn")


def reopened(exchange: Exchange) -> None:
    _tell(exchange, SIDES, "matching.reopened")


def expired(exchange: Exchange) -> None:
    _tell(exchange, SIDES, "matching.expired")


def unconfirmed_soon(exchange: Exchange) -> None:
    """The clusters whose word is still missing."""
    open_ones = [
        party
        for party, confirmed in (
            (Party.VOP, exchange.vop_confirmed_at),
            (Party.HOP, exchange.hop_confirmed_at),
        )
        if not confirmed
    ]
    _tell(exchange, open_ones, "matching.unconfirmed_soon")


def unconfirmed(exchange: Exchange) -> None:
    _tell(exchange, FOUR, "matching.unconfirmed")


def other_side(exchange: Exchange) -> Party:
    return Party.HOST if exchange.proposed_side == Party.VISITOR else Party.VISITOR


def _tell(exchange, parties, topic) -> None:
    notices.tell(
        people_of(exchange, *parties),
        topic,
        link=reverse("matching:proposal-detail", args=[exchange.public_id]),
        case=exchange.case,
        deadline=exchange.due_on,
        reference=exchange.reference,
        visitor=str(exchange.visitor_organisation),
        host=str(exchange.host_organisation),
    )
