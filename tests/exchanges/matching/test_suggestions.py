"""What the portal suggests: five partners, the best first, each with its reasons."""

import random

import pytest
from django.urls import reverse

from clusters.models import OrganisationType, SizeClass, Term
from exchanges.matching import suggestions
from exchanges.matching.round_input import gather
from tests.exchanges.cast import registered
from tests.factories import ItemFactory, MatchingRoundFactory, TermFactory, next_weights

pytestmark = pytest.mark.feature(31)
FOR_YOU = reverse("matching:suggestion-list")


@pytest.fixture
def topic():
    return TermFactory(label="Membranes")


def found(registration) -> list:
    return [one.registration for one in suggestions.for_registration(registration)]


@pytest.mark.feature(32)
def test_everything_that_speaks_for_a_pair_is_said(client, sign_in, topic):
    visitor, host = registered("visitor"), registered("host")
    aim, activity = TermFactory(kind=Term.Kind.AIM), TermFactory(kind=Term.Kind.ACTIVITY)
    for one in (visitor, host):
        one.topics.add(topic)
        one.aims.add(aim)
        one.activities.add(activity)
        one.organisation.size_class = SizeClass.SMALL
        one.organisation.save()
        one.organisation.sectors.add(TermFactory(kind=Term.Kind.INDUSTRY))
        ItemFactory(registration=one, topic=topic, text="Clean membranes")
    visitor.partner_types = [OrganisationType.SME]
    visitor.preferred_countries.add(host.organisation.country)
    visitor.awake_on = host.awake_on = host.windows.get().first_day
    visitor.save()
    host.save()

    suggestion = suggestions.for_registration(visitor)[0]
    sign_in(visitor.representative)
    page = client.get(FOR_YOU).text

    assert suggestion.reasons == (
        "both work on Membranes",
        "offers what you look for: Membranes",
        f"the same topic seen from another sector: {host.organisation.sectors.get()}",
        f"both want {activity}",
        f"both aim at this: {aim}",
        "preferred type of host: small or medium-sized enterprise",
        "preferred country: Germany",
        "both of the same size",
        "both free 1 February–30 April 2027",
        "1738 km: full lump sum from 5 working days",
        "both fluent in English",
        "active today",
    )
    assert suggestion.score == 60 + 60 + 4 + 5 + 2 + 5 + 5 + 2 + 4 + 4 + 4 + 2 + 2
    assert [reason for reason in suggestion.reasons if reason not in page] == []
    assert "How they answer: new, nothing known yet" in page


def test_five_are_suggested_and_equals_always_in_the_same_order(topic):
    visitor = registered("visitor")
    visitor.topics.add(topic)
    hosts = [registered("host") for _each in range(7)]
    random.Random(7).shuffle(hosts)
    for host in hosts[:2]:
        host.topics.add(topic)

    once, again = found(visitor), found(visitor)

    def by_key(rows):
        return sorted(rows, key=lambda row: row.pk)

    assert once == again == [*by_key(hosts[:2]), *by_key(hosts[2:])[:3]]


def test_nobody_forbidden_is_suggested(visitor):
    registered("host", country="ES")
    registered("host", languages={"de": "native"})
    registered("host", is_listed=False)
    possible = registered("host")

    assert found(visitor) == [possible]


def test_the_programme_says_what_counts(visitor, topic):
    visitor.topics.add(topic)
    expert, near = registered("host"), registered("host", country="FR")
    expert.topics.add(topic)
    assert found(visitor) == [expert, near]

    next_weights(visitor.programme, topic={"points": 1}, near={"points": 9})

    assert found(visitor) == [near, expert]


def test_another_weight_is_another_input_of_a_round(visitor, host):
    matching_round = MatchingRoundFactory(programme=visitor.programme)
    before, again = gather(matching_round).sha256, gather(matching_round).sha256

    next_weights(visitor.programme, size={"points": 3})

    assert before == again != gather(matching_round).sha256


def test_without_a_partner_the_page_says_what_helps(client, sign_in, visitor):
    sign_in(visitor.representative)

    assert "Wider periods help" in client.get(FOR_YOU).text
