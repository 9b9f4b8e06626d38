"""What a cluster keeps about a case: the checklist, remarks, decisions, and who may not decide."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.models import Cluster, Programme
from exchanges.registration.limits import LONGEST_TEXT
from exchanges.registration.states import WITH_THE_CLUSTER

REGISTRATION = "exchanges.Registration"
PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


class ChecklistItemQuerySet(models.QuerySet):
    def asked_about(self, registration):
        """What the programme asks about a registration of this role, in its order."""
        return self.filter(
            Q(role="") | Q(role=registration.role),
            programme=registration.programme_id,
            is_asked=True,
        )


class ChecklistItem(models.Model):
    """One point that a coordinator looks at before accepting. Data of the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="checklist")
    code = models.SlugField(max_length=40)
    text = models.CharField(_("what to look at"), max_length=300)
    rule = models.CharField(_("rule that answers it, too"), max_length=5, blank=True)
    role = models.CharField(
        _("asked about"),
        max_length=10,
        blank=True,
        choices=[("host", _("hosts only")), ("visitor", _("visitors only"))],
    )
    is_required = models.BooleanField(_("needed before acceptance"), default=True)
    is_asked = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="checklistitem_once")
        ]

    def __str__(self):
        return self.text


class ChecklistAnswer(models.Model):
    """What a coordinator found about one point of one registration."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_APPLICABLE = "na", _("not applicable")

    registration = models.ForeignKey(
        REGISTRATION, on_delete=models.CASCADE, related_name="checklist_answers"
    )
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(_("answer"), max_length=3, choices=Answer)
    note = models.CharField(_("note"), max_length=500, blank=True)
    in_one_go = models.BooleanField(_("given in one go with others"), default=False, editable=False)
    answered_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        ordering = ["item__position", "item__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "item"],
                name="checklistanswer_once",
                violation_error_message=_("This point has been answered."),
            ),
            models.CheckConstraint(
                name="checklistanswer_no_is_explained",
                condition=~Q(answer="no") | ~Q(note=""),
                violation_error_message=_("A “no” needs a note that says why."),
            ),
            models.CheckConstraint(
                name="checklistanswer_no_is_looked_at",
                condition=~Q(answer="no") | Q(in_one_go=False),
                violation_error_message=_("Nobody says no to several points in one go."),
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_answer_display()}"


class Decision(models.Model):
    """One answer of the cluster, kept for good; the registration shows the last one."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned with remarks")
        REJECTED = "rejected", _("rejected")

    class Reason(models.TextChoices):
        INELIGIBLE = "ineligible", _("The rules do not allow it")
        MEMBERSHIP = "membership", _("Not a member of a cluster on ECCP")
        DUPLICATE = "duplicate", _("Registered before")
        PURPOSE = "purpose", _("The purpose stays vague")
        UNFIT = "unfit", _("Person and purpose do not fit")
        EXCLUDED = "excluded", _("Excluded from EU funds")
        OTHER = "other", _("Another reason")

    registration = models.ForeignKey(
        REGISTRATION, on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    text = models.TextField(_("in words"), max_length=LONGEST_TEXT, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        ordering = ["-made_at", "-pk"]
        get_latest_by = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_no_has_a_reason",
                condition=~Q(outcome="rejected") | ~Q(reason="") & ~Q(text=""),
                violation_error_message=_("A rejection gives its reason, also in words."),
            )
        ]

    def __str__(self):
        return self.get_outcome_display()


class FieldRemarkQuerySet(models.QuerySet):
    def open(self):
        """Those of the round that the organisation has not answered yet."""
        return self.filter(answered_at__isnull=True)


class FieldRemark(models.Model):
    """What the cluster says about one answer; ``field`` is the name of the registration's field.

    Every return is a round of its own. Sending the registration again answers the round.
    """

    registration = models.ForeignKey(
        REGISTRATION, on_delete=models.CASCADE, related_name="field_remarks"
    )
    round = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=40)
    text = models.TextField(_("remark"), max_length=LONGEST_TEXT)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = FieldRemarkQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "round", "field"],
                name="fieldremark_once",
                violation_error_message=_("One remark for each answer."),
            ),
            models.CheckConstraint(
                name="fieldremark_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Say what is missing."),
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.text}"


class ConflictOfInterest(models.Model):
    """A coordinator has said that somebody else must decide on this case."""

    registration = models.ForeignKey(
        REGISTRATION, on_delete=models.CASCADE, related_name="declared_conflicts"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declared_conflicts"
    )
    reason = models.CharField(_("what ties you to the organisation"), max_length=500)
    declared_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "person"], name="conflictofinterest_once"
            ),
            models.CheckConstraint(
                name="conflictofinterest_is_explained",
                condition=~Q(reason=""),
                violation_error_message=_("Say what ties you to the organisation."),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.reason}"


class HandOverQuerySet(models.QuerySet):
    def open(self):
        """Not answered, by the cluster that still has the case to decide.

        Nobody takes over what has been decided, or what the organisation has sent elsewhere.
        """
        return self.filter(
            answered_at__isnull=True,
            registration__state__in=WITH_THE_CLUSTER,
            registration__cluster=F("from_cluster"),
        )


class HandOver(models.Model):
    """A cluster offers a case to another one, which takes it or says why not."""

    registration = models.ForeignKey(
        REGISTRATION, on_delete=models.CASCADE, related_name="handovers"
    )
    from_cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="+")
    to_cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        related_name="offered_cases",
        verbose_name=_("to which cluster"),
    )
    reason = models.TextField(_("why"), max_length=LONGEST_TEXT)
    offered_at = models.DateTimeField(default=timezone.now, editable=False)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    is_taken = models.BooleanField(null=True, editable=False)
    answer = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            both_or_neither("answered_at", "answered_by", name="handover_answered_at_and_by"),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(answered_at__isnull=True),
                name="handover_one_open",
                violation_error_message=_("This case has been offered already."),
            ),
            models.CheckConstraint(
                name="handover_iff_answered",
                condition=Q(answered_at__isnull=True, is_taken__isnull=True)
                | Q(answered_at__isnull=False, is_taken__isnull=False),
            ),
            models.CheckConstraint(
                name="handover_to_another",
                condition=~Q(from_cluster=F("to_cluster")),
                violation_error_message=_("The case is already there."),
            ),
            models.CheckConstraint(
                name="handover_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why; the other cluster reads it."),
            ),
        ]

    def __str__(self):
        return f"{self.from_cluster} → {self.to_cluster}"


class ReviewRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at__isnull=True)


class ReviewRequest(models.Model):
    """The organisation asks the programme coordinator to look at a rejection again."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the rejection stands")
        REOPENED = "reopened", _("assessed again")

    registration = models.ForeignKey(REGISTRATION, on_delete=models.PROTECT, related_name="reviews")
    text = models.TextField(_("why the decision should be reviewed"), max_length=LONGEST_TEXT)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, editable=False)
    answer = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            both_or_neither("decided_at", "decided_by", name="reviewrequest_decided_at_and_by"),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(decided_at__isnull=True),
                name="reviewrequest_one_open",
                violation_error_message=_("A review has been asked for already."),
            ),
            models.CheckConstraint(
                name="reviewrequest_iff_decided",
                condition=Q(outcome="", decided_at__isnull=True)
                | ~Q(outcome="") & ~Q(answer="") & Q(decided_at__isnull=False),
                violation_error_message=_("The answer to a review gives its reason."),
            ),
            models.CheckConstraint(
                name="reviewrequest_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Say why the decision should be reviewed."),
            ),
        ]

    def __str__(self):
        return self.get_outcome_display() or str(_("asked for"))
