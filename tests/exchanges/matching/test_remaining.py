"""Places and money that are left, as far as each reader may know of them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from clusters.models import Programme
from exchanges.lifecycle import money_left
from exchanges.matching import remaining
from exchanges.models import State
from tests.exchanges.cast import coordinator_of
from tests.exchanges.dates import FRIDAY, MONDAY
from tests.factories import ExchangeFactory, FinancialAgreementFactory, UserFactory


@pytest.fixture(autouse=True)
def _budget(visitor):
    visitor.cluster.allocated = Decimal("2000.00")
    visitor.cluster.save()
    Programme.objects.update(target_exchanges=50)
    visitor.programme.refresh_from_db()


def promised(visitor, amount):
    """Money of the visitor's cluster that another visit has taken up."""
    FinancialAgreementFactory(
        signed=True,
        commitment__exchange__visitor__cluster=visitor.cluster,
        amount=Decimal(amount),
    )


@pytest.fixture
def proposed(visitor, host):
    return ExchangeFactory(visitor=visitor, host=host)


def plain(said) -> list[str]:
    return [sentence.replace("\xa0", " ") for sentence in said]


def money_for(user, visitor) -> list[str]:
    return plain(remaining.sentences(visitor, user))[1:]


@pytest.mark.feature(51)
def test_places_are_counted_against_the_target_by_confirmed_matches(visitor):
    for state in (State.PROPOSED, State.ACCEPTED, State.CANCELLED, State.DECLINED):
        ExchangeFactory(state=state)
    for state in (State.MATCHED, State.COMPLETED):
        ExchangeFactory(state=state)

    said = remaining.sentences(None, UserFactory(), programme=visitor.programme)

    assert said == ["The programme still has 48 places of 50."]


def test_a_target_that_is_reached_is_no_limit_but_a_question(visitor):
    visitor.programme.target_exchanges = 1
    ExchangeFactory(state=State.MATCHED)

    said = remaining.sentences(None, UserFactory(), programme=visitor.programme)

    assert said[0].startswith("The programme has agreed on all of its 1 exchanges.")


@pytest.mark.feature(51)
def test_those_who_answer_for_the_money_read_the_sum(visitor):
    promised(visitor, "830.00")
    readers = [coordinator_of(visitor), UserFactory(programme_coordinator=True)]
    readers += [UserFactory(finance=True), UserFactory(auditor=True)]

    for user in readers:
        said = money_for(user, visitor)
        assert len(said) == 1
        assert "can still promise EUR 1 170 of EUR 2 000" in said[0].replace("\u202f", " ")


def test_the_visitor_reads_whether_it_is_enough_and_no_sum(visitor, proposed):
    user = visitor.representative
    assert money_for(user, visitor) == [
        f"{visitor.cluster}, which pays, still has money for this visit."
    ]

    promised(visitor, "830.00")
    promised(visitor, "830.00")
    said = plain(remaining.sentences_for(proposed, user, amount=Decimal("830.00")))

    assert said[-1].startswith(f"{visitor.cluster}, which pays, has no money left for this visit.")
    assert "EUR" not in " ".join(said)


def test_who_represents_the_visitor_and_holds_an_office_reads_no_sum_of_the_own_case(visitor):
    user = UserFactory(finance=True)
    visitor.organisation.assignments.create(user=user, role="representative")

    assert "EUR" not in money_for(user, visitor)[0]


def test_host_its_cluster_and_strangers_read_nothing_about_money(visitor, host, proposed):
    for user in (host.representative, coordinator_of(host), UserFactory(coordinator=True)):
        assert money_for(user, visitor) == []
        said = plain(remaining.sentences_for(proposed, user, amount=Decimal("830.00")))
        assert said == [
            "The programme still has 50 places of 50.",
            "The host has 1 place free on these days.",
        ]


def test_free_places_at_the_host_are_those_of_the_days(visitor, host, proposed):
    host.capacity = 3
    ExchangeFactory(host=host, state=State.READY)
    ExchangeFactory(host=host, state=State.PROPOSED)
    proposed.host = host

    said = remaining.sentences_for(proposed, host.representative, amount=None)

    assert said[1] == "The host has 2 places free on these days."


def test_nothing_is_left_to_say_online_or_once_it_is_decided(visitor, host):
    online = ExchangeFactory(visitor=visitor, host=host, virtual=True)
    decided = ExchangeFactory(visitor=visitor, state=State.ACCEPTED)

    assert len(remaining.sentences_for(online, visitor.representative, amount=None)) == 1
    assert remaining.sentences_for(decided, visitor.representative, amount=None) == []


def test_the_books_are_kept_in_one_place():
    with pytest.raises(ImproperlyConfigured):
        money_left.money_left(lambda cluster: Decimal(0))


@pytest.mark.feature(51)
def test_it_stands_on_the_profile_and_beside_the_proposal(client, sign_in, visitor, host):
    sign_in(visitor.representative)
    entry = client.get(reverse("matching:catalogue-entry", args=[host.public_id]))
    form = reverse("matching:proposal-new", args=[host.public_id])
    terms = {"mode": "physical", "first_day": MONDAY.isoformat(), "last_day": FRIDAY.isoformat()}
    words = {"title": "Water", "goals": "Compare.", "proposer": visitor.public_id}
    checked = client.post(form, terms | words | {"act": "check"})

    for answer in (entry, client.get(form), checked):
        assert "The programme still has 50 places of 50." in answer.text
        assert "still has money for this visit" in answer.text
    assert "The host has 1 place free on these days." in checked.text

    sign_in(host.representative)
    entry = client.get(reverse("matching:catalogue-entry", args=[visitor.public_id]))
    assert "The programme still has 50 places of 50." in entry.text
    assert "money" not in entry.text
