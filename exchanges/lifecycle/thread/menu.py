"""The entry in the menu for those who look after the mails."""

from django.utils.translation import gettext_lazy as _

from blues.common import navigation
from clusters.models import User


def looks_after_mails(user: User) -> bool:
    return user.is_authenticated and user.is_operator


navigation.register(
    _("Mails received"),
    "thread:inbound-list",
    visible=looks_after_mails,
    area="account",
    order=81,
)
