"""From the signed papers to the money: preparation, presence, reports, evidence, payment."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from blues.documents.models import Document
from clusters.models import Term
from exchanges.building.models import FinancialAgreement
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES
from exchanges.registration.models import LONGEST_TEXT

PERSON: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "editable": False,
    "related_name": "+",
}


def mark(label):
    """A satisfaction mark from 1 (poor) to 5 (excellent)."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


def text(label, *, required=True):
    return models.TextField(label, max_length=LONGEST_TEXT, blank=not required)


class Preparation(models.Model):
    """What must be clear before the stay may start."""

    exchange = models.OneToOneField(Exchange, on_delete=models.PROTECT, related_name="preparation")
    host_contact = models.CharField(_("contact person on the first day"), max_length=200)
    meeting_point = models.CharField(_("where and when to arrive, or link"), max_length=300)
    practical_hints = text(_("good to know: way, safety, lodging"), required=False)
    insured_at = models.DateTimeField(null=True, editable=False)
    insured_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    checked_at = models.DateTimeField(null=True, editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    class Meta:
        constraints = [
            both_or_neither("insured_at", "insured_by", name="preparation_insured_at_and_by"),
            both_or_neither("checked_at", "checked_by", name="preparation_checked_at_and_by"),
        ]

    def __str__(self):
        return self.exchange.reference


class Interruption(models.Model):
    """The stay was broken off: when, by whose cause, and why. What is due follows from it."""

    class Cause(models.TextChoices):
        FORCE_MAJEURE = "force_majeure", _("force majeure, with proof")
        VISITOR = "visitor", _("the visitor")
        HOST = "host", _("the host")

    exchange = models.OneToOneField(Exchange, on_delete=models.PROTECT, related_name="interruption")
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    last_day = models.DateField(_("last day of the stay"))
    reason = models.TextField(_("what happened"), max_length=LONGEST_TEXT)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="interruption_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Please say what happened."),
            )
        ]

    def __str__(self):
        return f"{self.exchange.reference}: {self.get_cause_display()}"


class Presence(models.Model):
    """The host confirms on which days the visitor was there; annex III of the agreement.

    Each act makes the next version of its document: the host's confirmation, the visitor's
    acknowledgement, a correction (which the visitor sees anew).
    """

    exchange = models.OneToOneField(Exchange, on_delete=models.PROTECT, related_name="presence")
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    first_day = models.DateField(_("first day present"))
    last_day = models.DateField(_("last day present"))
    working_days = models.PositiveSmallIntegerField(_("working days present"))
    remark = text(_("remark"), required=False)
    confirmed_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        constraints = [
            both_or_neither(
                "acknowledged_at", "acknowledged_by", name="presence_acknowledged_at_and_by"
            ),
            models.CheckConstraint(
                name="presence_period",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self):
        return self.exchange.reference


class ClosingReport(models.Model):
    """What one side reports after the stay."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="reports")
    side = models.CharField(max_length=10, choices=[(p.value, p.label) for p in SIDES])
    activities_done = text(_("what was done, day by day"))
    deviations = text(_("deviations from the agenda"), required=False)
    results = text(_("results and contacts"))
    people_met = models.PositiveSmallIntegerField(_("people met"), default=0)
    objectives_reached = models.PositiveSmallIntegerField(
        _("objectives reached, 0 to 4"), null=True, validators=[MaxValueValidator(4)]
    )
    outcomes = models.ManyToManyField(
        Term, related_name="+", blank=True, verbose_name=_("kinds of outcome")
    )
    follow_up = text(_("follow-up planned"), required=False)
    problems = text(_("problems"), required=False)
    testimonial = text(_("a sentence for the public"), required=False)
    may_publish = models.BooleanField(_("the sentence may be published"), default=False)
    mark_matching = mark(_("finding each other"))
    mark_support = mark(_("support by the partner cluster"))
    mark_result = mark(_("result of the exchange"))
    would_repeat = models.BooleanField(_("would do it again"), null=True)
    confidential = text(_("confidential remark on the partnership"), required=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    return_reason = models.TextField(max_length=LONGEST_TEXT, blank=True, editable=False)
    validated_at = models.DateTimeField(null=True, editable=False)
    validated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    validation_note = models.TextField(
        _("how the remarks were decided"), max_length=LONGEST_TEXT, blank=True
    )

    class Meta:
        ordering = ["exchange", "-side"]  # the visitor, then the host
        constraints = [
            models.UniqueConstraint(fields=["exchange", "side"], name="closingreport_once"),
            both_or_neither(
                "submitted_at", "submitted_by", name="closingreport_submitted_at_and_by"
            ),
            both_or_neither("returned_at", "returned_by", name="closingreport_returned_at_and_by"),
            both_or_neither(
                "validated_at", "validated_by", name="closingreport_validated_at_and_by"
            ),
            models.CheckConstraint(
                name="closingreport_validated_after_submission",
                condition=Q(validated_at__isnull=True) | Q(submitted_at__isnull=False),
                violation_error_message=_("Only a submitted report can be validated."),
            ),
            models.CheckConstraint(
                name="closingreport_objectives_in_range",
                condition=Q(objectives_reached__isnull=True) | Q(objectives_reached__lte=4),
                violation_error_message=_("From 0 (not at all) to 4 (fully)."),
            ),
            *(
                models.CheckConstraint(
                    name=f"closingreport_{name}_in_range",
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, 5)}),
                    violation_error_message=_("From 1 (poor) to 5 (excellent)."),
                )
                for name in ("mark_matching", "mark_support", "mark_result")
            ),
        ]

    def __str__(self):
        return f"{self.exchange.reference}: {self.side}"


def evidence_path(evidence: "Evidence", _name: str = "") -> str:
    return f"evidence/{evidence.public_id}"


class Evidence(models.Model):
    """A file that shows that the stay took place. Stored under its own name, never replaced."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("ticket or boarding pass")
        ACCOMMODATION = "accommodation", _("accommodation invoice")
        OTHER = "other", _("other")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    remark = models.CharField(_("what it shows"), max_length=300, blank=True)
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=200)
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(_("digest of the file as it was sent"), max_length=64)
    stored_sha256 = models.CharField(_("digest of the file as it is kept"), max_length=64)
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "sha256"],
                name="evidence_once",
                violation_error_message=_("This file has already been handed in."),
            ),
            models.CheckConstraint(
                name="evidence_other_is_explained",
                condition=~Q(kind="other") | ~Q(remark=""),
                violation_error_message=_("Say what this file shows."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def download_name(self) -> str:
        """What the file is called on a disk: of our making, so that no header can break."""
        ending = {"application/pdf": "pdf", "image/jpeg": "jpg"}.get(self.content_type, "png")
        return f"{self.exchange.reference}-{self.kind}-{str(self.public_id)[:8]}.{ending}"


class Payment(models.Model):
    """The lump sum on its way: approved by one person, booked once.

    ``agreed`` is the sum of the Financial Agreement, ``account_sha256`` stands for the account that
    was approved: another one is never paid.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.OneToOneField(Exchange, on_delete=models.PROTECT, related_name="payment")
    agreement = models.ForeignKey(FinancialAgreement, on_delete=models.PROTECT, related_name="+")
    agreed = models.DecimalField(_("agreed, in EUR"), max_digits=8, decimal_places=2)
    account_sha256 = models.CharField(max_length=64)
    amount = models.DecimalField(_("amount in EUR"), max_digits=8, decimal_places=2)
    explanation = models.JSONField(_("why this amount"))
    approved_at = models.DateTimeField(default=clock.now, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    value_date = models.DateField(_("value date"), null=True)
    bank_reference = models.CharField(_("bank reference"), max_length=60, blank=True)
    booked_at = models.DateTimeField(null=True, editable=False)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("A payment is more than zero."),
            ),
            models.CheckConstraint(
                name="payment_within_the_agreement",
                condition=Q(amount__lte=F("agreed")),
                violation_error_message=_("A payment stays within the sum agreed."),
            ),
            both_or_neither("booked_at", "booked_by", name="payment_booked_at_and_by"),
            models.CheckConstraint(
                name="payment_booked_is_documented",
                condition=Q(booked_at__isnull=True)
                | (Q(value_date__isnull=False) & ~Q(bank_reference="")),
                violation_error_message=_("A booking needs its value date and bank reference."),
            ),
        ]

    def __str__(self):
        return f"{self.exchange.reference}: EUR {self.amount}"
