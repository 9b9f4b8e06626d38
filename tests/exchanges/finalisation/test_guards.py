"""Guards answer for themselves, too: whoever asks them is told what is missing."""

import pytest

from exchanges.lifecycle.guards import GUARDS
from exchanges.models import Exchange, State
from tests.factories import PaymentFactory, PreparationFactory, a_stay, told_by_both

pytestmark = pytest.mark.django_db


def ask(name, exchange):
    return GUARDS[name](Exchange.objects.with_parties().get(pk=exchange.pk), None)


def test_a_stay_is_not_prepared_while_nothing_is_told():
    exchange = a_stay(State.FA_SIGNED)
    assert ask("stay_is_prepared", exchange) == "The host has not said yet where to arrive."

    PreparationFactory(exchange=exchange, insured=True)

    assert ask("stay_is_prepared", exchange) == "The visitor's cluster has not checked it yet."


def test_reports_and_validation_are_named_by_side():
    exchange = told_by_both(State.STAY_ENDED)
    assert ask("both_reports_submitted", exchange) is None
    exchange.reports.get(side="host").delete()

    assert ask("both_reports_submitted", exchange) == "Still to report: host."
    assert ask("both_reports_validated", exchange) == "Still to be validated: visitor, host."


def test_money_that_is_due_keeps_an_exchange_open():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)

    assert ask("no_money_is_due", exchange) == "EUR 830.00 are due; they are paid first."
    assert ask("money_is_due", exchange) is None


def test_the_portal_itself_approves_no_payment():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)

    assert "does not approve" in ask("another_person_validated", exchange)


def test_an_approved_payment_is_not_booked_yet():
    assert ask("payment_is_booked", PaymentFactory().exchange) == (
        "The transfer has not been booked yet."
    )
