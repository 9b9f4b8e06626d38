"""Every state that somebody has to leave says until when."""

from datetime import date

import pytest

from blues.common import clock
from exchanges.lifecycle.deadlines import due_on
from exchanges.lifecycle.states import LIVE, State
from tests.factories import ExchangeFactory

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 4)  # a Monday, eight weeks before the stay of 1 to 5 March


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (State.PROPOSED, date(2027, 1, 25)),  # 21 days to answer
        (State.ACCEPTED, date(2027, 1, 14)),  # 10 days to confirm
        (State.MATCHED, date(2027, 2, 15)),  # 10 working days before the stay
        (State.CTQ_DRAFTING, date(2027, 2, 15)),
        (State.CTQ_AGREED, date(2027, 2, 15)),
        (State.CTQ_SIGNED, date(2027, 2, 22)),  # 5 working days before the stay
        (State.FA_PREPARED, date(2027, 2, 22)),
        (State.FA_SIGNED, date(2027, 3, 1)),
        (State.READY, date(2027, 3, 1)),
        (State.IN_PROGRESS, date(2027, 3, 5)),
        (State.STAY_ENDED, date(2027, 2, 3)),  # 30 days to report
        (State.REPORTS_VALIDATED, date(2027, 1, 14)),  # 10 days to pay
        (State.PAID, None),
        (State.COMPLETED, None),
        (State.CANCELLED, None),
    ],
)
def test_a_state_is_due(today, state, due):
    assert due_on(ExchangeFactory(), state) == due


def test_an_online_exchange_waits_for_no_agreement(today):
    online = ExchangeFactory(virtual=True)

    assert due_on(online, State.CTQ_SIGNED) == online.first_day


def test_who_enters_late_is_asked_to_act_today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2027, 2, 26))

    assert due_on(ExchangeFactory(), State.CTQ_DRAFTING) == date(2027, 2, 26)


def test_no_live_state_is_without_an_end(today):
    exchange = ExchangeFactory()

    assert [s for s in LIVE if due_on(exchange, s) is None] == [State.PAID]
