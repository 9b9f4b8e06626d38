"""The clusters validate, send back, and what the portal remarks by itself."""

import pytest

from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.documents.models import Document
from blues.notices.models import Notice
from exchanges.finalisation import remarks, reports, validation
from exchanges.models import Exchange, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    ClosingReportFactory,
    EvidenceFactory,
    ExchangeFactory,
    InterruptionFactory,
    PresenceFactory,
    RoleAssignmentFactory,
    a_stay,
    told_by_both,
)

pytestmark = pytest.mark.django_db


def decisions(exchange):
    fresh = Exchange.objects.get(pk=exchange.pk)
    return [remark.text for remark in remarks.of(fresh) if remark.needs_decision]


def test_each_cluster_validates_the_report_of_its_own_side():
    exchange = told_by_both()
    cast = Cast(exchange)

    half = validation.validate(exchange, by=cast.hop)
    assert half.state == State.REPORTS_SUBMITTED
    whole = validation.validate(exchange, by=cast.vop)

    assert whole.state == State.REPORTS_VALIDATED
    assert dict(exchange.reports.values_list("side", "validated_by")) == {
        "visitor": cast.vop.pk,
        "host": cast.hop.pk,
    }
    assert [n.reader for n in Notice.objects.filter(topic="finalisation.approve-payment")] == [
        cast.finance
    ]


def test_who_coordinates_both_clusters_validates_both_reports():
    exchange = told_by_both()
    person = Cast(exchange).vop
    RoleAssignmentFactory(user=person, role="coordinator", cluster=exchange.hop)

    assert validation.validate(exchange, by=person).state == State.REPORTS_VALIDATED


def test_a_second_click_changes_nothing():
    exchange = told_by_both()
    cast = Cast(exchange)
    validation.validate(exchange, by=cast.vop)

    assert validation.validate(exchange, by=cast.vop).state == State.REPORTS_SUBMITTED


@pytest.mark.parametrize("name", ["visitor", "host", "programme", "finance", "stranger"])
def test_nobody_else_validates(name):
    exchange = told_by_both()

    with pytest.raises(NotAllowed):
        validation.validate(exchange, by=Cast(exchange).named(name))


def test_a_cluster_does_not_validate_the_other_side():
    exchange = told_by_both()

    with pytest.raises(NotAllowed):
        validation.validate(exchange, by=Cast(exchange).hop, side="visitor")


def test_a_coordinator_who_represents_the_visitor_does_not_validate():
    exchange = told_by_both()
    person = Cast(exchange).vop
    RoleAssignmentFactory(
        user=person, role="representative", organisation=exchange.visitor_organisation
    )

    with pytest.raises(NotAllowed):
        validation.validate(exchange, by=person)


def test_nothing_is_validated_before_it_is_handed_in():
    exchange = told_by_both(State.STAY_ENDED)
    cast = Cast(exchange)

    with pytest.raises(Conflict):
        validation.validate(exchange, by=cast.vop)

    exchange.reports.all().delete()
    with pytest.raises(Conflict):
        validation.validate(exchange, by=cast.vop)


def test_deviations_are_decided_in_a_word():
    exchange = told_by_both(working_days=4)
    vop = Cast(exchange).vop

    with pytest.raises(BadInput) as refused:
        validation.validate(exchange, by=vop)
    validation.validate(exchange, by=vop, note="Flight cancelled; days as confirmed.")

    assert refused.value.reasons == [
        "Present 1–4 March 2027, agreed 1–5 March 2027.",
        "4 working days, 5 planned.",
        "Recomputed: EUR\u00a0415 are due, EUR\u00a0830 were agreed.",
    ]
    report = exchange.reports.get(side="visitor")
    assert report.validation_note == "Flight cancelled; days as confirmed."


def test_the_hosts_cluster_need_not_decide_on_the_visitors_remarks():
    exchange = told_by_both(working_days=4)

    validation.validate(exchange, by=Cast(exchange).hop)

    assert exchange.reports.get(side="host").validated_at is not None


def test_a_stay_too_short_ends_without_payment_and_without_certificates():
    exchange = told_by_both(working_days=2)
    InterruptionFactory(exchange=exchange)
    cast = Cast(exchange)
    validation.validate(exchange, by=cast.hop)

    ended = validation.validate(exchange, by=cast.vop, note="Broken off.")

    assert ended.state == State.COMPLETED
    assert [d.kind for d in Document.objects.for_case(exchange.case)] == ["ctq-report"]


# -- Sending back ------------------------------------------------------------------------------


def test_a_report_goes_back_with_a_reason_and_comes_again():
    exchange = told_by_both()
    cast = Cast(exchange)
    validation.validate(exchange, by=cast.hop)

    returned = validation.send_back(exchange, by=cast.vop, side="visitor", reason="Which days?")

    report = exchange.reports.get(side="visitor")
    assert returned.state == State.REPORT_RETURNED
    assert (report.submitted_at, report.return_reason) == (None, "Which days?")
    reports.write(exchange, side="visitor", by=cast.visitor, results="All five days.")
    again = reports.submit(exchange, by=cast.visitor)
    assert again.state == State.REPORTS_SUBMITTED
    assert validation.validate(exchange, by=cast.vop).state == State.REPORTS_VALIDATED


def test_both_reports_can_be_sent_back():
    exchange = told_by_both()
    cast = Cast(exchange)
    validation.send_back(exchange, by=cast.vop, side="visitor", reason="Which days?")

    validation.send_back(exchange, by=cast.hop, side="host", reason="Whom?")

    assert exchange.reports.filter(submitted_at__isnull=True).count() == 2


def test_sending_back_needs_a_reason():
    exchange = told_by_both()

    with pytest.raises(BadInput):
        validation.send_back(exchange, by=Cast(exchange).vop, side="visitor", reason=" ")


@pytest.mark.parametrize("name", ["visitor", "host", "hop", "programme"])
def test_nobody_else_sends_the_visitors_report_back(name):
    exchange = told_by_both()

    with pytest.raises(NotAllowed):
        validation.send_back(exchange, by=Cast(exchange).named(name), side="visitor", reason="No.")


def test_a_validated_exchange_is_not_sent_back():
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)

    with pytest.raises(Conflict):
        validation.send_back(exchange, by=Cast(exchange).vop, side="visitor", reason="No.")


# -- Remarks -----------------------------------------------------------------------------------


def test_nothing_is_to_be_decided_on_a_stay_as_agreed():
    assert decisions(told_by_both()) == []


def test_the_same_file_in_another_exchange_is_flagged():
    exchange = told_by_both()
    ticket = exchange.evidence.get(kind="travel")
    EvidenceFactory(exchange=a_stay(), sha256=ticket.sha256)
    other = ticket.__class__.objects.exclude(exchange=exchange).get().exchange

    assert decisions(exchange) == [
        f"“boarding pass.pdf” was handed in for {other.reference} as well."
    ]


def test_missing_evidence_and_thin_reports_are_flagged():
    exchange = a_stay(State.REPORTS_SUBMITTED)
    for side in ("visitor", "host"):
        ClosingReportFactory(exchange=exchange, side=side, activities_done="Good.", results="OK.")

    assert decisions(exchange) == [
        "The host has confirmed no presence.",
        "The host has not confirmed the presence yet.",
        "Evidence is missing: ticket or boarding pass.",
        "Evidence is missing: accommodation invoice.",
        "The report of the visitor is very short.",
        "The report of the host is very short.",
    ]


def test_a_file_that_explains_an_exception_is_shown_with_its_explanation():
    exchange = told_by_both()
    exchange.evidence.filter(kind="accommodation").delete()
    EvidenceFactory(exchange=exchange, kind="other", remark="Slept on the boat.")
    exchange.reports.filter(side="host").update(deviations="One day online.")

    shown = [remark.text for remark in remarks.of(Exchange.objects.get(pk=exchange.pk))]

    assert "boarding pass.pdf: Slept on the boat." in shown
    assert "The host reports a deviation: One day online." in shown
    assert decisions(exchange) == []


def test_an_online_exchange_has_no_remarks_on_travel_or_money():
    exchange = ExchangeFactory(state=State.REPORTS_SUBMITTED, virtual=True)
    PresenceFactory(exchange=exchange, acknowledged=True)

    assert [remark.text for remark in remarks.of(exchange)] == [
        "The days are those that were agreed.",
        "An online exchange needs no evidence of travel.",
    ]
