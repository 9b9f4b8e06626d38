"""From the mail to the role: sent again, signing up with the address fixed, limits on floods."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import Conflict, NotAllowed, TooOften
from blues.notices.models import Mail
from clusters.models import Invitation, Role, User
from clusters.people import invitations
from tests.factories import (
    ClusterFactory,
    InvitationFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.factories.clusters import PASSWORD

SIGNUP = reverse("account_signup")
SOMEBODY = "somebody@people.example"
NEWCOMER = {
    "given_names": "Nora",
    "family_name": "Example",
    "language": "cs",
    "password1": "a-password-for-nora",
    "password2": "a-password-for-nora",
}


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def organisation(cluster):
    return OrganisationFactory(member_of=cluster)


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


def newest_link() -> str:
    return re.search(r"/invitations/accept/[^/\s]+/", Mail.objects.latest("pk").text)[0]


def invite(coordinator, organisation, **more) -> Invitation:
    fields = {"email": SOMEBODY, "role": Role.REPRESENTATIVE} | more
    return invitations.invite(**fields, organisation=organisation, by=coordinator)


def page(name, invitation):
    return reverse(f"people:invitation-{name}", args=[invitation.public_id])


# -- Signing up -----------------------------------------------------------------------------------


@pytest.mark.feature(6)
def test_two_colleagues_come_in_by_their_links(client, coordinator, organisation):
    for address in ("first@people.example", "second@people.example"):
        invite(coordinator, organisation, email=address)
        browser, link = Client(), newest_link()
        assert "Create an account" in browser.get(link).text
        form = browser.get(SIGNUP, {"next": link}).context["form"]
        assert (form.fields["email"].initial, form.fields["email"].disabled) == (address, True)

        typed = NEWCOMER | {"email": "evil@people.example", "next": link}
        assert browser.post(SIGNUP, typed).url == link
        assert "Accept the role" in browser.get(link).text
        browser.post(link)
        assert User.objects.get(email=address).represents(organisation)

    assert not User.objects.filter(email="evil@people.example").exists()
    assert EmailAddress.objects.filter(email="first@people.example", verified=True).exists()
    assert organisation.assignments.current().count() == 2


def test_a_link_that_is_no_good_fixes_no_address(client, coordinator, organisation):
    invitation = invite(coordinator, organisation)
    link = newest_link()
    invitations.withdraw(invitation=invitation, by=coordinator)
    client.get(link)

    field = client.get(SIGNUP).context["form"].fields["email"]
    assert (field.initial, field.disabled) == (None, False)


def test_whoever_has_an_account_signs_in_instead(client, coordinator, organisation):
    user = UserFactory(email=SOMEBODY)
    invite(coordinator, organisation)
    link = newest_link()
    client.get(link)
    client.post(reverse("account_login"), {"login": SOMEBODY, "password": PASSWORD, "next": link})
    client.post(link)

    assert user.represents(organisation)


def test_signing_up_once_more_with_a_known_address_makes_no_second_account(
    client, coordinator, organisation
):
    UserFactory(email=SOMEBODY)
    invite(coordinator, organisation)
    link = newest_link()
    client.get(link)
    client.post(SIGNUP, NEWCOMER | {"next": link})

    assert client.get(reverse("people:account-page")).status_code == 302
    assert User.objects.filter(email=SOMEBODY).count() == 1


def test_a_role_may_begin_later_and_end(coordinator, organisation):
    begins = timezone.localdate() + timezone.timedelta(days=10)
    ends = begins + timezone.timedelta(days=10)
    invitation = invite(coordinator, organisation, valid_from=begins, valid_until=ends)
    user = UserFactory(email=SOMEBODY)
    held = invitations.accept(invitation=invitation, by=user)

    assert (held.valid_from, held.valid_until, held.given_by) == (begins, ends, coordinator)
    assert not user.represents(organisation)


# -- Sent again -----------------------------------------------------------------------------------


def test_sent_again_the_old_link_dies_and_time_starts_anew(
    client, sign_in, coordinator, organisation
):
    invitation = invite(coordinator, organisation, language="pl")
    old = newest_link()
    Invitation.objects.update(
        invited_at=timezone.now() - timezone.timedelta(days=20), expires_at=timezone.now()
    )
    sign_in(coordinator)
    assert "Send it again" in client.get(page("detail", invitation)).text
    assert client.post(page("send", invitation)).url == page("detail", invitation)
    new = newest_link()

    assert Mail.objects.latest("pk").language == "pl"
    assert [e.verb for e in journal.entries_for(invitations.case(invitation))] == [
        "invitation-sent",
        "invitation-sent-again",
    ]
    invitation.refresh_from_db()
    assert (invitation.is_open, invitation.times_sent) == (True, 2)
    sign_in(UserFactory(email=SOMEBODY))
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_a_colleague_sends_it_again_in_their_own_name(cluster, coordinator, organisation):
    invitation = invite(coordinator, organisation)
    colleague = UserFactory(coordinator=True, cluster=cluster)
    again = invitations.send_again(invitation=invitation, by=colleague)
    coordinator.assignments.all().delete()

    held = invitations.accept(invitation=again, by=UserFactory(email=SOMEBODY))
    assert held.given_by == colleague


def test_who_could_not_have_sent_it_does_not_send_it_again(client, sign_in):
    invitation = InvitationFactory()
    with pytest.raises(NotAllowed):
        invitations.send_again(invitation=invitation, by=UserFactory(coordinator=True))

    sign_in(UserFactory(programme_coordinator=True))
    assert "Send it again" not in client.get(page("detail", invitation)).text
    assert client.post(page("send", invitation)).status_code == 403


def test_what_is_settled_is_not_sent_again(coordinator, organisation):
    invitation = invite(coordinator, organisation)
    invitations.withdraw(invitation=invitation, by=coordinator)

    with pytest.raises(Conflict):
        invitations.send_again(invitation=invitation, by=coordinator)


# -- Floods ---------------------------------------------------------------------------------------


def test_one_mailbox_gets_five_mails_an_hour_at_most(coordinator, organisation):
    invitation = invite(coordinator, organisation)
    for _again in range(4):
        invitations.send_again(invitation=invitation, by=coordinator)

    with pytest.raises(TooOften, match="within the hour"):
        invitations.send_again(invitation=invitation, by=coordinator)
    another = UserFactory(programme_coordinator=True)
    with pytest.raises(TooOften):
        invitations.invite(email=SOMEBODY, role=Role.FINANCE_OFFICER, by=another)
    assert Mail.objects.filter(address=SOMEBODY).count() == 5


def test_a_flood_of_invitations_stops(coordinator, organisation, monkeypatch):
    monkeypatch.setattr(invitations, "MOST_PER_DAY", 1)
    invite(coordinator, organisation)

    with pytest.raises(TooOften, match="very many"):
        invite(coordinator, organisation, email="other@people.example")


def test_guessing_links_is_slowed_down(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_invitation": "3/m/ip"}
    guesses = [reverse("people:invitation-accept", args=[f"guess-{n}"]) for n in range(4)]

    assert [client.get(guess).status_code for guess in guesses] == [200, 200, 200, 429]


def test_letters_that_no_database_holds_are_turned_away(client, sign_in):
    sign_in()
    data = {"given_names": "A\x00", "family_name": "B", "language": "en"}

    assert client.post(reverse("people:account-page"), data).status_code == 400
    assert client.get("/invitations/accept/%00/").status_code == 400


def test_who_may_offer_nothing_gets_no_form(client, sign_in):
    sign_in(RoleAssignmentFactory().user)

    assert client.get(reverse("people:invitation-new")).status_code == 403
