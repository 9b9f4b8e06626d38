"""The sign-in pages: allauth's views in the portal's clothes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from blues.common import context
from clusters.models import Programme
from tests.factories import ProgrammeFactory, UserFactory
from tests.factories.clusters import PASSWORD

PUBLIC = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
]
OWN = [
    "people:account-page",
    "people:address-edit",
    "people:session-list",
    "socialaccount_connections",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]


@pytest.fixture
def fresh_sign_in(client, sign_in):
    """Has given the password again a moment ago, so that nothing asks for it once more."""
    user = sign_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/gallery/"})
    return user


@pytest.mark.parametrize("name", PUBLIC)
def test_the_way_in_wears_our_look(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert '<main class="main" id="main">' in response.content.decode()


@pytest.mark.parametrize("name", OWN)
def test_the_own_account_wears_our_look(client, fresh_sign_in, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    html = response.content.decode()
    assert '<main class="main" id="main">' in html
    assert html.count("<h1") == 1


def test_signing_in_with_the_wrong_password_is_a_form_error(client):
    user = UserFactory()

    html = client.post(
        reverse("account_login"), {"login": user.email, "password": "wrong-password-x"}
    ).content.decode()

    assert "<title>Error:" in html
    assert "There is a problem" in html
    assert f'value="{user.email}"' in html


def test_a_second_factor_can_be_managed_once_it_is_there(client, fresh_sign_in):
    TOTP.activate(fresh_sign_in, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(fresh_sign_in)

    html = client.get(reverse("mfa_index")).content.decode()

    assert "You have 10 unused codes." in html
    assert reverse("mfa_deactivate_totp") in html


def test_recovery_codes_wait_for_a_factor(client, fresh_sign_in):
    assert "Set up an app or a key first." in client.get(reverse("mfa_index")).content.decode()


def test_recovery_codes_can_be_made_once_a_factor_is_there(client, fresh_sign_in):
    TOTP.activate(fresh_sign_in, "JBSWY3DPEHPK3PXP")

    html = client.get(reverse("mfa_index")).content.decode()

    assert reverse("mfa_generate_recovery_codes") in html


@pytest.mark.parametrize("name", ["mfa_view_recovery_codes", "mfa_generate_recovery_codes"])
def test_recovery_codes_wear_our_look(client, fresh_sign_in, name):
    TOTP.activate(fresh_sign_in, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(fresh_sign_in)

    assert '<main class="main"' in client.get(reverse(name)).content.decode()


def test_keys_are_counted(client, fresh_sign_in):
    Authenticator.objects.create(
        user=fresh_sign_in, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"}
    )

    assert "You have added 1 key." in client.get(reverse("mfa_index")).content.decode()


def test_the_second_step_of_signing_in_wears_our_look(client):
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    response = client.post(
        reverse("account_login"),
        {"login": user.email, "password": PASSWORD},
        follow=True,
    )

    assert response.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
    assert '<main class="main"' in response.content.decode()


def test_no_page_carries_inline_script_or_style(client, fresh_sign_in):
    answers = [Client().get(reverse(name)) for name in PUBLIC]
    answers += [client.get(reverse(name)) for name in OWN]
    pages = [answer.content.decode() for answer in answers]
    inline = re.compile(r"<script(?![^>]*(src=|application/json))[^>]*>|<style|\sstyle=|\son\w+=")

    assert [match[0] for page in pages for match in [inline.search(page)] if match] == []


def test_the_foot_carries_what_the_grant_requires(client, settings):
    settings.PROGRAMME_LINES = "tests.common.test_account_pages.lines"
    ProgrammeFactory()

    html = client.get(reverse("account_login")).content.decode()

    assert 'alt="Flag of the European Union"' in html
    assert "Funded by the Union." in html
    assert "It does not answer for this web page." in html


def test_the_foot_is_asked_for_once_a_minute(client, settings, monkeypatch):
    asked = []
    settings.PROGRAMME_LINES = "tests.common.test_account_pages.lines"
    monkeypatch.setitem(globals(), "lines", lambda _request: asked.append(1) or lines_as_given())

    client.get(reverse("account_login"))
    client.get(reverse("account_login"))
    assert len(asked) == 1

    now = context.time.monotonic()
    monkeypatch.setattr(context.time, "monotonic", lambda: now + context.LINES_KEPT + 1)
    client.get(reverse("account_login"))
    assert len(asked) == 2


def test_without_a_programme_there_is_no_foot(client, settings):
    settings.PROGRAMME_LINES = "tests.common.test_account_pages.lines_of_nothing"

    assert "European Union" not in client.get(reverse("account_login")).content.decode()


def lines_of_nothing(_request):
    return Programme.current()


def lines_as_given(_request=None):
    return {
        "funding_line": "Funded by the Union.",
        "disclaimer": "It does not answer for this web page.",
    }


lines = lines_as_given
