"""The conversation about one match: what was said, who reads along, and what came by mail."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.uploads import ENDINGS
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import CLUSTERS, SIDES, Party
from exchanges.lifecycle.thread.limits import LONGEST_MESSAGE, REPLY_TOKEN_LASTS
from exchanges.lifecycle.thread.reasons import Outcome, Reason

MAY_JOIN = (*CLUSTERS, Party.PROGRAMME)
PERSON: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.PROTECT,
    "related_name": "+",
}


def attachment_path(attachment: "Attachment", _name: str) -> str:
    ending = ENDINGS[attachment.content_type]
    return f"thread/{attachment.message.exchange.public_id}/{uuid.uuid4()}.{ending}"


class Message(models.Model):
    """What somebody said, and for whom. Never changed: what the other side read stays written.

    The text is kept as it was typed; what a reader may not know yet is masked on its way out.
    """

    class Via(models.TextChoices):
        PORTAL = "portal", _("in the portal")
        MAIL = "mail", _("by e-mail")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(**PERSON)
    party = models.CharField(
        _("speaking for"), max_length=10, choices=[(p.value, p.label) for p in (*SIDES, *MAY_JOIN)]
    )
    text = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    via = models.CharField(max_length=10, choices=Via, default=Via.PORTAL)
    left_out = models.PositiveSmallIntegerField(_("files that were not kept"), default=0)
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="message_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Please write something."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange.reference}: {self.get_party_display()}"


class Attachment(models.Model):
    """A file that goes with a message. Stored under its own name, never replaced."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    file = models.FileField(upload_to=attachment_path, max_length=200)
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(_("digest of the file as it was sent"), max_length=64)
    stored_sha256 = models.CharField(_("digest of the file as it is kept"), max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """As the page names it: PDF, JPG, DOCX."""
        return ENDINGS[self.content_type].upper()


class JoiningQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(left_at__isnull=True)


class Joining(models.Model):
    """Somebody of a partner cluster or of the programme reads along, from when until when."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="joinings")
    person = models.ForeignKey(**PERSON)
    party = models.CharField(
        _("reading for"), max_length=10, choices=[(p.value, p.label) for p in MAY_JOIN]
    )
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "person"],
                condition=Q(left_at__isnull=True),
                name="joining_once",
                violation_error_message=_("This person reads along already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange.reference}: {self.get_party_display()}"


class ReplyAddressQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(made_at__gt=clock.now() - REPLY_TOKEN_LASTS)


class ReplyAddress(models.Model):
    """Where one person answers by mail to one conversation. Nobody guesses the token."""

    token = models.CharField(max_length=32, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="reply_addresses")
    person = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ReplyAddressQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.exchange.reference}: {self.person}"


class InboundMail(models.Model):
    """What became of one mail that arrived. It holds no text: what was filed is a message."""

    class Source(models.TextChoices):
        IMAP = "imap", _("fetched from the mailbox")
        WEBHOOK = "webhook", _("handed over by the mail server")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(_("Message-ID or digest, with the address"), max_length=64, unique=True)
    message_id = models.CharField(_("Message-ID"), max_length=300, blank=True)
    sender = models.CharField(_("from"), max_length=254, blank=True)
    source = models.CharField(_("how it came"), max_length=10, choices=Source)
    size = models.PositiveIntegerField(_("bytes"))
    received_at = models.DateTimeField(default=clock.now, editable=False)
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome)
    reason = models.CharField(_("why"), max_length=20, choices=Reason, blank=True)
    is_told = models.BooleanField(_("the sender was told why"), default=False)
    filed_as = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, editable=False, related_name="inbound_mail"
    )

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="inboundmail_filed_iff_message",
                condition=Q(outcome="filed", filed_as__isnull=False, reason="")
                | (~Q(outcome="filed") & Q(filed_as__isnull=True) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="inboundmail_told_iff_refused",
                condition=Q(is_told=False) | Q(outcome="refused"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.outcome}"
