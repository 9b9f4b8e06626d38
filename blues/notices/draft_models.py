"""A mail to many that waits for a person: looked at, changed, then sent or thrown away."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither

LONGEST_BODY = 4000
PERSON: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "null": True,
    "editable": False,
    "related_name": "+",
}


class DraftQuerySet(models.QuerySet):
    def open(self):
        return self.filter(released_at__isnull=True, discarded_at__isnull=True)


class Draft(models.Model):
    """One text for several people. ``letter`` says which kind it is (see letters.py)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.CharField(max_length=60, editable=False)
    about = models.CharField(_("why it is written"), max_length=200, editable=False)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=LONGEST_BODY)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="drafts"
    )
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    discarded_at = models.DateTimeField(null=True, editable=False)
    discarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            both_or_neither("released_at", "released_by", name="draft_released_at_and_by"),
            both_or_neither("discarded_at", "discarded_by", name="draft_discarded_at_and_by"),
            models.CheckConstraint(
                name="draft_released_or_discarded",
                condition=Q(released_at__isnull=True) | Q(discarded_at__isnull=True),
                violation_error_message=_("What was sent cannot be thrown away."),
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def case(self) -> str:
        return f"draft:{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.released_at is None and self.discarded_at is None


class Recipient(models.Model):
    """One person of a draft, what theirs is about, and the page that their button opens."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="recipients")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    case = models.CharField(max_length=100)
    link = models.CharField(max_length=300)
    words = models.JSONField(_("what fills the places of the text"), default=dict)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "reader", "case"], name="recipient_once"),
            models.CheckConstraint(
                name="recipient_links_into_the_portal",
                condition=Q(link__startswith="/") & ~Q(link__startswith="//"),
                violation_error_message=_("A notice leads to a page of this portal."),
            ),
        ]

    def __str__(self):
        return f"{self.draft_id} {self.case}"
