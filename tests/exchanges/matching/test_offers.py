"""Turn by turn: something else is offered, time is asked for, the difference is read."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.matching import offers, proposals
from exchanges.models import Exchange, Offer, Party, State
from tests.exchanges.cast import coordinator_of
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import ExchangeFactory

WEEK = timedelta(days=7)
TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}
LATER = TERMS | {"first_day": MONDAY + WEEK, "last_day": FRIDAY + WEEK}


@pytest.fixture
def proposed(visitor, host):
    return proposals.propose(
        visitor=visitor, host=host, title="Clean membranes", by=visitor.representative, **TERMS
    )


def page(name, exchange):
    return reverse(f"matching:proposal-{name}", args=[exchange.public_id])


def test_another_offer_turns_the_question_round(proposed, visitor, host):
    with clock.standing_on(TODAY + timedelta(days=10)):
        countered = proposals.counter(proposed, by=host.representative, **LATER)

    assert (countered.state, countered.first_day) == (State.PROPOSED, MONDAY + WEEK)
    assert (countered.proposed_side, countered.proposed_by) == (Party.HOST, host.representative)
    assert countered.due_on == TODAY + timedelta(days=31)
    assert [n.topic for n in visitor.representative.notices.all()] == ["matching.countered"]
    assert proposals.accept(countered, by=visitor.representative).state == State.ACCEPTED
    assert "exchange-countered" in [e.verb for e in journal.entries_for(proposed.case)]


@pytest.mark.feature(49)
def test_the_difference_to_the_last_offer_is_told(proposed, host):
    countered = proposals.counter(
        proposed, by=host.representative, **LATER | {"goals": "Compare cycles and costs."}
    )

    assert offers.last_change(countered) == [
        ("Dates", "1–5 March 2027", "8–12 March 2027"),
        ("Goals", "Compare cycles.", "Compare cycles and costs."),
    ]
    assert [offer.side for offer in countered.offers.all()] == [Party.VISITOR, Party.HOST]


def test_a_first_proposal_has_changed_nothing(proposed):
    assert (offers.last_change(proposed), proposed.offers.count()) == ([], 1)


def test_an_offer_stays_as_it_was_said(proposed):
    with pytest.raises(IntegrityError, match="append"), transaction.atomic():
        proposed.offers.update(goals="Something else.")


@pytest.mark.parametrize(
    ("changes", "refusal", "said"),
    [
        ({}, Conflict, "what was proposed to you already"),
        ({"goals": " Compare cycles. "}, Conflict, "what was proposed to you already"),
        ({"mode": "by-post"}, BadInput, "in person or online"),
        ({"first_day": FRIDAY, "last_day": MONDAY}, BadInput, "cannot come before"),
        ({"first_day": TODAY}, BadInput, "before it begins"),
        ({"last_day": MONDAY}, Conflict, "rules of the programme"),
    ],
)
def test_an_offer_that_is_none_changes_nothing(proposed, host, changes, refusal, said):
    with pytest.raises(refusal, match=said):
        proposals.counter(proposed, by=host.representative, **TERMS | changes)

    proposed.refresh_from_db()
    assert (proposed.proposed_side, proposed.first_day) == (Party.VISITOR, MONDAY)
    assert Offer.objects.count() == 1


def test_who_made_the_last_offer_waits(proposed, visitor, host):
    with pytest.raises(NotAllowed):
        proposals.counter(proposed, by=visitor.representative, **LATER)
    proposals.counter(proposed, by=host.representative, **LATER)
    with pytest.raises(NotAllowed):
        proposals.counter(proposed, by=host.representative, **TERMS)


def test_a_page_from_before_the_last_offer_binds_nobody(client, sign_in, proposed, visitor, host):
    sign_in(host.representative)
    seen = client.get(page("detail", proposed)).context["seen"]
    proposals.counter(proposed, by=host.representative, **LATER)
    proposals.counter(
        proposed, by=visitor.representative, **LATER | {"goals": "Pay for the visit, too."}
    )

    answers = [
        client.post(page("accept", proposed), {"offer": seen}),
        client.post(page("counter", proposed), TERMS | {"offer": seen, "act": "send"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    proposed.refresh_from_db()
    assert (proposed.state, proposed.offers.count()) == (State.PROPOSED, 3)


def test_what_was_answered_is_not_offered_anew(proposed, host):
    proposals.decline(proposed, by=host.representative, reason="No time.")

    for verb, terms in ((proposals.counter, LATER), (proposals.ask_for_time, {})):
        with pytest.raises(Conflict, match="answered already"):
            verb(proposed, by=host.representative, **terms)


@pytest.mark.feature(39)
def test_time_is_given_once_for_each_offer_and_the_other_side_reads_it(proposed, visitor, host):
    due = proposed.due_on

    thinking = proposals.ask_for_time(proposed, by=host.representative)

    assert thinking.due_on == due + timedelta(days=7)
    assert [n.topic for n in visitor.representative.notices.all()] == ["matching.thinking"]
    with pytest.raises(Conflict, match="already"):
        proposals.ask_for_time(proposed, by=host.representative)
    countered = proposals.counter(proposed, by=host.representative, **LATER)
    assert proposals.ask_for_time(countered, by=visitor.representative).time_asked_at


@pytest.mark.feature(39)
def test_a_proposal_of_which_somebody_thinks_still_ends(proposed, host):
    thinking = proposals.ask_for_time(proposed, by=host.representative)

    with clock.standing_on(thinking.due_on):
        assert proposals.expire_due() == 0
    with clock.standing_on(thinking.due_on + timedelta(days=1)):
        assert proposals.expire_due() == 1


def test_a_cluster_answers_on_behalf_of_its_member_alone(proposed, visitor, host):
    with pytest.raises(NotAllowed):
        proposals.counter(proposed, by=coordinator_of(visitor), **LATER)

    countered = proposals.counter(proposed, by=coordinator_of(host), **LATER)
    assert countered.proposed_side == Party.HOST


def test_other_dates_are_checked_and_offered_on_the_page(client, sign_in, proposed, visitor, host):
    sign_in(host.representative)
    assert client.get(page("detail", proposed)).context["may_answer"]
    filled = client.get(page("counter", proposed)).context["form"]
    assert (filled["first_day"].value(), filled["goals"].value()) == (MONDAY, "Compare cycles.")
    told = {"mode": "physical", "first_day": "8 March 2027", "last_day": "12 March 2027",
            "goals": "Compare cycles."}  # fmt: skip

    checked = client.post(page("counter", proposed), told | {"act": "check"})
    assert (checked.context["preview"].working_days, Offer.objects.count()) == (5, 1)
    client.post(page("counter", proposed), told | {"act": "send"})

    sign_in(visitor.representative)
    shown = client.get(page("detail", proposed))
    assert shown.context["may_answer"]
    assert shown.context["changed"] == [("Dates", "1–5 March 2027", "8–12 March 2027")]
    assert client.post(page("time", proposed)).status_code == 302


def test_pages_of_an_offer_are_for_the_side_that_was_asked(client, sign_in, proposed, visitor):
    sign_in(visitor.representative)
    assert client.get(page("counter", proposed)).status_code == 403
    assert client.post(page("time", proposed)).status_code == 403

    sign_in(ExchangeFactory().host.representative)
    assert client.get(page("counter", proposed)).status_code == 404
    assert Exchange.objects.get(pk=proposed.pk).time_asked_at is None


def test_a_day_of_the_past_is_refused_on_the_page(client, sign_in, proposed, host):
    sign_in(host.representative)
    told = {"mode": "physical", "first_day": date(2026, 3, 1).isoformat(), "last_day": "x"}

    shown = client.post(page("counter", proposed), told | {"act": "send"})

    assert set(shown.context["form"].errors) == {"first_day", "last_day", "goals"}
