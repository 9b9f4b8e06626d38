"""Rules about people that hold for every request."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clusters.people import sessions
from clusters.people.rules import needs_second_factor

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def own_account(view):
    """Mark a page that shows nothing but one's own account: open before the second step is set up.

    No other page is, and nobody is given time: the first request after signing in is held up.
    """
    view.is_own_account = True
    return view


class SessionLimitsMiddleware:
    """Signs people out whose session has lasted, or has lain idle, for too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and not sessions.keep(request):
            messages.info(request, _("You were signed out, since the session was over."))
        return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever sees other people's data sets up a second step before anything else.

    ``settings.MFA_REQUIRED_ROLES`` says which roles these are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _args, _kwargs):
        if _is_open_to(request, view) or not needs_second_factor(request.user):
            return None
        if is_mfa_enabled(request.user, SECOND_FACTORS):
            return None
        messages.warning(
            request,
            _("Your role sees other people's data. Set up a second step of signing in first."),
        )
        return redirect("mfa_index")


def _is_open_to(request, view) -> bool:
    """Public pages, people who are not signed in, and the pages on which the step is set up."""
    is_public = not getattr(view, "login_required", True)
    is_account = view.__module__.startswith("allauth.") or getattr(view, "is_own_account", False)
    return is_public or is_account or not request.user.is_authenticated
