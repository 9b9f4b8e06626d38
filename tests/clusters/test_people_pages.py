"""The account page, the people one looks after, accounts for operators, ending roles."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.models import Role, RoleAssignment, User
from clusters.people import accounts, appointments
from tests.factories import (
    ClusterFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

ACCOUNT = reverse("people:account-page")
ROLES, ACCOUNTS = reverse("people:assignment-list"), reverse("people:person-list")


def role_page(name, held):
    return reverse(f"people:assignment-{name}", args=[held.public_id])


def account(name, person):
    return reverse(f"people:person-{name}", args=[person.public_id])


# -- One's own account ----------------------------------------------------------------------------


def test_the_account_page_says_who_i_am_here(client, sign_in):
    cluster = ClusterFactory(organisation__legal_name="Example Cluster North")
    user = sign_in(UserFactory(coordinator=True, cluster=cluster))
    RoleAssignmentFactory(user=user, role=Role.AUDITOR, valid_until="2099-12-31")
    text = client.get(ACCOUNT).text

    assert "partner coordinator, Example Cluster North" in text
    assert "until 31 December 2099" in text
    assert "Invite somebody" in text


def test_without_a_role_it_says_how_to_get_one(client, sign_in):
    sign_in()

    assert "You hold no role yet" in client.get(ACCOUNT).text
    assert "Invite somebody" not in client.get(ACCOUNT).text


def test_people_change_their_own_details_and_nothing_else(client, sign_in):
    user = sign_in()
    data = {"given_names": "Ana", "family_name": "Example", "language": "es", "function": "CTO"}
    response = client.post(
        ACCOUNT, data | {"email": "other@people.example", "is_active": "", "is_demo": "on"}
    )
    after = User.objects.get(pk=user.pk)

    assert response.url == ACCOUNT
    assert (after.name, after.language, after.function) == ("Ana Example", "es", "CTO")
    assert (after.email, after.is_active, after.is_demo) == (user.email, True, False)
    assert journal.entries_for(appointments.case(user)).get().verb == "account-changed"


def test_a_language_nobody_offers_is_refused(client, sign_in):
    sign_in()

    assert "language" in client.post(ACCOUNT, {"language": "xx"}).context["form"].errors


def test_nobody_changes_the_details_of_others():
    with pytest.raises(NotAllowed):
        accounts.change(person=UserFactory(), by=UserFactory())


# -- Roles ----------------------------------------------------------------------------------------


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def representative(cluster):
    """The role of somebody who represents a member of the cluster."""
    return RoleAssignmentFactory(organisation=OrganisationFactory(member_of=cluster))


@pytest.mark.parametrize(
    ("persona", "sees", "may_end"),
    [
        ("coordinator", True, True),
        ("organisation_admin", True, True),
        ("programme_coordinator", True, False),
        ("operator", True, False),
        ("auditor", True, False),
        ("finance", False, False),
        ("wp_leader", False, False),
    ],
)
def test_who_sees_and_ends_the_role_of_a_representative(
    client, sign_in, cluster, representative, persona, sees, may_end
):
    scopes = {
        "coordinator": {"cluster": cluster},
        "organisation_admin": {"organisation": representative.organisation},
    }
    sign_in(UserFactory(**{persona: True}, **scopes.get(persona, {})))
    page = client.get(role_page("detail", representative))
    listed = representative in client.get(ROLES).context["page_obj"]

    assert (page.status_code == 200, listed) == (sees, sees)
    assert ("End this role" in page.text) == may_end
    status = client.post(role_page("end", representative)).status_code
    assert status == (302 if may_end else 403 if sees else 404)
    representative.refresh_from_db()
    assert bool(representative.ended_at) == may_end


def test_another_coordinator_cannot_tell_that_the_person_exists(client, sign_in, representative):
    sign_in(UserFactory(coordinator=True))

    assert client.get(role_page("detail", representative)).status_code == 404
    assert client.post(role_page("end", representative)).status_code == 404
    assert representative.user.email not in client.get(ROLES).text


def test_programme_coordinators_end_the_roles_they_give():
    held = RoleAssignmentFactory(role=Role.COORDINATOR)
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=held.cluster)
    by = UserFactory(programme_coordinator=True)
    ended = appointments.end(assignment=held, by=by)

    assert (ended.ended_by, held.user.coordinates(held.cluster)) == (by, False)
    assert [e.verb for e in journal.entries_for(appointments.case(held.user))] == ["role-ended"]
    with pytest.raises(Conflict):
        appointments.end(assignment=held, by=by)


def test_people_give_up_a_role_of_their_own():
    user = UserFactory(finance=True)
    held = appointments.end(assignment=user.assignments.get(), by=user)

    assert (held.ended_by, user.is_finance_officer) == (user, False)


def test_a_role_that_ended_can_be_given_again():
    organisation = OrganisationFactory()
    user, by = UserFactory(), UserFactory(organisation_admin=True, organisation=organisation)
    first = appointments.appoint(user, Role.REPRESENTATIVE, organisation=organisation, by=by)
    appointments.end(assignment=first, by=by)
    appointments.appoint(user, Role.REPRESENTATIVE, organisation=organisation, by=by)

    assert user.represents(organisation)
    assert user.assignments.count() == 2


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_role_list_query_count(client, sign_in, cluster, django_assert_num_queries, count):
    organisation = OrganisationFactory(member_of=cluster)
    RoleAssignmentFactory.create_batch(count, organisation=organisation)
    RoleAssignmentFactory()  # elsewhere
    sign_in(UserFactory(coordinator=True, cluster=cluster))

    with django_assert_num_queries(5):  # session, person, roles, count, page
        response = client.get(ROLES)

    assert len(response.context["page_obj"]) == count + 1  # and the coordinator


# -- Accounts -------------------------------------------------------------------------------------


def test_an_operator_closes_and_opens_an_account(client, sign_in):
    person = UserFactory(finance=True)
    sign_in(UserFactory(operator=True))

    assert "Close the account" in client.get(account("detail", person)).text
    assert client.post(account("disable", person)).url == ACCOUNTS
    person.refresh_from_db()
    assert (person.is_active, person.assignments.current().exists()) == (False, False)
    assert "Open the account again" in client.get(account("detail", person)).text
    assert client.post(account("enable", person)).url == ACCOUNTS
    person.refresh_from_db()
    assert person.is_active
    verbs = [entry.verb for entry in journal.entries_for(appointments.case(person))]
    assert verbs == ["account-disabled", "account-enabled"]


def test_operators_do_not_close_their_own_account(client, sign_in):
    operator = sign_in(UserFactory(operator=True))

    assert "This is your own account." in client.get(account("detail", operator)).text
    assert client.post(account("disable", operator)).status_code == 403


@pytest.mark.parametrize("persona", ["programme_coordinator", "coordinator", "auditor"])
def test_nobody_else_lists_or_closes_accounts(client, sign_in, persona):
    person = UserFactory()
    sign_in(UserFactory(**{persona: True}))

    assert client.get(ACCOUNTS).status_code == 403
    for name in ("detail", "disable", "enable"):
        assert client.post(account(name, person)).status_code == 404


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_account_list_query_count(client, sign_in, django_assert_num_queries, count):
    UserFactory.create_batch(count)
    sign_in(UserFactory(operator=True))

    with django_assert_num_queries(5):  # session, person, roles, count, page
        response = client.get(ACCOUNTS)

    assert len(response.context["page_obj"]) == count + 1


def test_accounts_can_be_searched(client, sign_in):
    found = UserFactory(family_name="Nadelbaum")
    sign_in(UserFactory(operator=True))

    assert list(client.get(ACCOUNTS, {"q": "nadel"}).context["page_obj"]) == [found]


# -- Rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nonsense",
    [
        {"role": Role.REPRESENTATIVE, "organisation": None},
        {"role": Role.COORDINATOR, "cluster": None},
        {"role": Role.WP_LEADER, "work_package": None},
        {"role": Role.AUDITOR, "valid_until": None},
        {"valid_from": "2022-02-02", "valid_until": "2022-02-01"},
        {"ended_at": timezone.now()},
    ],
)
def test_roles_that_cannot_be(nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(**nonsense)


def test_nobody_holds_the_same_role_twice():
    held = RoleAssignmentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(user=held.user, organisation=held.organisation)


def test_one_address_is_one_person_whatever_the_letters():
    UserFactory(email="one@people.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ONE@people.example")
    assert User.objects.get_by_natural_key("ONE@people.example").email == "one@people.example"


def test_people_without_a_name_are_called_by_their_address():
    assert str(User(email="x@people.example")) == "x@people.example"
    assert str(RoleAssignmentFactory(user__given_names="A", user__family_name="B")).startswith(
        "A B"
    )


def test_what_a_person_holds_is_read_once(django_assert_num_queries):
    user = UserFactory(wp_leader=True, work_package=4)
    RoleAssignmentFactory(user=user, role=Role.OPERATOR)

    with django_assert_num_queries(1):
        assert user.is_operator
        assert (user.is_auditor, user.is_finance_officer) == (False, False)
        assert user.roles.work_packages() == {4}
        assert not user.administers(OrganisationFactory.build())
    assert RoleAssignment.objects.current(on=timezone.localdate().replace(year=2019)).count() == 0
