"""The inbox and the outbox."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.notices.draft_models import Draft, Recipient

__all__ = ["Draft", "Mail", "Notice", "Recipient"]


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing one person was told, in the language they read."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    topic = models.SlugField(max_length=60)
    case = models.CharField(max_length=100, db_index=True)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    button = models.CharField(max_length=80)
    link = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    told_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    waits_for_digest = models.BooleanField(
        _("goes into the next daily mail"), default=False, db_index=True
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_links_into_the_portal",
                condition=Q(link__startswith="/") & ~Q(link__startswith="//"),
                violation_error_message=_("A notice leads to a page of this portal."),
            )
        ]

    def __str__(self):
        return self.subject


class Wish(models.Model):
    """How one person wants to hear of one matter; without a wish, by mail at once."""

    class Way(models.TextChoices):
        AT_ONCE = "at-once", _("by mail, at once")
        DAILY = "daily", _("by mail, once a day")
        INBOX = "inbox", _("only in the inbox")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes"
    )
    matter = models.SlugField(max_length=30)
    way = models.CharField(max_length=10, choices=Way)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "matter"], name="wish_once")]

    def __str__(self):
        return f"{self.matter}: {self.way}"


class Mail(models.Model):
    """One message to one address. Sent by a job; it ends as sent or as failed with a reason."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not delivered")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, null=True, related_name="mail")
    address = models.EmailField(max_length=254)
    reply_to = models.EmailField(_("where answers go"), max_length=254, blank=True)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    is_secret = models.BooleanField(
        _("holds a sign-in link; its text is forgotten once it is sent"), default=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_iff_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(~Q(state="sent"), sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="mail_failed_iff_reason",
                condition=Q(~Q(failure=""), state="failed") | Q(~Q(state="failed"), failure=""),
            ),
        ]

    def __str__(self):
        return self.subject
