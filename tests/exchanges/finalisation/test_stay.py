"""The stay begins, ends or is broken off; the host confirms the days."""

from datetime import date, timedelta

import pytest

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.documents.models import Document
from exchanges.finalisation import evidence, presence, stay, validation
from exchanges.models import Interruption, Presence, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    FIRST_DAY,
    LAST_DAY,
    ExchangeFactory,
    InterruptionFactory,
    PresenceFactory,
    a_pdf,
    a_stay,
    told_by_both,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_last_day():
    with clock.standing_on(LAST_DAY):
        yield


def confirm(exchange, **changes):
    told = {"first_day": FIRST_DAY, "last_day": LAST_DAY, "by": exchange.host.representative}
    return presence.confirm(exchange, **told | changes)


def test_the_stay_begins_on_its_first_day():
    exchange = ExchangeFactory(state=State.READY)

    with clock.standing_on(FIRST_DAY):
        assert stay.start(exchange, by=Cast(exchange).vop).state == State.IN_PROGRESS


def test_the_stay_does_not_begin_the_day_before():
    exchange = ExchangeFactory(state=State.READY)

    with clock.standing_on(FIRST_DAY - timedelta(days=1)), pytest.raises(Conflict):
        stay.start(exchange, by=Cast(exchange).vop)


@pytest.mark.parametrize("name", ["visitor", "host", "hop"])
def test_only_the_visitors_cluster_records_the_stay(name):
    exchange = ExchangeFactory(state=State.READY)

    with pytest.raises(NotAllowed):
        stay.start(exchange, by=Cast(exchange).named(name))


def test_the_stay_ends_once_the_presence_is_confirmed():
    exchange = a_stay()
    vop = Cast(exchange).vop
    with pytest.raises(Conflict):
        stay.end(exchange, by=vop)

    confirm(exchange)

    assert stay.end(exchange, by=vop).state == State.STAY_ENDED


# -- Presence ----------------------------------------------------------------------------------


def test_the_days_of_the_agenda_count_unless_told_otherwise():
    exchange = a_stay(papers={"days": 4})

    assert confirm(exchange).working_days == 4


def test_a_shifted_stay_counts_by_the_calendar_of_the_host():
    exchange = a_stay()

    with clock.standing_on(date(2027, 3, 10)):
        shifted = confirm(
            exchange, first_day=date(2027, 3, 3), last_day=date(2027, 3, 9), remark="Train strike."
        )

    assert shifted.working_days == 5


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"last_day": FIRST_DAY - timedelta(days=1)}, "The last day cannot come before the first."),
        (
            {"last_day": LAST_DAY + timedelta(days=1)},
            "Days can be confirmed once they are over or under way, not before.",
        ),
        (
            {"working_days": 6, "remark": "Sunday, too."},
            "The number of working days between these two days lies from 1 to 5.",
        ),
        (
            {"working_days": 0, "remark": "Nobody came."},
            "The number of working days between these two days lies from 1 to 5.",
        ),
        (
            {"working_days": 4},
            "This differs from what was agreed: please say why in the remark.",
        ),
        (
            {"first_day": FIRST_DAY - timedelta(days=8), "working_days": 5, "remark": "Early."},
            "More than a week away from the agreed days needs a new Commitment.",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(changes, sentence):
    exchange = a_stay()

    with pytest.raises(BadInput) as refused:
        confirm(exchange, **changes)

    assert refused.value.reasons == [sentence]
    assert not Presence.objects.exists()


@pytest.mark.parametrize("name", ["visitor", "vop", "hop", "stranger"])
def test_only_the_host_confirms_the_presence(name):
    exchange = a_stay()

    with pytest.raises(NotAllowed):
        confirm(exchange, by=Cast(exchange).named(name))


@pytest.mark.parametrize("state", [State.READY, State.REPORTS_SUBMITTED, State.PAID])
def test_presence_is_closed_before_the_stay_and_once_the_clusters_look(state):
    exchange = a_stay(state)

    with pytest.raises(Conflict):
        confirm(exchange)


def test_confirming_the_same_days_twice_makes_one_paper():
    exchange = a_stay()

    first, second = confirm(exchange), confirm(exchange)

    assert (first.pk, second.version) == (second.pk, 1)
    assert Document.objects.count() == 1


def test_a_correction_makes_a_new_paper_and_asks_the_visitor_again():
    exchange = a_stay()
    confirm(exchange)
    presence.acknowledge(exchange, by=exchange.visitor.representative)

    corrected = confirm(exchange, working_days=4, remark="Ill on Thursday.")

    assert (corrected.version, corrected.acknowledged_at) == (3, None)
    assert corrected.document.reference.endswith("-v3")


def test_the_acknowledged_paper_bears_both_names():
    exchange = a_stay()
    confirm(exchange)
    visitor = exchange.visitor.representative

    seen = presence.acknowledge(exchange, by=visitor)
    again = presence.acknowledge(exchange, by=visitor)

    assert (seen.version, again.version) == (2, 2)
    rows = seen.document.snapshot["signatures"]
    assert [(row["side"], bool(row["signed_at"])) for row in rows] == [
        ("host", True),
        ("visitor", True),
    ]


def test_only_the_visitor_acknowledges():
    exchange = PresenceFactory().exchange

    with pytest.raises(NotAllowed):
        presence.acknowledge(exchange, by=exchange.host.representative)


def test_nothing_confirmed_is_nothing_to_acknowledge():
    exchange = a_stay()

    with pytest.raises(Conflict):
        presence.acknowledge(exchange, by=exchange.visitor.representative)


def test_the_last_missing_confirmation_hands_the_case_to_the_clusters():
    exchange = told_by_both(State.STAY_ENDED)
    exchange.presence.delete()

    confirm(exchange)

    exchange.refresh_from_db()
    assert exchange.state == State.REPORTS_SUBMITTED


# -- Interruption ------------------------------------------------------------------------------


def test_a_stay_that_is_broken_off_keeps_cause_day_and_reason():
    exchange = a_stay()
    vop = Cast(exchange).vop

    with clock.standing_on(FIRST_DAY + timedelta(days=1)):
        stopped = stay.interrupt(exchange, by=vop, reason="Storm.", cause="force_majeure")

    kept = Interruption.objects.get()
    assert stopped.state == State.INTERRUPTED
    assert (kept.cause, kept.last_day, kept.reason, kept.recorded_by) == (
        "force_majeure",
        FIRST_DAY + timedelta(days=1),
        "Storm.",
        vop,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "  "},
        {"cause": "the weather"},
        {"last_day": FIRST_DAY - timedelta(days=1)},
        {"last_day": LAST_DAY + timedelta(days=1)},
    ],
)
def test_an_interruption_without_sense_is_refused(changes):
    exchange = a_stay()
    told = {"reason": "Ill.", "cause": "visitor"} | changes

    with pytest.raises(BadInput):
        stay.interrupt(exchange, by=Cast(exchange).vop, **told)

    exchange.refresh_from_db()
    assert exchange.state == State.IN_PROGRESS


def test_the_visitor_does_not_record_the_interruption():
    exchange = a_stay()

    with pytest.raises(NotAllowed):
        stay.interrupt(exchange, by=exchange.visitor.representative, reason="Bored.")


def test_a_broken_off_stay_may_have_no_working_day():
    exchange = a_stay(State.INTERRUPTED)
    InterruptionFactory(exchange=exchange, last_day=LAST_DAY)

    assert confirm(exchange, working_days=0, remark="Turned back.").working_days == 0


def test_no_day_counts_after_the_stay_was_broken_off():
    exchange = a_stay(State.INTERRUPTED)
    InterruptionFactory(exchange=exchange, last_day=FIRST_DAY + timedelta(days=1))

    with pytest.raises(BadInput) as refused:
        confirm(exchange, remark="All five days.")

    assert refused.value.reasons == ["The stay was broken off on 2 March 2027."]


def test_a_stay_does_not_break_off_before_the_days_that_the_host_confirmed():
    exchange = a_stay()
    PresenceFactory(exchange=exchange, last_day=LAST_DAY)

    with pytest.raises(Conflict):
        stay.interrupt(exchange, by=Cast(exchange).vop, reason="Ill.", last_day=FIRST_DAY)


def test_days_corrected_after_the_validation_are_validated_again():
    exchange = told_by_both()
    cast = Cast(exchange)
    validation.validate(exchange, by=cast.vop)
    validation.send_back(exchange, by=cast.hop, side="host", reason="Which days?")

    confirm(exchange, last_day=LAST_DAY - timedelta(days=1), working_days=3, remark="Miscounted.")

    assert exchange.reports.get(side="visitor").validated_at is None


@pytest.mark.parametrize("act", ["hand in", "take back"])
def test_evidence_changed_after_the_validation_is_looked_at_again(act):
    exchange = told_by_both()
    cast = Cast(exchange)
    validation.validate(exchange, by=cast.vop)
    validation.send_back(exchange, by=cast.hop, side="host", reason="Which days?")

    if act == "hand in":
        evidence.hand_in(exchange, by=cast.visitor, kind="travel", file=a_pdf("another"))
    else:
        evidence.take_back(exchange.evidence.first(), by=cast.visitor)

    assert exchange.reports.get(side="visitor").validated_at is None
