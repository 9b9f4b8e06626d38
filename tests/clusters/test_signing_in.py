"""Accounts: signing up and in without telling who is known, and the second step."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from blues.notices.models import Mail
from clusters.models import Role, User
from clusters.people import appointments
from tests.clusters.looks import shown
from tests.factories import ClusterFactory, OrganisationFactory, ProgrammeFactory, UserFactory
from tests.factories.clusters import PASSWORD

ACCOUNT, INBOX = reverse("people:account-page"), reverse("notices:inbox-page")
HELP = reverse("public:help-page")
LOGIN, SIGNUP = reverse("account_login"), reverse("account_signup")
NEWCOMER = {
    "given_names": "Nora",
    "family_name": "Example",
    "language": "fr",
    "email": "nora@people.example",
    "password1": "a-password-for-nora",
}


@pytest.fixture
def strict(settings):
    """Production's rule about the second step."""
    settings.MFA_REQUIRED_ROLES = [
        "coordinator",
        "programme_coordinator",
        "finance_officer",
        "auditor",
        "operator",
    ]


# -- Signing up -----------------------------------------------------------------------------------


def test_signing_up_asks_for_names_and_language_and_verifies_the_address(client):
    response = client.post(SIGNUP, NEWCOMER)
    user = User.objects.get()

    assert response.url == reverse("account_email_verification_sent")
    assert (user.name, user.language) == ("Nora Example", "fr")
    assert not user.emailaddress_set.get().verified
    assert client.get(ACCOUNT).status_code == 302
    mail = Mail.objects.get()
    code = re.search(r": (\S+)$", mail.text, re.MULTILINE)[1]
    client.post(response.url, {"code": "wrong"})
    assert not user.emailaddress_set.get().verified
    client.post(response.url, {"code": code})
    assert user.emailaddress_set.get().verified


def test_signing_up_with_a_known_address_looks_the_same(client, client_two):
    UserFactory(email="known@people.example")
    new = client.post(SIGNUP, NEWCOMER, follow=True)
    known = client_two.post(SIGNUP, NEWCOMER | {"email": "known@people.example"}, follow=True)

    assert shown(known) == shown(new)
    assert known.redirect_chain == new.redirect_chain
    assert User.objects.filter(email="known@people.example").count() == 1


@pytest.fixture
def client_two():
    from django.test import Client  # noqa: PLC0415 -- leaf

    return Client()


def test_twin_addresses_in_other_letters_are_one(client):
    UserFactory(email="known@people.example")
    client.post(SIGNUP, NEWCOMER | {"email": "KNOWN@People.example"})

    assert User.objects.count() == 1


# -- Signing in -----------------------------------------------------------------------------------


def test_a_wrong_password_and_an_unknown_address_look_the_same(client, client_two):
    UserFactory(email="known@people.example")
    known = client.post(LOGIN, {"login": "known@people.example", "password": "wrong"})
    unknown = client_two.post(LOGIN, {"login": "nobody@people.example", "password": "wrong"})

    assert (known.status_code, shown(known)) == (unknown.status_code, shown(unknown))


def test_resetting_the_password_of_nobody_looks_the_same(client, client_two):
    UserFactory(email="known@people.example")
    address = reverse("account_reset_password")
    known = client.post(address, {"email": "known@people.example"}, follow=True)
    unknown = client_two.post(address, {"email": "nobody@people.example"}, follow=True)

    assert (known.redirect_chain, shown(known)) == (unknown.redirect_chain, shown(unknown))


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/account/", "/account/"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("https://127.0.0.1/", None),
    ],
)
def test_signing_in_leads_to_the_own_host_only(client, settings, wanted, reached):
    settings.LOGIN_REDIRECT_URL = "/inbox/"
    user = UserFactory()
    data = {"login": user.email, "password": PASSWORD, "next": wanted}

    assert client.post(LOGIN, data).url == (reached or "/inbox/")


def test_pages_follow_the_language_of_the_person(client, settings):
    settings.LOGIN_REDIRECT_URL = "/inbox/"
    user = UserFactory(language="de")
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})

    assert client.cookies["language"].value == "de"
    data = {"given_names": "A", "family_name": "B", "language": "es"}
    assert client.post(ACCOUNT, data).url == ACCOUNT
    assert client.cookies["language"].value == "es"


def test_the_session_of_a_closed_account_is_dead(client, sign_in):
    user = sign_in()
    assert client.get(ACCOUNT).status_code == 200

    User.objects.update(is_active=False)

    assert client.get(ACCOUNT).status_code == 302
    assert not user.assignments.current().exists()


def test_a_new_password_ends_the_other_sessions(client, sign_in):
    user = sign_in()
    user.set_password("another-long-password")
    user.save()

    assert client.get(ACCOUNT).status_code == 302


# -- Roles ----------------------------------------------------------------------------------------


def test_a_role_counts_from_the_next_request_and_no_longer_after_it_ended(client, sign_in):
    organisation = OrganisationFactory()
    user = sign_in(UserFactory())
    assert client.get(organisation.get_absolute_url()).status_code == 404

    held = appointments.appoint(user, Role.REPRESENTATIVE, organisation=organisation, by=None)
    assert client.get(organisation.get_absolute_url()).status_code == 200

    by = UserFactory(organisation_admin=True, organisation=organisation)
    appointments.end(assignment=held, by=by)
    assert client.get(organisation.get_absolute_url()).status_code == 404


def test_an_auditor_is_out_after_the_last_day(client, sign_in):
    organisation = OrganisationFactory()
    user = sign_in(UserFactory(auditor=True))
    user.assignments.update(valid_until=timezone.localdate())
    assert client.get(organisation.get_absolute_url()).status_code == 200

    user.assignments.update(valid_until=timezone.localdate() - timezone.timedelta(days=1))
    assert client.get(organisation.get_absolute_url()).status_code == 404


# -- The second step ------------------------------------------------------------------------------


@pytest.mark.feature(19)
@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize(
    "persona", ["coordinator", "programme_coordinator", "finance", "auditor", "operator"]
)
def test_who_sees_data_of_others_sets_up_a_second_step_first(client, sign_in, persona):
    ProgrammeFactory()  # the help page names its clusters
    user = sign_in(UserFactory(**{persona: True}))
    assert client.get(INBOX).url == reverse("mfa_index")
    own = [ACCOUNT, reverse("people:session-list"), reverse("mfa_index"), HELP]
    assert [client.get(address).status_code for address in own] == [200] * len(own)

    TOTP.activate(user, "A" * 32)
    assert client.get(INBOX).status_code == 200

    user.authenticator_set.all().delete()
    assert client.get(INBOX).status_code == 302


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("persona", ["representative", "organisation_admin", "wp_leader"])
def test_everybody_else_is_free_to(client, sign_in, persona):
    sign_in(UserFactory(**{persona: True}))

    assert client.get(INBOX).status_code == 200


@pytest.mark.usefixtures("strict")
def test_public_pages_stay_open_to_people_without_a_second_step(client, sign_in):
    ClusterFactory()
    sign_in(UserFactory(operator=True))

    assert client.get(reverse("directory:cluster-list")).status_code == 200


def test_the_demo_offers_the_second_step_and_says_so(client, sign_in):
    sign_in(UserFactory(coordinator=True))

    assert "offered to everybody and forced on nobody" in client.get(ACCOUNT).text


@pytest.mark.usefixtures("strict")
def test_production_says_that_the_role_needs_it(client, sign_in):
    user = sign_in(UserFactory(coordinator=True))
    TOTP.activate(user, "A" * 32)

    assert "Your role needs a second step" in client.get(ACCOUNT).text
