"""The whole way, over the verbs that the pages call."""

import pytest

from blues import journal
from clusters.people.demo import PASSWORD
from exchanges.lifecycle.states import State
from exchanges.models import Mode, RegistrationState
from exchanges.workspace.cast import gather
from exchanges.workspace.walkthrough import perform
from tests.demo import seed_demo

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.ignore_template_errors,
]


@pytest.fixture
def cast():
    seed_demo()
    return gather(password=PASSWORD)


def test_a_stay_in_person_goes_from_registration_to_completion(cast):
    acts = list(perform(cast))

    exchange = acts[-1].exchange
    assert exchange.state == State.COMPLETED
    assert [t.to_state for t in exchange.transitions.all()] == [
        State.ACCEPTED,
        State.MATCHED,
        State.CTQ_DRAFTING,
        State.CTQ_AGREED,
        State.CTQ_SIGNED,
        State.FA_PREPARED,
        State.FA_SIGNED,
        State.READY,
        State.IN_PROGRESS,
        State.STAY_ENDED,
        State.REPORTS_SUBMITTED,
        State.REPORTS_VALIDATED,
        State.PAYMENT_APPROVED,
        State.PAID,
        State.COMPLETED,
    ]
    assert journal.verify(exchange.case) == []
    assert exchange.visitor.state == RegistrationState.EXHAUSTED
    assert (exchange.payment.amount, exchange.payment.value_date.weekday() < 7) == (830, True)


@pytest.mark.feature(50)
def test_an_online_exchange_takes_the_shorter_way(cast):
    acts = list(perform(cast, mode=Mode.VIRTUAL))

    exchange = acts[-1].exchange
    assert [t.to_state for t in exchange.transitions.all()] == [
        State.ACCEPTED,
        State.MATCHED,
        State.CTQ_DRAFTING,
        State.CTQ_AGREED,
        State.CTQ_SIGNED,
        State.READY,
        State.IN_PROGRESS,
        State.STAY_ENDED,
        State.REPORTS_SUBMITTED,
        State.REPORTS_VALIDATED,
        State.COMPLETED,
    ]
    assert not hasattr(exchange, "payment")
    assert exchange.visitor.state == RegistrationState.ACCEPTED
