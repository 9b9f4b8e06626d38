"""My turn, the exchange page and the board: who sees what, and at what cost."""

import csv
from datetime import date

import pytest
from django.urls import reverse

from blues.notices.models import Notice
from exchanges.lifecycle.states import State
from exchanges.models import Exchange
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    CheckRecordFactory,
    ExchangeFactory,
    FinancialAgreementFactory,
    RegistrationFactory,
    TransitionFactory,
    UserFactory,
)

MY_TURN = "/my-turn/"
LIST = "/exchanges/"
BOARD = "/programme/board/"
MY_TURN_QUERIES = 12  # session, person, roles, exchanges, six relations, registrations, offers
LIST_QUERIES = 8  # session, person, roles, two filter choices, count, page
BOARD_QUERIES = 8


@pytest.fixture
def coordinator():
    """Somebody who coordinates the visitor's cluster of the exchange."""
    return lambda exchange: UserFactory(coordinator=True, cluster=exchange.vop)


@pytest.mark.parametrize("count", [1, 3])
def test_my_turn_query_count(client, sign_in, bare_menu, django_assert_num_queries, count):
    first = ExchangeFactory(state=State.ACCEPTED)
    host = first.host
    for _ in range(count - 1):
        ExchangeFactory(host=host, state=State.ACCEPTED)
    sign_in(UserFactory(coordinator=True, cluster=host.cluster))

    with django_assert_num_queries(MY_TURN_QUERIES):
        response = client.get(MY_TURN)

    assert len(response.context["rows"]) == count


@pytest.mark.feature(64)
def test_a_coordinators_turns_are_registrations_and_exchanges(client, sign_in, coordinator):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    waiting = RegistrationFactory(
        visitor=True, cluster=exchange.vop, state="submitted", organisation__country__code="FR"
    )
    RegistrationFactory(
        visitor=True, state="submitted", organisation__legal_name="Secret of others"
    )
    sign_in(coordinator(exchange))

    turns = client.get(MY_TURN).context["turns"]

    assert sorted(turn.about for turn in turns) == sorted([str(exchange), str(waiting)])


def test_nothing_waits_for_a_stranger(client, sign_in):
    ExchangeFactory(state=State.ACCEPTED)
    sign_in()

    response = client.get(MY_TURN)

    assert (response.context["turns"], response.context["rows"]) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_exchange_list_query_count(client, sign_in, bare_menu, django_assert_num_queries, count):
    exchanges = ExchangeFactory.create_batch(count)
    sign_in(UserFactory(programme_coordinator=True))

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(LIST)

    assert set(response.context["page_obj"]) == set(exchanges)


def test_the_list_shows_the_own_clusters_exchanges_alone(client, sign_in, coordinator):
    mine, theirs = ExchangeFactory(), ExchangeFactory()
    sign_in(coordinator(mine))

    page = client.get(LIST).context["page_obj"]
    found = client.get(LIST, {"q": theirs.reference}).context["page_obj"]

    assert (list(page), list(found)) == ([mine], [])


def test_the_list_exports_what_it_shows(client, sign_in):
    shown = ExchangeFactory(title="One")
    ExchangeFactory(state=State.CANCELLED)
    sign_in(UserFactory(programme_coordinator=True))

    response = client.get(LIST, {"state": "proposed", "export": "csv"})

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert [row[0] for row in csv.reader(lines)] == ["Reference", shown.reference]


@pytest.mark.parametrize("state", State)
def test_the_exchange_page_opens_in_every_state_for_all_four(client, sign_in, state):
    exchange = ExchangeFactory(state=state)
    people = [
        exchange.visitor.representative,
        exchange.host.representative,
        UserFactory(coordinator=True, cluster=exchange.vop),
        UserFactory(coordinator=True, cluster=exchange.hop),
    ]

    for person in people:
        sign_in(person)
        response = client.get(exchange.get_absolute_url())
        assert (response.status_code, response.context["exchange"]) == (200, exchange)


def test_strangers_cannot_tell_that_the_exchange_exists(client, sign_in):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    sign_in()

    answers = [
        client.get(exchange.get_absolute_url()).status_code,
        client.get(reverse("workspace:exchange-cancel", args=[exchange.public_id])).status_code,
        client.post(reverse("workspace:match-confirm", args=[exchange.public_id])).status_code,
    ]

    assert answers == [404, 404, 404]


def test_cancelling_tells_why_and_frees_the_visit(client, sign_in):
    exchange = ExchangeFactory(state=State.CTQ_DRAFTING)
    sign_in(exchange.host.representative)
    url = reverse("workspace:exchange-cancel", args=[exchange.public_id])

    missing = client.post(url, {"reason": ""})
    done = client.post(url, {"reason": "The pilot hall is closed."})

    exchange.refresh_from_db()
    assert (missing.status_code, done.url) == (400, exchange.get_absolute_url())
    assert exchange.state == State.CANCELLED
    assert exchange.transitions.get().note == "The pilot hall is closed."
    assert not Exchange.objects.using_the_visit().exists()


def test_what_has_begun_is_not_cancelled(client, sign_in):
    exchange = ExchangeFactory(state=State.IN_PROGRESS)
    sign_in(exchange.host.representative)
    url = reverse("workspace:exchange-cancel", args=[exchange.public_id])

    assert client.get(url).status_code == 403
    assert client.post(url, {"reason": "late"}).status_code == 409


def test_both_clusters_confirm_and_the_commitment_is_drafted(client, sign_in):
    exchange = ExchangeFactory(
        state=State.ACCEPTED,
        visitor__organisation__sme_declared=True,
        host__organisation__sme_declared=True,
    )
    url = reverse("workspace:match-confirm", args=[exchange.public_id])
    for cluster in (exchange.vop, exchange.hop):
        sign_in(UserFactory(coordinator=True, cluster=cluster))
        response = client.post(url)
        assert response.url == exchange.get_absolute_url()

    exchange.refresh_from_db()
    assert exchange.state == State.CTQ_DRAFTING
    assert exchange.commitments.get().version == 1


@pytest.mark.parametrize("count", [1, 3])
def test_board_query_count(client, sign_in, bare_menu, django_assert_num_queries, count):
    ExchangeFactory.create_batch(count, state=State.COMPLETED)
    sign_in(UserFactory(programme_coordinator=True))

    with django_assert_num_queries(BOARD_QUERIES):
        response = client.get(BOARD)

    assert response.context["board"].completed == count


def test_the_board_counts_how_far_exchanges_came(client, sign_in):
    for state in (State.PROPOSED, State.CTQ_SIGNED, State.IN_PROGRESS, State.CANCELLED):
        ExchangeFactory(state=state)
    completed = ExchangeFactory(state=State.COMPLETED)
    sign_in(UserFactory(wp_leader=True))

    board = client.get(BOARD).context["board"]

    assert (board.proposed, board.matched, board.committed, board.under_way) == (4, 3, 3, 2)
    assert (board.completed, board.stopped, board.target) == (1, 1, 50)
    assert board.by_cluster == [(str(completed.vop), 1)]


def test_companies_do_not_see_the_board(client, sign_in):
    exchange = ExchangeFactory()
    sign_in(exchange.visitor.representative)

    assert client.get(BOARD).status_code == 403


def test_an_overdue_step_is_stuck(client, sign_in):
    late = ExchangeFactory(state=State.ACCEPTED, due_on="2020-01-01")
    ExchangeFactory(state=State.CANCELLED, due_on="2020-01-01")
    sign_in(UserFactory(programme_coordinator=True))

    assert list(client.get(BOARD).context["stuck"]) == [late]


def test_a_newcomer_is_shown_where_to_begin(client, sign_in):
    sign_in()
    assert reverse("registration:registration-start") in client.get(MY_TURN).content.decode()

    exchange = ExchangeFactory()
    sign_in(UserFactory(coordinator=True, cluster=exchange.hop))
    assert "Nothing waits for you" in client.get(MY_TURN).content.decode()


def test_a_cancelled_exchange_is_told_to_the_others(client, sign_in, coordinator):
    exchange = ExchangeFactory(state=State.CTQ_DRAFTING)
    clusters = {coordinator(exchange), UserFactory(coordinator=True, cluster=exchange.hop)}
    sign_in(exchange.host.representative)
    url = reverse("workspace:exchange-cancel", args=[exchange.public_id])

    client.post(url, {"reason": "The pilot hall is closed."})

    told = Notice.objects.filter(topic="lifecycle.cancelled")
    assert {notice.reader for notice in told} == {exchange.visitor.representative, *clusters}


@pytest.mark.parametrize(
    ("reader", "is_shown"),
    [("visitor", False), ("host", False), ("hop", False), ("vop", True), ("finance", True)],
)
def test_the_budget_of_a_cluster_is_read_by_those_who_answer_for_it(
    client, sign_in, reader, is_shown
):
    exchange = ExchangeFactory(state=State.FA_SIGNED)
    outcome = {"rule": "E12", "reason": "The cluster has 829.99 EUR left."}
    CheckRecordFactory(exchange=exchange, occasion="agreement", outcomes=[outcome])
    TransitionFactory(exchange=exchange)
    sign_in(Cast(exchange).named(reader))

    page = client.get(exchange.get_absolute_url()).content.decode()

    assert ("829.99" in page) is is_shown


SEES_THE_SUM = {"visitor": True, "vop": True, "finance": True, "host": False, "hop": False}


@pytest.mark.parametrize("reader", SEES_THE_SUM)
@pytest.mark.parametrize("is_agreed", [False, True])
def test_the_sum_is_shown_to_those_who_learn_of_it(client, sign_in, reader, is_agreed):
    """Five working days in Germany: expected at first, then as the agreement says (EUR 415)."""
    if is_agreed:
        exchange = FinancialAgreementFactory(signed=True).exchange
    else:
        exchange = ExchangeFactory(state=State.FA_SIGNED)
    sign_in(Cast(exchange).named(reader))

    response = client.get(exchange.get_absolute_url())

    money = response.context["money"]
    notes = {
        False: "expected; the Financial Agreement fixes it",
        True: "by the Financial Agreement",
    }
    assert (money and money.note) == (notes[is_agreed] if SEES_THE_SUM[reader] else None)
    assert ("Lump sum" in response.content.decode()) is SEES_THE_SUM[reader]


def test_an_online_exchange_shows_no_sum(client, sign_in):
    exchange = ExchangeFactory(state=State.CTQ_SIGNED, virtual=True)
    sign_in(exchange.visitor.representative)

    assert client.get(exchange.get_absolute_url()).context["money"] is None


@pytest.mark.feature(66)
def test_the_page_says_what_happens_next_who_does_it_and_by_when(client, sign_in):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    Exchange.objects.filter(pk=exchange.pk).update(due_on=date(2027, 2, 10))
    sign_in(exchange.host.representative)

    page = client.get(exchange.get_absolute_url())

    now = page.context["now"]
    due = date(2027, 2, 10)
    assert [(step.who, step.due_on) for step in now] == [
        (str(exchange.hop), due),
        (str(exchange.vop), due),
    ]
    assert now[0].label in page.content.decode()
