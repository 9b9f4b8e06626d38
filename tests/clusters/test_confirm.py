"""Asking who is there before something that binds."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import transaction

from blues.common.errors import BadInput, NotAllowed
from clusters.people.confirm import confirm_identity
from clusters.people.forms import IdentityForm
from tests.factories import UserFactory
from tests.factories.clusters import PASSWORD


@pytest.fixture(autouse=True)
def _request(rf, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "5/5m/user"}
    cache.clear()
    with context.request_context(rf.post("/")):
        yield


def current_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def request_with(user, rf, *records):
    """A request whose session holds these signs of life."""
    request = rf.post("/")
    request.user = user
    request.session = {
        AUTHENTICATION_METHODS_SESSION_KEY: list(records),
        "account_authentication_methods_user": str(user.pk),
    }
    return request


def test_the_password_confirms():
    assert confirm_identity(UserFactory(), password=PASSWORD) == "password"


@pytest.mark.parametrize("answer", [{"password": "wrong"}, {"code": "000000"}])
def test_a_wrong_answer_is_refused(answer):
    with pytest.raises(BadInput, match="did not match"):
        confirm_identity(UserFactory(), **answer)


def test_a_code_confirms_once():
    user, secret = UserFactory(), generate_totp_secret()
    TOTP.activate(user, secret)
    code = current_code(secret)

    assert confirm_identity(user, code=f" {code} ") == "totp"
    with pytest.raises(BadInput):
        confirm_identity(user, code=code)


def test_a_recovery_code_confirms_once():
    user = UserFactory()
    code = RecoveryCodes.activate(user).get_unused_codes()[0]

    assert confirm_identity(user, code=code) == "recovery"
    with pytest.raises(BadInput):
        confirm_identity(user, code=code)


def test_five_wrong_answers_lock_even_the_right_one():
    user = UserFactory()
    for _attempt in range(5):
        with pytest.raises(BadInput):
            confirm_identity(user, password="wrong")

    with pytest.raises(NotAllowed, match="Too many"):
        confirm_identity(user, password=PASSWORD)
    assert confirm_identity(UserFactory(), password=PASSWORD) == "password"


def test_right_answers_are_not_counted():
    user = UserFactory()

    assert {confirm_identity(user, password=PASSWORD) for _signature in range(7)} == {"password"}


def test_it_does_not_run_inside_a_transaction_that_would_forget_the_wrong_answer():
    with pytest.raises(RuntimeError), transaction.atomic():
        confirm_identity(UserFactory(), password=PASSWORD)


def test_a_passkey_touched_just_now_confirms_once(rf):
    user = UserFactory(password=None)
    touch = {"method": "mfa", "type": Authenticator.Type.WEBAUTHN, "at": time.time()}
    request = request_with(user, rf, touch)

    assert confirm_identity(user, request=request) == "passkey"
    with pytest.raises(BadInput):
        confirm_identity(user, request=request)


@pytest.mark.parametrize(
    "record",
    [
        {"method": "mfa", "type": "webauthn", "at": time.time() - 3600},
        {"method": "password", "at": time.time() + 60},
    ],
    ids=["an hour ago", "only a password at sign-in"],
)
def test_an_old_touch_or_none_does_not_confirm(rf, record):
    user = UserFactory()

    with pytest.raises(BadInput, match="Enter your password"):
        confirm_identity(user, request=request_with(user, rf, record))


def test_nothing_given_confirms_nothing():
    with pytest.raises(BadInput):
        confirm_identity(UserFactory())


def test_the_form_passes_on_what_was_typed(rf):
    user = UserFactory()
    form = IdentityForm({"password": PASSWORD, "code": ""})

    assert form.is_valid()
    assert form.confirm(request_with(user, rf)) == "password"
