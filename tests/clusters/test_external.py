"""Signing in with a provider outside: a real one over HTTP, small enough to live in the tests."""

import http.client
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from blues.notices.models import Mail
from blues.settings import env
from clusters.models import User
from tests.clusters.oidc import Provider
from tests.factories import UserFactory
from tests.factories.clusters import PASSWORD

LOGIN, ACCOUNT = reverse("account_login"), reverse("people:account-page")
CONNECTIONS = reverse("socialaccount_connections")
START = "/accounts/oidc/example/login/"
SOMEBODY = {"sub": "person-7", "email": "somebody@people.example", "email_verified": True}


@pytest.fixture
def provider(settings):
    with Provider() as running:
        running.person = dict(SOMEBODY)
        settings.OIDC_PROVIDERS = [running.settings()]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.OIDC_PROVIDERS}}
        yield running


@pytest.fixture
def user():
    return UserFactory(email="somebody@people.example")


def there_and_back(client, process="login"):
    """Press the button, be sent to the provider, come back with its code."""
    leaving = client.post(f"{START}?process={process}")
    return client.get(at_the_provider(leaving.url))


def at_the_provider(address: str) -> str:
    """Where the provider sends the browser."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        back = urlsplit(connection.getresponse().getheader("Location"))
    finally:
        connection.close()
    return f"{back.path}?{back.query}"


def link(client, user):
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": ACCOUNT})
    return there_and_back(client, "connect")


@pytest.mark.feature(20)
def test_a_linked_account_is_opened_by_the_provider(client, provider, user):
    assert link(client, user).url == CONNECTIONS
    account = SocialAccount.objects.get()
    assert (account.user, account.uid) == (user, "person-7")
    assert account.extra_data == {"userinfo": {"email": "somebody@people.example"}}
    assert Mail.objects.get(address=user.email).subject == "Another way to sign in was linked"
    client.logout()
    assert "Sign in with Example Login" in client.get(LOGIN).text

    there_and_back(client)

    assert client.get(ACCOUNT).context["user"] == user
    assert not user.roles.assignments
    assert "/token" in provider.asked


def test_the_provider_takes_the_place_of_the_password_alone(client, provider, user):
    link(client, user)
    TOTP.activate(user, "A" * 32)
    client.logout()
    provider.person |= {"amr": ["pwd", "mfa"], "acr": "high"}

    assert there_and_back(client).url.startswith(reverse("mfa_authenticate"))
    assert client.get(ACCOUNT).status_code == 302


def test_an_address_alone_opens_no_account_and_makes_none(client, provider, user):
    page = there_and_back(client)

    assert (page.status_code, "Not linked to an account" in page.text) == (403, True)
    assert client.get(ACCOUNT).status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": "another@people.example"},
        {"email": ""},
    ],
)
def test_only_a_verified_address_of_ones_own_is_linked(client, provider, user, claims):
    provider.person |= claims
    page = link(client, user)

    assert (page.status_code, "This cannot be linked" in page.text) == (403, True)
    assert not SocialAccount.objects.exists()


def test_an_address_not_yet_verified_here_is_not_linked(client, provider, user):
    user.emailaddress_set.update(verified=False)

    assert link(client, user).status_code == 403


def test_linking_without_being_signed_in_is_refused(client, provider, user):
    assert there_and_back(client, "connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_linking_asks_for_the_password_first(client, provider, user, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    client.force_login(user)

    assert there_and_back(client, "connect").url.startswith(reverse("account_reauthenticate"))
    assert not SocialAccount.objects.exists()


def test_a_link_that_belongs_to_somebody_else_is_not_taken(client, provider, user):
    link(client, user)
    other = UserFactory()
    other.emailaddress_set.update(email="elsewhere@people.example")
    provider.person["email"] = "elsewhere@people.example"
    link(client, other)

    assert SocialAccount.objects.get().user == user


def test_a_link_is_removed_by_its_owner(client, provider, user):
    link(client, user)
    page = client.get(CONNECTIONS).text
    assert "Remove the link" in page

    client.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    assert "Link Example Login" in client.get(CONNECTIONS).text


def test_a_forged_return_signs_nobody_in(client, provider, user):
    link(client, user)
    client.logout()
    page = client.get(f"{START}callback/?code=guessed&state=guessed")

    assert page.status_code in {200, 302, 401, 403}
    assert client.get(ACCOUNT).status_code == 302
    assert "/token" not in provider.asked[-1:]


def test_a_closed_account_stays_closed(client, provider, user):
    link(client, user)
    client.logout()
    User.objects.update(is_active=False)
    there_and_back(client)

    assert client.get(ACCOUNT).status_code == 302


def test_without_a_provider_nothing_is_offered(client, user):
    assert "Sign in with" not in client.get(LOGIN).text.replace("Sign in with a passkey", "")
    assert client.get(START).status_code == 404
    client.force_login(user)
    assert CONNECTIONS not in client.get(ACCOUNT).text
    assert "This portal offers none." in client.get(CONNECTIONS).text


# -- The environment ------------------------------------------------------------------------------


def test_the_environment_names_the_providers(monkeypatch):
    for name, value in {
        "OIDC_PROVIDERS": "eulogin",
        "OIDC_EULOGIN_URL": "https://login.example/oidc",
        "OIDC_EULOGIN_NAME": "EU Login",
        "OIDC_EULOGIN_CLIENT_ID": "portal",
        "OIDC_EULOGIN_SECRET": "secret",
        "OIDC_EULOGIN_ORIGINS": "https://pages.login.example",
        "OIDC_EULOGIN_VERIFIES_EMAIL": "yes",
    }.items():
        monkeypatch.setenv(name, value)

    (provider,) = env.openid_providers()
    assert (provider["provider_id"], provider["name"]) == ("eulogin", "EU Login")
    assert provider["origins"] == ["https://login.example", "https://pages.login.example"]
    assert provider["settings"] == {
        "server_url": "https://login.example/oidc",
        "oauth_pkce_enabled": True,
        "verified_email": True,
    }


@pytest.mark.parametrize("names", ["eulogin", "eu-login"])
def test_half_a_provider_stops_the_start_up(monkeypatch, names):
    monkeypatch.setenv("OIDC_PROVIDERS", names)

    with pytest.raises(ImproperlyConfigured):
        env.openid_providers()
