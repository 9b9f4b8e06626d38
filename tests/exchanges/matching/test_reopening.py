"""A proposal that has ended stands again: by whom, until when, and what stands against it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from exchanges.matching import confirmation, proposals, reminders, reopening, steps
from exchanges.models import Party, RegistrationState, State
from exchanges.registration.moves import move as move_registration
from exchanges.workspace.progress import with_progress
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import ExchangeFactory, UserFactory

TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}


def after(days):
    return clock.standing_on(TODAY + timedelta(days=days))


def propose(visitor, host, **changes):
    by = visitor.representative
    return proposals.propose(
        visitor=visitor, host=host, title="Clean membranes", by=by, **TERMS | changes
    )


@pytest.fixture
def expired(visitor, host):
    exchange = propose(visitor, host)
    with after(22):
        assert proposals.expire_due() == 1
    exchange.refresh_from_db()
    return exchange


@pytest.fixture
def withdrawn(visitor, host):
    return proposals.withdraw(propose(visitor, host), by=visitor.representative)


def topics(person):
    return list(person.notices.order_by("pk").values_list("topic", flat=True))


@pytest.mark.parametrize("side", [Party.VISITOR, Party.HOST])
def test_either_side_takes_up_what_has_expired_and_both_are_told(expired, side):
    by = expired.registration_of(side).representative

    with after(25):
        again = reopening.reopen(expired, by=by)

    assert (again.state, again.due_on) == (State.PROPOSED, TODAY + timedelta(days=25 + 21))
    assert (again.proposed_side, again.goals) == (Party.VISITOR, "Compare cycles.")
    for person in (expired.visitor.representative, expired.host.representative):
        assert topics(person)[-1] == "matching.reopened"
    trace = again.transitions.last()
    assert (trace.from_state, trace.to_state, trace.party, trace.by) == (
        State.EXPIRED,
        State.PROPOSED,
        side,
        by,
    )
    assert [t.to_state for t in again.transitions.all()] == [State.EXPIRED, State.PROPOSED]
    last = journal.entries_for(again.case).last()
    assert (last.verb, last.detail["target"]) == ("state-changed", "proposed")
    assert again.checks.count() == 2


def test_the_side_that_was_asked_answers_and_is_reminded_anew(expired):
    host = expired.host.representative
    with after(25):
        again = reopening.reopen(expired, by=expired.visitor.representative)
        with pytest.raises(Conflict):
            proposals.accept(again, by=expired.visitor.representative)
    with after(26):
        assert reminders.remind_due() == 1
        assert proposals.accept(again, by=host).state == State.ACCEPTED
    assert topics(host)[-2:] == ["matching.reopened", "matching.unanswered"]


def test_a_withdrawal_is_taken_back_by_who_withdrew_alone(withdrawn, visitor, host):
    with pytest.raises(Conflict) as refused:
        reopening.reopen(withdrawn, by=host.representative)
    assert refused.value.reasons == [
        "Only the organisation that withdrew the proposal can reopen it."
    ]
    assert not reopening.may_reopen(host.representative, withdrawn).is_offered

    assert reopening.reopen(withdrawn, by=visitor.representative).state == State.PROPOSED


def test_nobody_else_reopens_it(expired):
    people = [coordinator_of(expired.visitor), UserFactory(programme_coordinator=True)]
    people.append(UserFactory())

    for person in people:
        assert not reopening.may_reopen(person, expired).is_offered
        with pytest.raises(NotAllowed):
            reopening.reopen(expired, by=person)
    expired.refresh_from_db()
    assert expired.state == State.EXPIRED


@pytest.mark.parametrize("state", [State.DECLINED, State.CANCELLED, State.PROPOSED, State.MATCHED])
def test_what_was_declined_or_goes_on_is_not_reopened(visitor, host, state):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=state)

    with pytest.raises(Conflict, match="cannot become"):
        reopening.reopen(exchange, by=visitor.representative)


def refused_on(days, exchange):
    with after(days), pytest.raises(Conflict) as refused:
        reopening.reopen(exchange, by=exchange.visitor.representative)
    return refused.value.reasons or [refused.value.message]


def test_the_days_of_the_rules_are_counted_from_its_end(expired):
    assert refused_on(53, expired) == [
        "It could be reopened until 24 December 2026. Make a new proposal instead."
    ]
    with after(52):
        assert reopening.reopen(expired, by=expired.visitor.representative)


def test_once_is_all(expired):
    with after(25):
        reopening.reopen(expired, by=expired.visitor.representative)
    with after(25 + 22):
        assert proposals.expire_due() == 1
    assert refused_on(48, expired) == [
        "It has been reopened once already. Make a new proposal instead."
    ]


def test_a_stay_that_has_begun_meanwhile_is_not_proposed_again(visitor, host):
    exchange = ExchangeFactory(
        visitor=visitor,
        host=host,
        state=State.EXPIRED,
        first_day=TODAY + timedelta(days=7),
        last_day=TODAY + timedelta(days=11),
    )

    assert refused_on(7, exchange) == [
        "Its first day has passed. Make a new proposal with other dates."
    ]
    with after(6):
        assert reopening.reopen(exchange, by=visitor.representative)


def test_what_the_rules_refuse_by_now_stays_closed(expired, visitor):
    ExchangeFactory(visitor=visitor, state=State.READY)

    assert "has used its one visit" in refused_on(25, expired)[0]
    expired.refresh_from_db()
    assert (expired.state, localdate(expired.proposed_at)) == (State.EXPIRED, TODAY)


@pytest.mark.feature(38)
@pytest.mark.parametrize("busy", ["visitor", "host"])
def test_the_sixth_open_proposal_is_not_made_by_reopening(expired, busy):
    ExchangeFactory.create_batch(5, **{busy: getattr(expired, busy)})

    with after(25), pytest.raises(proposals.TooMany):
        reopening.reopen(expired, by=expired.visitor.representative)


def test_a_full_house_stays_full(expired, host):
    ExchangeFactory(host=host, state=State.READY)

    assert refused_on(25, expired) == ["The host receives other visitors during these days."]


def test_two_who_have_begun_anew_do_not_reopen_the_old_one(expired, visitor, host):
    with after(25):
        propose(visitor, host)

    assert refused_on(25, expired) == ["These two are already preparing an exchange."]


def test_registrations_that_have_ended_take_no_proposal(expired, host):
    move_registration(host, to=RegistrationState.WITHDRAWN, by=host.representative)

    assert "These registrations are not accepted" in refused_on(25, expired)[0]


def test_a_match_that_nobody_confirmed_is_answered_and_confirmed_anew(visitor, host):
    exchange = proposals.accept(propose(visitor, host), by=host.representative)
    confirmation.confirm(exchange, by=coordinator_of(visitor))
    with after(11):
        assert proposals.expire_due() == 1
        again = reopening.reopen(exchange, by=visitor.representative)

    assert (again.state, again.vop_confirmed_at, again.vop_confirmed_by) == (
        State.PROPOSED,
        None,
        None,
    )
    shown = with_progress(type(again).objects.filter(pk=again.pk)).get()
    lines = {step.label: step.state for step in steps.steps(shown, host.representative)}
    assert (lines["Answer the proposal"], lines["Confirm the match"]) == ("current", "waiting")


# -- On the page ------------------------------------------------------------------------------


def page(name, exchange):
    return reverse(f"matching:proposal-{name}", args=[exchange.public_id])


def test_the_page_offers_it_to_those_who_may_and_says_why_not(client, sign_in, expired):
    sign_in(expired.host.representative)
    with after(25):
        assert page("reopen", expired) in client.get(page("detail", expired)).text
    with after(53):
        answer = client.get(page("detail", expired))
        assert page("reopen", expired) not in answer.text
        assert "It could be reopened until" in answer.text
    with after(25):
        answer = client.post(page("reopen", expired), follow=True)
    assert "The proposal stands again." in answer.text
    expired.refresh_from_db()
    assert expired.state == State.PROPOSED
    with after(25):
        assert answer.context["last_words"] == ""
        assert client.post(page("reopen", expired)).status_code == 409


def test_a_withdrawn_proposal_offers_nothing_to_the_other_side(client, sign_in, withdrawn):
    sign_in(withdrawn.host.representative)

    assert "Take it up again" not in client.get(page("detail", withdrawn)).text
    assert client.post(page("reopen", withdrawn)).status_code == 409


def test_a_visitor_whose_cv_is_gone_asks_no_host_that_wants_one(visitor):
    host = registered("host", wants_cv=True)
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.WITHDRAWN)

    assert "asks visitors for a CV" in refused_on(1, exchange)[0]
