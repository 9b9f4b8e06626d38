"""What is kept beside a registration: exceptions from rules, prompts sent, calls made."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from clusters.models import Cluster, Organisation
from exchanges.registration.limits import LONGEST_TEXT

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


def letter_path(exception: "RuleException", _name: str = "") -> str:
    return f"letters/{exception.public_id}.{_name.rpartition('.')[2]}"


class RuleExceptionQuerySet(models.QuerySet):
    def granted(self):
        return self.filter(outcome=RuleException.Outcome.GRANTED)

    def open(self):
        return self.filter(outcome="")

    def with_case(self):
        return self.select_related(
            "registration__organisation__country",
            "registration__cluster__organisation",
            "exchange",
            "decided_by",
        )


class RuleException(models.Model):
    """A rule that the agency was asked to waive in one case. Once answered, the row is sealed."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(
        "exchanges.Registration", on_delete=models.PROTECT, related_name="exceptions"
    )
    exchange = models.ForeignKey(
        "exchanges.Exchange",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exceptions",
        verbose_name=_("asked in view of this exchange"),
    )
    rule = models.CharField(_("rule to be waived"), max_length=5)
    reason = models.TextField(_("why the exception is needed"), max_length=LONGEST_TEXT)
    asked_on = models.DateField(_("the agency was asked on"))
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    outcome = models.CharField(_("answer"), max_length=10, choices=Outcome, blank=True)
    answered_on = models.DateField(_("the agency answered on"), null=True, blank=True)
    remark = models.TextField(_("conditions or remark"), max_length=LONGEST_TEXT, blank=True)
    letter = models.FileField(
        _("the agency's letter"), upload_to=letter_path, blank=True, max_length=200
    )
    letter_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    objects = RuleExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            both_or_neither("decided_at", "decided_by", name="ruleexception_decided_at_and_by"),
            models.CheckConstraint(
                name="ruleexception_iff_answered",
                condition=Q(outcome="", answered_on__isnull=True, decided_at__isnull=True)
                | Q(~Q(outcome=""), answered_on__isnull=False, decided_at__isnull=False),
                violation_error_message=_("An answer has a day."),
            ),
            models.CheckConstraint(
                name="ruleexception_yes_has_a_letter",
                condition=~Q(outcome="granted") | ~Q(letter=""),
                violation_error_message=_("Attach the agency's letter."),
            ),
            models.CheckConstraint(
                name="ruleexception_letter_iff_digest",
                condition=Q(letter="", letter_sha256="") | Q(~Q(letter=""), ~Q(letter_sha256="")),
            ),
            models.CheckConstraint(
                name="ruleexception_answer_follows",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("asked_on")),
                violation_error_message=_("The agency cannot answer before it is asked."),
            ),
            models.CheckConstraint(
                name="ruleexception_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the exception is needed."),
            ),
            models.UniqueConstraint(
                fields=["registration", "rule"],
                condition=Q(outcome=""),
                name="ruleexception_one_open",
                violation_error_message=_("The agency has been asked already."),
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.registration}"

    @property
    def case(self) -> str:
        """The journal's key: an exception belongs to the registration it was asked for."""
        return f"registration:{self.registration.public_id}"


class Prompt(models.Model):
    """The portal has said this about this day, so that it says it once, however often it looks."""

    registration = models.ForeignKey(
        "exchanges.Registration", on_delete=models.CASCADE, related_name="prompts"
    )
    topic = models.SlugField(max_length=60)
    about_on = models.DateField()
    told_on = models.DateField(default=clock.today)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "topic", "about_on"], name="prompt_once"
            )
        ]

    def __str__(self):
        return f"{self.topic} {self.about_on}"


class CallNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Notes of the clusters that the person coordinates; all for the programme."""
        return self if user.is_programme_coordinator else self.filter(cluster__in=user.cluster_ids)


class CallNote(models.Model):
    """What came of a call to an organisation that does not answer."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached, takes part")
        CALL_AGAIN = "call_again", _("reached, call again")
        NO_ANSWER = "no_answer", _("no answer")
        WRONG_NUMBER = "wrong_number", _("wrong number")
        NOT_INTERESTED = "not_interested", _("not interested")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="call_notes"
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="call_notes",
        verbose_name=_("called for"),
        help_text=_("Empty: called for the programme."),
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    text = models.TextField(_("what was said"), max_length=LONGEST_TEXT, blank=True)
    next_call_on = models.DateField(_("call again on"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    objects = CallNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="callnote_again_has_a_day",
                condition=~Q(outcome="call_again") | Q(next_call_on__isnull=False),
                violation_error_message=_("Say when you will call again."),
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_outcome_display()}"
