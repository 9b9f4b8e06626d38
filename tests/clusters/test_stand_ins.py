"""Stand-ins: a colleague in the same role, for some days, as the person they are."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from clusters.models import Role, RoleAssignment
from clusters.people import appointments, stand_ins
from clusters.people.appointments import case
from tests.factories import (
    ClusterFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

TODAY = timezone.localdate()
WEEK = timedelta(days=7)


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def held(cluster):
    """The role of a coordinator who is about to go on leave."""
    return RoleAssignmentFactory(role=Role.COORDINATOR, cluster=cluster)


@pytest.fixture
def colleague():
    """Coordinates another cluster of the partnership."""
    return UserFactory(coordinator=True)


def stand_in(held, deputy, *, by=None, first=TODAY, last=TODAY + WEEK):
    return stand_ins.name(
        assignment=held, deputy=deputy, first_day=first, last_day=last, by=by or held.user
    )


def verbs(person):
    return [entry.verb for entry in journal.entries_for(case(person))]


# -- Naming ---------------------------------------------------------------------------------------


@pytest.mark.feature(7, 130)
@pytest.mark.feature(68)
def test_a_stand_in_acts_in_the_role_for_the_period_and_no_longer(held, colleague, cluster):
    named = stand_in(held, colleague)

    assert (named.part, named.given_by, named.is_stand_in) == (held.part, held.user, True)
    assert colleague.coordinates(cluster)
    assert verbs(held.user) == ["stand-in-named"]
    assert Notice.objects.get().reader == colleague
    on = [TODAY - timedelta(days=1), TODAY, TODAY + WEEK, TODAY + WEEK + timedelta(days=1)]
    in_force = RoleAssignment.objects.filter(pk=named.pk)
    assert [in_force.current(on=day).exists() for day in on] == [False, True, True, False]


def test_a_stand_in_to_come_has_no_rights_yet(held, colleague, cluster):
    stand_in(held, colleague, first=TODAY + WEEK, last=TODAY + 2 * WEEK)

    assert not colleague.coordinates(cluster)


@pytest.mark.parametrize("how", ["role ended", "role ran out", "account closed"])
def test_a_stand_in_ends_with_the_role_it_stands_for(held, colleague, cluster, how):
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=cluster)  # so that one may leave
    stand_in(held, colleague)
    if how == "role ended":
        appointments.end(assignment=held, by=UserFactory(programme_coordinator=True))
    elif how == "role ran out":
        yesterday = TODAY - timedelta(days=1)
        RoleAssignment.objects.filter(pk=held.pk).update(
            valid_from=yesterday, valid_until=yesterday
        )
    else:
        held.user.is_active = False
        held.user.save()

    appointments.forget_roles(colleague)
    assert not colleague.coordinates(cluster)


@pytest.mark.parametrize("who", ["the person", "the stand-in", "whoever gives the role"])
def test_a_stand_in_ends_at_once(held, colleague, cluster, who):
    named = stand_in(held, colleague)
    by = {
        "the person": held.user,
        "the stand-in": colleague,
        "whoever gives the role": UserFactory(programme_coordinator=True),
    }[who]
    appointments.end(assignment=named, by=by)

    appointments.forget_roles(colleague)
    assert not colleague.coordinates(cluster)
    assert verbs(colleague) == ["stand-in-ended"]
    assert held.user.coordinates(cluster)


def test_a_stranger_neither_names_nor_ends_a_stand_in(held, colleague):
    stranger = UserFactory(coordinator=True)
    with pytest.raises(NotAllowed):
        stand_in(held, colleague, by=stranger)
    named = stand_in(held, colleague)

    with pytest.raises(NotAllowed):
        appointments.end(assignment=named, by=stranger)


def test_who_could_stand_in_for_a_coordinator(held, colleague, cluster):
    of_the_house = RoleAssignmentFactory(organisation=cluster.organisation).user
    finance = UserFactory(finance=True)
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=cluster)  # holds it anyway
    UserFactory(auditor=True), UserFactory(operator=True), RoleAssignmentFactory()
    watching = UserFactory(wp_leader=True)
    RoleAssignmentFactory(user=watching, role=Role.AUDITOR, valid_until=TODAY)
    former = UserFactory(finance=True, is_active=False)

    assert set(stand_ins.candidates(held)) == {colleague, of_the_house, finance}
    assert former not in stand_ins.candidates(held)


def test_who_could_stand_in_for_a_representative():
    organisation = OrganisationFactory()
    held = RoleAssignmentFactory(organisation=organisation)
    colleague = UserFactory(organisation_admin=True, organisation=organisation)
    UserFactory(coordinator=True), RoleAssignmentFactory()

    assert list(stand_ins.candidates(held)) == [colleague]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (TODAY - timedelta(days=1), TODAY, "in the past"),
        (TODAY, TODAY + timedelta(days=184), "half a year"),
        (TODAY, TODAY + timedelta(days=31), "The role itself ends"),
    ],
)
def test_odd_periods_are_refused(held, colleague, first, last, words):
    RoleAssignment.objects.filter(pk=held.pk).update(valid_until=TODAY + timedelta(days=30))

    with pytest.raises(BadInput, match=words):
        stand_in(held, colleague, first=first, last=last)


def test_somebody_who_is_no_colleague_does_not_stand_in(held):
    with pytest.raises(BadInput, match="Only a colleague"):
        stand_in(held, UserFactory())


@pytest.mark.parametrize("persona", ["auditor", "operator"])
def test_who_watches_or_runs_the_portal_has_no_stand_in(colleague, persona):
    held = UserFactory(**{persona: True}).assignments.get()

    with pytest.raises(NotAllowed):
        stand_in(held, colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(role=held.role, user=colleague, valid_until=TODAY, stands_in_for=held)


def test_a_stand_in_names_no_stand_in(held, colleague):
    named = stand_in(held, colleague)

    with pytest.raises(NotAllowed):
        stand_in(named, UserFactory(finance=True), by=colleague)


def test_nobody_stands_in_for_a_role_that_is_over(held, colleague):
    RoleAssignment.objects.filter(pk=held.pk).update(
        valid_from=TODAY - WEEK, valid_until=TODAY - timedelta(days=1)
    )

    with pytest.raises(Conflict):
        stand_in(held, colleague)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"valid_until": None},
        {"stands_in_for": None, "signs_at": timezone.now()},
    ],
)
def test_stand_ins_that_cannot_be(held, nonsense):
    signs = {"signs_by": held.user} if "signs_at" in nonsense else {}
    row = {"valid_until": TODAY, "stands_in_for": held, "cluster": held.cluster} | nonsense
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(role=Role.COORDINATOR, **row, **signs)


def test_the_same_person_does_not_stand_in_twice_at_a_time(held, colleague):
    row = {"role": Role.COORDINATOR, "cluster": held.cluster, "user": colleague}
    row |= {"valid_until": TODAY + WEEK, "stands_in_for": held}
    RoleAssignmentFactory(**row)
    RoleAssignmentFactory(**row | {"valid_from": TODAY + 2 * WEEK, "valid_until": TODAY + 3 * WEEK})

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(**row)


def test_a_stand_in_fills_no_office(colleague):
    held = UserFactory(programme_coordinator=True).assignments.get()
    stand_in(held, colleague)
    target = RoleAssignmentFactory(role=Role.COORDINATOR)
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=target.cluster)

    assert colleague.is_programme_coordinator
    with pytest.raises(NotAllowed):
        appointments.end(assignment=target, by=colleague)


# -- Signing --------------------------------------------------------------------------------------


def test_a_stand_in_signs_only_once_appointed_by_whoever_gives_the_role(held, colleague, cluster):
    named = stand_in(held, colleague)
    assert stand_ins.signing_as(colleague, Role.COORDINATOR, cluster=cluster) is None
    for nobody in (held.user, colleague):
        with pytest.raises(NotAllowed):
            stand_ins.let_sign(stand_in=named, by=nobody)

    by = UserFactory(programme_coordinator=True)
    stand_ins.let_sign(stand_in=named, by=by)
    appointments.forget_roles(colleague)
    signing = stand_ins.signing_as(colleague, Role.COORDINATOR, cluster=cluster)
    assert signing == named
    assert stand_ins.name_for_signature(signing, colleague) == (
        f"{colleague.name}, delegate of {held.user.name}"
    )
    assert verbs(held.user)[-1] == "delegate-signatory-appointed"
    with pytest.raises(Conflict):
        stand_ins.let_sign(stand_in=named, by=by)

    stand_ins.stop_signing(stand_in=named, by=by)
    appointments.forget_roles(colleague)
    assert stand_ins.signing_as(colleague, Role.COORDINATOR, cluster=cluster) is None
    with pytest.raises(Conflict):
        stand_ins.stop_signing(stand_in=named, by=by)


def test_nobody_is_made_signatory_of_a_stand_in_that_is_over(held, colleague):
    named = stand_in(held, colleague)
    appointments.end(assignment=named, by=colleague)

    with pytest.raises(Conflict):
        stand_ins.let_sign(stand_in=named, by=UserFactory(programme_coordinator=True))


def test_people_sign_under_their_own_name_in_a_role_of_their_own(held, cluster):
    signing = stand_ins.signing_as(held.user, Role.COORDINATOR, cluster=cluster)

    assert (signing, stand_ins.name_for_signature(signing, held.user)) == (held, held.user.name)


# -- Pages ----------------------------------------------------------------------------------------


@pytest.mark.feature(130)
def test_a_person_names_a_stand_in_and_colleagues_see_it(client, sign_in, held, colleague):
    sign_in(held.user)
    page = client.get(held.get_absolute_url())
    address = reverse("people:stand-in-name", args=[held.public_id])
    assert address in page.text

    assert "Name the stand-in" in client.get(address).text
    data = {
        "deputy": colleague.pk,
        "first_day": TODAY.isoformat(),
        "last_day": (TODAY + WEEK).isoformat(),
    }
    assert client.post(address, data).url == held.get_absolute_url()
    named = RoleAssignment.objects.get(stands_in_for=held)
    assert colleague.name in client.get(held.get_absolute_url()).text
    assert colleague.name in client.get(reverse("people:account-page")).text

    sign_in(UserFactory(programme_coordinator=True))
    signing = reverse("people:stand-in-sign", args=[named.public_id])
    assert "Let them sign as delegate" in client.get(named.get_absolute_url()).text
    assert client.post(signing).url == named.get_absolute_url()
    assert "No longer sign as delegate" in client.get(named.get_absolute_url()).text
    office = client.get(reverse("people:office-page")).text
    assert "delegate signatory" in office
    assert f"for {held.user.name}" in office

    sign_in(colleague)
    assert f"for {held.user.name}" in client.get(reverse("people:account-page")).text
    end = reverse("people:assignment-end", args=[named.public_id])
    assert client.post(end).url == reverse("people:account-page")
    named.refresh_from_db()
    assert named.ended_by == colleague


def test_the_last_day_comes_after_the_first(client, sign_in, held, colleague):
    sign_in(held.user)
    data = {"deputy": colleague.pk, "first_day": "2030-05-02", "last_day": "2030-05-01"}
    address = reverse("people:stand-in-name", args=[held.public_id])

    assert "last_day" in client.post(address, data).context["form"].errors


def test_without_colleagues_the_page_says_so(client, sign_in):
    held = RoleAssignmentFactory()
    sign_in(held.user)

    page = client.get(reverse("people:stand-in-name", args=[held.public_id]))
    assert "Nobody could stand in" in page.text


def test_who_may_not_name_a_stand_in_gets_no_form(client, sign_in, held):
    sign_in(UserFactory(auditor=True))

    address = reverse("people:stand-in-name", args=[held.public_id])
    assert client.get(address).status_code == 403
    sign_in(UserFactory(coordinator=True))
    assert client.get(address).status_code == 403
    sign_in(RoleAssignmentFactory().user)
    assert client.get(address).status_code == 404
