"""The one writer of state: what it refuses, and what the database refuses behind it."""

import itertools

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.lifecycle.guards import GUARDS, guard
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import MOVES, NEXT_STATES, Party, State
from exchanges.lifecycle.transitions import move
from exchanges.models import Exchange, RegistrationState
from exchanges.registration.models import LONGEST_TEXT
from tests.factories import ExchangeFactory, RoleAssignmentFactory, UserFactory

EVERY_PAIR = list(itertools.product(State, State))
FORBIDDEN = [(here, there) for here, there in EVERY_PAIR if there not in NEXT_STATES[here]]
PERMITTED = [(here, there) for here, there in EVERY_PAIR if there in NEXT_STATES[here]]

pytestmark = pytest.mark.django_db


def announce(exchange, target):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('blues.step', %s, true)",
            [f"{exchange.pk}:{exchange.state}:{target}"],
        )


@pytest.fixture(scope="module")
def standing_in(django_db_setup, django_db_blocker):
    """``standing_in[state]``: an exchange in each state; every test starts from the same ones."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {state: ExchangeFactory(state=state) for state in State}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def programme_coordinator(standing_in, django_db_blocker):
    with django_db_blocker.unblock():
        return UserFactory(programme_coordinator=True)


@pytest.mark.parametrize(("here", "there"), FORBIDDEN)
def test_a_step_outside_the_table_is_refused_by_code_and_database(
    standing_in, programme_coordinator, here, there
):
    exchange = standing_in[here]

    with pytest.raises(Conflict):
        move(exchange, to=there, by=programme_coordinator, note="because")

    if here != there:
        announce(exchange, there)
        with pytest.raises(IntegrityError, match="cannot follow"), transaction.atomic():
            Exchange.objects.filter(pk=exchange.pk).update(state=there)
    exchange.refresh_from_db()
    assert exchange.state == here
    assert not exchange.transitions.exists()


@pytest.mark.parametrize(("here", "there"), PERMITTED)
def test_a_permitted_step_is_closed_to_a_stranger_and_to_direct_sql(standing_in, here, there):
    exchange = standing_in[here]

    with pytest.raises(NotAllowed):
        move(exchange, to=there, by=UserFactory(), note="because")
    with pytest.raises(IntegrityError, match="move function alone"), transaction.atomic():
        Exchange.objects.filter(pk=exchange.pk).update(state=there)

    exchange.refresh_from_db()
    assert exchange.state == here
    announce(exchange, there)
    assert Exchange.objects.filter(pk=exchange.pk).update(state=there) == 1


def test_every_guard_of_the_table_is_answered_by_a_room():
    assert {name for step in MOVES for name in step.guards} == set(GUARDS)


def test_two_guards_of_one_name_are_refused():
    def is_virtual(exchange, by):
        return None

    with pytest.raises(ImproperlyConfigured, match="is_virtual"):
        guard(is_virtual)


@pytest.mark.feature(52)
def test_a_cancelled_exchange_keeps_who_when_and_why():
    exchange = ExchangeFactory(state=State.ACCEPTED)
    host = exchange.host.representative

    moved = move(exchange, to=State.CANCELLED, by=host, note="The plant is closed that week.")

    trace = moved.transitions.get()
    assert (moved.state, moved.due_on) == (State.CANCELLED, None)
    assert (trace.from_state, trace.to_state, trace.party, trace.by, trace.note) == (
        State.ACCEPTED,
        State.CANCELLED,
        Party.HOST,
        host,
        "The plant is closed that week.",
    )
    assert [(e.verb, e.actor) for e in journal.entries_for(exchange.case)] == [
        ("state-changed", host)
    ]


def test_cancelling_without_a_reason_changes_nothing():
    exchange = ExchangeFactory(state=State.ACCEPTED)

    with pytest.raises(BadInput):
        move(exchange, to=State.CANCELLED, by=exchange.host.representative, note="  ")

    exchange.refresh_from_db()
    assert exchange.state == State.ACCEPTED


def test_the_current_state_is_read_from_the_database_not_from_the_stale_row():
    stale = ExchangeFactory(state=State.ACCEPTED)
    person = stale.host.representative
    move(stale, to=State.CANCELLED, by=person, note="first")

    with pytest.raises(Conflict):
        move(stale, to=State.CANCELLED, by=person, note="second")

    assert [trace.note for trace in stale.transitions.all()] == ["first"]


def test_an_unmet_guard_is_told_in_words():
    exchange = ExchangeFactory(state=State.READY)
    coordinator = UserFactory(coordinator=True, cluster=exchange.vop)

    with pytest.raises(Conflict) as refused:
        move(exchange, to=State.IN_PROGRESS, by=coordinator)

    assert refused.value.reasons == ["The stay begins on 1 March 2027."]


def test_a_second_physical_visit_is_refused_by_the_database():
    first = ExchangeFactory(state=State.MATCHED)

    with pytest.raises(IntegrityError, match="exchange_one_physical_visit"):
        ExchangeFactory(visitor=first.visitor, state=State.CTQ_DRAFTING)


def test_a_virtual_exchange_leaves_the_visit_free():
    first = ExchangeFactory(state=State.COMPLETED, virtual=True)

    assert ExchangeFactory(visitor=first.visitor, state=State.MATCHED).pk is not None


def test_a_coordinator_who_represents_a_side_does_not_act_for_the_cluster():
    exchange = ExchangeFactory(state=State.READY)
    person = UserFactory(coordinator=True, cluster=exchange.vop)
    person.assignments.create(role="representative", organisation=exchange.visitor_organisation)

    with pytest.raises(NotAllowed):
        move(exchange, to=State.IN_PROGRESS, by=person)


@pytest.mark.parametrize("role", ["representative", "organisation_admin"])
def test_whoever_belongs_to_a_side_does_not_coordinate_its_case(role):
    exchange = ExchangeFactory(state=State.FA_SIGNED)
    person = UserFactory(coordinator=True, cluster=exchange.vop)
    RoleAssignmentFactory(user=person, role=role, organisation=exchange.visitor_organisation)

    assert Party.VOP not in parties_of(person, exchange)


def test_a_reason_has_a_length_that_fits_the_page():
    exchange = ExchangeFactory(state=State.PROPOSED)

    with pytest.raises(BadInput):
        move(
            exchange,
            to=State.DECLINED,
            by=exchange.host.representative,
            note="x" * (LONGEST_TEXT + 1),
        )


@pytest.mark.parametrize(("virtual", "names_the_visitor"), [(True, False), (False, True)])
def test_a_used_visit_leaves_online_exchanges_open(virtual, names_the_visitor):
    exchange = ExchangeFactory(
        state=State.ACCEPTED, virtual=virtual, visitor__state=RegistrationState.EXHAUSTED
    )

    reason = GUARDS["both_registrations_accepted"](exchange, None)

    assert (str(exchange.visitor) in (reason or "")) == names_the_visitor
