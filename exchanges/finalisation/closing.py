"""The end of an exchange: nothing is due any more, so the certificates are issued."""

from django.db import transaction

from exchanges.finalisation import dues, papers, telling
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.transitions import move
from exchanges.registration import registrations
from exchanges.registration.states import ENDED


def nothing_is_due(exchange: Exchange) -> bool:
    return dues.amount_due(exchange).amount == dues.NOTHING


@transaction.atomic
def complete(exchange: Exchange) -> Exchange:
    """The portal's own step after the payment, or after validation where nothing is due."""
    completed = move(exchange, to=State.COMPLETED, by=None)
    papers.issue_closing_papers(completed)
    _use_up_the_visit(completed)
    telling.completed(completed)
    return completed


def _use_up_the_visit(exchange: Exchange) -> None:
    """One physical visit in the whole scheme; an online one leaves it free.

    A registration that has ended in the meantime comes back to no catalogue, so it stays as it is.
    """
    if not exchange.is_virtual and exchange.visitor.state not in ENDED:
        registrations.exhaust(exchange.visitor)
