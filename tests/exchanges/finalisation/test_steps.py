"""What the timeline says about the last phase, and to whom it gives a link."""

from datetime import timedelta

import pytest

from blues.common import clock
from exchanges.finalisation.steps import MANY, ONE_TO_ONE, steps
from exchanges.lifecycle.steps import CURRENT, DONE
from exchanges.models import Exchange, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    FIRST_DAY,
    LAST_DAY,
    PaymentFactory,
    PreparationFactory,
    PresenceFactory,
    a_stay,
    told_by_both,
)

pytestmark = pytest.mark.django_db


def loaded():
    return Exchange.objects.with_parties().select_related(*ONE_TO_ONE).prefetch_related(*MANY)


def lived(exchange, *states):
    """The steps that were taken so far."""
    for state in states:
        exchange.transitions.create(to_state=state, from_state=state, party="portal")
    return loaded().get(pk=exchange.pk)


def turns(exchange, cast):
    """Who is given a link, and for what."""
    exchange = loaded().get(pk=exchange.pk)
    return {
        (name, step.action)
        for name in ("visitor", "host", "vop", "hop", "finance", "programme", "stranger")
        for step in steps(exchange, cast.named(name))
        if step.is_for_reader
    }


def test_before_the_start_each_has_one_thing_to_do_in_turn():
    exchange = a_stay(State.FA_SIGNED)
    cast = Cast(exchange)
    assert turns(exchange, cast) == {("host", "Tell where to arrive")}

    preparation = PreparationFactory(exchange=exchange)
    assert turns(exchange, cast) == {("visitor", "Declare the insurance")}

    preparation.insured_at, preparation.insured_by = exchange.state_since, cast.visitor
    preparation.save()
    assert turns(exchange, cast) == {("vop", "Check the preparation")}


def test_an_online_exchange_is_prepared_after_the_commitment():
    exchange = a_stay(State.CTQ_SIGNED, virtual=True)
    PreparationFactory(exchange=exchange)

    assert turns(exchange, Cast(exchange)) == {("vop", "Check the preparation")}


def test_the_beginning_waits_for_its_day():
    exchange = a_stay(State.READY)
    cast = Cast(exchange)

    with clock.standing_on(FIRST_DAY - timedelta(days=1)):
        assert turns(exchange, cast) == set()
        [waiting] = [s for s in steps(exchange, cast.vop) if s.state == CURRENT]
    with clock.standing_on(FIRST_DAY):
        assert turns(exchange, cast) == {("vop", "Record the beginning")}

    assert waiting.why_not == "The first day has not come."


def test_the_stay_ends_after_the_hosts_confirmation():
    exchange = a_stay(State.IN_PROGRESS)
    cast = Cast(exchange)

    with clock.standing_on(FIRST_DAY):
        assert turns(exchange, cast) == {("host", "Confirm the days")}
        assert "The last day has not come." in [s.why_not for s in steps(exchange, cast.vop)]
    with clock.standing_on(LAST_DAY):
        assert turns(exchange, cast) == {("host", "Confirm the days")}
        PresenceFactory(exchange=exchange)
        assert turns(exchange, cast) == {
            ("visitor", "Acknowledge the days"),
            ("vop", "Record the end"),
        }


def test_after_the_stay_both_sides_report():
    exchange = a_stay(State.STAY_ENDED)
    PresenceFactory(exchange=exchange, acknowledged=True)

    assert turns(exchange, Cast(exchange)) == {
        ("visitor", "Write the report"),
        ("visitor", "Hand in the files"),
        ("host", "Write the report"),
    }


def test_a_returned_report_is_changed():
    exchange = told_by_both(State.REPORT_RETURNED)
    cast = Cast(exchange)
    exchange.reports.filter(side="host").update(
        submitted_at=None,
        submitted_by=None,
        returned_at=exchange.state_since,
        returned_by=cast.hop,
    )

    assert turns(exchange, cast) == {
        ("host", "Change the report"),
        ("visitor", "Acknowledge the days"),
    }


def test_each_cluster_looks_at_its_own_report():
    exchange = told_by_both()
    cast = Cast(exchange)
    assert turns(exchange, cast) == {("vop", "Look at the report"), ("hop", "Look at the report")}

    exchange.reports.filter(side="host").update(
        validated_at=exchange.state_since, validated_by=cast.hop
    )

    assert turns(exchange, cast) == {("vop", "Look at the report")}


def test_the_money_is_approved_and_then_booked():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    assert turns(exchange, Cast(exchange)) == {("finance", "Approve the payment")}

    exchange = PaymentFactory().exchange

    assert turns(exchange, Cast(exchange)) == {("finance", "Book the transfer")}


def test_a_completed_exchange_shows_the_way_it_took():
    exchange = told_by_both(State.COMPLETED, validated=True)
    taken = (
        State.READY,
        State.IN_PROGRESS,
        State.STAY_ENDED,
        State.REPORTS_SUBMITTED,
        State.REPORTS_VALIDATED,
        State.PAYMENT_APPROVED,
        State.PAID,
        State.COMPLETED,
    )

    found = steps(lived(exchange, *taken), Cast(exchange).visitor)

    assert {step.state for step in found} == {DONE}
    assert [step.label for step in found][-3:] == ["Payment approved", "Paid", "Certificates"]


def test_an_end_without_money_shows_no_payment():
    exchange = lived(
        told_by_both(State.COMPLETED, validated=True, working_days=1),
        State.INTERRUPTED,
        State.COMPLETED,
    )

    labels = [step.label for step in steps(exchange, Cast(exchange).visitor)]

    assert "Paid" not in labels
    assert "The stay was broken off" in labels


def test_a_stopped_exchange_shows_what_was_done():
    exchange = lived(a_stay(State.CANCELLED), State.READY)

    assert [step.label for step in steps(exchange, Cast(exchange).visitor)] == ["Preparation"]


def test_steps_make_no_query(django_assert_num_queries):
    cast = Cast(told_by_both())
    exchange = loaded().get()
    assert cast.vop.roles is not None  # read once per request

    with django_assert_num_queries(0):
        steps(exchange, cast.vop)
