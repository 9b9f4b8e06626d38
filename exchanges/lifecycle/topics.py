"""What all four parties are told, wherever the exchange stands."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.topic(
    "lifecycle.cancelled",
    subject=_("The exchange %(reference)s was cancelled"),
    body=_("The exchange will not take place; the reason stands on its page."),
    button=_("See the reason"),
)
