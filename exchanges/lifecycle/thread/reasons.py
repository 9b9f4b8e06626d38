"""What becomes of a mail that arrives, and why. Senders read the reasons in their own language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    FILED = "filed", _("in the conversation")
    REFUSED = "refused", _("refused")
    IGNORED = "ignored", _("ignored")


class Reason(TextChoices):
    AUTOMATIC = "automatic", _("An automatic answer or a report of a mail server.")
    NO_ADDRESS = "no-address", _("The mail was not addressed to a conversation.")
    UNREADABLE = "unreadable", _("The mail could not be read. Please answer in the portal.")
    TOO_LARGE = "too-large", _("The mail is too large. Please hand files in on the portal.")
    EXPIRED = "expired", _("The address that you answered to has run out.")
    OTHER_SENDER = (
        "other-sender",
        _("The mail came from another address than the one that you use in the portal."),
    )
    NO_WORDS = "no-words", _("There were no words above the quoted text.")
    TOO_LONG = "too-long", _("The message is longer than a conversation takes.")
    TOO_MANY = "too-many", _("You have written very often today. Please try again tomorrow.")
    NO_PART = "no-part", _("You do not take part in this conversation any more.")
    CLOSED = "closed", _("This conversation is closed.")
