"""Signing up with an invitation: the address is the one the mail went to, and is proved by it."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from allauth.core import context
from django.utils.translation import gettext_lazy as _

PROVED = "account_verified_email"  # where allauth keeps an address that needs no further mail


class InvitedSignupForm(SignupForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if address := context.request.session.get(PROVED):
            field = self.fields["email"]
            field.initial, field.disabled = address, True
            field.help_text = _("The invitation was sent to this address, so it stays.")


def bring_invitation(request, address: str) -> None:
    """Whoever holds the link has read that mailbox; signing up asks for no second proof."""
    get_adapter().stash_verified_email(request, address)
