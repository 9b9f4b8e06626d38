"""Mails about signing in: each in the language of its reader, complete in all six."""

from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from blues.notices.models import Mail
from tests.factories import UserFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt")
    for path in TEMPLATES.glob("*/email/*_subject.txt")
)
LINKS = {
    "activate_url": "https://portal.example/confirm/",
    "password_reset_url": "https://portal.example/reset/",
    "signup_url": "https://portal.example/sign-up/",
    "code": "",
}


@pytest.fixture(autouse=True)
def _in_a_request():
    with context.request_context(RequestFactory().get("/")):
        yield


def sent(template, language) -> Mail:
    user = UserFactory(language=language)
    with translation.override("en"):  # the page
        get_adapter().send_mail(template, user.email, {"user": user, **LINKS})
    return Mail.objects.latest("pk")


@pytest.mark.parametrize("template", MAILS)
def test_every_mail_speaks_every_language(template):
    mails = {code: sent(template, code) for code, _name in settings.LANGUAGES}

    assert {code: mail.language for code, mail in mails.items()} == {code: code for code in mails}
    assert len({mail.subject for mail in mails.values()}) == len(mails)
    assert len({mail.text for mail in mails.values()}) == len(mails)
    assert all(mail.is_secret and "{" not in mail.text for mail in mails.values())


def test_there_is_a_text_for_every_mail_that_is_sent():
    assert len(MAILS) == 15
    assert "mfa/email/webauthn_added" in MAILS


def test_an_address_without_an_account_is_written_to_in_the_language_of_the_page():
    with translation.override("pl"):
        get_adapter().send_mail("account/email/unknown_account", "x@people.example", LINKS)

    assert Mail.objects.get().language == "pl"
