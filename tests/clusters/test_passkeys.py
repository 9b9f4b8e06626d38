"""A passkey, added and used in a real browser with an authenticator that is made of software."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.factories import ProgrammeFactory, UserFactory
from tests.factories.clusters import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def person():
    ProgrammeFactory()
    return UserFactory(operator=True)


@pytest.fixture
def site(base_url):
    """Passkeys belong to a name, never to a number."""
    return base_url.replace("127.0.0.1", "localhost")


@pytest.mark.feature(19)
def test_an_operator_sets_a_passkey_up_and_signs_in_with_it_alone(page, site, person, settings):
    settings.MFA_REQUIRED_ROLES = ["operator"]
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})

    page.goto(f"{site}/accounts/login/?next=/accounts/all/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In", exact=True).click()
    expect(page.get_by_text("Set up a second step of signing in first.")).to_be_visible()

    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Fingerprint")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page).not_to_have_url(re.compile("/add/"))
    assert Authenticator.objects.get(user=person, type="webauthn").wrap().is_passwordless

    page.goto(f"{site}/accounts/all/")
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/?next=/accounts/all/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()
