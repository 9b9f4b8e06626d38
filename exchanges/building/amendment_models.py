"""Changes of what everybody has signed, and their steps as data (docs/adr/0030)."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from blues.documents.models import Document
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES
from exchanges.registration.models import LONGEST_TEXT

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


class Step(models.TextChoices):
    PROPOSED = "proposed", _("waiting for the other side")
    SIGNING = "signing", _("being signed")
    IN_FORCE = "in_force", _("in force")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("lapsed")
    OBJECTED = "objected", _("taken back after an objection")


OPEN = (Step.PROPOSED, Step.SIGNING)
# The database holds the same pairs in a trigger, and a test compares the two.
STEPS = {
    (Step.PROPOSED, Step.SIGNING),
    (Step.PROPOSED, Step.IN_FORCE),
    (Step.PROPOSED, Step.REFUSED),
    (Step.PROPOSED, Step.WITHDRAWN),
    (Step.PROPOSED, Step.LAPSED),
    (Step.SIGNING, Step.IN_FORCE),
    (Step.SIGNING, Step.REFUSED),
    (Step.SIGNING, Step.WITHDRAWN),
    (Step.SIGNING, Step.LAPSED),
    (Step.IN_FORCE, Step.OBJECTED),
}


class Amendment(models.Model):
    """A notice moves the days; a version has its own Commitment and perhaps its own agreement.

    What was signed before stays in force until the step "in force", and its bytes for ever.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice of other dates")
        VERSION = "version", _("new version")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=Step, default=Step.PROPOSED, editable=False)
    reason = models.TextField(_("why"), max_length=LONGEST_TEXT)
    first_day = models.DateField(_("first working day"))
    last_day = models.DateField(_("last working day"))
    first_day_before = models.DateField()
    last_day_before = models.DateField()
    side = models.CharField(max_length=10, choices=[(p.value, p.label) for p in SIDES])
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    agreed_at = models.DateTimeField(null=True, editable=False)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    over_since = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    end_reason = models.TextField(max_length=LONGEST_TEXT, blank=True, editable=False)
    commitment = models.OneToOneField(
        Commitment, on_delete=models.PROTECT, null=True, editable=False, related_name="amendment"
    )
    agreement = models.OneToOneField(
        FinancialAgreement,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="amendment",
    )
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["exchange"],
                condition=Q(state__in=OPEN),
                name="amendment_one_open",
                violation_error_message=_("Another amendment is still open."),
            ),
            models.CheckConstraint(
                name="amendment_dates_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                name="amendment_a_notice_has_no_version",
                condition=Q(kind="notice", commitment__isnull=True, agreement__isnull=True)
                | Q(kind="version", commitment__isnull=False),
                violation_error_message=_("A notice moves the days alone."),
            ),
            both_or_neither("agreed_at", "agreed_by", name="amendment_agreed_at_and_by"),
            models.CheckConstraint(
                name="amendment_over_or_open",
                condition=Q(state__in=OPEN, over_since__isnull=True)
                | (~Q(state__in=OPEN) & Q(over_since__isnull=False)),
                violation_error_message=_("What is over has a moment."),
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        return f"AM-{self.exchange.reference.removeprefix('BX-')}-{self.number}"

    @property
    def is_notice(self) -> bool:
        return self.kind == self.Kind.NOTICE

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def moves_the_days(self) -> bool:
        return (self.first_day, self.last_day) != (self.first_day_before, self.last_day_before)

    @property
    def paper_to_sign(self) -> Commitment | FinancialAgreement | None:
        """The Commitment first; the agreement names its hash."""
        if self.state != Step.SIGNING or self.commitment is None:
            return None
        if not self.commitment.is_signed:
            return self.commitment
        return self.agreement
