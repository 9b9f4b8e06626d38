"""Closing reports: drafts, what they need, and the way to the clusters."""

import pytest

from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from exchanges.finalisation import reports
from exchanges.models import ClosingReport, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    ClosingReportFactory,
    PresenceFactory,
    TermFactory,
    a_stay,
    told_by_both,
)

pytestmark = pytest.mark.django_db

COMPLETE = {
    "activities_done": "Measured.",
    "results": "Ten readings.",
    "objectives_reached": 0,
    "mark_matching": 1,
    "mark_support": 2,
    "mark_result": 3,
    "would_repeat": False,
}


def write(exchange, side="visitor", **fields):
    author = exchange.registration_of(side).representative
    return reports.write(exchange, side=side, by=author, **fields)


def test_a_draft_may_leave_everything_open():
    exchange = a_stay(State.IN_PROGRESS)

    report = write(exchange, activities_done="  First day  ")

    assert (report.activities_done, report.submitted_at) == ("First day", None)


def test_a_draft_changes_in_place():
    exchange = a_stay(State.STAY_ENDED)
    outcome = TermFactory(kind="outcome")
    write(exchange, results="one")

    write(exchange, results="two", outcomes=[outcome])

    report = ClosingReport.objects.get()
    assert (report.results, list(report.outcomes.all())) == ("two", [outcome])


@pytest.mark.parametrize(
    "fields",
    [
        {"objectives_reached": 5},
        {"mark_result": 0},
        {"mark_result": 6},
        {"results": "x" * 4001},
        {"validated_at": "2027-03-08"},
        {"submitted_by": 1},
    ],
)
def test_nonsense_and_foreign_fields_are_refused(fields):
    exchange = a_stay(State.STAY_ENDED)

    with pytest.raises(BadInput):
        write(exchange, **fields)

    assert not ClosingReport.objects.exists()


@pytest.mark.parametrize("name", ["host", "vop", "programme", "visiting_admin", "stranger"])
def test_nobody_writes_for_the_visitor(name):
    exchange = a_stay(State.STAY_ENDED)

    with pytest.raises(NotAllowed):
        reports.write(exchange, side="visitor", by=Cast(exchange).named(name), results="Great!")


@pytest.mark.parametrize("state", [State.READY, State.REPORTS_SUBMITTED, State.COMPLETED])
def test_reports_are_closed_before_the_stay_and_after_it_was_handed_over(state):
    with pytest.raises(Conflict):
        write(a_stay(state), results="x")


def test_a_report_handed_in_is_not_changed_any_more():
    report = ClosingReportFactory(exchange=a_stay(State.STAY_ENDED))

    with pytest.raises(Conflict):
        write(report.exchange, results="Better than that.")


def test_a_report_needs_its_answers_before_it_is_handed_in():
    exchange = a_stay(State.STAY_ENDED)
    write(exchange, results="Ten readings.")

    with pytest.raises(BadInput) as refused:
        reports.submit(exchange, by=exchange.visitor.representative)

    assert refused.value.reasons == [
        "what was done, day by day",
        "objectives reached, 0 to 4",
        "finding each other",
        "support by the partner cluster",
        "result of the exchange",
        "would do it again",
    ]


def test_nothing_written_is_nothing_to_hand_in():
    exchange = a_stay(State.STAY_ENDED)

    with pytest.raises(BadInput):
        reports.submit(exchange, by=exchange.host.representative)


def test_a_report_waits_for_the_end_of_the_stay():
    exchange = a_stay(State.IN_PROGRESS)
    write(exchange, **COMPLETE)

    with pytest.raises(Conflict):
        reports.submit(exchange, by=exchange.visitor.representative)


def test_zero_and_no_are_answers():
    exchange = a_stay(State.STAY_ENDED)
    write(exchange, **COMPLETE)

    reports.submit(exchange, by=exchange.visitor.representative)

    report = ClosingReport.objects.get()
    assert report.submitted_by == exchange.visitor.representative


def test_the_second_report_hands_the_case_to_the_clusters_once():
    exchange = told_by_both(State.STAY_ENDED)
    cast = Cast(exchange)
    exchange.reports.get(side="host").delete()
    write(exchange, "host", **COMPLETE)

    handed_over = reports.submit(exchange, by=cast.host)
    again = reports.submit(exchange, by=cast.host)

    assert (handed_over.state, again.state) == (State.REPORTS_SUBMITTED, State.REPORTS_SUBMITTED)
    told = Notice.objects.filter(topic="finalisation.validate").values_list("reader", flat=True)
    assert set(told) == {cast.vop.pk, cast.hop.pk}


def test_without_evidence_the_case_stays_with_the_two_sides():
    exchange = told_by_both(State.STAY_ENDED)
    exchange.evidence.filter(kind="travel").delete()
    exchange.reports.get(side="host").delete()
    write(exchange, "host", **COMPLETE)

    waiting = reports.submit(exchange, by=exchange.host.representative)

    assert waiting.state == State.STAY_ENDED


def test_who_represents_no_side_hands_in_no_report():
    exchange = told_by_both(State.STAY_ENDED)

    with pytest.raises(NotAllowed):
        reports.submit(exchange, by=Cast(exchange).vop)


def test_nobody_hands_in_the_report_of_the_other_side():
    exchange = a_stay(State.STAY_ENDED)
    write(exchange, **COMPLETE)

    with pytest.raises(NotAllowed):
        reports.submit(exchange, by=exchange.host.representative, side="visitor")


def test_a_first_draft_comes_from_the_agenda():
    exchange = a_stay(State.STAY_ENDED, papers={"days": 2})
    PresenceFactory(exchange=exchange)

    assert reports.prefilled(exchange, "visitor") == {
        "activities_done": (
            "1. Measurements, series 1 / Evaluation with both teams\n"
            "2. Measurements, series 2 / Evaluation with both teams"
        ),
        "follow_up": "",
    }


def test_without_a_commitment_nothing_is_prefilled():
    exchange = a_stay(State.STAY_ENDED, virtual=True)
    exchange.commitments.all().delete()

    assert reports.prefilled(exchange, "visitor") == {}
