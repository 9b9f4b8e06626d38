"""A stay that is moved by a notice: no money, no signatures, and the clusters may object."""

from datetime import date

import pytest

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from blues.documents.models import Document
from blues.notices.models import Notice
from exchanges.building import amendment_answers, amendments
from exchanges.building.amendment_models import Amendment, Step
from exchanges.building.current import agreement_of, commitment_of
from exchanges.models import Exchange, State
from tests.exchanges.building.amending import (
    TUESDAY,
    WEDNESDAY,
    contracted,
    days_of,
    fresh,
    notice,
    version,
)
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    CommitmentFactory,
    ExchangeFactory,
    next_rules,
    signer,
)


@pytest.mark.feature(59)
def test_a_shift_without_effect_on_money_is_a_notice_that_both_sides_confirm(exchange):
    signed = {d.pk: d.sha256 for d in Document.objects.all()}
    sent = notice(exchange)
    assert days_of(exchange) == (date(2027, 3, 1), date(2027, 3, 5))

    amendment_answers.agree(sent, by=exchange.host.representative)

    assert days_of(exchange) == (WEDNESDAY, TUESDAY)
    commitment = commitment_of(fresh(exchange))
    assert [d.takes_place_on.day for d in commitment.agenda.all()] == [3, 4, 5, 8, 9]
    assert (commitment.version, agreement_of(fresh(exchange)).version) == (1, 1)
    assert commitment.is_signed
    sent.refresh_from_db()
    assert (sent.state, sent.document.kind) == (Step.IN_FORCE, "notice-of-days")
    assert {d.pk: d.sha256 for d in Document.objects.filter(pk__in=signed)} == signed
    told = Notice.objects.filter(topic="building.notice-in-force")
    assert told.count() == 4
    verbs = [entry.verb for entry in journal.entries_for(exchange.case)]
    assert "notice-in-force" in verbs


def test_the_journey_moves_with_the_stay_and_the_notice_says_so(exchange):
    commitment = commitment_of(exchange)
    commitment.outbound_on, commitment.return_on = date(2027, 2, 28), date(2027, 3, 6)
    commitment.save()

    sent = amendment_answers.agree(notice(exchange), by=exchange.host.representative)

    facts = dict(sent.document.snapshot["facts"])
    assert facts["Days of travel from now on"] == "2 March 2027 and 10 March 2027"


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (date(2027, 3, 9), date(2027, 3, 15), "The stay shifts by more than 7 days from"),
        (date(2027, 3, 1), date(2027, 3, 4), "The number of working days in the host's"),
        (date(2027, 2, 25), date(2027, 3, 5), "The number of working days in the host's"),
    ],
)
def test_what_touches_money_or_goes_further_needs_signatures(exchange, first, last, reason):
    with pytest.raises(Conflict) as refused:
        notice(exchange, first_day=first, last_day=last)

    assert any(text.startswith(reason) for text in refused.value.reasons)
    assert not Amendment.objects.exists()


def test_how_far_a_notice_goes_is_data_of_the_rules():
    exchange = contracted()
    rules = next_rules(exchange.programme, notice_shift_days=1)
    Exchange.objects.filter(pk=exchange.pk).update(rule_set=rules)

    with pytest.raises(Conflict) as refused:
        notice(fresh(exchange))

    assert refused.value.reasons == [
        "The stay shifts by more than 1 days from what everybody has signed."
    ]


def test_holidays_of_the_host_count(exchange):
    exchange.holidays = {"2027-03-08": "A day off"}
    exchange.save()

    with pytest.raises(Conflict):
        notice(exchange)

    notice(exchange, last_day=date(2027, 3, 10))


@pytest.mark.parametrize("name", ["visitor", "vop", "hop", "programme", "finance", "stranger"])
def test_only_the_other_side_confirms(exchange, name):
    sent = notice(exchange)

    with pytest.raises(NotAllowed):
        amendment_answers.agree(sent, by=Cast(exchange).named(name))

    assert days_of(exchange) == (date(2027, 3, 1), date(2027, 3, 5))


def test_a_cluster_objects_and_the_stay_goes_back(exchange):
    sent = amendment_answers.agree(notice(exchange), by=exchange.host.representative)

    amendment_answers.object_to(sent, by=signer(exchange, "hop"), reason="The hall is closed.")

    assert days_of(exchange) == (date(2027, 3, 1), date(2027, 3, 5))
    days = [d.takes_place_on.day for d in commitment_of(fresh(exchange)).agenda.all()]
    assert days == [1, 2, 3, 4, 5]
    assert Notice.objects.filter(topic="building.amendment-objected").count() == 3


@pytest.mark.parametrize("answer", [None, "agree"])
def test_nobody_objects_while_another_amendment_builds_upon_the_notice(exchange, answer):
    sent = amendment_answers.agree(notice(exchange), by=exchange.host.representative)
    amendment = version(fresh(exchange), first=WEDNESDAY, days=7, title="Pumps")
    if answer:
        amendment_answers.agree(amendment, by=exchange.host.representative)
    by = signer(exchange, "hop")

    with pytest.raises(Conflict):
        amendment_answers.object_to(sent, by=by, reason="The hall is closed.")
    assert days_of(exchange) == (WEDNESDAY, TUESDAY)

    amendment_answers.withdraw(amendment, by=exchange.visitor.representative)
    amendment_answers.object_to(sent, by=by, reason="The hall is closed.")
    assert days_of(exchange) == (date(2027, 3, 1), date(2027, 3, 5))


def test_an_objection_after_the_earlier_days_have_come_is_refused(exchange):
    sent = amendment_answers.agree(notice(exchange), by=exchange.host.representative)

    with clock.standing_on(date(2027, 3, 2)), pytest.raises(Conflict):
        amendment_answers.object_to(sent, by=signer(exchange, "hop"), reason="Too late.")

    assert days_of(exchange) == (WEDNESDAY, TUESDAY)


def test_a_stay_that_begins_today_is_not_amended(exchange):
    with clock.standing_on(exchange.first_day):
        with pytest.raises(Conflict):
            notice(exchange)
        with pytest.raises(Conflict):
            version(exchange, title="Another title")


def test_a_notice_is_not_confirmed_on_the_first_day(exchange):
    sent = notice(exchange)

    with clock.standing_on(exchange.first_day), pytest.raises(Conflict):
        amendment_answers.agree(sent, by=exchange.host.representative)


@pytest.mark.parametrize("state", [state for state in State if state not in amendments.AMENDABLE])
def test_nothing_is_amended_while_papers_are_open_or_once_the_stay_has_begun(state):
    exchange = ExchangeFactory(state=state)
    CommitmentFactory(exchange=exchange)

    with pytest.raises(Conflict):
        notice(exchange)
