"""The pages of a round: asked for, looked at, changed, released."""

import pytest
from django.urls import reverse

from blues import jobs
from blues.common.errors import NotAllowed
from clusters.models import Role
from exchanges.matching import rounds
from exchanges.models import Exchange, MatchingRound
from tests.exchanges.cast import coordinator_of, registered
from tests.factories import (
    ClusterFactory,
    ProgrammeFactory,
    RoleAssignmentFactory,
    TermFactory,
    UserFactory,
)

LIST, NEW = reverse("matching:round-list"), reverse("matching:round-new")


@pytest.fixture
def topic():
    return TermFactory(label="Membranes")


def pair(topic, **changes):
    both = registered("visitor", **changes), registered("host")
    for one in both:
        one.topics.add(topic)
    return both


@pytest.fixture
def matched(topic):
    return pair(topic)


@pytest.fixture
def matchmaker(matched, sign_in):
    visitor, _host = matched
    return sign_in(coordinator_of(visitor))


@pytest.fixture
def solved(matched, matchmaker):
    visitor, _host = matched
    made = rounds.ask(programme=visitor.programme, by=matchmaker)
    jobs.run_due()
    return made


def page(name, matching_round):
    return reverse(f"matching:round-{name}", args=[matching_round.public_id])


@pytest.mark.feature(34)
def test_a_round_is_asked_for_under_conditions_and_shown_while_it_is_worked_out(
    client, matched, matchmaker
):
    visitor, _host = matched
    told = {"rounds_to_come": "2", "most": "3", "ceiling": "1 000"}
    told |= {f"share_{visitor.cluster.code}": "2"}

    asked = client.post(NEW, told)

    made = MatchingRound.objects.get()
    shown = client.get(asked.url)
    assert (made.most, made.ceiling, made.shares) == (3, 1000, {visitor.cluster.code: 2})
    assert (made.rounds_to_come, made.needs_subject) == (2, False)
    assert shown.context["wishes"] == [
        ("Rounds still to come", "2"),
        ("Pairs without a shared subject", "allowed"),
        ("Exchanges that suffice", "3"),
        ("Lump sums in all, at most", "EUR\xa01\xa0000"),
        ("Visitors by cluster, at most", f"{visitor.cluster.code} 2"),
    ]
    assert "Matching the programme" in shown.text


@pytest.mark.feature(32, 34)
def test_the_result_says_who_why_and_how_it_compares(client, matched, solved):
    visitor, host = matched

    shown = client.get(page("detail", solved))

    (row,) = shown.context["pairs"]
    assert (row.visitor, row.host, row.is_new, row.is_fixed) == (visitor, host, False, False)
    assert row.reasons[0] == "both work on Membranes"
    assert dict(shown.context["proof"])["Gap"] == "0"
    assert [percent for _name, _points, percent in shown.context["ways"]] == [100, 100, 100]
    assert (shown.context["mine"], shown.context["changes"]) == (1, [])


def test_the_page_says_where_one_more_place_would_bring_most(client, matched, solved, topic):
    _visitor, host = matched
    rival = registered("visitor")
    rival.topics.add(topic)

    asked = rounds.ask(programme=solved.programme, by=solved.asked_by)
    jobs.run_due()

    asked.refresh_from_db()
    ((name, country, points),) = client.get(page("detail", asked)).context["gains"]
    assert (name, country) == (str(host.organisation), str(host.organisation.country))
    assert points == f"+{asked.gains[0][1]}"


def test_the_page_says_what_one_more_host_in_a_country_would_bring(client, matched, solved, topic):
    _visitor, host = matched
    rival = registered("visitor")
    rival.topics.add(topic)

    asked = rounds.ask(programme=solved.programme, by=solved.asked_by)
    jobs.run_due()

    shown = client.get(page("detail", asked))
    own_country = rival.organisation.country_id
    tried = {one["country"].code: one for one in shown.context["tried"]}
    assert own_country not in tried  # where both waiting visitors are
    there = tried[host.organisation.country_id]
    assert (there["like"], there["points"] > 0, there["placed"]) == (host, True, 1)
    assert "Tried out only" in shown.text
    assert asked.pairs.count() == 1


def test_the_next_round_says_what_has_changed(client, matched, solved):
    found = solved.pairs.get()

    asked = client.post(page("again", solved), {"forbid": [found.pk]})
    jobs.run_due()

    changes = dict(client.get(asked.url).context["changes"])
    assert changes["Visitors without a host now"] == "1"
    assert client.get(page("detail", solved)).context["is_overtaken"] is True


def test_pairs_of_another_round_and_both_ticks_at_once_are_refused(client, matched, solved, topic):
    found = solved.pairs.get()
    pair(topic)
    other = rounds.ask(programme=solved.programme, by=solved.asked_by)
    jobs.run_due()
    foreign = other.pairs.exclude(visitor=found.visitor).get()

    for told in ({"forbid": [foreign.pk]}, {"fix": [found.pk], "forbid": [found.pk]}):
        assert client.post(page("again", solved), told).status_code == 400
    assert MatchingRound.objects.count() == 2


def test_the_own_proposals_are_sent_from_the_page(client, matched, solved):
    client.post(page("release", solved))

    shown = client.get(page("detail", solved))
    exchange = Exchange.objects.get()
    assert exchange.reference in shown.text
    assert shown.context["mine"] == 0


@pytest.mark.parametrize("who", ["visitor", "finance", "auditor"])
def test_rounds_are_closed_to_everybody_else(client, sign_in, matched, solved, who):
    visitor, _host = matched
    sign_in(visitor.representative if who == "visitor" else UserFactory(**{who: True}))

    for url in (LIST, NEW, page("detail", solved)):
        assert client.get(url).status_code == 403
    for url in (NEW, page("again", solved), page("release", solved)):
        assert client.post(url).status_code == 403
    assert (MatchingRound.objects.count(), Exchange.objects.count()) == (1, 0)


def test_a_coordinator_elsewhere_makes_no_rounds_here(client, sign_in, matched, solved):
    """Not even one whose own company takes part here."""
    visitor, _host = matched
    stranger = visitor.representative
    elsewhere = ClusterFactory(programme=ProgrammeFactory(code="other"))
    RoleAssignmentFactory(user=stranger, role=Role.COORDINATOR, cluster=elsewhere)
    sign_in(stranger)

    assert client.get(page("detail", solved)).status_code in (403, 404)
    assert client.post(page("again", solved)).status_code in (403, 404)
    with pytest.raises(NotAllowed):
        rounds.ask(programme=solved.programme, by=stranger)


@pytest.mark.parametrize("share", ["-1", "x", "1001"])
def test_impossible_shares_are_refused(client, matched, matchmaker, share):
    visitor, _host = matched
    name = f"share_{visitor.cluster.code}"

    shown = client.post(NEW, {"rounds_to_come": "0", name: share})

    assert (shown.status_code, set(shown.context["form"].errors)) == (400, {name})
    assert not MatchingRound.objects.exists()


def test_the_form_asks_for_subjects_and_for_the_rounds_there_is_time_for(client, matchmaker):
    form = client.get(NEW).context["form"]

    to_come = form["rounds_to_come"].value()
    assert (form["needs_subject"].value(), to_come > 0) == (True, True)


@pytest.mark.feature(34)
def test_a_place_that_is_kept_for_later_is_named_and_may_be_given_all_the_same(
    client, matched, matchmaker, topic
):
    visitor, host = matched
    poor = registered("visitor", cluster=visitor.cluster)
    both = TermFactory(), TermFactory()
    host.topics.add(*both)
    visitor.topics.add(*both)
    poor.topics.add(topic)
    type(host).objects.filter(pk=host.pk).update(capacity=2)
    asked = rounds.ask(programme=visitor.programme, by=matchmaker, rounds_to_come=3)
    jobs.run_due()

    shown = client.get(page("detail", asked))

    (waits,) = shown.context["kept_back"]
    assert [row.visitor for row in shown.context["pairs"]] == [visitor]
    assert (waits["visitor"], waits["host"], waits["worth"] > waits["score"]) == (poor, host, True)
    assert dict(shown.context["proof"])["Visitors still expected"] == "6"
    assert dict(shown.context["proof"])["Gap"] == "0"
    assert "likely worth more to a later visitor" in shown.text

    again = client.post(page("again", asked), {"gives_all": "on"})
    jobs.run_due()
    assert len(client.get(again.url).context["pairs"]) == 2


def test_under_conditions_there_is_nothing_to_compare_with(client, matched, matchmaker):
    asked = rounds.ask(programme=matched[0].programme, by=matchmaker, most=1)
    jobs.run_due()

    assert client.get(page("detail", asked)).context["ways"] == []


@pytest.mark.parametrize(
    "told",
    [
        {"most": "-1"},
        {"most": "x"},
        {"ceiling": "-5"},
        {"rounds_to_come": ""},
        {"rounds_to_come": "-1"},
        {"rounds_to_come": "25"},
    ],
)
def test_conditions_that_make_no_sense_are_refused(client, matchmaker, told):
    shown = client.post(NEW, {"rounds_to_come": "0"} | told)

    assert set(shown.context["form"].errors) == set(told)
    assert not MatchingRound.objects.exists()


@pytest.mark.usefixtures("bare_menu", "matched")
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    client, matchmaker, django_assert_num_queries, count, matched
):
    for _time in range(count):
        rounds.ask(programme=matched[0].programme, by=matchmaker)
    client.get(LIST)

    with django_assert_num_queries(9):
        assert len(client.get(LIST).context["lines"]) == count


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_a_round_takes_the_same_queries_for_one_and_three_pairs(
    client, matched, matchmaker, topic, django_assert_num_queries, count
):
    for _time in range(count - 1):
        pair(topic, cluster=matched[0].cluster)
    made = rounds.ask(programme=matched[0].programme, by=matchmaker)
    jobs.run_due()
    client.get(page("detail", made))

    with django_assert_num_queries(37):
        assert len(client.get(page("detail", made)).context["pairs"]) == count
