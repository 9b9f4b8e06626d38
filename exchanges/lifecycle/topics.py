"""What people are told wherever the exchange stands, and of the conversation about it."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.topic(
    "lifecycle.cancelled",
    subject=_("The exchange %(reference)s was cancelled"),
    body=_("The exchange will not take place; the reason stands on its page."),
    button=_("See the reason"),
)

notices.matter("thread", _("Messages in conversations"))
notices.topic(
    "thread.message",
    subject=_("%(sender)s wrote to you about %(reference)s"),
    body=_("%(sender)s wrote in the conversation about the exchange %(reference)s."),
    button=_("Open the conversation"),
)
notices.topic(
    "thread.joined",
    subject=_("Somebody has joined the conversation about %(reference)s"),
    body=_("%(who)s has joined the conversation and reads along, also what was written before."),
    button=_("Open the conversation"),
)
notices.topic(
    "thread.mail_refused",
    subject=_("Your answer by mail did not arrive"),
    body=_("We could not put your mail into the conversation. %(reason)s"),
    button=_("Answer in the portal"),
)
