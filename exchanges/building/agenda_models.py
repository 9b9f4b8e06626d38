"""Agendas that a host keeps for later visitors."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from clusters.models import Organisation


class AgendaTemplate(models.Model):
    """The days of an agreed agenda without its visitor: ``days`` holds the texts, in order.

    Only the host organisation reads it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, editable=False, related_name="agenda_templates"
    )
    name = models.CharField(_("name"), max_length=100)
    days = models.JSONField(editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="agendatemplate_once",
                violation_error_message=_("You keep an agenda of this name already."),
            ),
            models.CheckConstraint(
                name="agendatemplate_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the agenda a name."),
            ),
        ]

    def __str__(self):
        return self.name
