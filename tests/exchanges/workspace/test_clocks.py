"""The clock of a step: a reminder, then deputies, then the programme; each once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from blues import journal
from blues.notices.models import Notice
from exchanges.models import Escalation, Exchange, State
from exchanges.workspace import clocks
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    CommitmentFactory,
    EscalationFactory,
    ExchangeFactory,
    RoleAssignmentFactory,
    SignedUploadFactory,
    UserFactory,
    next_rules,
)

DUE = date(2027, 2, 10)
NOTHING = {"reminder": 0, "deputy": 0, "programme": 0}


def waiting(state=State.CTQ_DRAFTING, **fields):
    exchange = ExchangeFactory(state=state, **fields)
    Exchange.objects.filter(pk=exchange.pk).update(due_on=DUE)
    return exchange


def strike(days):
    return clocks.strike(on=DUE + timedelta(days=days))


def told(level):
    return {notice.reader for notice in Notice.objects.filter(topic=f"clock.{level}")}


@pytest.mark.feature(65)
def test_a_step_is_reminded_of_then_told_to_deputies_then_to_the_programme():
    exchange = waiting()
    cast = Cast(exchange)

    assert strike(-4) == NOTHING
    assert strike(-3) == NOTHING | {"reminder": 1}
    assert told("reminder") == {cast.visitor, cast.host}
    assert strike(1) == NOTHING
    assert strike(2) == NOTHING | {"deputy": 1}
    assert told("deputy") == {cast.visiting_admin, cast.vop, cast.hop}
    assert strike(5) == NOTHING | {"programme": 1}
    assert told("programme") == {cast.programme}
    levels = [
        entry.detail["level"]
        for entry in journal.entries_for(exchange.case)
        if entry.verb == "step-escalated"
    ]
    assert sorted(levels) == ["deputy", "programme", "reminder"]


def test_each_is_sent_once_and_a_day_without_the_job_is_made_up_for():
    waiting()

    assert strike(6) == NOTHING | {"deputy": 1, "programme": 1}
    assert strike(6) == NOTHING
    assert strike(7) == NOTHING


def test_the_next_step_has_a_clock_of_its_own():
    exchange = waiting(State.MATCHED)
    EscalationFactory(exchange=exchange, state=State.ACCEPTED, level="deputy")

    assert strike(2)["deputy"] == 1


def test_the_days_are_data_of_the_rules():
    exchange = waiting()
    rules = next_rules(exchange.programme, step_reminder_days=1, deputy_days=4, escalation_days=9)
    Exchange.objects.filter(pk=exchange.pk).update(rule_set=rules)

    struck = [(n, strike(n)) for n in range(-5, 12)]

    assert [(n, c) for n, c in struck if c != NOTHING] == [
        (-1, NOTHING | {"reminder": 1}),
        (4, NOTHING | {"deputy": 1}),
        (9, NOTHING | {"programme": 1}),
    ]


@pytest.mark.feature(65)
def test_a_stand_in_is_told_when_the_signature_of_the_cluster_is_overdue():
    commitment = CommitmentFactory(agreed=True, signatures=["visitor", "host"])
    exchange = commitment.exchange
    Exchange.objects.filter(pk=exchange.pk).update(due_on=DUE)
    held = RoleAssignmentFactory(role="coordinator", cluster=exchange.hop)
    deputy = RoleAssignmentFactory(
        role="coordinator",
        cluster=exchange.hop,
        stands_in_for=held,
        given_by=UserFactory(),
        valid_until=date(2099, 12, 31),
    ).user
    elsewhere = UserFactory(coordinator=True)

    strike(2)

    assert deputy in told("deputy")
    assert elsewhere not in told("deputy")


def test_while_a_scan_waits_the_cluster_that_checks_it_is_late_and_not_its_signatory():
    exchange = SignedUploadFactory().paper.exchange
    Exchange.objects.filter(pk=exchange.pk).update(due_on=DUE)
    cast = Cast(exchange)

    strike(2)

    assert told("deputy") == {cast.hop}
    entry = journal.entries_for(exchange.case).get(verb="step-escalated")
    assert entry.detail["waiting_for"] == ["vop"]


@pytest.mark.parametrize("state", [State.PROPOSED, State.CANCELLED, State.COMPLETED])
def test_what_ends_by_itself_or_has_ended_has_no_clock(state):
    waiting(state)

    assert strike(9) == NOTHING


@pytest.mark.parametrize("state", [state for state in clocks.WATCHED if state not in (State.PAID,)])
def test_every_other_state_is_told_once_it_is_overdue(state):
    exchange = waiting(state)
    if state in (State.CTQ_AGREED, State.FA_PREPARED):
        pytest.skip("whose turn it is follows from a paper; tested with one")
    if state == State.ACCEPTED:
        Exchange.objects.filter(pk=exchange.pk).update(vop_confirmed_at=None, vop_confirmed_by=None)

    assert strike(5)["programme"] == 1


def test_the_page_shows_what_happens_if_nothing_happens(client):
    exchange = waiting()
    strike(2)
    client.force_login(exchange.host.representative)

    text = client.get(exchange.get_absolute_url()).content.decode()

    assert "If nothing happens" in text
    assert "12 February 2027: deputies told" in text


def test_a_telling_never_changes():
    EscalationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.update(told=9)
