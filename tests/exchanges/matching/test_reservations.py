"""Two kept for each other: by whom, until when, and what ends it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import jobs, journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.matching import confirmation, proposals, reservations
from exchanges.models import RegistrationState, Reservation, State
from exchanges.registration import registrations
from tests.exchanges.cast import coordinator_of, put_away, registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import ExchangeFactory, ReservationFactory, UserFactory

R = RegistrationState
TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}
UNTIL = TODAY + timedelta(days=10)


def propose(visitor, host, by, side=""):
    return proposals.propose(visitor=visitor, host=host, title="Water", by=by, side=side, **TERMS)


def states(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def topics(person):
    return list(person.notices.order_by("pk").values_list("topic", flat=True))


def page(name, row=None, **query):
    args = [row.public_id] if row else []
    return reverse(f"matching:reservation-{name}", args=args, query=query)


@pytest.fixture
def coordinator(visitor):
    return coordinator_of(visitor)


@pytest.fixture
def kept(visitor, host, coordinator):
    return reservations.reserve(visitor=visitor, host=host, until=UNTIL, by=coordinator)


# -- Reserving --------------------------------------------------------------------------------


@pytest.mark.feature(33)
def test_a_coordinator_keeps_two_for_each_other_and_everybody_concerned_is_told(
    visitor, host, coordinator
):
    there = coordinator_of(host)

    made = reservations.reserve(visitor=visitor, host=host, until=UNTIL, by=coordinator)

    assert states(visitor, host) == [R.RESERVED, R.RESERVED]
    assert (made.until, made.reserved_by, made.released_at) == (UNTIL, coordinator, None)
    assert topics(visitor.representative) == topics(host.representative) == ["matching.reserved"]
    assert (topics(there), topics(coordinator)) == (["matching.reserved_there"], [])
    link = visitor.representative.notices.get().link
    assert link == reverse("matching:catalogue-entry", args=[host.public_id])
    verbs = [entry.verb for entry in journal.entries_for(host.case)]
    assert verbs == ["state-changed", "match-reserved"]


def test_others_do_not_reserve_and_nobody_reserves_what_they_are_tied_to(visitor, host):
    tied = coordinator_of(visitor)
    host.declared_conflicts.create(person=tied, reason="A sister works there.")
    people = [tied, visitor.representative, UserFactory(coordinator=True), UserFactory()]

    for person in people:
        with pytest.raises(NotAllowed):
            reservations.reserve(visitor=visitor, host=host, until=UNTIL, by=person)
    assert states(visitor, host) == [R.ACCEPTED, R.ACCEPTED]

    office = UserFactory(programme_coordinator=True)
    assert reservations.reserve(visitor=visitor, host=host, until=UNTIL, by=office)


@pytest.mark.parametrize("days", [-1, 0, 15])
def test_it_lasts_no_longer_than_the_rules_give(visitor, host, coordinator, days):
    until = TODAY + timedelta(days=days)

    with pytest.raises(BadInput, match="16 November 2026 at the latest"):
        reservations.reserve(visitor=visitor, host=host, until=until, by=coordinator)


@pytest.mark.parametrize("state", [R.RESERVED, R.ON_HOLD, R.WITHDRAWN])
def test_who_takes_no_proposals_is_not_reserved(visitor, coordinator, state):
    host = registered("host", state=state)

    with pytest.raises(Conflict):
        reservations.reserve(visitor=visitor, host=host, until=UNTIL, by=coordinator)
    assert not Reservation.objects.exists()


def test_a_pair_that_may_never_be_is_not_reserved(visitor, host, coordinator):
    neighbour = registered("host", country="ES")
    with pytest.raises(Conflict) as refused:
        reservations.reserve(visitor=visitor, host=neighbour, until=UNTIL, by=coordinator)
    assert refused.value.reasons == ["Visitor and host are both in Spain."]

    ExchangeFactory(visitor=visitor, host=host)
    with pytest.raises(Conflict, match="already preparing"):
        reservations.reserve(visitor=visitor, host=host, until=UNTIL, by=coordinator)


# -- While it lasts ---------------------------------------------------------------------------


@pytest.mark.feature(33)
def test_only_the_two_propose_to_each_other_themselves_or_their_clusters_for_them(
    kept, visitor, host, coordinator
):
    other = registered("visitor")
    with pytest.raises(Conflict, match="reserved by its cluster"):
        propose(other, host, other.representative)
    with pytest.raises(Conflict, match="reserved by its cluster"):
        propose(visitor, registered("host"), visitor.representative)

    exchange = propose(visitor, host, coordinator, side="visitor")

    assert (exchange.state, exchange.proposed_by) == (State.PROPOSED, coordinator)
    assert journal.entries_for(exchange.case).first().detail["on_behalf"] is True
    assert proposals.accept(exchange, by=host.representative).state == State.ACCEPTED


def test_two_that_are_reserved_for_others_do_not_meet(kept, visitor):
    second = ReservationFactory(host=registered("host", state=R.RESERVED))

    with pytest.raises(Conflict, match="reserved by its cluster"):
        propose(visitor, second.host, visitor.representative)


# -- Ending it --------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "ended"), [(10, 0), (11, 1)])
def test_the_portal_lets_them_go_the_day_after_and_tells_them(kept, visitor, host, days, ended):
    with clock.standing_on(TODAY + timedelta(days=days)):
        assert (reservations.release_due(), reservations.release_due()) == (ended, 0)

    assert states(visitor, host) == ([R.ACCEPTED] * 2 if ended else [R.RESERVED] * 2)
    assert topics(host.representative)[1:] == ["matching.let_go"] * ended


def test_the_daily_job_lets_them_go(kept):
    job = jobs.request("matching.let_go", key="let-go", day=TODAY)

    with clock.standing_on(TODAY + timedelta(days=11)):
        jobs.run_due()

    job.refresh_from_db()
    assert job.result == {"released": 1}


def test_either_cluster_lets_them_go_at_once_and_a_second_press_changes_nothing(
    kept, visitor, host
):
    there = coordinator_of(host)
    with pytest.raises(NotAllowed):
        reservations.release(kept, by=UserFactory(coordinator=True))

    for _ in range(2):
        assert reservations.release(kept, by=there).released_at

    assert states(visitor, host) == [R.ACCEPTED, R.ACCEPTED]
    assert topics(visitor.representative) == ["matching.reserved", "matching.let_go"]


def test_a_confirmed_match_ends_it_so_that_the_host_takes_others(kept, visitor, host, coordinator):
    exchange = proposals.accept(
        propose(visitor, host, visitor.representative), by=host.representative
    )
    confirmation.confirm(exchange, by=coordinator)
    confirmation.confirm(exchange, by=coordinator_of(host))

    kept.refresh_from_db()
    assert kept.released_at
    assert states(visitor, host) == [R.ACCEPTED, R.ACCEPTED]


def test_one_who_was_let_go_alone_or_left_stays_as_it_is(kept, visitor, host, coordinator):
    registrations.withdraw(visitor, by=visitor.representative)
    registrations.release(host, by=coordinator_of(host))
    third = registered("visitor")

    again = reservations.reserve(visitor=third, host=host, until=UNTIL, by=coordinator_of(host))

    kept.refresh_from_db()
    assert (kept.released_at is None, again.released_at) == (False, None)
    assert states(visitor, host, third) == [R.WITHDRAWN, R.RESERVED, R.RESERVED]


def test_an_archived_programme_lets_nobody_go(kept, visitor):
    put_away(visitor.programme)

    with clock.standing_on(TODAY + timedelta(days=11)):
        assert reservations.release_due() == 0


def test_one_is_reserved_once(kept, visitor, host):
    for side, row in (("visitor", visitor), ("host", host)):
        with pytest.raises(IntegrityError, match=f"for_{side}"), transaction.atomic():
            ReservationFactory(**{side: row})


# -- On the page ------------------------------------------------------------------------------


@pytest.mark.feature(33)
def test_a_coordinator_reserves_two_from_the_catalogue_and_proposes_in_the_name_of_one(
    client, sign_in, visitor, host, coordinator
):
    sign_in(coordinator)
    entry = client.get(reverse("matching:catalogue-entry", args=[host.public_id]))
    begin = page("new", host=host.reference)
    assert begin in entry.text
    assert host.reference in client.get(begin).text

    sent = {"visitor": visitor.reference, "host": host.reference, "until": UNTIL.isoformat()}
    made = client.post(page("new"), sent, follow=True)
    reservation = Reservation.objects.get()
    assert made.redirect_chain[-1][0] == page("detail", reservation)

    propose_to = reverse("matching:proposal-new", args=[host.public_id])
    assert propose_to in made.text
    terms = {"mode": "physical", "first_day": "1.3.2027", "last_day": "5.3.2027"}
    words = {"title": "Water", "goals": "Compare.", "proposer": visitor.public_id}
    answer = client.post(propose_to, terms | words | {"act": "send"}, follow=True)
    assert "Sent." in answer.text
    assert client.post(page("release", reservation), follow=True).status_code == 200
    assert states(visitor, host) == [R.ACCEPTED, R.ACCEPTED]


def test_the_two_open_each_others_profile_and_others_do_not(client, sign_in, kept, visitor, host):
    entry = reverse("matching:catalogue-entry", args=[host.public_id])
    sign_in(visitor.representative)
    shown = client.get(entry)
    assert (shown.context["may_propose"], shown.context["reason_against"]) == (True, "")

    sign_in(registered("visitor").representative)
    assert client.get(entry).status_code == 404


def test_words_find_either_side(client, sign_in, visitor, host, coordinator):
    sign_in(coordinator)

    found = {
        side: client.get(
            reverse("matching:reservation-candidates", args=[side]), {"words": "Example"}
        ).json()["entries"]
        for side in ("visitor", "host", "friend")
    }

    assert [one["code"] for one in found["visitor"]] == [visitor.reference]
    assert [one["code"] for one in found["host"]] == [host.reference]
    assert found["friend"] == []


def test_reservations_of_others_are_not_there(client, sign_in, kept, visitor):
    sign_in(UserFactory(coordinator=True))
    assert client.get(page("list")).context["count"] == 0
    assert client.get(page("detail", kept)).status_code == 404
    assert client.post(page("release", kept)).status_code == 404
    sign_in(visitor.representative)
    for address in (page("list"), page("new")):
        assert client.get(address).status_code == 403
    sign_in(UserFactory(auditor=True))
    assert client.get(page("list")).context["count"] == 1
    assert client.post(page("release", kept)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_many(
    client, sign_in, bare_menu, number, django_assert_num_queries
):
    ReservationFactory.create_batch(number)
    sign_in(UserFactory(programme_coordinator=True))
    client.get(page("list"))

    with django_assert_num_queries(5):
        assert client.get(page("list")).context["count"] == number
