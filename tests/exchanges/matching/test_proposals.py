"""Proposals through their verbs: made, refused, answered, forgotten."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from blues import jobs, journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Role
from exchanges.lifecycle import facts
from exchanges.matching import proposals
from exchanges.matching.availability import standing_of
from exchanges.models import Exchange, Party, RegistrationState, State
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import (
    ClusterFactory,
    ExchangeFactory,
    ProgrammeFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

R = RegistrationState


def propose(visitor, host, by=None, **changes):
    usual = {
        "mode": "physical",
        "first_day": MONDAY,
        "last_day": FRIDAY,
        "title": "Membranes that stay clean",
        "goals": "Compare cleaning cycles.",
    }
    by = by or visitor.representative
    return proposals.propose(visitor=visitor, host=host, by=by, **usual | changes)


# -- Making one -------------------------------------------------------------------------------


def test_a_proposal_is_numbered_checked_and_told_to_the_other_side(visitor, host):
    exchange = propose(visitor, host)

    assert (exchange.reference, exchange.state, exchange.due_on) == (
        "BX-2026-001",
        State.PROPOSED,
        TODAY + timedelta(days=21),
    )
    assert (exchange.vop, exchange.hop) == (visitor.cluster, host.cluster)
    assert exchange.proposed_side == Party.VISITOR
    assert exchange.distance_km > Decimal(1000)
    record = exchange.checks.get()
    assert (record.occasion, record.passed, record.rules_version) == (
        "proposal",
        True,
        exchange.rule_set.version,
    )
    assert [n.topic for n in host.representative.notices.all()] == ["matching.proposed"]
    assert visitor.representative.notices.count() == 0


def test_the_host_may_ask_the_visitor(visitor, host):
    exchange = propose(visitor, host, by=host.representative)

    assert exchange.proposed_side == Party.HOST
    assert [n.topic for n in visitor.representative.notices.all()] == ["matching.proposed"]


@pytest.mark.parametrize("side", ["visitor", "host"])
def test_a_coordinator_writes_down_what_two_have_agreed_and_the_journal_says_so(
    visitor, host, side
):
    asking = {"visitor": visitor, "host": host}[side]
    coordinator = coordinator_of(asking)

    exchange = propose(visitor, host, by=coordinator, side=side)

    assert (exchange.proposed_side, exchange.proposed_by) == (side, coordinator)
    entry = journal.entries_for(exchange.case).get()
    assert (entry.verb, entry.detail) == ("exchange-proposed", {"side": side, "on_behalf": True})


def test_nobody_else_proposes_and_nobody_for_the_other_side(visitor, host):
    admin = UserFactory(organisation_admin=True, organisation=visitor.organisation)
    strangers = [admin, UserFactory(), UserFactory(programme_coordinator=True)]
    strangers.append(coordinator_of(RegistrationFactory(host=True)))

    for person in strangers:
        with pytest.raises(NotAllowed):
            propose(visitor, host, by=person)
    with pytest.raises(NotAllowed):
        propose(visitor, host, by=visitor.representative, side="host")
    assert not Exchange.objects.exists()


def test_two_hosts_or_one_organisation_make_no_exchange(visitor, host):
    with pytest.raises(BadInput):
        propose(host, host)
    own_host = RegistrationFactory(role="host", organisation=visitor.organisation, membership=False)
    with pytest.raises(BadInput):
        propose(visitor, own_host)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_day": None}, "Give the first and the last working day."),
        ({"first_day": FRIDAY, "last_day": MONDAY}, "The last day cannot come before"),
        ({"first_day": TODAY}, "A stay is proposed before it begins."),
        ({"mode": "hybrid"}, "in person or online"),
    ],
)
def test_nonsense_is_refused_in_words(visitor, host, changes, words):
    with pytest.raises(BadInput, match=words):
        propose(visitor, host, **changes)


def test_a_declared_visit_in_person_leaves_online_exchanges(host):
    visitor = registered("visitor", earlier_visit="in-person", mode="both")

    with pytest.raises(Conflict) as refused:
        propose(visitor, host)

    assert refused.value.reasons == [
        f"The organisation has used its one visit (declared in {visitor.reference})."
    ]
    assert not Exchange.objects.exists()
    assert propose(visitor, host, mode="virtual").state == State.PROPOSED


def test_the_rules_stand_against_two_of_one_country_with_the_way_out(visitor):
    neighbour = registered("host", country="ES")

    with pytest.raises(Conflict) as refused:
        propose(visitor, neighbour)

    assert refused.value.reasons == ["Visitor and host are both in Spain."]
    assert refused.value.way_out == "Choose a partner from another country."
    assert not Exchange.objects.exists()


def test_two_days_are_too_few_and_a_day_after_the_programme_too_late(visitor, host):
    with pytest.raises(Conflict) as refused:
        propose(visitor, host, last_day=MONDAY + timedelta(days=1))
    assert "needs at least 3" in refused.value.reasons[0]

    late = date(2029, 3, 5)
    with pytest.raises(Conflict) as refused:
        propose(visitor, host, first_day=late, last_day=late + timedelta(days=4))
    assert "the programme's period" in refused.value.reasons[0]


def test_the_two_meet_as_both_have_chosen(visitor):
    with pytest.raises(Conflict, match="does not want to meet like that"):
        propose(visitor, registered("host", mode="virtual"))


def test_one_visit_in_person_is_all_but_online_stays_open(visitor, host):
    ExchangeFactory(visitor=visitor, state=State.READY)

    with pytest.raises(Conflict) as refused:
        propose(visitor, host)
    assert "has used its one visit" in refused.value.reasons[0]
    assert propose(visitor, host, mode="virtual").state == State.PROPOSED


@pytest.mark.parametrize(("scheme", "counts"), [("ClusterXchange", True), ("Another", False)])
def test_the_one_visit_counts_in_every_programme_of_the_scheme(visitor, scheme, counts):
    second = ProgrammeFactory(code="second", scheme_name=scheme)
    cluster = ClusterFactory(programme=second)
    made = ExchangeFactory(
        programme=second,
        visitor=RegistrationFactory(
            visitor=True, organisation=visitor.organisation, cluster=cluster
        ),
        host__cluster=cluster,
        state=State.COMPLETED,
    )

    earlier = facts.earlier_visits(visitor.organisation, programme=visitor.programme)
    standing = standing_of([visitor], programme=visitor.programme_id)

    assert [one.reference for one in earlier] == [made.reference] * counts
    assert list(standing.visits_used) == [visitor.organisation_id] * counts


def test_an_organisation_that_registers_anew_has_no_second_visit(host):
    before = registered("visitor", state=R.WITHDRAWN)
    ExchangeFactory(visitor=before, state=State.COMPLETED)
    again = RegistrationFactory(
        role="visitor",
        organisation=before.organisation,
        cluster=before.cluster,
        representative=before.representative,
        membership=False,
        represented=False,
    )

    with pytest.raises(Conflict) as refused:
        propose(again, host)

    assert "has used its one visit" in refused.value.reasons[0]


@pytest.mark.parametrize("state", [R.RESERVED, R.ON_HOLD, R.LOW_ACTIVE, R.WITHDRAWN, R.DRAFT])
def test_who_takes_no_proposals_gets_none(visitor, state):
    with pytest.raises(Conflict):
        propose(visitor, registered("host", state=state))


def test_two_who_prepare_an_exchange_do_not_start_a_second_one(visitor, host):
    propose(visitor, host)

    with pytest.raises(Conflict, match="already preparing"):
        propose(visitor, host)


@pytest.mark.feature(38)
@pytest.mark.parametrize("busy", ["visitor", "host"])
def test_five_open_proposals_are_the_limit_on_either_side(visitor, host, busy):
    ExchangeFactory.create_batch(5, **{busy: {"visitor": visitor, "host": host}[busy]})

    with pytest.raises(proposals.TooMany) as refused:
        propose(visitor, host)

    assert refused.value.status == 429


def test_declined_and_expired_proposals_make_room(visitor, host):
    for state in (State.DECLINED, State.EXPIRED, State.WITHDRAWN, State.CANCELLED):
        ExchangeFactory.create_batch(2, visitor=visitor, state=state)

    assert propose(visitor, host).state == State.PROPOSED


@pytest.mark.parametrize(("capacity", "is_full"), [(1, True), (2, False)])
def test_a_full_house_takes_nobody_on_these_days(visitor, capacity, is_full):
    host = registered("host", capacity=capacity)
    ExchangeFactory(host=host, state=State.READY, first_day=FRIDAY, last_day=date(2027, 3, 12))

    if not is_full:
        assert propose(visitor, host).state == State.PROPOSED
        return
    with pytest.raises(Conflict, match="receives other visitors"):
        propose(visitor, host)
    assert propose(visitor, host, mode="virtual").state == State.PROPOSED


# -- Answering --------------------------------------------------------------------------------


def test_the_other_side_accepts_and_both_clusters_are_told(visitor, host):
    vop, hop = coordinator_of(visitor), coordinator_of(host)

    exchange = proposals.accept(propose(visitor, host), by=host.representative)

    assert (exchange.state, exchange.due_on) == (State.ACCEPTED, TODAY + timedelta(days=10))
    assert [n.topic for n in visitor.representative.notices.all()] == ["matching.accepted"]
    assert [list(p.notices.values_list("topic", flat=True)) for p in (vop, hop)] == [
        ["matching.confirm"],
        ["matching.confirm"],
    ]


def test_nobody_answers_the_own_proposal(visitor, host):
    exchange = propose(visitor, host)

    for answer in (proposals.accept, lambda e, by: proposals.decline(e, by=by, reason="no")):
        with pytest.raises((NotAllowed, Conflict)):
            answer(exchange, by=visitor.representative)
        with pytest.raises(NotAllowed):
            answer(exchange, by=UserFactory())
    with pytest.raises((NotAllowed, Conflict)):
        proposals.withdraw(exchange, by=host.representative)


def test_a_coordinator_does_not_answer_for_a_member(visitor, host):
    exchange = propose(visitor, host)

    with pytest.raises(NotAllowed):
        proposals.accept(exchange, by=coordinator_of(host))


def test_a_no_has_a_reason_that_the_other_side_reads(visitor, host):
    exchange = propose(visitor, host)
    with pytest.raises(BadInput):
        proposals.decline(exchange, by=host.representative, reason=" ")

    declined = proposals.decline(exchange, by=host.representative, reason="No time in March.")

    assert declined.state == State.DECLINED
    assert declined.transitions.get().note == "No time in March."
    assert [n.topic for n in visitor.representative.notices.all()] == ["matching.declined"]


def test_a_withdrawn_proposal_is_not_accepted(visitor, host):
    exchange = propose(visitor, host)

    assert proposals.withdraw(exchange, by=visitor.representative).state == State.WITHDRAWN
    with pytest.raises(Conflict):
        proposals.accept(exchange, by=host.representative)
    assert [n.topic for n in host.representative.notices.order_by("pk")] == [
        "matching.proposed",
        "matching.withdrawn",
    ]


def test_what_the_rules_refuse_by_now_is_not_accepted(visitor, host):
    exchange = propose(visitor, host)
    ExchangeFactory(visitor=visitor, state=State.READY)

    with pytest.raises(Conflict) as refused:
        proposals.accept(exchange, by=host.representative)

    assert "has used its one visit" in refused.value.reasons[0]
    exchange.refresh_from_db()
    assert (exchange.state, exchange.checks.count()) == (State.PROPOSED, 1)


def test_a_person_on_both_sides_proposes_as_visitor(visitor, host):
    RoleAssignmentFactory(
        user=visitor.representative, role=Role.REPRESENTATIVE, organisation=host.organisation
    )

    assert propose(visitor, host).proposed_side == Party.VISITOR


# -- Forgetting -------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "state"), [(21, State.PROPOSED), (22, State.EXPIRED)])
def test_an_unanswered_proposal_expires_the_day_after_its_deadline(visitor, host, days, state):
    exchange = propose(visitor, host)

    with clock.standing_on(TODAY + timedelta(days=days)):
        assert proposals.expire_due() == (state == State.EXPIRED)

    exchange.refresh_from_db()
    assert exchange.state == state


def test_the_daily_jobs_expire_and_remind(visitor, host):
    propose(visitor, host)
    expired = jobs.request("matching.expire", key="expire", day=TODAY)
    reminded = jobs.request("matching.remind", key="remind", day=TODAY)

    with clock.standing_on(TODAY + timedelta(days=22)):
        jobs.run_due()

    expired.refresh_from_db()
    reminded.refresh_from_db()
    assert (expired.result, reminded.result) == ({"expired": 1}, {"reminded": 0})
