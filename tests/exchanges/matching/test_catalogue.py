"""The catalogue: who is in it, who may look, what it says and what it keeps to itself."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from clusters.models import OrganisationType, Role
from exchanges.matching import suggestions
from exchanges.models import RegistrationState, State
from tests.exchanges.cast import body, coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY
from tests.factories import (
    ExchangeFactory,
    OrganisationFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    TermFactory,
    UserFactory,
    WindowFactory,
)

R = RegistrationState
LIST = reverse("matching:catalogue-list")
TEASER = reverse("matching:catalogue-teaser")
FOR_YOU = reverse("matching:suggestion-list")


def rows(response) -> list:
    return [row.pk for row in response.context["page_obj"]]


def proposal_to(row, response) -> str:
    """What the page says about proposing to one of its rows."""
    shown = {entry["registration"].pk: entry["proposal"] for entry in response.context["entries"]}
    return shown[row.pk]


def entry(registration):
    return reverse("matching:catalogue-entry", args=[registration.public_id])


# -- Who may look -----------------------------------------------------------------------------


def test_the_catalogue_opens_with_the_acceptance(client, sign_in, host):
    waiting = registered("visitor", state=R.SUBMITTED)
    sign_in(waiting.representative)

    for url in (LIST, FOR_YOU, entry(host)):
        assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    "role",
    [Role.FINANCE_OFFICER, Role.WP_LEADER, Role.OPERATOR, None],
)
def test_offices_without_participants_stay_out(client, sign_in, host, role):
    scope = {"work_package": 1} if role == Role.WP_LEADER else {}
    sign_in(UserFactory(role=role, **scope))

    assert client.get(LIST).status_code == 403
    assert client.get(entry(host)).status_code == 403


@pytest.mark.parametrize("trait", ["programme_coordinator", "auditor", "coordinator"])
def test_who_oversees_may_look(client, sign_in, host, trait):
    sign_in(UserFactory(**{trait: True}))

    assert rows(client.get(LIST)) == [host.pk]
    assert client.get(entry(host)).status_code == 200
    assert client.get(FOR_YOU).status_code == 200


def test_nobody_looks_without_signing_in(client, host):
    for url in (LIST, FOR_YOU, entry(host)):
        assert client.get(url).status_code == 302


@pytest.mark.parametrize(
    "hidden", [{"is_listed": False}, {"state": R.ON_HOLD}, {"state": R.SUBMITTED}]
)
def test_what_is_not_listed_can_neither_be_found_nor_opened(client, sign_in, visitor, hidden):
    host = registered("host", **hidden)
    sign_in(visitor.representative)

    found = client.get(LIST, {"words": host.organisation.legal_name})
    assert (rows(found), found.context["count_of_all"]) == ([], 0)
    assert client.get(entry(host)).status_code == 404
    assert host.organisation.legal_name not in client.get(LIST).content.decode()


# -- What it says -----------------------------------------------------------------------------


def test_words_and_facets_narrow_the_list(client, sign_in, visitor):
    topic = TermFactory(label="Membranes")
    wanted = registered("host", country="FR", languages={"fr": "B2"}, mode="virtual")
    wanted.topics.add(topic)
    wanted.organisation.type = OrganisationType.SUPPORT
    wanted.organisation.save()
    other = registered("host", mode="physical", summary="Pumps", objectives="", contribution="")
    sign_in(visitor.representative)

    queries = [
        {"words": "membranes"},
        {"country": "FR"},
        {"topic": topic.code},
        {"language": "fr"},
        {"mode": "virtual"},
        {"type": "support"},
        {"role": "host", "words": "MEMBRANES reactors"},
    ]
    assert [rows(client.get(LIST, query)) for query in queries] == [[wanted.pk]] * len(queries)
    assert rows(client.get(LIST, {"words": "pumps"})) == [other.pk]
    assert rows(client.get(LIST, {"role": "visitor"})) == []


@pytest.mark.feature(30)
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "possible"),
        ({"country": "ES"}, "not now: both are in the same country"),
        ({"languages": {"fi": "native"}}, "not now: no common language"),
        ({"mode": "virtual"}, "not now: one wants to meet in person, the other online"),
    ],
)
def test_each_entry_says_why_no_proposal_is_possible(client, sign_in, changes, words):
    visitor = registered("visitor", mode="physical")
    host = registered("host", **changes)
    sign_in(visitor.representative)

    assert proposal_to(host, client.get(LIST)) == words


def test_periods_that_never_meet_and_full_houses_are_told(client, sign_in):
    visitor = registered("visitor", windows=False, mode="physical")
    WindowFactory(registration=visitor, first_day=MONDAY, last_day=FRIDAY)
    full, elsewhere = registered("host", windows=False), registered("host", windows=False)
    WindowFactory(registration=full, first_day=MONDAY, last_day=FRIDAY)
    WindowFactory(registration=elsewhere, first_day="2027-06-01", last_day="2027-06-30")
    ExchangeFactory(host=full, state=State.READY, first_day=MONDAY, last_day=FRIDAY)
    sign_in(visitor.representative)

    page = client.get(LIST)

    assert proposal_to(full, page) == "not now: the host has no place left"
    assert "no common free period" in proposal_to(elsewhere, page)


def test_a_used_visit_a_full_desk_and_a_running_exchange_are_told(client, sign_in, host):
    used = registered("visitor", mode="physical")
    ExchangeFactory(visitor=used, state=State.COMPLETED)
    busy = registered("visitor")
    ExchangeFactory.create_batch(5, visitor=busy)
    known = registered("visitor")
    ExchangeFactory(visitor=known, host=host)
    sign_in(host.representative)

    page = client.get(LIST)

    assert proposal_to(used, page) == "not now: has used its one visit"
    assert proposal_to(busy, page) == "not now: has as many open proposals as one may have"
    assert proposal_to(known, page) == "not now: you are already preparing an exchange"


def test_who_is_registered_in_the_same_role_learns_what_to_do(client, sign_in, visitor):
    other = registered("visitor")
    sign_in(visitor.representative)

    assert proposal_to(other, client.get(LIST)) == "register as host to propose"
    assert not client.get(entry(other)).context["may_propose"]


def test_an_entry_shows_the_profile_and_no_way_to_reach_anybody(client, sign_in, visitor, host):
    person = host.representative
    person.phone = "+49 30 900900"
    person.save()
    host.organisation.website = "https://reach-me.example"
    host.organisation.save()
    sign_in(visitor.representative)

    for url in (entry(host), LIST, f"{LIST}?export=csv", FOR_YOU):
        response = client.get(url)
        shown = body(response).decode()
        secrets = [person.email, person.family_name, person.phone, "reach-me", "Example Street"]
        assert [secret for secret in secrets if secret in shown] == []
    assert host.summary in client.get(entry(host)).content.decode()


@pytest.mark.feature(21)
def test_the_teaser_is_public_and_names_nobody(client, host):
    host.topics.add(TermFactory(label="Leakage"))
    registered("visitor", is_listed=False, country="FR")

    page = client.get(TEASER)
    shown = page.content.decode() + body(client.get(TEASER, {"export": "csv"})).decode()

    assert page.status_code == 200
    assert "Leakage" in shown
    person, organisation = host.representative, host.organisation
    secrets = [person.email, person.family_name, organisation.legal_name, organisation.city]
    secrets += [host.summary, host.reference, str(host.public_id), "France"]
    assert [secret for secret in secrets if secret in shown] == []


# -- How often it asks ------------------------------------------------------------------------


def queries_of(django_assert_max_num_queries, client, url) -> int:
    with django_assert_max_num_queries(60) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", [LIST, TEASER, FOR_YOU, reverse("matching:proposal-list")])
def test_three_rows_ask_as_often_as_one(
    client, sign_in, django_assert_max_num_queries, visitor, url
):
    def add():
        made = registered("host")
        made.topics.add(TermFactory())
        ExchangeFactory(visitor=visitor, host=registered("host", is_listed=False))

    add()
    sign_in(visitor.representative)
    client.get(url)
    with_one = queries_of(django_assert_max_num_queries, client, url)
    add()
    add()

    assert queries_of(django_assert_max_num_queries, client, url) == with_one


# -- Suggestions ------------------------------------------------------------------------------


def test_the_best_fits_come_first_with_reasons(client, sign_in, visitor):
    topic = TermFactory(label="Membranes")
    visitor.topics.add(topic)
    plain, fitting = registered("host"), registered("host")
    fitting.topics.add(topic)
    fitting.representative.last_login = datetime.now(UTC)
    fitting.representative.save()
    registered("host", country="ES")

    found = suggestions.for_registration(visitor)

    assert [one.registration for one in found] == [fitting, plain]
    assert found[0].reasons[0] == "both work on Membranes"
    assert "active today" in found[0].reasons
    assert found[0].score > found[1].score
    assert suggestions.for_registration(visitor, limit=1) == found[:1]
    sign_in(visitor.representative)
    assert "both work on Membranes" in client.get(FOR_YOU).content.decode()


def test_a_host_is_shown_visitors(host, visitor):
    assert [one.registration for one in suggestions.for_registration(host)] == [visitor]


# -- Proposing from an entry ------------------------------------------------------------------


@pytest.mark.feature(36)
def test_a_coordinator_proposes_on_behalf_of_members_only(client, sign_in, visitor, host):
    stranger = registered("visitor")
    coordinator = sign_in(coordinator_of(visitor))
    RoleAssignmentFactory(
        user=coordinator, role=Role.REPRESENTATIVE, organisation=OrganisationFactory()
    )
    url = reverse("matching:proposal-new", args=[host.public_id])

    form = client.get(url).context["form"]
    assert list(form.fields["proposer"].queryset) == [visitor]
    assert client.get(entry(host)).context["on_behalf"]
    answers = {
        "proposer": stranger.public_id,
        "mode": "physical",
        "first_day": MONDAY.isoformat(),
        "last_day": FRIDAY.isoformat(),
        "title": "Agreed at the fair",
        "goals": "Compare.",
        "act": "send",
    }
    refused = client.post(url, answers)
    assert "proposer" in refused.context["form"].errors

    client.post(url, answers | {"proposer": visitor.public_id})
    exchange = visitor.visits.get()
    assert (exchange.proposed_side, exchange.proposed_by) == ("visitor", coordinator)
    page = client.get(reverse("matching:proposal-detail", args=[exchange.public_id]))
    assert page.context["on_behalf"]


def test_who_cannot_propose_is_led_back_to_the_entry(client, sign_in, visitor):
    other = registered("visitor")
    sign_in(visitor.representative)

    response = client.get(reverse("matching:proposal-new", args=[other.public_id]))

    assert response.url == entry(other)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_day": "1.3.2026"}, "first_day"),
        ({"last_day": "26 February 2027"}, "last_day"),
        ({"mode": "virtual"}, "mode"),
        ({"goals": ""}, "goals"),
    ],
)
def test_a_form_with_a_mistake_keeps_what_was_typed(client, sign_in, visitor, changes, field):
    host = registered("host", mode="physical")
    sign_in(visitor.representative)
    answers = {
        "proposer": visitor.public_id,
        "mode": "physical",
        "first_day": "1.3.2027",
        "last_day": "5.3.2027",
        "title": "Kept as typed",
        "goals": "Compare.",
        "act": "send",
    }

    response = client.post(
        reverse("matching:proposal-new", args=[host.public_id]), answers | changes
    )

    assert list(response.context["form"].errors) == [field]
    assert "Kept as typed" in response.content.decode()
    assert not visitor.visits.exists()


def test_the_check_says_what_the_dates_mean(client, sign_in, visitor, host):
    sign_in(visitor.representative)
    url = reverse("matching:proposal-new", args=[host.public_id])
    answers = {
        "proposer": visitor.public_id,
        "mode": "physical",
        "first_day": "1.3.2027",
        "title": "t",
        "goals": "g",
        "act": "check",
    }

    three = client.post(url, answers | {"last_day": "3.3.2027"}).context["preview"]
    two = client.post(url, answers | {"last_day": "2.3.2027"}).context["preview"]
    online = client.post(url, answers | {"last_day": "5.3.2027", "mode": "virtual"})

    assert (three.working_days, three.amount, three.in_the_way) == (3, 415, ())
    assert (two.working_days, two.amount) == (2, None)
    assert [outcome.rule for outcome in two.in_the_way] == ["E6"]
    assert online.context["preview"].amount == 0


def test_an_entry_of_ones_own_is_shown_without_a_button(client, sign_in, host):
    sign_in(host.representative)

    page = client.get(entry(host))

    assert (page.context["is_own"], page.context["may_propose"]) == (True, False)


def test_a_rested_participant_may_look_but_is_told_to_come_back(client, sign_in, host):
    resting = registered("visitor", state=R.ON_HOLD)
    sign_in(resting.representative)

    assert client.get(entry(host)).context["may_propose"] is False


def test_registrations_without_periods_meet_by_arrangement(visitor):
    host = RegistrationFactory(host=True)

    assert "dates by arrangement" in suggestions.for_registration(visitor)[0].reasons
    assert suggestions.for_registration(visitor)[0].registration == host
