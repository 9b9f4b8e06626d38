"""Asking who is there once more, right before something that binds: a signature, an approval."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from blues.common.errors import BadInput, NotAllowed
from clusters.people.models import User

PASSKEY_FRESH = 120  # seconds between touching the passkey and signing


def confirm_identity(user: User, *, password: str = "", code: str = "", request=None) -> str:
    """Return how the person proved themselves: "password", "totp", "recovery" or "passkey".

    Call it before the verb and outside of its transaction: a wrong answer must count although
    nothing else happens. Five wrong answers in five minutes lock further ones.

    People without a password (passkey only) may give a recovery code, which every second factor
    comes with. Or they go to allauth's page ``mfa_reauthenticate_webauthn``, touch the passkey, and
    come back: with ``request`` given, that touch counts for two minutes and for one confirmation.
    """
    if not password and not code:
        return _fresh_passkey(user, request)
    with transaction.atomic(durable=True):
        attempt = _count_attempt(user)
    method = _by_password(user, password) if password else _by_code(user, code)
    if not method:
        raise BadInput(
            _("That did not match, so nothing was signed."),
            way_out=_("Enter your password or a code of your second step again."),
        )
    attempt.rollback()  # only wrong answers are counted
    return method


def _count_attempt(user: User) -> ratelimit.RateLimitUsage:
    attempt = ratelimit.consume(
        context.request, app="allauth.account", action="reauthenticate", user=user, limit_get=True
    )
    if attempt is None:
        raise NotAllowed(
            _("Too many wrong answers."), way_out=_("Wait five minutes, then try again.")
        )
    return attempt


def _by_password(user: User, password: str) -> str:
    return "password" if user.check_password(password) else ""


def _by_code(user: User, code: str) -> str:
    factors = Authenticator.objects.filter(user=user)
    for kind, method in (
        (Authenticator.Type.TOTP, "totp"),
        (Authenticator.Type.RECOVERY_CODES, "recovery"),
    ):
        factor = factors.filter(type=kind).first()
        if factor and factor.wrap().validate_code(code.strip()):
            return method
    return ""


def _fresh_passkey(user: User, request) -> str:
    used = "identity_confirmed_at"
    after = max(time.time() - PASSKEY_FRESH, request.session.get(used, 0)) if request else 0
    touches = get_authentication_records(request, user) if request else []
    for record in reversed(touches):
        if record.get("type") == Authenticator.Type.WEBAUTHN and record["at"] > after:
            request.session[used] = record["at"]
            return "passkey"
    raise BadInput(_("Enter your password or a code of your second step."))
