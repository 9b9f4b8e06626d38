"""What happened to an exchange, as its parties read it."""

import pytest

from blues import journal
from exchanges.models import State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import ExchangeFactory, TransitionFactory

pytestmark = pytest.mark.django_db

SUM = "98765.43"


@pytest.mark.feature(69)
def test_all_four_read_who_did_what_and_when_and_nobody_a_detail_of_the_journal(client):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    step = TransitionFactory(exchange=exchange, note="The pilot hall is free in March.")
    TransitionFactory(note="Secret of another exchange")
    entry = journal.record(exchange.case, "agreement-prepared", by=step.by, amount=SUM)
    cast = Cast(exchange)

    for name in ("visitor", "host", "vop", "hop"):
        client.force_login(cast.named(name))
        page = client.get(exchange.get_absolute_url()).content.decode()

        assert exchange.proposed_by.name in page
        assert step.by.name in page
        assert "The pilot hall is free in March." in page
        assert "agreement-prepared" in page
        assert entry.hash[:12] in page
        assert SUM not in page
        assert "Secret of another exchange" not in page
