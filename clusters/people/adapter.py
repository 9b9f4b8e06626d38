"""What the portal decides differently from allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from blues.common.errors import BadInput
from blues.notices.outbox import post
from clusters.people import sessions
from clusters.people.addresses import check_address


class AccountAdapter(DefaultAccountAdapter):
    def is_safe_url(self, url):
        """After signing in or out people stay on the host they came to."""
        return url_has_allowed_host_and_scheme(
            url,
            allowed_hosts={current.request.get_host()},
            require_https=current.request.is_secure(),
        )

    def clean_email(self, email):
        try:
            return check_address(super().clean_email(email))
        except BadInput as refusal:
            raise ValidationError(f"{refusal} {refusal.way_out}") from None

    def set_password(self, user, password):
        """A new password ends every other session at once, whichever page it was set on."""
        super().set_password(user, password)
        sessions.end_all(user, but=current.request.session.session_key)

    def send_mail(self, template_prefix, email, context):
        """Mails about signing in take the way of all mails: a row first, then a job sends it."""
        site = {"email": email, "current_site": RequestSite(current.request)}
        language = _language_of(context.get("user"), email)
        with translation.override(language):
            message = self.render_mail(template_prefix, email, site | context)
            post(
                address=email,
                subject=message.subject,
                text=message.body,
                language=language,
                is_secret=True,
            )

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user)
        return response


def remember_language(response, user) -> None:
    """Pages follow the language the person chose for their mails."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _language_of(user, email: str) -> str:
    """The reader's own language; for an address without an account, that of the page."""
    if user is None:
        known = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
        user = known and known.user
    return user.language if user else translation.get_language() or settings.LANGUAGE_CODE
