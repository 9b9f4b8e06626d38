"""Proposals on awkward days, and several people who act on them in the same moment."""

from datetime import date, timedelta
from functools import partial

import pytest

from blues.common import clock
from blues.common.errors import Conflict
from blues.notices import drafts
from blues.notices.models import Mail
from clusters.models import Programme
from exchanges.matching import groups, preview, proposals, reminders, reopening, reservations
from exchanges.models import Exchange, ExchangeGroup, RegistrationState, Reservation, State
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.exchanges.together import at_once
from tests.factories import DraftFactory, ExchangeFactory, RecipientFactory, UserFactory

TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}


def propose(visitor, host, by=None, **changes):
    by = by or visitor.representative
    return proposals.propose(
        visitor=visitor, host=host, title="Clean membranes", by=by, **TERMS | changes
    )


# -- Days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2027, 10, 28), date(2027, 11, 2), 4),  # the clocks go back on the Sunday
        (date(2028, 2, 28), date(2028, 3, 1), 3),  # with the 29th
        (date(2028, 2, 29), date(2028, 3, 2), 3),
    ],
)
def test_a_clock_that_is_changed_or_a_leap_day_moves_no_working_day(
    visitor, host, first, last, days
):
    Programme.objects.update(ends_on=date(2028, 12, 31))
    for one in (visitor, host):
        one.programme.refresh_from_db()

    exchange = propose(visitor, host, first_day=first, last_day=last)

    assert preview.of(exchange).working_days == days
    assert (exchange.first_day, exchange.last_day) == (first, last)


def test_a_day_that_does_not_exist_is_no_day(client, sign_in, visitor, host):
    sign_in(visitor.representative)
    answers = {"mode": "physical", "title": "x", "goals": "x", "proposer": visitor.public_id}

    answer = client.post(
        f"/catalogue/{host.public_id}/propose/",
        answers | {"first_day": "29.2.2027", "last_day": "31.4.2027", "act": "send"},
    )

    assert sorted(answer.context["form"].errors) == ["first_day", "last_day"]
    assert not Exchange.objects.exists()


def test_days_to_answer_are_counted_across_the_change_of_clocks(visitor, host):
    spring = date(2027, 3, 20)
    with clock.standing_on(spring):
        exchange = propose(visitor, host, first_day=date(2027, 5, 3), last_day=date(2027, 5, 7))

    assert exchange.due_on == date(2027, 4, 10)
    with clock.standing_on(date(2027, 4, 10)):
        assert proposals.expire_due() == 0
    with clock.standing_on(date(2027, 4, 11)):
        assert proposals.expire_due() == 1


# -- At once ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_proposal_that_is_accepted_and_withdrawn_at_once_is_one_of_the_two(visitor, host):
    exchange = propose(visitor, host)

    outcomes = at_once(
        [
            lambda: proposals.accept(exchange, by=host.representative).state,
            lambda: proposals.withdraw(exchange, by=visitor.representative).state,
        ]
    )

    exchange.refresh_from_db()
    assert sorted(map(str, outcomes)) == sorted(["conflict", str(exchange.state)])
    assert exchange.transitions.count() == 1


@pytest.mark.feature(38)
@pytest.mark.django_db(transaction=True)
def test_two_that_would_both_be_the_fifth_are_one_proposal(visitor):
    ExchangeFactory.create_batch(4, visitor=visitor)
    hosts = [registered("host"), registered("host")]

    outcomes = at_once([lambda host=host: propose(visitor, host).state for host in hosts])

    assert sorted(map(str, outcomes)) == ["conflict", "proposed"]
    assert visitor.visits.filter(state=State.PROPOSED).count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_is_invited_twice_at_once_is_in_one_group_for_each_pair():
    host = registered("host", capacity=9, welcomes_groups=True)
    visitors = [registered("visitor"), registered("visitor")]
    colleague = UserFactory(representative=True, organisation=host.organisation)
    invite = partial(groups.propose, host=host, visitors=visitors, title="Week", **TERMS)

    outcomes = at_once(
        [
            lambda: len(invite(by=host.representative).exchanges),
            lambda: len(invite(by=colleague).exchanges),
        ]
    )

    assert sorted(map(str, outcomes)) == ["2", "conflict"]
    assert (ExchangeGroup.objects.count(), Exchange.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_reminder_that_two_workers_send_at_once_is_sent_once(visitor, host):
    propose(visitor, host)

    def remind():
        with clock.standing_on(TODAY + timedelta(days=1)):
            return reminders.remind_due()

    assert sorted(at_once([remind, remind])) == [0, 1]
    assert host.representative.notices.filter(topic="matching.unanswered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_both_reopen_at_once_is_reopened_once(visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.EXPIRED)

    outcomes = at_once(
        [
            lambda by=one.representative: reopening.reopen(exchange, by=by).state
            for one in (visitor, host)
        ]
    )

    assert sorted(map(str, outcomes)) == ["conflict", "proposed"]
    assert exchange.transitions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_host_reserved_for_two_at_once_is_kept_for_one(host):
    visitors = [registered("visitor"), registered("visitor")]
    until = TODAY + timedelta(days=5)

    def reserve(visitor, by):
        made = reservations.reserve(visitor=visitor, host=host, until=until, by=by)
        return made.visitor

    acts = [partial(reserve, one, coordinator_of(one)) for one in visitors]

    outcomes = at_once(acts)

    assert outcomes.count("conflict") == 1
    kept = Reservation.objects.get()
    assert kept.visitor in outcomes
    loser = next(one for one in visitors if one != kept.visitor)
    loser.refresh_from_db()
    assert loser.state == RegistrationState.ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_is_sent_twice_at_once_goes_once():
    draft = DraftFactory()
    RecipientFactory.create_batch(2, draft=draft)

    at_once([lambda: drafts.release(draft, by=draft.made_by) for _ in range(2)])

    assert Mail.objects.count() == 2


def test_the_one_who_comes_second_reads_why(visitor, host):
    exchange = propose(visitor, host)
    proposals.withdraw(exchange, by=visitor.representative)

    with pytest.raises(Conflict) as refused:
        proposals.accept(exchange, by=host.representative)

    assert "withdrawn" in refused.value.message
    assert refused.value.way_out
