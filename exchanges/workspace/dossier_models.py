"""The papers of one exchange in one file, for those who audit it."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from exchanges.lifecycle.models import Exchange


def dossier_path(dossier: "Dossier", _name: str = "") -> str:
    return f"dossiers/{dossier.public_id}.zip"


class Dossier(models.Model):
    """``record`` is canonical JSON: every file of the dossier with its hash, and the text of those
    that are kept nowhere else. The same record always gives the same bytes, so whoever may read the
    same gets the same file, and a file that was cleared away comes back as it was.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("being made")
        MADE = "made", _("ready")
        FAILED = "failed", _("not made")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="dossiers")
    record = models.TextField(editable=False)
    record_sha256 = models.CharField(max_length=64, editable=False)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PENDING, editable=False)
    failure = models.TextField(blank=True, editable=False)
    file = models.FileField(upload_to=dossier_path, max_length=200, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, null=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "record_sha256"], name="dossier_once"),
            models.CheckConstraint(
                name="dossier_made_iff_file_and_hash",
                condition=Q(~Q(file=""), state="made", sha256__isnull=False, size__gt=0)
                | Q(~Q(state="made"), file="", sha256__isnull=True, size__isnull=True),
            ),
            models.CheckConstraint(
                name="dossier_failed_iff_reason",
                condition=Q(~Q(failure=""), state="failed") | Q(~Q(state="failed"), failure=""),
            ),
        ]

    def __str__(self):
        return self.name

    @cached_property
    def data(self) -> dict:
        return json.loads(self.record)

    @property
    def name(self) -> str:
        """The same for the same content, so that two files on one disk are told apart."""
        return f"{self.data['exchange']['reference']}-dossier-{self.record_sha256[:8]}"

    @property
    def is_made(self) -> bool:
        return self.state == self.State.MADE
