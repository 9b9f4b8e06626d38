"""Rounds through their verbs: asked for, solved by the job, asked again, released."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from blues import jobs, journal
from blues.common.errors import Conflict, NotAllowed
from exchanges.matching import releasing, rounds
from exchanges.matching.round_input import gather
from exchanges.models import Exchange, MatchedPair, MatchingRound, Party, State
from exchanges.registration import registrations
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import TODAY
from tests.exchanges.together import at_once
from tests.factories import TermFactory, UserFactory


@pytest.fixture
def topic():
    return TermFactory()


@pytest.fixture
def visitor(visitor, topic):
    visitor.topics.add(topic)
    return visitor


@pytest.fixture
def host(host, topic):
    host.topics.add(topic)
    return host


@pytest.fixture
def matchmaker(visitor):
    return coordinator_of(visitor)


def solved(programme, by, **wishes) -> MatchingRound:
    round_ = rounds.ask(programme=programme, by=by, **wishes)
    jobs.run_due()
    round_.refresh_from_db()
    return round_


def pairs_of(round_) -> list:
    return [(pair.visitor, pair.host) for pair in round_.pairs.all()]


def verbs(round_) -> list:
    return [entry.verb for entry in journal.entries_for(round_.case)]


@pytest.mark.feature(34)
def test_a_round_is_asked_for_solved_and_kept_with_its_proof(visitor, host, matchmaker):
    round_ = solved(visitor.programme, matchmaker)

    assert pairs_of(round_) == [(visitor, host)]
    assert (round_.number, round_.solver, round_.gap) == (1, "assignment", 0)
    assert round_.total == round_.pairs.get().score == round_.others["greedy"]
    assert verbs(round_) == ["round-asked", "round-solved"]


def test_equal_input_has_an_equal_hash_and_another_one_another(visitor, host, matchmaker):
    one, other = (solved(visitor.programme, matchmaker) for _time in range(2))
    fewer = solved(visitor.programme, matchmaker, most=0)

    assert one.input_sha256 == other.input_sha256 != fewer.input_sha256
    assert (one.number, other.number) == (1, 2)


def test_nobody_outside_the_catalogue_takes_part(visitor, host, matchmaker):
    registrations.hold(host, by=host.representative)
    hidden = registered("host")
    type(hidden).objects.filter(pk=hidden.pk).update(is_listed=False)

    assert gather(rounds.ask(programme=visitor.programme, by=matchmaker)).hosts == []


def test_those_who_prepare_an_exchange_already_are_left_alone(visitor, host, matchmaker):
    round_ = solved(visitor.programme, matchmaker)
    releasing.release(round_, by=matchmaker)

    assert pairs_of(solved(visitor.programme, matchmaker)) == []


@pytest.mark.parametrize(
    ("wishes", "count"),
    [
        ({"most": 0}, 0),
        ({"most": 1}, 1),
        ({"ceiling": 100}, 0),  # a stay in Germany costs more
        ({"ceiling": 900}, 1),
    ],
)
def test_conditions_are_kept(visitor, host, matchmaker, wishes, count):
    round_ = solved(visitor.programme, matchmaker, **wishes)

    assert (round_.pairs.count(), round_.solver, round_.gap) == (count, "mixed", 0)


def test_nobody_is_matched_for_comfort_alone_unless_asked_for(visitor, host, matchmaker):
    host.topics.set([TermFactory()])

    assert pairs_of(solved(visitor.programme, matchmaker)) == []
    assert pairs_of(solved(visitor.programme, matchmaker, needs_subject=False)) == [(visitor, host)]


def test_equal_input_has_an_equal_outlook(visitor, host, matchmaker):
    for _another in range(3):
        registered("visitor").topics.set(visitor.topics.all())
    one, other = (solved(visitor.programme, matchmaker, rounds_to_come=2) for _time in range(2))

    assert one.input_sha256 == other.input_sha256
    assert (one.expected, one.kept_back) == (8, other.kept_back)
    assert pairs_of(one) == pairs_of(other)


def test_as_many_are_expected_a_round_as_came_so_far(visitor, host, matchmaker):
    """One who has found somebody counts, and the rounds that were released do."""
    releasing.release(solved(visitor.programme, matchmaker), by=matchmaker)
    second = registered("visitor")

    told = gather(rounds.ask(programme=visitor.programme, by=matchmaker, rounds_to_come=3))

    assert ([one.key for one in told.visitors], told.expected) == ([second.pk], 3)
    assert [one.key for one in told.earlier] == [visitor.pk]


def test_the_share_of_a_cluster_is_kept(visitor, host, matchmaker):
    round_ = solved(visitor.programme, matchmaker, shares={visitor.cluster.code: 0})

    assert pairs_of(round_) == []


@pytest.mark.feature(35)
def test_a_forbidden_pair_is_matched_otherwise_in_the_next_round(visitor, host, topic, matchmaker):
    other = registered("host")
    other.topics.add(topic)
    first = solved(visitor.programme, matchmaker)
    (found,) = first.pairs.all()

    following = rounds.ask_again(first, by=matchmaker, forbid=[(found.visitor_id, found.host_id)])
    jobs.run_due()

    assert {pair.host for pair in [found, following.pairs.get()]} == {host, other}
    assert following.follows == first


def test_a_fixed_pair_stays_in_the_next_round(visitor, host, topic, matchmaker):
    better = registered("host")
    better.topics.add(topic, TermFactory())
    visitor.topics.set(better.topics.all())
    first = solved(visitor.programme, matchmaker)

    following = rounds.ask_again(first, by=matchmaker, fix=[(visitor.pk, host.pk)])
    jobs.run_due()

    assert (pairs_of(first), pairs_of(following)) == ([(visitor, better)], [(visitor, host)])


def test_a_kept_pair_is_let_go_by_the_next_round_that_does_not_keep_it(
    visitor, host, topic, matchmaker
):
    better = registered("host")
    better.topics.add(topic, TermFactory())
    visitor.topics.set(better.topics.all())
    kept = rounds.ask_again(
        solved(visitor.programme, matchmaker), by=matchmaker, fix=[(visitor.pk, host.pk)]
    )
    jobs.run_due()

    free = rounds.ask_again(kept, by=matchmaker)
    jobs.run_due()

    assert (pairs_of(kept), pairs_of(free)) == ([(visitor, host)], [(visitor, better)])


def test_a_kept_pair_that_was_released_is_no_obstacle_to_the_next_round(visitor, host, matchmaker):
    first = solved(visitor.programme, matchmaker)
    kept = rounds.ask_again(first, by=matchmaker, fix=[(visitor.pk, host.pk)])
    jobs.run_due()
    releasing.release(kept, by=matchmaker)

    following = solved(visitor.programme, matchmaker, must=[(visitor.pk, host.pk)])

    assert (following.is_solved, pairs_of(following)) == (True, [])


def test_who_is_free_before_anybody_could_sign_alone_does_not_take_part(visitor, host, matchmaker):
    near = TODAY + timedelta(days=20)
    visitor.windows.update(first_day=TODAY, last_day=near)

    assert gather(rounds.ask(programme=visitor.programme, by=matchmaker)).visitors == []


def test_a_host_takes_no_more_than_it_may_be_asked_by(visitor, host, matchmaker):
    type(host).objects.filter(pk=host.pk).update(capacity=50)
    asked = rounds.ask(programme=visitor.programme, by=matchmaker)
    assert [one.capacity_left for one in gather(asked).hosts] == [5]

    releasing.release(solved(visitor.programme, matchmaker), by=matchmaker)

    told = gather(asked)
    assert ([one.capacity_left for one in told.hosts], told.visitors) == ([4], [])


def test_long_names_keep_nobody_from_a_proposal(visitor, host, matchmaker):
    for one in (visitor, host):
        type(one.organisation).objects.filter(pk=one.organisation_id).update(
            legal_name=one.role * 28, short_name=""
        )

    releasing.release(solved(visitor.programme, matchmaker), by=matchmaker)

    assert len(Exchange.objects.get().title) == 200


def test_conditions_that_contradict_each_other_end_the_job_with_the_reason(
    visitor, host, matchmaker
):
    round_ = solved(
        visitor.programme, matchmaker, must=[(visitor.pk, host.pk)], must_not=[], most=0
    )

    assert (round_.is_solved, round_.job.state) == (False, "failed")
    assert round_.job.error.startswith("These conditions contradict each other")


def test_a_pair_that_must_be_and_must_not_ends_the_job_with_the_reason(visitor, host, matchmaker):
    pair = [(visitor.pk, host.pk)]
    round_ = solved(visitor.programme, matchmaker, must=pair, must_not=pair)

    assert (round_.is_solved, round_.job.state) == (False, "failed")
    assert round_.job.error.startswith("A pair that must be matched is also to be done without")


def test_the_share_of_a_cluster_that_does_not_take_part_changes_nothing(visitor, host, matchmaker):
    round_ = solved(visitor.programme, matchmaker, shares={"nowhere": 0})

    assert pairs_of(round_) == [(visitor, host)]


def test_an_impossible_share_is_refused(visitor, matchmaker):
    with pytest.raises(ValidationError, match="0 or more"):
        rounds.ask(programme=visitor.programme, by=matchmaker, shares={visitor.cluster.code: -1})

    assert not MatchingRound.objects.exists()


def test_a_job_that_runs_twice_solves_once(visitor, host, matchmaker):
    round_ = solved(visitor.programme, matchmaker)
    rounds.work_out(round_)

    assert round_.pairs.count() == 1
    assert verbs(round_) == ["round-asked", "round-solved"]


def test_a_registration_withdrawn_meanwhile_leaves_the_others_their_proposals(
    visitor, host, topic, matchmaker
):
    second, other = registered("visitor"), registered("host")
    for one in (second, other):
        one.topics.add(topic)
    round_ = solved(visitor.programme, matchmaker)
    gone = round_.pairs.get(visitor=visitor).host
    registrations.withdraw(gone, by=gone.representative)

    releasing.release(round_, by=coordinator_of(second))
    releasing.release(round_, by=matchmaker)

    assert [e.visitor for e in Exchange.objects.all()] == [second]
    assert "takes no proposals now" in round_.pairs.get(visitor=visitor).refusal


@pytest.mark.django_db(transaction=True)
def test_a_registration_withdrawn_while_the_solver_runs_becomes_no_proposal(
    visitor, host, matchmaker
):
    round_ = rounds.ask(programme=visitor.programme, by=matchmaker)

    at_once(
        [
            lambda: rounds.work_out(round_),
            lambda: registrations.withdraw(host, by=host.representative),
        ]
    )
    releasing.release(round_, by=matchmaker)

    assert not Exchange.objects.exists()
    assert all("takes no proposals now" in pair.refusal for pair in round_.pairs.all())


@pytest.mark.feature(34)
def test_a_release_makes_proposals_once_however_often_it_is_asked_for(visitor, host, matchmaker):
    round_ = solved(visitor.programme, matchmaker)

    for _time in range(2):
        released = releasing.release(round_, by=matchmaker)

    exchange = Exchange.objects.get()
    assert (exchange.visitor, exchange.host, exchange.state) == (visitor, host, State.PROPOSED)
    assert (exchange.proposed_side, exchange.proposed_by) == (Party.VISITOR, matchmaker)
    assert MatchedPair.objects.get().exchange == exchange
    assert (released.released_by, released.released_at is None) == (matchmaker, False)


def test_each_coordinator_releases_for_the_own_members(visitor, host, topic, matchmaker):
    second = registered("visitor")
    second.topics.add(topic)
    spare = registered("host")
    spare.topics.add(topic)
    round_ = solved(visitor.programme, matchmaker)

    releasing.release(round_, by=matchmaker)
    round_.refresh_from_db()
    assert [pair.visitor for pair in releasing.waiting(round_)] == [second]
    assert round_.released_at is None

    last = releasing.release(round_, by=coordinator_of(second))
    assert (Exchange.objects.count(), last.released_at is None) == (2, False)


def test_an_earlier_round_is_not_released_after_a_later_one(visitor, host, matchmaker):
    first = solved(visitor.programme, matchmaker)
    rounds.ask_again(first, by=matchmaker)
    jobs.run_due()

    with pytest.raises(Conflict, match="A later round"):
        releasing.release(first, by=matchmaker)
    assert not Exchange.objects.exists()


def test_nothing_is_released_before_it_is_solved(visitor, host, matchmaker):
    round_ = rounds.ask(programme=visitor.programme, by=matchmaker)

    with pytest.raises(Conflict, match="nothing to release yet"):
        releasing.release(round_, by=matchmaker)


@pytest.mark.parametrize("who", ["representative", "finance", "auditor"])
def test_rounds_are_for_coordinators(visitor, host, matchmaker, who):
    person = visitor.representative if who == "representative" else UserFactory(**{who: True})
    round_ = solved(visitor.programme, matchmaker)

    for attempt in (
        lambda: rounds.ask(programme=visitor.programme, by=person),
        lambda: releasing.release(round_, by=person),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert (MatchingRound.objects.count(), Exchange.objects.count()) == (1, 0)


def test_giving_every_place_now_keeps_what_was_kept_by_hand(visitor, host, matchmaker):
    first = solved(visitor.programme, matchmaker)
    pair = (visitor.pk, host.pk)
    kept = rounds.ask_again(first, by=matchmaker, fix=[pair])
    jobs.run_due()

    again = rounds.ask_again(kept, by=matchmaker, gives_all=True)

    assert again.must == [list(pair)]


def test_two_rounds_that_do_not_follow_each_other_ask_nobody_twice(visitor, host, matchmaker):
    other = registered("host")
    other.topics.set(visitor.topics.all())
    one = solved(visitor.programme, matchmaker)
    two = rounds.ask(programme=visitor.programme, by=matchmaker, must_not=[
        (visitor.pk, pair.host_id) for pair in one.pairs.all()
    ])  # fmt: skip
    jobs.run_due()

    releasing.release(one, by=matchmaker)
    releasing.release(two, by=matchmaker)

    (pair,) = two.pairs.all()
    assert visitor.visits.count() == 1
    assert (pair.exchange, pair.refusal) == (None, f"{visitor.organisation} is asked already.")


def test_a_pair_without_a_place_on_the_map_stops_neither_page_nor_release(
    client, sign_in, visitor, host, matchmaker
):
    round_ = solved(visitor.programme, matchmaker)
    type(host.organisation).objects.filter(pk=host.organisation_id).update(
        latitude=None, longitude=None
    )
    sign_in(matchmaker)

    assert "is not known yet" in client.get(round_.get_absolute_url()).content.decode()
    releasing.release(round_, by=matchmaker)
    assert "is not known yet" in round_.pairs.get().refusal


def test_nobody_goes_where_no_sum_is_known_under_a_ceiling(visitor, host, matchmaker):
    abroad = registered("host", country="GB", mode="physical")
    abroad.topics.set(visitor.topics.all())
    round_ = rounds.ask(programme=visitor.programme, by=matchmaker, ceiling=1000)

    told = gather(round_)

    assert (visitor.pk, host.pk) in told.wishes.cents
    assert (visitor.pk, abroad.pk) in told.wishes.must_not
