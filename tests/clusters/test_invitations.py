"""Invitations: who may offer what, and that a link serves its addressee once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Mail
from clusters.models import Invitation, Role
from clusters.people import invitations
from tests.clusters.looks import shown
from tests.factories import (
    ClusterFactory,
    InvitationFactory,
    OrganisationFactory,
    UserFactory,
)

LIST, NEW = reverse("people:invitation-list"), reverse("people:invitation-new")
GUESSED = reverse("people:invitation-accept", args=["guessed"])
SOMEBODY = "somebody@people.example"


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def organisation(cluster):
    return OrganisationFactory(member_of=cluster)


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


def link_in_last_mail() -> str:
    return re.search(r"/invitations/accept/[^/\s]+/", Mail.objects.latest("pk").text)[0]


def invite(coordinator, organisation, email=SOMEBODY, role=Role.REPRESENTATIVE) -> str:
    """Invite and return the link that was mailed."""
    invitations.invite(email=email, role=role, organisation=organisation, by=coordinator)
    return link_in_last_mail()


# -- Offering -------------------------------------------------------------------------------------


def test_only_the_digest_of_the_link_is_kept(coordinator, organisation):
    link = invite(coordinator, organisation)
    invitation = Invitation.objects.get()
    token = link.split("/")[-2]

    assert invitation.token_digest == invitations.digest(token)
    assert token not in str(Invitation.objects.values().get())
    assert invitation.expires_at - timezone.now() > timedelta(days=13)
    assert [e.verb for e in journal.entries_for(invitations.case(invitation))] == [
        "invitation-sent"
    ]


def test_the_mail_is_written_in_the_language_asked_for(coordinator, organisation):
    invitations.invite(
        email=SOMEBODY,
        role=Role.REPRESENTATIVE,
        organisation=organisation,
        language="de",
        by=coordinator,
    )

    mail = Mail.objects.get()
    assert (mail.language, mail.subject) == ("de", "Sie sind zu BluesXchange eingeladen")
    assert (
        f"eine Rolle in BluesXchange an: Vertretung einer Organisation, {organisation}" in mail.text
    )


def test_an_address_with_an_account_gets_the_same_mail(coordinator, organisation):
    invite(coordinator, organisation)
    stranger = Mail.objects.get().text
    known = UserFactory()
    invite(coordinator, organisation, email=known.email)

    secret = r"accept/[^/\s]+/"
    assert re.sub(secret, "", Mail.objects.latest("pk").text) == re.sub(secret, "", stranger)


@pytest.mark.parametrize(
    ("persona", "may"),
    [
        ("representative", set()),
        ("organisation_admin", {Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN}),
        ("coordinator", {Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN}),
        (
            "programme_coordinator",
            {
                Role.PROGRAMME_COORDINATOR,
                Role.COORDINATOR,
                Role.FINANCE_OFFICER,
                Role.AUDITOR,
                Role.WP_LEADER,
            },
        ),
        ("wp_leader", set()),
        ("finance", set()),
        ("auditor", set()),
        ("operator", {Role.OPERATOR}),
    ],
)
def test_who_may_offer_which_role(cluster, organisation, persona, may):
    scopes = {"coordinator": {"cluster": cluster}}
    own = {"organisation": organisation}
    scopes |= {"representative": own, "organisation_admin": own}
    inviter = UserFactory(**{persona: True}, **scopes.get(persona, {}))
    needs = {
        Role.REPRESENTATIVE: {"organisation": organisation},
        Role.ORGANISATION_ADMIN: {"organisation": organisation},
        Role.COORDINATOR: {"cluster": cluster},
        Role.WP_LEADER: {"work_package": 3},
        Role.AUDITOR: {"valid_until": timezone.localdate()},
    }
    offered = set()
    for role in Role:
        try:
            invitations.invite(email=SOMEBODY, role=role, by=inviter, **needs.get(role, {}))
        except NotAllowed:
            continue
        offered.add(role)

    assert offered == may


def test_a_coordinator_invites_for_confirmed_members_of_the_own_cluster_only(coordinator, cluster):
    elsewhere = OrganisationFactory(member_of=ClusterFactory())
    asking = OrganisationFactory()
    asking.memberships.create(cluster=cluster)

    for organisation in (elsewhere, asking, None):
        with pytest.raises(NotAllowed):
            invite(coordinator, organisation)
    assert not Mail.objects.exists()


def test_nobody_promotes_themselves(coordinator, organisation):
    coordinator.emailaddress_set.create(email="second@people.example", verified=True)

    for own in (coordinator.email.upper(), "second@people.example"):
        with pytest.raises(NotAllowed, match="to themselves"):
            invite(coordinator, organisation, email=own)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COORDINATOR, Role.WP_LEADER])
def test_an_offer_that_no_role_could_follow_is_refused(role):
    with pytest.raises(BadInput):
        invitations.invite(email=SOMEBODY, role=role, by=UserFactory(programme_coordinator=True))


def test_a_second_invitation_replaces_the_first(coordinator, organisation, client, sign_in):
    first, second = invite(coordinator, organisation), invite(coordinator, organisation)
    sign_in(UserFactory(email=SOMEBODY))

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


# -- Taking up ------------------------------------------------------------------------------------


def test_the_addressee_takes_the_role_up_once(client, sign_in, coordinator, organisation):
    link = invite(coordinator, organisation, email="  Somebody@People.example ")
    user = sign_in(UserFactory(email=SOMEBODY))

    assert organisation.short_name in client.get(link).text
    assert client.post(link).url == reverse("people:account-page")
    assert client.post(link).status_code == 404
    held = user.assignments.get()
    assert (held.role, held.organisation) == (Role.REPRESENTATIVE, organisation)
    assert Invitation.objects.get().accepted_by == user


def test_another_account_cannot_take_it_up_and_learns_nothing(
    client, sign_in, coordinator, organisation
):
    link = invite(coordinator, organisation)
    sign_in()
    wrong_person = client.get(link)
    guessed = client.get(GUESSED)

    assert (wrong_person.status_code, guessed.status_code) == (404, 404)
    assert shown(wrong_person, link) == shown(guessed, GUESSED)
    assert client.post(link).status_code == 404
    assert organisation.legal_name not in wrong_person.text


def test_strangers_see_the_same_page_for_every_link(client, coordinator, organisation):
    link = invite(coordinator, organisation)
    real, guessed = client.get(link), client.get(GUESSED)

    assert (real.status_code, guessed.status_code) == (200, 200)
    assert shown(real, link) == shown(guessed, GUESSED)
    assert client.post(link).status_code == 200
    assert Invitation.objects.get().is_open


def test_an_unverified_address_is_not_enough(client, sign_in, coordinator, organisation):
    link = invite(coordinator, organisation)
    user = sign_in(UserFactory())
    user.emailaddress_set.create(email=SOMEBODY, verified=False)

    assert client.get(link).status_code == 404


def test_the_inviter_cannot_take_it_up_with_an_address_added_later(
    client, sign_in, coordinator, organisation
):
    link = invite(coordinator, organisation)
    coordinator.emailaddress_set.create(email=SOMEBODY, verified=True)
    sign_in(coordinator)

    assert client.post(link).status_code == 404
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now()},
        {"withdrawn_at": timezone.now()},
    ],
    ids=["expired", "withdrawn"],
)
def test_a_link_that_is_over_is_over(client, sign_in, coordinator, organisation, change):
    link = invite(coordinator, organisation)
    if "withdrawn_at" in change:
        change = change | {"withdrawn_by": coordinator}
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=20), **change)
    sign_in(UserFactory(email=SOMEBODY))

    assert client.get(link).status_code == 404


def test_accepting_twice_at_once_gives_one_role(coordinator, organisation):
    invite(coordinator, organisation)
    stale = Invitation.objects.get()
    user = UserFactory(email=SOMEBODY)
    invitations.accept(invitation=stale, by=user)

    with pytest.raises(Conflict):
        invitations.accept(invitation=stale, by=user)
    assert user.assignments.count() == 1


def test_an_offer_dies_with_the_right_to_make_it(coordinator, organisation):
    invite(coordinator, organisation)
    user = UserFactory(email=SOMEBODY)
    coordinator.assignments.update(valid_until=timezone.localdate() - timedelta(days=1))

    with pytest.raises(Conflict, match="may no longer offer"):
        invitations.accept(invitation=Invitation.objects.get(), by=user)
    assert not user.assignments.exists()


def test_taking_up_a_role_again_renews_it(coordinator, organisation):
    user = UserFactory(email=SOMEBODY, representative=True, organisation=organisation)
    user.assignments.update(valid_until=timezone.localdate() - timedelta(days=1))
    invite(coordinator, organisation)
    invitations.accept(invitation=Invitation.objects.get(), by=user)

    assert user.represents(organisation)
    assert user.assignments.count() == 1


# -- Withdrawing, and the pages -------------------------------------------------------------------


def test_a_colleague_with_the_same_right_may_withdraw(client, sign_in, cluster, coordinator):
    invite(coordinator, OrganisationFactory(member_of=cluster))
    invitation = Invitation.objects.get()
    colleague = sign_in(UserFactory(coordinator=True, cluster=cluster))
    address = reverse("people:invitation-withdraw", args=[invitation.public_id])

    assert (
        "Withdraw"
        in client.get(reverse("people:invitation-detail", args=[invitation.public_id])).text
    )
    assert client.post(address).url == LIST
    invitation.refresh_from_db()
    assert invitation.withdrawn_by == colleague
    assert client.post(address).status_code == 409


def test_an_auditor_reads_invitations_and_changes_none(client, sign_in, coordinator, organisation):
    invite(coordinator, organisation)
    invitation = Invitation.objects.get()
    sign_in(UserFactory(auditor=True))

    assert list(client.get(LIST).context["page_obj"]) == [invitation]
    address = reverse("people:invitation-withdraw", args=[invitation.public_id])
    assert client.post(address).status_code == 403


def test_strangers_cannot_tell_that_the_invitation_exists(client, sign_in):
    invitation = InvitationFactory()
    sign_in(UserFactory(coordinator=True))

    for name in ("people:invitation-detail", "people:invitation-withdraw"):
        address = reverse(name, args=[invitation.public_id])
        assert client.post(address).status_code == 404
    assert list(client.get(LIST).context["page_obj"]) == []


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_invitation_list_query_count(
    client, sign_in, cluster, coordinator, django_assert_num_queries, count
):
    for number in range(count):
        member = OrganisationFactory(member_of=cluster)
        invite(coordinator, member, email=f"{number}@people.example")
    sign_in(coordinator)

    with django_assert_num_queries(5):  # session, person, roles, count, page
        response = client.get(LIST)

    assert len(response.context["page_obj"]) == count


def test_the_form_offers_what_the_person_may_offer(client, sign_in, cluster, organisation):
    OrganisationFactory(member_of=ClusterFactory(), legal_name="Example Leak Ltd")
    sign_in(UserFactory(coordinator=True, cluster=cluster))
    form = client.get(NEW).context["form"]

    always = {"email", "role", "language", "valid_from", "valid_until"}
    assert set(form.fields) == always | {"organisation"}
    assert list(form.fields["organisation"].queryset) == [organisation]


def test_inviting_from_the_form(client, sign_in, coordinator, organisation):
    sign_in(coordinator)
    data = {
        "email": SOMEBODY,
        "role": "organisation_admin",
        "organisation": organisation.pk,
        "language": "fr",
    }

    assert client.post(NEW, data).url == LIST
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.organisation) == ("organisation_admin", organisation)


def test_a_foreign_organisation_in_the_form_links_nothing(client, sign_in, coordinator):
    foreign = OrganisationFactory(member_of=ClusterFactory())
    sign_in(coordinator)
    data = {
        "email": SOMEBODY,
        "role": "representative",
        "organisation": foreign.pk,
        "language": "en",
    }

    assert "organisation" in client.post(NEW, data).context["form"].errors
    assert not Invitation.objects.exists()


def test_the_form_asks_for_what_the_role_needs(client, sign_in):
    cluster = ClusterFactory()
    sign_in(UserFactory(programme_coordinator=True))
    data = {"email": SOMEBODY, "language": "en", "cluster": cluster.pk, "valid_until": "2020-01-01"}

    missing = client.post(NEW, data | {"role": "wp_leader"}).context["form"].errors
    over = client.post(NEW, data | {"role": "auditor"}).context["form"].errors
    sent = client.post(NEW, data | {"role": "coordinator", "valid_until": ""})

    assert set(missing) == {"work_package", "valid_until"}
    assert set(over) == {"valid_until"}
    assert sent.url == LIST
    assert Invitation.objects.get().cluster == cluster


def test_the_form_lets_a_role_without_scope_alone(client, sign_in):
    sign_in(UserFactory(programme_coordinator=True))
    data = {"email": SOMEBODY, "role": "finance_officer", "language": "en", "work_package": "2"}

    assert client.post(NEW, data).url == LIST
    invitation = Invitation.objects.get()
    assert (invitation.work_package, invitation.cluster) == (None, None)
