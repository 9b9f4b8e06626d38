"""Both clusters confirm; and two confirmations at the same moment make one visit."""

import pytest

from blues.common.errors import Conflict, NotAllowed
from exchanges.matching import confirmation
from exchanges.models import Exchange, State
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.together import at_once
from tests.factories import BEFORE, ExchangeFactory, UserFactory


@pytest.fixture
def exchange(visitor, host):
    return ExchangeFactory(visitor=visitor, host=host, state=State.ACCEPTED)


def test_the_second_confirmation_makes_the_match(exchange, visitor, host):
    vop, hop = coordinator_of(visitor), coordinator_of(host)

    half = confirmation.confirm(exchange, by=vop)
    assert (half.state, half.vop_confirmed_by, half.hop_confirmed_by) == (State.ACCEPTED, vop, None)
    matched = confirmation.confirm(exchange, by=hop)

    assert (matched.state, matched.hop_confirmed_by) == (State.MATCHED, hop)
    assert [(record.occasion, record.passed) for record in matched.checks.all()] == [
        ("match", True)
    ]


def test_a_second_click_changes_nothing(exchange, visitor):
    vop = coordinator_of(visitor)
    first = confirmation.confirm(exchange, by=vop)

    second = confirmation.confirm(exchange, by=vop)

    assert (second.state, second.vop_confirmed_at) == (State.ACCEPTED, first.vop_confirmed_at)


def test_one_cluster_on_both_sides_confirms_once(visitor):
    host = registered("host", cluster=visitor.cluster)
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.ACCEPTED)

    assert confirmation.confirm(exchange, by=coordinator_of(visitor)).state == State.MATCHED


def test_nobody_but_the_two_clusters_confirms(exchange, visitor):
    people = [
        visitor.representative,
        UserFactory(),
        UserFactory(programme_coordinator=True),
        coordinator_of(registered("host")),
    ]

    for person in people:
        with pytest.raises(NotAllowed):
            confirmation.confirm(exchange, by=person)


def test_there_is_nothing_to_confirm_before_the_answer(visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.PROPOSED)

    with pytest.raises(Conflict):
        confirmation.confirm(exchange, by=coordinator_of(visitor))


def test_what_the_rules_refuse_by_now_is_not_matched(exchange, visitor, host):
    confirmation.confirm(exchange, by=coordinator_of(visitor))
    ExchangeFactory(visitor=visitor, state=State.READY)

    with pytest.raises(Conflict):
        confirmation.confirm(exchange, by=coordinator_of(host))

    exchange.refresh_from_db()
    assert (exchange.state, exchange.hop_confirmed_at) == (State.ACCEPTED, None)


@pytest.mark.django_db(transaction=True)
def test_two_matches_of_one_visitor_confirmed_at_once_are_one_match():
    visitor = registered("visitor")
    hosts = [registered("host"), registered("host")]
    coordinators = [coordinator_of(host) for host in hosts]
    exchanges = [
        ExchangeFactory(
            visitor=visitor,
            host=host,
            state=State.ACCEPTED,
            vop_confirmed_at=BEFORE,
            vop_confirmed_by=UserFactory(),
        )
        for host in hosts
    ]
    outcomes = at_once(
        [
            lambda e=exchange, by=coordinator: confirmation.confirm(e, by=by).state
            for exchange, coordinator in zip(exchanges, coordinators, strict=True)
        ]
    )

    assert sorted(str(outcome) for outcome in outcomes) == ["conflict", "matched"]
    states = Exchange.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [State.ACCEPTED, State.MATCHED]
