"""Suggestions that somebody puts aside, without a word to anybody."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, NotAllowed
from blues.notices.models import Mail, Notice
from exchanges.matching import dismissals, proposals, suggestions
from exchanges.models import Dismissal, State
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY
from tests.factories import DismissalFactory, TermFactory, UserFactory


@pytest.fixture
def topic():
    return TermFactory()


@pytest.fixture
def visitor(topic):
    made = registered("visitor")
    made.topics.add(topic)
    return made


@pytest.fixture
def hosts(topic):
    made = [registered("host") for _ in range(3)]
    for host in made:
        host.topics.add(topic)
    return made


def suggested_to(registration):
    return {found.registration for found in suggestions.for_registration(registration)}


def page(name, *rows):
    return reverse(f"matching:suggestion-{name}", args=[row.public_id for row in rows])


def test_a_partner_put_aside_is_not_suggested_any_more_and_nobody_is_told(visitor, hosts):
    dismissals.dismiss(visitor, partner=hosts[0], by=visitor.representative)

    assert suggested_to(visitor) == set(hosts[1:])
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 0)
    entry = journal.entries_for(visitor.case).get()
    assert (entry.verb, entry.detail) == ("suggestion-hidden", {"partner": hosts[0].reference})


def test_it_says_nothing_about_the_other_direction_or_another_registration(visitor, hosts, topic):
    other = registered("visitor")
    other.topics.add(topic)
    dismissals.dismiss(visitor, partner=hosts[0], by=visitor.representative)

    assert visitor in suggested_to(hosts[0])
    assert hosts[0] in suggested_to(other)


def test_a_proposal_stays_possible_in_both_directions(visitor, hosts):
    dismissals.dismiss(visitor, partner=hosts[0], by=visitor.representative)

    exchange = proposals.propose(
        visitor=visitor,
        host=hosts[0],
        mode="physical",
        first_day=MONDAY,
        last_day=FRIDAY,
        title="After all",
        goals="Compare cycles.",
        by=hosts[0].representative,
    )

    assert exchange.state == State.PROPOSED


def test_a_second_click_changes_nothing_and_it_can_be_undone_twice(visitor, hosts):
    for _ in range(2):
        dismissals.dismiss(visitor, partner=hosts[0], by=visitor.representative)
    assert Dismissal.objects.count() == 1

    for _ in range(2):
        dismissals.show_again(visitor, partner=hosts[0], by=visitor.representative)
    assert suggested_to(visitor) == set(hosts)
    verbs = [entry.verb for entry in journal.entries_for(visitor.case)]
    assert verbs == ["suggestion-hidden", "suggestion-shown"]


def test_only_the_organisation_itself_sorts_its_suggestions(visitor, hosts):
    for person in (hosts[0].representative, coordinator_of(visitor), UserFactory()):
        with pytest.raises(NotAllowed):
            dismissals.dismiss(visitor, partner=hosts[0], by=person)
        with pytest.raises(NotAllowed):
            dismissals.show_again(visitor, partner=hosts[0], by=person)
    assert not Dismissal.objects.exists()


def test_what_is_never_suggested_is_not_put_aside(visitor, hosts):
    for partner in (visitor, registered("visitor")):
        with pytest.raises(BadInput):
            dismissals.dismiss(visitor, partner=partner, by=visitor.representative)


def test_the_rows_refuse_nonsense(visitor):
    first = DismissalFactory()
    with pytest.raises(IntegrityError, match="dismissal_once"), transaction.atomic():
        DismissalFactory(registration=first.registration, partner=first.partner)
    with pytest.raises(IntegrityError, match="dismissal_of_another"), transaction.atomic():
        DismissalFactory(registration=visitor, partner=visitor)


# -- On the page ------------------------------------------------------------------------------


def test_a_suggestion_is_hidden_on_the_page_and_taken_up_again(client, sign_in, visitor, hosts):
    sign_in(visitor.representative)
    hide, show = page("hide", visitor, hosts[0]), page("show", visitor, hosts[0])
    assert hide in client.get(page("list")).text

    answer = client.post(hide, follow=True)
    assert "Nobody is told." in answer.text
    assert "1 hidden suggestion" in answer.text
    assert hide not in answer.text

    assert show in client.get(page("hidden")).text
    answer = client.post(show, follow=True)
    assert show not in answer.text
    assert hide in client.get(page("list")).text


def test_the_catalogue_still_shows_who_was_put_aside(client, sign_in, visitor, hosts):
    dismissals.dismiss(visitor, partner=hosts[0], by=visitor.representative)
    sign_in(visitor.representative)

    found = client.get(reverse("matching:catalogue-list")).context["page_obj"]

    assert set(found) == set(hosts)


def test_nobody_hides_for_others_or_reaches_who_is_not_listed(client, sign_in, visitor, hosts):
    unlisted = registered("host", is_listed=False)
    sign_in(hosts[0].representative)
    assert client.post(page("hide", visitor, hosts[1])).status_code == 404
    sign_in(visitor.representative)
    assert client.post(page("hide", visitor, unlisted)).status_code == 404
    assert client.get(page("hide", visitor, hosts[0])).status_code == 405
    sign_in(UserFactory())
    assert client.get(page("hidden")).status_code == 403
    assert not Dismissal.objects.exists()


def test_who_has_left_the_catalogue_can_still_be_taken_up_again(client, sign_in, visitor, hosts):
    dismissals.dismiss(visitor, partner=hosts[0], by=visitor.representative)
    hosts[0].is_listed = False
    hosts[0].save()
    sign_in(visitor.representative)

    client.post(page("show", visitor, hosts[0]))

    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_hidden_ones_cost_the_same_for_many(
    client, sign_in, bare_menu, visitor, hosts, number, django_assert_num_queries
):
    for host in hosts[:number]:
        DismissalFactory(registration=visitor, partner=host, dismissed_by=visitor.representative)
    sign_in(visitor.representative)
    client.get(page("hidden"))

    with django_assert_num_queries(13):
        client.get(page("hidden"))
