"""From the signed papers to the certificates, over the verbs that the pages call."""

from datetime import date
from decimal import Decimal

import pytest

from blues.common import clock
from blues.documents.models import Document
from exchanges.finalisation import (
    evidence,
    payments,
    preparation,
    presence,
    reports,
    stay,
    validation,
)
from exchanges.models import Mode, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import ExchangeFactory, a_pdf, sign_papers

pytestmark = pytest.mark.django_db

REPORT = {
    "activities_done": "Two series of measurements, an evaluation, a visit to the pilot plant.",
    "results": "Ten paired readings and a date for a joint trial.",
    "people_met": 6,
    "objectives_reached": 4,
    "mark_matching": 5,
    "mark_support": 4,
    "mark_result": 5,
    "would_repeat": True,
}


def live_through(exchange, cast):
    """Everything up to the validation of the two reports."""
    is_physical = exchange.mode == Mode.PHYSICAL
    preparation.prepare(exchange, by=cast.host, host_contact="Desk", meeting_point="Gate, 9:00")
    if is_physical:
        preparation.declare_insurance(exchange, by=cast.visitor)
    exchange = preparation.check(exchange, by=cast.vop)
    with clock.standing_on(exchange.first_day):
        stay.start(exchange, by=cast.vop)
    with clock.standing_on(exchange.last_day):
        presence.confirm(
            exchange, by=cast.host, first_day=exchange.first_day, last_day=exchange.last_day
        )
        presence.acknowledge(exchange, by=cast.visitor)
        stay.end(exchange, by=cast.vop)
    if is_physical:
        for kind in ("travel", "accommodation"):
            evidence.hand_in(exchange, by=cast.visitor, kind=kind, file=a_pdf(kind))
    for side, person in (("visitor", cast.visitor), ("host", cast.host)):
        reports.write(exchange, side=side, by=person, **REPORT)
        exchange = reports.submit(exchange, by=person)
    validation.validate(exchange, by=cast.hop)
    return validation.validate(exchange, by=cast.vop)


def papers_of(exchange):
    return sorted(paper.kind for paper in Document.objects.filter(case=exchange.case).newest())


def test_a_stay_in_person_is_paid_and_ends_with_two_certificates():
    exchange = ExchangeFactory(state=State.FA_SIGNED)
    sign_papers(exchange)
    cast = Cast(exchange)

    exchange = live_through(exchange, cast)
    assert exchange.state == State.REPORTS_VALIDATED

    with clock.standing_on(date(2027, 3, 20)):
        payment = payments.approve(exchange, by=cast.finance)
        exchange = payments.book(
            exchange, by=cast.finance, value_date=date(2027, 3, 20), bank_reference="TR-7"
        )

    assert (exchange.state, payment.amount) == (State.COMPLETED, Decimal("830.00"))
    assert papers_of(exchange) == [
        "certificate-host",
        "certificate-visitor",
        "ctq-report",
        "presence-confirmation",
    ]
    assert [step.to_state for step in exchange.transitions.all()] == [
        State.READY,
        State.IN_PROGRESS,
        State.STAY_ENDED,
        State.REPORTS_SUBMITTED,
        State.REPORTS_VALIDATED,
        State.PAYMENT_APPROVED,
        State.PAID,
        State.COMPLETED,
    ]


def test_an_online_exchange_needs_no_insurance_no_evidence_and_no_payment():
    exchange = ExchangeFactory(state=State.CTQ_SIGNED, virtual=True)
    sign_papers(exchange)

    exchange = live_through(exchange, Cast(exchange))

    assert exchange.state == State.COMPLETED
    assert len(papers_of(exchange)) == 4
