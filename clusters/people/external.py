"""Signing in with a provider outside, where the operator has configured one (docs/operations.md).

The provider takes the place of the password and of nothing else. It opens only accounts whose owner
has linked it, on the account page and after giving the password; it makes no account, gives no
role, and what it says about a second factor of its own does not replace ours.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.shortcuts import render


def is_configured() -> bool:
    return bool(settings.OIDC_PROVIDERS)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None):
        """Providers come from the environment alone: no row in a table can add one."""
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for of_provider in apps.values() for app in of_provider]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def populate_user(self, request, sociallogin, data):
        """Keep of all that the provider tells only which address it is about."""
        sociallogin.account.extra_data = {"userinfo": {"email": data.get("email") or ""}}
        return super().populate_user(request, sociallogin, data)

    def pre_social_login(self, request, sociallogin):
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            if not _proves_own_address(request.user, sociallogin):
                raise _page(request, "clusters/external_refused.html", sociallogin)
        elif not sociallogin.is_existing:
            raise _page(request, "clusters/external_unknown.html", sociallogin)


def _proves_own_address(user, sociallogin) -> bool:
    """The provider has verified an address that is verified here, too, for this person."""
    proved = {a.email.lower() for a in sociallogin.email_addresses if a.verified is True}
    if not user.is_authenticated:
        return False
    own = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return bool(proved & {address.lower() for address in own})


def _page(request, template: str, sociallogin) -> ImmediateHttpResponse:
    context = {"provider": sociallogin.provider.name}
    return ImmediateHttpResponse(render(request, template, context, status=403))
