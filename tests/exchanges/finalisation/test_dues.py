"""What is due for a stay as it was lived."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from blues.common.errors import Conflict
from exchanges.finalisation import dues
from exchanges.models import Exchange, State
from tests.factories import (
    CountryFactory,
    InterruptionFactory,
    PresenceFactory,
    RateFactory,
    a_stay,
    next_rates,
)

pytestmark = pytest.mark.django_db


def lived(days, *, cause="", papers=None, **fields):
    exchange = a_stay(State.STAY_ENDED, papers=papers or {}, **fields)
    PresenceFactory(exchange=exchange, working_days=days)
    if cause:
        InterruptionFactory(exchange=exchange, cause=cause)
    return Exchange.objects.get(pk=exchange.pk)


FULL, HALF = Decimal("830.00"), Decimal("415.00")


@pytest.mark.parametrize(
    ("days", "cause", "agreed", "due"),
    [
        (5, "", FULL, FULL),
        (4, "", FULL, HALF),
        (3, "", FULL, HALF),
        (5, "", HALF, HALF),  # never more than was agreed
        (5, "", Decimal(300), Decimal("300.00")),
        (2, "", FULL, dues.NOTHING),
        (4, "visitor", FULL, HALF),
        (3, "host", FULL, HALF),
        (2, "visitor", FULL, dues.NOTHING),
        (2, "host", FULL, dues.NOTHING),
        (0, "visitor", FULL, dues.NOTHING),
        (2, "force_majeure", FULL, HALF),
        (1, "force_majeure", FULL, HALF),
        (0, "force_majeure", FULL, dues.NOTHING),
        (5, "force_majeure", FULL, FULL),
    ],
)
def test_the_days_that_were_lived_decide(days, cause, agreed, due):
    exchange = lived(days, cause=cause, papers={"amount": agreed})

    assert dues.amount_due(exchange).amount == due


def test_a_short_way_halves_a_full_week():
    assert dues.amount_due(lived(5, distance_km=Decimal("199.9"))).amount == HALF


@pytest.mark.parametrize("code", ["PL", "IT"])
def test_a_host_that_moves_changes_nothing_of_what_was_agreed(code):
    exchange = lived(5)
    RateFactory(table=exchange.programme.rate_tables.get(), country__code="PL", amount=Decimal(610))
    exchange.host_organisation.country = CountryFactory(code=code)  # no rate at all for Italy

    assert dues.amount_due(exchange).amount == FULL


def test_a_later_rate_changes_nothing_of_what_was_agreed():
    exchange = lived(5)
    next_rates(exchange.programme, DE=100)

    assert dues.amount_due(exchange).amount == FULL


def test_the_explanation_is_kept_in_the_language_of_the_papers():
    exchange = lived(4)

    with override("de"):
        due = dues.amount_due(exchange)

    assert due.explanation == (
        "The host confirmed 4 working days.",
        "The full sum for the country of the host (DE) is EUR\u00a0830.",
        "Half of it, because the stay has 4 working days, fewer than 5.",
    )
    assert due.as_json()["calculation"]["rates_version"] == "eye-2014"
    assert due.is_reduced


def test_a_broken_off_stay_says_by_whose_cause():
    assert (
        "The stay was broken off; cause: the host."
        in dues.amount_due(lived(4, cause="host")).explanation
    )


def test_nothing_due_says_why():
    due = dues.amount_due(lived(2))

    assert due.explanation == ("Nothing is due: 2 working days are fewer than the 3 of a stay.",)
    assert due.agreed == FULL


def test_an_online_exchange_costs_nothing():
    exchange = a_stay(State.STAY_ENDED, virtual=True)

    assert dues.amount_due(exchange).amount == dues.NOTHING


def test_without_the_hosts_confirmation_there_is_no_answer():
    with pytest.raises(Conflict):
        dues.amount_due(a_stay(State.STAY_ENDED))


def test_without_an_agreement_there_is_no_answer():
    exchange = lived(5)
    exchange.agreements.all().delete()

    with pytest.raises(Conflict):
        dues.amount_due(exchange)
