"""Host, visitor and cluster get an exchange ready."""

import pytest

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from exchanges.finalisation import preparation
from exchanges.models import Preparation, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import ExchangeFactory, PreparationFactory, UserFactory

pytestmark = pytest.mark.django_db

WHERE = {"host_contact": " Jana Vzorek ", "meeting_point": "Gate 2, 9:00"}


def test_the_host_tells_where_to_arrive_and_the_visitor_hears_of_it():
    exchange = ExchangeFactory(state=State.FA_SIGNED)

    kept = preparation.prepare(exchange, by=exchange.host.representative, **WHERE)

    assert (kept.host_contact, kept.meeting_point) == ("Jana Vzorek", "Gate 2, 9:00")
    assert [n.reader for n in Notice.objects.all()] == [exchange.visitor.representative]
    assert [e.verb for e in journal.entries_for(exchange.case)] == ["preparation-described"]


def test_the_host_corrects_the_contact_when_all_is_ready():
    kept = PreparationFactory(exchange__state=State.READY, checked=True)

    preparation.prepare(kept.exchange, by=kept.exchange.host.representative, **WHERE)

    kept.refresh_from_db()
    assert kept.host_contact == "Jana Vzorek"
    assert kept.checked_at is not None


@pytest.mark.parametrize("name", ["visitor", "vop", "hop", "programme", "stranger"])
def test_nobody_but_the_host_tells_where_to_arrive(name):
    exchange = ExchangeFactory(state=State.FA_SIGNED)

    with pytest.raises(NotAllowed):
        preparation.prepare(exchange, by=Cast(exchange).named(name), **WHERE)

    assert not Preparation.objects.exists()


def test_a_place_without_a_contact_is_not_enough():
    exchange = ExchangeFactory(state=State.FA_SIGNED)

    with pytest.raises(BadInput):
        preparation.prepare(
            exchange, by=exchange.host.representative, host_contact=" ", meeting_point="Gate"
        )


@pytest.mark.parametrize("state", [State.CTQ_AGREED, State.IN_PROGRESS, State.CANCELLED])
def test_the_preparation_is_closed_before_the_signatures_and_after_the_start(state):
    exchange = ExchangeFactory(state=state)

    with pytest.raises(Conflict):
        preparation.prepare(exchange, by=exchange.host.representative, **WHERE)


def test_the_visitor_declares_the_insurance_once():
    kept = PreparationFactory()
    visitor = kept.exchange.visitor.representative
    first = preparation.declare_insurance(kept.exchange, by=visitor)

    second = preparation.declare_insurance(kept.exchange, by=visitor)

    assert (first.insured_by, second.insured_at) == (visitor, first.insured_at)
    assert len(journal.entries_for(kept.exchange.case)) == 1


def test_only_the_visitor_declares_the_insurance():
    kept = PreparationFactory()

    with pytest.raises(NotAllowed):
        preparation.declare_insurance(kept.exchange, by=kept.exchange.host.representative)


def test_insurance_waits_for_the_meeting_point():
    exchange = ExchangeFactory(state=State.FA_SIGNED)

    with pytest.raises(Conflict):
        preparation.declare_insurance(exchange, by=exchange.visitor.representative)


def test_insurance_comes_before_the_start():
    kept = PreparationFactory(exchange__state=State.IN_PROGRESS)

    with pytest.raises(Conflict):
        preparation.declare_insurance(kept.exchange, by=kept.exchange.visitor.representative)


def test_an_online_exchange_needs_no_insurance():
    exchange = ExchangeFactory(state=State.CTQ_SIGNED, virtual=True)
    coordinator = UserFactory(coordinator=True, cluster=exchange.vop)

    preparation.prepare(exchange, by=exchange.host.representative, **WHERE)
    with pytest.raises(Conflict):
        preparation.declare_insurance(exchange, by=exchange.visitor.representative)

    assert preparation.check(exchange, by=coordinator).state == State.READY


@pytest.mark.parametrize("side", ["visitor", "host"])
def test_an_online_exchange_waits_for_the_declared_residence(side):
    exchange = ExchangeFactory(
        state=State.CTQ_SIGNED, virtual=True, **{f"{side}__is_third_country_national": True}
    )
    PreparationFactory(exchange=exchange)
    cast, registration = Cast(exchange), exchange.registration_of(side)

    with pytest.raises(Conflict) as refused:
        preparation.check(exchange, by=cast.vop)
    registration.declares_183_days = True
    registration.save()

    assert refused.value.reasons[0] == (
        f"The representative of {registration.organisation} has not declared 183 days of residence "
        "yet. Declare the residence and keep the residence permit ready."
    )
    assert preparation.check(exchange, by=cast.vop).state == State.READY


def test_in_person_the_agreement_has_asked_for_the_residence():
    kept = PreparationFactory(insured=True, exchange__visitor__is_third_country_national=True)

    assert preparation.check(kept.exchange, by=Cast(kept.exchange).vop).state == State.READY


def test_the_cluster_of_the_visitor_declares_the_exchange_ready():
    kept = PreparationFactory(insured=True)
    cast = Cast(kept.exchange)

    ready = preparation.check(kept.exchange, by=cast.vop)

    kept.refresh_from_db()
    assert (ready.state, kept.checked_by) == (State.READY, cast.vop)


@pytest.mark.parametrize("name", ["visitor", "host", "hop", "programme"])
def test_nobody_else_declares_it_ready(name):
    kept = PreparationFactory(insured=True)

    with pytest.raises(NotAllowed):
        preparation.check(kept.exchange, by=Cast(kept.exchange).named(name))


def test_without_insurance_the_check_leaves_no_trace():
    kept = PreparationFactory()

    with pytest.raises(Conflict) as refused:
        preparation.check(kept.exchange, by=Cast(kept.exchange).vop)

    kept.refresh_from_db()
    assert refused.value.reasons == ["The visitor has not declared the insurance yet."]
    assert kept.checked_at is None


def test_nothing_told_is_nothing_to_check():
    exchange = ExchangeFactory(state=State.FA_SIGNED)

    with pytest.raises(Conflict):
        preparation.check(exchange, by=Cast(exchange).vop)
