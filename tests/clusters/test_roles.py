"""Roles in time: given, extended, given up, with a successor for the last one, seen at a glance."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory import memberships
from clusters.models import Role, RoleAssignment
from clusters.people import appointments, rules
from clusters.people.appointments import case
from tests.factories import (
    ClusterFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

TODAY = timezone.localdate()
LIST, OFFICES = reverse("people:assignment-list"), reverse("people:office-page")
LAST_ONES = [Role.ORGANISATION_ADMIN, Role.COORDINATOR, Role.PROGRAMME_COORDINATOR, Role.OPERATOR]


@pytest.fixture
def programme():
    return UserFactory(programme_coordinator=True)


def page(name, held):
    return reverse(f"people:assignment-{name}", args=[held.public_id])


def scope_of(role):
    if role in Role.for_clusters():
        return {"cluster": ClusterFactory()}
    return {"organisation": OrganisationFactory()} if role in Role.for_organisations() else {}


# -- The last one ---------------------------------------------------------------------------------


@pytest.mark.feature(7)
@pytest.mark.parametrize("role", LAST_ONES)
def test_the_last_one_stays_until_somebody_follows(client, sign_in, role):
    scope = scope_of(role)
    held = RoleAssignmentFactory(role=role, **scope)
    sign_in(held.user)
    assert "Give up this role" in client.get(held.get_absolute_url()).text
    assert "End the role now" in client.get(page("end", held)).text
    refused = client.post(page("end", held))
    assert refused.status_code == 409
    assert "is the last one to hold this role" in refused.text
    assert "Invite a successor first" in refused.text

    RoleAssignmentFactory(role=role, **scope)
    assert client.post(page("end", held)).url == reverse("people:account-page")
    held.refresh_from_db()
    assert held.ended_by == held.user


@pytest.mark.parametrize("no_successor", ["a stand-in", "a closed account", "one to come"])
def test_who_does_not_hold_the_role_today_is_no_successor(no_successor):
    held = RoleAssignmentFactory(role=Role.COORDINATOR, cluster=ClusterFactory())
    more = {
        "a stand-in": {"stands_in_for": held, "valid_until": TODAY},
        "a closed account": {"user": UserFactory(is_active=False)},
        "one to come": {"valid_from": TODAY + timedelta(days=1)},
    }[no_successor]
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=held.cluster, **more)

    with pytest.raises(Conflict, match="last one"):
        appointments.end(assignment=held, by=held.user)


def test_the_last_coordinator_is_not_taken_away_either(programme):
    held = RoleAssignmentFactory(role=Role.COORDINATOR)

    with pytest.raises(Conflict, match="last one"):
        appointments.end(assignment=held, by=programme)


def test_the_cluster_takes_the_last_administrator_of_a_member_away():
    cluster = ClusterFactory()
    held = RoleAssignmentFactory(
        role=Role.ORGANISATION_ADMIN, organisation=OrganisationFactory(member_of=cluster)
    )
    by = UserFactory(coordinator=True, cluster=cluster)

    assert appointments.end(assignment=held, by=by).ended_by == by


def test_a_role_that_ran_out_ends_without_a_successor():
    yesterday = TODAY - timedelta(days=1)
    held = RoleAssignmentFactory(role=Role.COORDINATOR, valid_from=yesterday, valid_until=yesterday)

    assert appointments.end(assignment=held, by=held.user).ended_at


# -- A second ago ---------------------------------------------------------------------------------


def test_whose_role_ended_a_second_ago_is_refused_everywhere(client, sign_in):
    cluster = ClusterFactory()
    asking = MembershipFactory(cluster=cluster, organisation=OrganisationFactory())
    held = RoleAssignmentFactory(role=Role.COORDINATOR, cluster=cluster)
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=cluster)
    user = sign_in(held.user)
    open_page = asking.organisation.get_absolute_url()
    assert client.get(open_page).status_code == 200

    appointments.end(assignment=held, by=UserFactory(programme_coordinator=True))

    assert client.get(open_page).status_code in {302, 404}
    gone = type(user).objects.get(pk=user.pk)
    with pytest.raises(NotAllowed):
        memberships.confirm(membership=asking, by=gone)
    assert not gone.roles.assignments


# -- Extending ------------------------------------------------------------------------------------


@pytest.mark.feature(130)
def test_the_last_day_is_moved_by_whoever_gives_the_role(client, sign_in, programme):
    held = RoleAssignmentFactory(role=Role.WP_LEADER, work_package=3, valid_until=TODAY)
    sign_in(programme)
    assert page("extend", held) in client.get(held.get_absolute_url()).text
    assert "Leave it empty" in client.get(page("extend", held)).text
    until = TODAY + timedelta(days=400)

    assert client.post(page("extend", held), {"until": until}).url == held.get_absolute_url()
    held.refresh_from_db()
    assert held.valid_until == until
    assert client.post(page("extend", held), {"until": ""}).url == held.get_absolute_url()
    held.refresh_from_db()
    assert held.valid_until is None
    verbs = [entry.verb for entry in journal.entries_for(case(held.user))]
    assert verbs == ["role-extended", "role-extended"]


@pytest.mark.parametrize("until", ["", "2020-01-01"])
def test_an_auditor_always_has_a_last_day(client, sign_in, programme, until):
    held = UserFactory(auditor=True).assignments.get()
    sign_in(programme)

    assert "until" in client.post(page("extend", held), {"until": until}).context["form"].errors
    with pytest.raises(ValidationError):
        appointments.extend(assignment=held, until=None, by=programme)


def test_what_is_over_is_not_extended(programme):
    yesterday = TODAY - timedelta(days=1)
    over = RoleAssignmentFactory(
        role=Role.FINANCE_OFFICER, valid_from=yesterday, valid_until=yesterday
    )
    with pytest.raises(Conflict):
        appointments.extend(assignment=over, until=TODAY, by=programme)
    held = RoleAssignmentFactory(role=Role.FINANCE_OFFICER)
    with pytest.raises(BadInput):
        appointments.extend(assignment=held, until=yesterday, by=programme)


def test_nobody_extends_their_own(client, sign_in, programme):
    held = RoleAssignmentFactory(user=programme, role=Role.FINANCE_OFFICER)
    sign_in(programme)

    assert client.get(page("extend", held)).status_code == 403
    with pytest.raises(NotAllowed):
        appointments.extend(assignment=held, until=TODAY, by=programme)


# -- Who holds what -------------------------------------------------------------------------------


@pytest.mark.feature(130)
def test_the_page_of_a_role_says_since_when_by_whom_and_until_when(client, sign_in, programme):
    held = appointments.appoint(
        UserFactory(), Role.WP_LEADER, work_package=2, by=programme, valid_until=TODAY
    )
    sign_in(programme)
    facts = dict(client.get(held.get_absolute_url()).context["facts"])

    assert facts["Role"] == "work package leader, WP2"
    assert facts["Given by"].startswith(programme.name)
    assert str(TODAY.year) in facts["Until"]


@pytest.mark.feature(130)
def test_the_offices_at_a_glance(client, sign_in, programme):
    cluster = ClusterFactory(organisation__legal_name="Example Cluster South")
    ClusterFactory(organisation__legal_name="Example Cluster Empty")
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=cluster, user__family_name="Sorrel")
    RoleAssignmentFactory(role=Role.WP_LEADER, work_package=4, user__family_name="Tansy")
    RoleAssignmentFactory(user__family_name="Notanofficer")
    sign_in(programme)
    page = client.get(OFFICES)
    found = {
        office.label: [held.user.family_name for held in office.held]
        for group in page.context["groups"]
        for office in group.offices
    }

    assert found["Example Cluster South"] == ["Sorrel"]
    assert (found["WP4"], found["WP3"], found["Example Cluster Empty"]) == (["Tansy"], [], [])
    assert "Notanofficer" not in page.text
    assert "vacant" in page.text


@pytest.mark.parametrize(
    ("persona", "may"),
    [
        ("coordinator", True),
        ("finance", True),
        ("wp_leader", True),
        ("auditor", True),
        ("operator", True),
        ("representative", False),
        ("organisation_admin", False),
    ],
)
def test_who_reads_the_offices(client, sign_in, persona, may):
    sign_in(UserFactory(**{persona: True}))

    assert client.get(OFFICES).status_code == (200 if may else 403)
    assert ("Who holds what" in client.get(LIST).text) == may


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_office_page_query_count(client, sign_in, programme, django_assert_num_queries, count):
    for _number in range(count):
        RoleAssignmentFactory(role=Role.COORDINATOR, cluster=ClusterFactory())
    sign_in(programme)

    with django_assert_num_queries(5):  # session, person, roles, clusters, holders
        client.get(OFFICES)


@pytest.mark.parametrize("state", ["current", "ending", "coming", "over"])
def test_roles_by_their_state(client, sign_in, programme, state):
    day = timedelta(days=1)
    role = {"role": Role.FINANCE_OFFICER}
    rows = {
        "current": RoleAssignmentFactory(**role),
        "ending": RoleAssignmentFactory(**role, valid_until=TODAY + day),
        "coming": RoleAssignmentFactory(**role, valid_from=TODAY + day),
        "over": RoleAssignmentFactory(**role, valid_from=TODAY - day, valid_until=TODAY - day),
    }
    sign_in(programme)
    shown = set(client.get(LIST, {"state": state}).context["page_obj"]) & set(rows.values())
    by_itself = set(client.get(LIST).context["page_obj"]) & set(rows.values())

    in_force = {rows["current"], rows["ending"]}
    assert shown == (in_force if state == "current" else {rows[state]})
    assert by_itself == in_force


def test_colleagues_see_each_other_and_nobody_else(client, sign_in):
    organisation = OrganisationFactory()
    colleague = RoleAssignmentFactory(role=Role.ORGANISATION_ADMIN, organisation=organisation)
    elsewhere = RoleAssignmentFactory()
    own = RoleAssignmentFactory(organisation=organisation)
    sign_in(own.user)

    assert set(client.get(LIST).context["page_obj"]) == {own, colleague}
    assert "Invite somebody" not in client.get(LIST).text
    assert "End this role" not in client.get(colleague.get_absolute_url()).text
    assert client.post(page("end", colleague)).status_code == 403
    assert client.get(elsewhere.get_absolute_url()).status_code == 404


def test_a_renewed_role_tells_who_renewed_it(programme):
    yesterday = TODAY - timedelta(days=1)
    held = RoleAssignmentFactory(
        role=Role.FINANCE_OFFICER, valid_from=yesterday, valid_until=yesterday
    )
    renewed = appointments.appoint(held.user, Role.FINANCE_OFFICER, by=programme)

    assert (renewed.pk, renewed.valid_from, renewed.given_by) == (held.pk, TODAY, programme)
    assert RoleAssignment.objects.current().filter(pk=held.pk).exists()


@pytest.mark.parametrize(("role", "needs"), [(r, r in Role.seeing_others()) for r in Role])
def test_production_asks_everybody_who_sees_others_for_a_second_step(settings, role, needs):
    from blues.settings import base  # noqa: PLC0415 -- the settings as written, not as in force

    settings.MFA_REQUIRED_ROLES = base.MFA_REQUIRED_ROLES
    scope = {"work_package": 1} if role == Role.WP_LEADER else scope_of(role)
    until = {"valid_until": TODAY} if role == Role.AUDITOR else {}
    user = RoleAssignmentFactory(role=role, **scope | until).user

    assert rules.needs_second_factor(user) == needs
