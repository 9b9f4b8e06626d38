"""What was offered in a proposal, turn by turn, and when somebody was reminded of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from exchanges.lifecycle.states import SIDES
from exchanges.registration.models import LONGEST_TEXT, Mode


class Offer(models.Model):
    """One turn: what a side would do. The exchange holds the last; earlier ones stay as said."""

    exchange = models.ForeignKey(
        "exchanges.Exchange", on_delete=models.PROTECT, related_name="offers"
    )
    side = models.CharField(max_length=10, choices=[(p.value, p.label) for p in SIDES])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    time_asked_at = models.DateTimeField(
        _("when the side had asked for time before"), null=True, editable=False
    )
    mode = models.CharField(_("in person or online"), max_length=10, choices=Mode)
    first_day = models.DateField(_("first working day"))
    last_day = models.DateField(_("last working day"))
    goals = models.TextField(_("goals"), max_length=LONGEST_TEXT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_dates_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self):
        return f"{self.exchange_id} {self.first_day}"


class Reminder(models.Model):
    """Somebody was reminded of a proposal; once for each occasion, however often the job runs."""

    class Occasion(models.TextChoices):
        FIRST = "first", _("some days after the offer")
        SECOND = "second", _("some days later")
        SOON = "soon", _("some days before it expires")
        LAST = "last", _("on the last day")
        UNCONFIRMED = "unconfirmed", _("some days before an unconfirmed match expires")

    exchange = models.ForeignKey(
        "exchanges.Exchange", on_delete=models.PROTECT, related_name="reminders"
    )
    occasion = models.CharField(max_length=20, choices=Occasion)
    about_on = models.DateField(_("day of the offer, or the last day"))
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "occasion", "about_on"], name="reminder_once"
            )
        ]

    def __str__(self):
        return f"{self.exchange_id} {self.occasion} {self.about_on}"
