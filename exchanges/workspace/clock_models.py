"""Which reminders and escalations of a step went out: each once, and readable for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State


class Escalation(models.Model):
    """Somebody was told that a step is due or overdue. ``since`` says which stay in that state."""

    class Level(models.TextChoices):
        REMINDER = "reminder", _("whose turn it is, reminded")
        DEPUTY = "deputy", _("deputies told")
        PROGRAMME = "programme", _("programme coordinator told")

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="escalations")
    state = models.CharField(max_length=20, choices=State)
    since = models.DateTimeField()
    level = models.CharField(max_length=10, choices=Level)
    told = models.PositiveSmallIntegerField(_("people told"))
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "since", "level"],
                name="escalation_once_for_each_step",
                violation_error_message=_("This has been told already."),
            )
        ]

    def __str__(self):
        return f"{self.exchange}: {self.level}"
