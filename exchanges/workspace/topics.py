"""What is written when a step waits too long."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.matter("clock", _("Steps that wait too long"))
notices.topic(
    "clock.reminder",
    subject=_("It is your turn soon – %(reference)s"),
    body=_("The next step of this exchange waits for you and is due in a few days."),
    button=_("See what to do"),
)
notices.topic(
    "clock.deputy",
    subject=_("A step is overdue, and you can help – %(reference)s"),
    body=_(
        "Whose turn it is has not acted in time. You stand in for them, or know how to reach them."
    ),
    button=_("See who is waited for"),
)
notices.topic(
    "clock.programme",
    subject=_("A step is overdue for days – %(reference)s"),
    body=_("Reminders and deputies did not get this exchange moving."),
    button=_("See who is waited for"),
)
