"""Limits on guessing: production's own, which the other tests switch off."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from blues.notices.models import Mail
from blues.settings import base
from tests.factories import UserFactory
from tests.factories.clusters import PASSWORD

LOGIN, RESET = reverse("account_login"), reverse("account_reset_password")


@pytest.fixture(autouse=True)
def _production_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS


def guess(client, email, password="wrong", **headers):
    return client.post(LOGIN, {"login": email, "password": password}, headers=headers)


def test_five_wrong_passwords_close_the_door_for_an_account(client):
    user = UserFactory()
    for _attempt in range(5):
        assert "Too many failed" not in guess(client, user.email).text

    refused = guess(Client(REMOTE_ADDR="192.0.2.7"), user.email, PASSWORD)
    assert "Too many failed" in refused.text
    assert guess(client, UserFactory().email, PASSWORD).status_code == 302


def test_addresses_made_up_by_the_caller_do_not_help(client):
    answers = [
        guess(client, f"{n}@people.example", **{"x-forwarded-for": f"192.0.2.{n}"})
        for n in range(12)
    ]

    assert "Too many failed" in answers[-1].text


def test_a_mailbox_gets_few_mails_about_passwords(client):
    user = UserFactory()
    answers = [client.post(RESET, {"email": user.email}).status_code for _n in range(8)]

    assert answers[-1] == 429
    assert Mail.objects.filter(address=user.email).count() == 5


def test_asking_for_a_password_says_the_same_for_unknown_addresses(client):
    user = UserFactory(language="de")
    pages = [
        client.post(RESET, {"email": email}, follow=True).text
        for email in (user.email, "nobody@people.example")
    ]
    bare = [re.sub(r'value="[^"]+"|[\w.-]+@people\.example', "", page) for page in pages]

    assert bare[0] == bare[1]
    known, unknown = Mail.objects.order_by("pk")
    assert known.subject == "Wählen Sie ein neues Passwort für BluesXchange"
    assert unknown.subject == "No account uses this address"


def test_codes_are_guessed_five_times_and_used_once(client):
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    step = reverse("mfa_authenticate")
    guess(client, user.email, PASSWORD)
    for _attempt in range(5):
        client.post(step, {"code": "000000"})
    assert "Too many failed" in client.post(step, {"code": "000000"}).text

    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for is_in in (True, False):
        browser = Client()
        guess(browser, user.email, PASSWORD)
        browser.post(step, {"code": code})
        signed_in = browser.get(reverse("people:account-page")).status_code == 200
        assert signed_in == is_in


def test_forms_of_other_sites_do_nothing():
    user = UserFactory()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)

    for name in ("people:session-end", "people:account-page", "people:address-withdraw"):
        assert strict.post(reverse(name), {"given_names": "Eve"}).status_code == 403


@pytest.mark.feature(19)
def test_recovery_codes_are_shown_once(client):
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/gallery/"})
    made = client.post(reverse("mfa_generate_recovery_codes"))
    codes = RecoveryCodes(user.authenticator_set.get(type="recovery_codes")).get_unused_codes()

    assert codes[0] in client.get(made.url).text
    assert codes[0] not in client.get(made.url).text
    assert client.get(reverse("mfa_download_recovery_codes")).status_code in {403, 404}
