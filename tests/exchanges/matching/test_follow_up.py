"""What a coordinator follows up: which rows, whose, and the letter to them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blues.common import clock
from blues.notices.models import Draft, Mail
from exchanges.matching import follow_up
from exchanges.models import Registration, RegistrationState, State
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import TODAY
from tests.factories import (
    ClusterFactory,
    CountryFactory,
    ExchangeFactory,
    MatchedPairFactory,
    NoticeFactory,
    TermFactory,
    UserFactory,
)

FULL = "Membrane reactors at work, from the bench to the plant, with ten years of data."
KINDS = ("unanswered", "profile", "pair", "topic", "country")


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


@pytest.fixture
def office():
    return UserFactory(programme_coordinator=True)


@pytest.fixture
def topic():
    return TermFactory()


def member(cluster, side="visitor", *, topic=None, **changes):
    """Filled in, and heard of today."""
    made = registered(side, cluster=cluster, **{"summary": FULL, "awake_on": TODAY} | changes)
    made.topics.add(topic or TermFactory())
    made.organisation.description = "We clean water."
    made.organisation.save()
    return made


def programmes(one):
    return [one.programme_id if hasattr(one, "programme_id") else one]


def page(name, **query):
    return reverse(f"matching:{name}", query=query)


# -- Unanswered -------------------------------------------------------------------------------


def test_a_coordinator_sees_what_the_own_members_have_not_answered(cluster, coordinator, office):
    own_host = ExchangeFactory(host__cluster=cluster)
    own_visitor = ExchangeFactory(visitor__cluster=cluster, proposed_side="host")
    waits_for_others = ExchangeFactory(visitor__cluster=cluster)
    answered = ExchangeFactory(host__cluster=cluster, state=State.ACCEPTED)

    mine = follow_up.unanswered(coordinator, programmes(own_host))
    every = follow_up.unanswered(office, programmes(own_host))

    assert set(mine) == {own_host, own_visitor}
    assert set(every) == {own_host, own_visitor, waits_for_others}
    assert answered not in every


@pytest.mark.parametrize(
    ("waiting", "days", "found"),
    [("3", 2, 0), ("3", 3, 1), ("7", 7, 1), ("14", 13, 0), ("soon", 17, 0), ("soon", 18, 1)],
)
def test_the_list_is_filtered_by_how_long_it_waits(
    client, sign_in, cluster, coordinator, waiting, days, found
):
    ExchangeFactory(host__cluster=cluster, due_on=TODAY + timedelta(days=21))
    sign_in(coordinator)

    with clock.standing_on(TODAY + timedelta(days=days)):
        shown = client.get(page("unanswered-list", waiting=waiting))

    assert shown.context["count"] == found


# -- Profiles ---------------------------------------------------------------------------------


def why(registration, user) -> str:
    found = follow_up.profiles(user, programmes(registration)).filter(pk=registration.pk).first()
    return follow_up.reasons_for(found) if found else ""


def test_a_profile_that_is_filled_in_and_alive_needs_no_word(cluster, coordinator):
    fine = member(cluster)
    ExchangeFactory(visitor=fine)

    assert why(fine, coordinator) == ""


@pytest.mark.parametrize("gap", ["summary", "topics", "description"])
def test_a_thin_profile_is_named(cluster, coordinator, gap):
    thin = member(cluster, summary="Water." if gap == "summary" else FULL)
    ExchangeFactory(visitor=thin)
    if gap == "topics":
        thin.topics.clear()
    if gap == "description":
        thin.organisation.description = ""
        thin.organisation.save()

    assert why(thin, coordinator) == "thin profile"


@pytest.mark.parametrize(("days", "said"), [(89, ""), (90, "nobody has signed in for long")])
def test_a_dormant_profile_is_one_that_nobody_has_looked_after_for_as_long_as_the_rules_say(
    cluster, coordinator, days, said
):
    quiet = member(cluster)
    ExchangeFactory(visitor=quiet)
    long_ago = timezone.now() - timedelta(days=400)
    Registration.objects.filter(pk=quiet.pk).update(changed_at=long_ago, decided_at=long_ago)

    with clock.standing_on(TODAY + timedelta(days=days)):
        assert why(quiet, coordinator) == said


def test_a_change_is_a_sign_of_life_as_good_as_a_sign_in(cluster, coordinator):
    quiet = member(cluster)
    ExchangeFactory(visitor=quiet)
    recent = timezone.now() + timedelta(days=60)
    Registration.objects.filter(pk=quiet.pk).update(changed_at=recent)

    with clock.standing_on(TODAY + timedelta(days=95)):
        assert why(quiet, coordinator) == ""


def test_who_has_no_proposal_is_named_and_whether_somebody_would_fit(cluster, coordinator, topic):
    alone = member(cluster)
    assert why(alone, coordinator) == "no proposal yet"

    neighbour = member(ClusterFactory(), "host", country="ES", topic=topic)
    wanted = member(cluster, topic=topic)
    assert why(wanted, coordinator) == "no proposal yet"
    hidden = member(ClusterFactory(), "host", topic=topic, is_listed=False)
    assert why(wanted, coordinator) == "no proposal yet"

    partner = member(ClusterFactory(), "host", topic=topic)
    assert why(wanted, coordinator) == "no proposal yet, though somebody would fit"
    assert {neighbour.cluster, hidden.cluster, partner.cluster}.isdisjoint({cluster})


def test_who_was_accepted_lately_has_time(cluster, coordinator):
    fresh = member(cluster)
    Registration.objects.filter(pk=fresh.pk).update(decided_at=clock.now() - timedelta(days=13))

    assert why(fresh, coordinator) == ""


def test_profiles_of_others_and_those_who_rest_are_not_listed(cluster, coordinator, office):
    foreign = member(ClusterFactory(), summary="Water.")
    resting = member(cluster, summary="Water.", state=RegistrationState.ON_HOLD)

    assert (why(foreign, coordinator), why(resting, coordinator)) == ("", "")
    assert why(foreign, office).startswith("thin profile")


# -- Pairs ------------------------------------------------------------------------------------


def idle(cluster, state=State.EXPIRED):
    exchange = ExchangeFactory(visitor__cluster=cluster, state=state)
    return MatchedPairFactory(visitor=exchange.visitor, host=exchange.host, exchange=exchange)


def test_matches_of_a_round_that_came_to_nothing_are_listed(cluster, coordinator, office):
    expired, withdrawn = idle(cluster), idle(cluster, State.WITHDRAWN)
    running, declined = idle(cluster, State.ACCEPTED), idle(cluster, State.DECLINED)
    foreign = idle(ClusterFactory())
    anew = idle(cluster)
    ExchangeFactory(visitor=anew.visitor, host=anew.host)

    programme = [expired.round.programme_id]
    assert set(follow_up.unused_pairs(coordinator, programme)) == {expired, withdrawn}
    assert set(follow_up.unused_pairs(office, programme)) == {expired, withdrawn, foreign}
    assert running.exchange.state != declined.exchange.state


# -- Demand -----------------------------------------------------------------------------------


def test_topics_that_visitors_look_for_and_no_listed_host_offers(cluster):
    offered, unmet, unlisted = TermFactory(), TermFactory(), TermFactory()
    for term in (offered, unmet, unlisted):
        member(cluster, topic=term)
    member(ClusterFactory(), topic=unmet)
    member(ClusterFactory(), "host", topic=offered)
    seen = member(ClusterFactory(), "host", topic=unlisted, is_listed=False)

    found = follow_up.unmet_topics(programmes(seen)).order_by("-wanted")

    assert [(term, term.wanted) for term in found] == [(unmet, 2), (unlisted, 1)]


def test_a_profile_that_is_not_listed_moves_no_number(cluster, topic):
    member(cluster, topic=topic, is_listed=False)
    listed = member(cluster)

    assert topic not in follow_up.unmet_topics(programmes(listed))


def test_countries_that_visitors_prefer_and_where_no_host_is(cluster):
    visitor = member(cluster)
    member(ClusterFactory(), "host")  # in Germany
    visitor.preferred_countries.set([CountryFactory(code=code) for code in ("DE", "CZ")])

    found = follow_up.unmet_countries(programmes(visitor))

    assert [(country.code, country.wanted) for country in found] == [("CZ", 1)]


def test_demand_is_the_same_for_every_coordinator_and_names_nobody(client, sign_in, cluster):
    wanting = member(cluster, topic=TermFactory(label="Desalination"))
    for user in (coordinator_of(wanting), UserFactory(coordinator=True)):
        sign_in(user)
        shown = client.get(page("topic-list"))
        assert "Desalination" in shown.text
        assert str(wanting.organisation) not in shown.text


# -- The pages --------------------------------------------------------------------------------


def test_the_overview_counts_what_there_is(client, sign_in, cluster, coordinator):
    ExchangeFactory(host__cluster=cluster, host__summary=FULL)
    sign_in(coordinator)

    shown = client.get(page("follow-up-page"))

    counts = {line["kind"]: line["count"] for line in shown.context["members"]}
    assert counts == {"unanswered": 1, "profiles": 1, "pairs": 0}
    assert page("unanswered-list") in shown.text


def test_only_those_who_make_matches_look(client, sign_in, visitor):
    for person in (visitor.representative, UserFactory(), UserFactory(auditor=True)):
        sign_in(person)
        for name in KINDS:
            assert client.get(page(f"{name}-list")).status_code == 403
        assert client.get(page("follow-up-page")).status_code == 403
        write = reverse("matching:follow-up-write", args=["unanswered"])
        assert client.post(write).status_code == 403


def write(client, kind, **query):
    address = reverse("matching:follow-up-write", args=[kind], query=query)
    return client.post(address, follow=True)


@pytest.mark.feature(45)
def test_those_who_have_not_answered_are_written_to_as_a_draft(
    client, sign_in, cluster, coordinator
):
    waiting = ExchangeFactory(host__cluster=cluster, due_on=TODAY + timedelta(days=2))
    other = ExchangeFactory(host__cluster=cluster, due_on=TODAY + timedelta(days=20))
    sign_in(coordinator)
    assert "Write to these 2" in client.get(page("unanswered-list")).text

    shown = write(client, "unanswered", waiting="soon")

    draft = Draft.objects.get()
    recipient = draft.recipients.get()
    assert (recipient.reader, recipient.case) == (waiting.host.representative, waiting.case)
    assert recipient.link == reverse("matching:proposal-detail", args=[waiting.public_id])
    assert f"{waiting.visitor_organisation} waits for your answer" in shown.text
    assert other.reference not in shown.text
    assert not Mail.objects.exists()


def test_profiles_and_pairs_are_written_to_within_the_own_clusters(
    client, sign_in, cluster, coordinator, office
):
    pair = idle(cluster)
    sign_in(coordinator)
    write(client, "pairs")
    assert [one.reader for one in Draft.objects.get().recipients.all()] == [
        pair.visitor.representative
    ]
    write(client, "profiles")
    assert [one.reader for one in Draft.objects.first().recipients.all()] == [
        pair.visitor.representative
    ]
    sign_in(office)
    write(client, "pairs")
    assert {one.reader for one in Draft.objects.first().recipients.all()} == {
        pair.visitor.representative,
        pair.host.representative,
    }


def test_an_empty_list_or_one_of_demand_is_not_written_to(client, sign_in, coordinator):
    sign_in(coordinator)

    assert write(client, "unanswered").status_code == 409
    assert write(client, "topics").status_code == 404
    assert "Write to" not in client.get(page("topic-list")).text
    assert not Draft.objects.exists()


def test_the_list_says_when_somebody_was_written_to(cluster, coordinator):
    exchange = ExchangeFactory(host__cluster=cluster)
    notice = NoticeFactory(topic=follow_up.LETTER, case=exchange.case)
    NoticeFactory(topic="matching.proposed", case=exchange.case)
    NoticeFactory(topic=follow_up.LETTER, case="exchange:another")

    row = follow_up.unanswered(coordinator, programmes(exchange)).get()

    assert row.written_at == notice.told_at


def test_lists_are_exported_as_they_are_filtered(client, sign_in, cluster, coordinator):
    shown = member(cluster, "host", summary="Water.")
    member(cluster, summary="Water.")
    sign_in(coordinator)

    file = client.get(page("profile-list", role="host", export="csv"))

    lines = b"".join(file.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert str(shown.organisation) in lines[1]


def some_of_each(cluster, number):
    for _ in range(number):
        ExchangeFactory(host__cluster=cluster)
        idle(cluster)
        wanting = member(cluster, summary="Water.")
        wanting.preferred_countries.add(CountryFactory(code="CZ"))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", KINDS)
def test_each_list_costs_the_same_for_many(
    client, sign_in, bare_menu, cluster, coordinator, name, number, django_assert_max_num_queries
):
    some_of_each(cluster, number)
    sign_in(coordinator)
    client.get(page(f"{name}-list"))

    with django_assert_max_num_queries(7):
        assert client.get(page(f"{name}-list")).context["count"] >= 1


@pytest.mark.parametrize("number", [1, 3])
def test_writing_costs_the_same_for_many(
    client, sign_in, bare_menu, cluster, coordinator, number, django_assert_num_queries
):
    some_of_each(cluster, number)
    sign_in(coordinator)
    write(client, "unanswered")

    with django_assert_num_queries(26):
        client.post(reverse("matching:follow-up-write", args=["unanswered"]))
