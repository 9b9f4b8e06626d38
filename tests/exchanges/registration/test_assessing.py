"""What the partner cluster decides, and who may decide."""

from datetime import timedelta
from functools import partial

import pytest

from blues.common import clock, formats
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Membership, Role
from exchanges.models import RegistrationState
from exchanges.registration import assessment, registrations
from tests.exchanges.cast import submitted
from tests.exchanges.dates import TODAY
from tests.factories import (
    ChecklistItemFactory,
    ClusterFactory,
    MembershipFactory,
    RoleAssignmentFactory,
    UserFactory,
)

R = RegistrationState


def test_more_is_asked_answered_and_sent_again(representative, coordinator):
    registration = submitted(representative)

    asked = assessment.ask_for_more(registration, by=coordinator, remark="Which rivers?")
    assert (asked.state, asked.remark) == (R.MORE_INFO_NEEDED, "Which rivers?")
    with clock.standing_on(TODAY + timedelta(days=5)):
        registrations.change(asked, by=representative, summary="The Ebro.")
        again = registrations.submit(asked, by=representative)

    assert (again.state, again.due_on) == (R.SUBMITTED, TODAY + timedelta(days=19))


def test_opening_a_case_wins_no_time(representative, coordinator):
    registration = submitted(representative)

    with clock.standing_on(TODAY + timedelta(days=10)):
        opened = assessment.take_up(registration, by=coordinator)

    assert opened.due_on == TODAY + timedelta(days=14)


def test_a_case_taken_up_twice_names_who_has_it(representative, coordinator, cluster):
    case = submitted(representative)
    anna = UserFactory(coordinator=True, cluster=cluster, given_names="Anna", family_name="First")
    taken = assessment.take_up(case, by=anna)

    with pytest.raises(Conflict) as late:
        assessment.take_up(case, by=coordinator)
    with pytest.raises(Conflict) as again:
        assessment.take_up(case, by=anna)

    when = formats.moment(taken.taken_up_at)
    assert late.value.message == f"Anna First has taken this case up already, {when}."
    assert again.value.message == "You have taken this case up already."
    case.refresh_from_db()
    assert (case.taken_up_by, case.taken_up_at) == (anna, taken.taken_up_at)


def test_a_case_decided_meanwhile_names_who_decided(representative, coordinator, cluster):
    case = submitted(representative)
    anna = UserFactory(coordinator=True, cluster=cluster, given_names="Anna", family_name="First")
    assessment.reject(case, by=anna, reason="Registered before.")

    with pytest.raises(Conflict, match=f"Anna First has rejected {case.reference}"):
        assessment.take_up(case, by=coordinator)


def test_what_another_cluster_has_to_confirm_may_be_sent_but_not_accepted(
    representative, coordinator
):
    registration = submitted(representative)
    Membership.objects.update(confirmed_at=None, confirmed_by=None, cluster=ClusterFactory())

    with pytest.raises(Conflict) as refused:
        assessment.accept(registration, by=coordinator)

    assert refused.value.way_out == "Ask the cluster to confirm the membership."
    registration.refresh_from_db()
    assert registration.state == R.SUBMITTED


def test_a_member_of_another_cluster_is_accepted_and_its_other_request_waits(
    representative, coordinator, cluster
):
    registration = submitted(representative)
    Membership.objects.update(cluster=ClusterFactory())
    asked = MembershipFactory(
        requested=True, organisation=registration.organisation, cluster=cluster
    )

    assessment.accept(registration, by=coordinator)

    asked.refresh_from_db()
    assert asked.is_requested


def test_what_is_not_accepted_confirms_no_membership(representative, coordinator):
    ChecklistItemFactory()
    registration = submitted(representative)
    Membership.objects.update(confirmed_at=None, confirmed_by=None)

    with pytest.raises(Conflict, match="checklist"):
        assessment.accept(registration, by=coordinator)

    assert Membership.objects.get().is_requested


def test_only_a_coordinator_of_the_cluster_decides_and_never_on_the_own_case(
    representative, coordinator, cluster
):
    registration = submitted(representative)
    both = UserFactory(coordinator=True, cluster=cluster)
    RoleAssignmentFactory(
        user=both, role=Role.REPRESENTATIVE, organisation=registration.organisation
    )
    people = [
        representative,
        both,
        UserFactory(coordinator=True, cluster=ClusterFactory()),
        UserFactory(programme_coordinator=True),
        UserFactory(),
    ]

    for person in people:
        for decide in (
            assessment.take_up,
            assessment.accept,
            partial(assessment.ask_for_more, remark="why"),
            partial(assessment.reject, reason="no"),
        ):
            with pytest.raises(NotAllowed):
                decide(registration, by=person)
    registration.refresh_from_db()
    assert registration.state == R.SUBMITTED


def test_no_and_a_question_need_words(representative, coordinator):
    registration = submitted(representative)

    with pytest.raises(BadInput):
        assessment.reject(registration, by=coordinator, reason=" ")
    with pytest.raises(BadInput):
        assessment.ask_for_more(registration, by=coordinator, remark="")


def test_a_decided_case_is_not_decided_again(representative, coordinator):
    registration = assessment.accept(submitted(representative), by=coordinator)

    with pytest.raises(Conflict):
        assessment.reject(registration, by=coordinator, reason="Second thoughts.")
