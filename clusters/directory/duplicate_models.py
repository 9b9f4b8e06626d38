"""What people decided about records that look like the same organisation."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.directory.models import Organisation

UNDO_DAYS = 30


class DistinctPair(models.Model):
    """Two organisations that somebody looked at and found to be different; not asked again."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="distinctpair_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("Choose two organisations."),
            ),
            models.UniqueConstraint(fields=["first", "second"], name="distinctpair_once"),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"


class Merge(models.Model):
    """One record became part of another; ``record`` holds what undoing it needs."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    record = models.JSONField(editable=False)
    merged_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            both_or_neither("undone_at", "undone_by", name="merge_undone_at_and_by"),
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone_at__isnull=True),
                name="merge_once",
                violation_error_message=_("This record has been merged already."),
            ),
        ]

    def __str__(self):
        return f"{self.absorbed} → {self.kept}"

    def get_absolute_url(self):
        return reverse("directory:merge-detail", args=[self.public_id])

    @property
    def undo_until(self):
        return self.merged_at + timedelta(days=UNDO_DAYS)

    @property
    def may_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() <= self.undo_until

    def moved(self, label: str) -> list[int]:
        """The primary keys of the rows of that model that changed hands."""
        return [entry[1] for entry in self.record["moved"] if entry[0] == label]
