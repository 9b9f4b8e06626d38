"""Suggestions that somebody does not want to see again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock


class Dismissal(models.Model):
    """``registration`` is not shown ``partner`` among its suggestions. Nobody is told."""

    registration = models.ForeignKey(
        "exchanges.Registration", on_delete=models.CASCADE, related_name="dismissals"
    )
    partner = models.ForeignKey(
        "exchanges.Registration", on_delete=models.CASCADE, related_name="dismissed_by"
    )
    dismissed_at = models.DateTimeField(default=clock.now, editable=False)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-dismissed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "partner"], name="dismissal_once"),
            models.CheckConstraint(
                name="dismissal_of_another",
                condition=~Q(registration=F("partner")),
                violation_error_message=_("A registration is not suggested to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.registration_id} × {self.partner_id}"
