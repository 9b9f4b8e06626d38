"""Memberships: asked for, confirmed, refused, ended; decided by the cluster alone."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from clusters.directory import memberships
from clusters.directory.organisations import case
from clusters.models import Membership
from tests.factories import (
    ClusterFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

LIST = reverse("directory:membership-list")


@pytest.fixture
def membership():
    return MembershipFactory(requested=True)


@pytest.fixture
def coordinator(membership):
    return UserFactory(coordinator=True, cluster=membership.cluster)


def url(name, membership):
    return reverse(f"directory:membership-{name}", args=[membership.public_id])


def verbs(organisation):
    return [entry.verb for entry in journal.entries_for(case(organisation))]


def test_an_organisation_asks_and_the_cluster_confirms():
    organisation, cluster = OrganisationFactory(), ClusterFactory()
    representative = UserFactory(representative=True, organisation=organisation)
    coordinator = UserFactory(coordinator=True, cluster=cluster)

    asked = memberships.request(organisation=organisation, cluster=cluster, by=representative)
    assert list(Membership.objects.requested()) == [asked]
    assert not Membership.objects.confirmed().exists()

    memberships.confirm(membership=asked, by=coordinator)
    assert Membership.objects.confirmed().get().confirmed_by == coordinator
    assert verbs(organisation) == ["membership-requested", "membership-confirmed"]


def test_the_coordinator_hears_of_the_request_and_the_organisation_of_the_decision():
    organisation, cluster = OrganisationFactory(), ClusterFactory()
    representative = UserFactory(representative=True, organisation=organisation)
    RoleAssignmentFactory(user=representative, role="organisation_admin", organisation=organisation)
    coordinator = UserFactory(coordinator=True, cluster=cluster)
    UserFactory(coordinator=True)

    asked = memberships.request(organisation=organisation, cluster=cluster, by=representative)
    assert [notice.reader for notice in Notice.objects.all()] == [coordinator]

    memberships.refuse(membership=asked, reason="Not ours.", by=coordinator)
    assert Notice.objects.get(reader=representative).topic == "directory.membership-decided"
    assert Notice.objects.count() == 2


def test_only_the_own_people_ask():
    with pytest.raises(NotAllowed):
        memberships.request(
            organisation=OrganisationFactory(),
            cluster=ClusterFactory(),
            by=UserFactory(representative=True),
        )


@pytest.mark.parametrize("requested", [True, False])
def test_asking_twice_is_refused(requested):
    membership = MembershipFactory(requested=requested)
    by = UserFactory(representative=True, organisation=membership.organisation)

    with pytest.raises(Conflict):
        memberships.request(organisation=membership.organisation, cluster=membership.cluster, by=by)


def test_after_a_refusal_one_may_ask_again(membership, coordinator):
    memberships.refuse(membership=membership, reason=" Not one of ours. ", by=coordinator)
    membership.refresh_from_db()
    assert (membership.state, membership.refusal_reason) == ("refused", "Not one of ours.")

    by = UserFactory(representative=True, organisation=membership.organisation)
    memberships.request(organisation=membership.organisation, cluster=membership.cluster, by=by)
    membership.refresh_from_db()
    assert (membership.state, membership.refusal_reason) == ("awaiting the cluster", "")


def test_a_refusal_gives_a_reason(membership, coordinator):
    with pytest.raises(BadInput):
        memberships.refuse(membership=membership, reason="  ", by=coordinator)


def test_what_is_decided_stays_decided(membership, coordinator):
    memberships.confirm(membership=membership, by=coordinator)

    with pytest.raises(Conflict):
        memberships.confirm(membership=membership, by=coordinator)
    with pytest.raises(Conflict):
        memberships.refuse(membership=membership, reason="Too late", by=coordinator)


def test_a_membership_in_force_can_end_once(membership, coordinator):
    end = partial(memberships.end, membership=membership, reason=" Moved away. ", by=coordinator)
    with pytest.raises(Conflict):
        end()
    memberships.confirm(membership=membership, by=coordinator)
    end()
    membership.refresh_from_db()

    assert (membership.state, membership.ended_on) == ("ended", timezone.localdate())
    assert membership.end_reason == "Moved away."
    with pytest.raises(Conflict):
        end()


def test_an_end_gives_a_reason_and_tells_the_organisation():
    membership = MembershipFactory()
    coordinator = UserFactory(coordinator=True, cluster=membership.cluster)
    representative = UserFactory(representative=True, organisation=membership.organisation)
    UserFactory(representative=True)

    with pytest.raises(BadInput):
        memberships.end(membership=membership, reason="  ", by=coordinator)
    assert not Notice.objects.exists()
    memberships.end(membership=membership, reason="Moved away.", by=coordinator)

    assert [(notice.reader, notice.topic) for notice in Notice.objects.all()] == [
        (representative, "directory.membership-ended")
    ]


def test_after_an_end_one_may_ask_again():
    membership = MembershipFactory()
    coordinator = UserFactory(coordinator=True, cluster=membership.cluster)
    memberships.end(membership=membership, reason="Moved away.", by=coordinator)

    by = UserFactory(representative=True, organisation=membership.organisation)
    memberships.request(organisation=membership.organisation, cluster=membership.cluster, by=by)

    membership.refresh_from_db()
    assert (membership.state, membership.end_reason) == ("awaiting the cluster", "")


@pytest.mark.parametrize(
    "persona",
    ["representative", "coordinator", "programme_coordinator", "finance", "auditor", "operator"],
)
def test_nobody_but_the_clusters_coordinator_decides(membership, persona):
    with pytest.raises(NotAllowed):
        memberships.confirm(membership=membership, by=UserFactory(**{persona: True}))


def test_coordinators_do_not_decide_about_their_own_organisation(membership, coordinator):
    RoleAssignmentFactory(user=coordinator, organisation=membership.organisation)

    with pytest.raises(NotAllowed):
        memberships.confirm(membership=membership, by=coordinator)


# -- Pages ----------------------------------------------------------------------------------------


@pytest.mark.feature(9)
def test_confirming_and_ending_on_the_page(client, sign_in, membership, coordinator):
    sign_in(coordinator)
    organisation = membership.organisation.get_absolute_url()

    assert "Confirm the membership" in client.get(organisation).text
    assert client.post(url("confirm", membership)).url == organisation
    assert "End the membership" in client.get(organisation).text
    assert client.get(url("end", membership)).status_code == 200
    assert client.post(url("end", membership), {"reason": ""}).status_code == 400
    assert client.post(url("end", membership), {"reason": "Moved away."}).url == LIST
    membership.refresh_from_db()
    assert (membership.state, membership.end_reason) == ("ended", "Moved away.")
    sign_in(UserFactory(representative=True, organisation=membership.organisation))
    assert "<p>Moved away.</p>" in client.get(organisation).text


@pytest.mark.feature(9)
def test_refusing_on_the_page(client, sign_in, membership, coordinator):
    sign_in(coordinator)

    assert client.get(url("refuse", membership)).status_code == 200
    assert client.post(url("refuse", membership), {"reason": ""}).status_code == 400
    assert client.post(url("refuse", membership), {"reason": "Not ours."}).url == LIST
    membership.refresh_from_db()
    assert membership.refusal_reason == "Not ours."


def test_asking_on_the_page(client, sign_in):
    organisation, cluster = OrganisationFactory(), ClusterFactory()
    sign_in(UserFactory(representative=True, organisation=organisation))
    address = reverse("directory:membership-request", args=[organisation.public_id])

    client.post(address, {"cluster": "nonsense"})
    assert not organisation.memberships.exists()
    assert client.post(address, {"cluster": cluster.pk}).url == organisation.get_absolute_url()
    assert organisation.memberships.get().is_requested


def test_who_may_look_but_not_decide_is_refused_openly(client, sign_in, membership):
    sign_in(UserFactory(representative=True, organisation=membership.organisation))

    assert client.post(url("confirm", membership)).status_code == 403
    assert client.get(url("refuse", membership)).status_code == 403
    assert client.get(url("end", membership)).status_code == 403
    membership.refresh_from_db()
    assert membership.is_requested


@pytest.mark.parametrize("name", ["confirm", "refuse", "end"])
def test_another_coordinator_cannot_tell_that_it_exists(client, sign_in, membership, name):
    sign_in(UserFactory(coordinator=True))

    assert client.post(url(name, membership), {"reason": "x"}).status_code == 404


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_membership_list_query_count(client, sign_in, django_assert_num_queries, count):
    cluster = ClusterFactory()
    MembershipFactory.create_batch(count, cluster=cluster)
    MembershipFactory()  # of another cluster
    sign_in(UserFactory(coordinator=True, cluster=cluster))

    with django_assert_num_queries(6):  # session, person, roles, count, page, filter
        response = client.get(LIST)

    assert len(response.context["page_obj"]) == count


@pytest.mark.parametrize(
    ("state", "shown"), [("requested", "awaiting"), ("confirmed", "confirmed")]
)
def test_the_list_can_be_narrowed_to_a_state(client, sign_in, state, shown):
    cluster = ClusterFactory()
    MembershipFactory(cluster=cluster)
    MembershipFactory(cluster=cluster, requested=True)
    sign_in(UserFactory(coordinator=True, cluster=cluster))
    rows = client.get(LIST, {"state": state}).context["page_obj"]

    assert [row.state.split()[0] for row in rows] == [shown]


def test_a_membership_says_who_and_where(membership):
    assert str(membership) == f"{membership.organisation} in {membership.cluster}"


# -- Rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nonsense",
    [
        {"confirmed_by": None},
        {"refused_at": timezone.now()},
        {"since": "2022-02-02", "ended_on": "2022-02-01"},
    ],
    ids=["confirmed by nobody", "confirmed and refused", "ends before it begins"],
)
def test_rows_that_cannot_be(nonsense):
    if "refused_at" in nonsense:
        nonsense = nonsense | {"refused_by": UserFactory()}

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(**nonsense)


def test_an_organisation_belongs_to_a_cluster_once():
    membership = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(organisation=membership.organisation, cluster=membership.cluster)
