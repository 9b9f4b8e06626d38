"""A match that the clusters do not confirm in time comes to an end that everybody sees."""

from datetime import timedelta

import pytest

from blues import journal
from blues.common import clock
from exchanges.lifecycle.states import Party, State
from exchanges.matching import confirmation, proposals, reminders
from tests.exchanges.cast import registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import UserFactory


@pytest.fixture
def accepted():
    """Both organisations agree; the rules give the clusters ten days."""
    visitor, host = registered("visitor"), registered("host")
    exchange = proposals.propose(
        visitor=visitor,
        host=host,
        mode="physical",
        first_day=MONDAY,
        last_day=FRIDAY,
        title="Membranes",
        goals="Compare cleaning cycles.",
        by=visitor.representative,
    )
    return proposals.accept(exchange, by=host.representative)


@pytest.fixture
def coordinators(accepted):
    return {
        party: UserFactory(coordinator=True, cluster=accepted.cluster_of(party))
        for party in (Party.VOP, Party.HOP)
    }


def topics(person):
    return [n.topic for n in person.notices.filter(topic__startswith="matching.unconfirmed")]


@pytest.mark.parametrize(("days", "state"), [(10, State.ACCEPTED), (11, State.EXPIRED)])
def test_a_match_expires_on_the_day_after_its_deadline(accepted, coordinators, days, state):
    with clock.standing_on(TODAY + timedelta(days=days)):
        proposals.expire_due()
        assert proposals.expire_due() == 0

    accepted.refresh_from_db()
    assert accepted.state == state
    told = ["matching.unconfirmed"] if state == State.EXPIRED else []
    people = [accepted.visitor.representative, accepted.host.representative, *coordinators.values()]
    assert [topics(person) for person in people] == [told] * 4


@pytest.mark.parametrize(("days", "reminded"), [(6, 0), (7, 1), (9, 1)])
def test_the_cluster_whose_word_is_missing_is_reminded(accepted, coordinators, days, reminded):
    confirmation.confirm(accepted, by=coordinators[Party.VOP])

    with clock.standing_on(TODAY + timedelta(days=days)):
        assert reminders.remind_due() == reminded
        assert reminders.remind_due() == 0

    assert topics(coordinators[Party.VOP]) == []
    assert topics(coordinators[Party.HOP]) == ["matching.unconfirmed_soon"] * reminded


def test_the_two_may_propose_again_and_the_journal_names_the_portal(accepted):
    with clock.standing_on(TODAY + timedelta(days=11)):
        proposals.expire_due()
        again = proposals.propose(
            visitor=accepted.visitor,
            host=accepted.host,
            mode="physical",
            first_day=MONDAY,
            last_day=FRIDAY,
            title="Membranes",
            goals="Compare cleaning cycles.",
            by=accepted.visitor.representative,
        )

    assert again.state == State.PROPOSED
    last = journal.entries_for(accepted.case).last()
    assert (last.verb, last.actor, last.detail["party"]) == ("state-changed", None, "portal")
