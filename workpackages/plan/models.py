"""What was promised: work packages, deliverables, milestones, and what really happened when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither, first_not_after_last
from clusters.models import Cluster, Programme
from workpackages.plan.states import SUBMITTED_ONCE, DeliverableState


class WorkPackage(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="work_packages")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    leader = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="work_packages")
    objective = models.TextField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="workpackage_number_once")
        ]

    def __str__(self):
        return f"WP{self.number} {self.title}"


class Promise(models.Model):
    """What deliverables and milestones share. Months count from the start: M1 is the first."""

    work_package = models.ForeignKey(
        WorkPackage, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    due_month = models.PositiveSmallIntegerField(_("due in project month"))
    is_proposed = models.BooleanField(
        _("proposed by us; the grant agreement's own list is not public"), default=True
    )
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.code} {self.title}"


class Deliverable(Promise):
    """A result owed to the agency. ``state`` is written by ``plan.deliverables.change``."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        max_length=20, choices=DeliverableState, default=DeliverableState.PLANNED, editable=False
    )
    delay_reason = models.TextField(_("why it is late"), max_length=2000, blank=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta(Promise.Meta):
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["work_package", "code"], name="deliverable_code_once"),
            both_or_neither("submitted_at", "submitted_by", name="deliverable_submitted_at_and_by"),
            models.CheckConstraint(
                name="deliverable_submission_matches_state",
                condition=Q(state__in=SUBMITTED_ONCE) | Q(submitted_at__isnull=True),
                violation_error_message=_("What was submitted cannot be planned."),
            ),
            models.CheckConstraint(
                name="deliverable_month_from_one",
                condition=Q(due_month__gte=1),
                violation_error_message=_("Project months count from 1."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("plan:deliverable-detail", args=[self.public_id])

    @property
    def case(self) -> str:
        """Key in the journal."""
        return f"deliverable:{self.public_id}"


class Milestone(Promise):
    verification = models.CharField(_("means of verification"), max_length=200, blank=True)
    needed_exchanges = models.PositiveSmallIntegerField(
        _("completed exchanges that reach it"), null=True, blank=True
    )
    reached_on = models.DateField(null=True, blank=True)

    class Meta(Promise.Meta):
        ordering = ["due_month", "code"]
        constraints = [
            models.UniqueConstraint(fields=["work_package", "code"], name="milestone_code_once"),
            models.CheckConstraint(
                name="milestone_month_from_one",
                condition=Q(due_month__gte=1),
                violation_error_message=_("Project months count from 1."),
            ),
            models.CheckConstraint(
                name="milestone_counted_or_noted",
                condition=Q(needed_exchanges__isnull=True) | Q(reached_on__isnull=True),
                violation_error_message=_("What is counted is not written down by hand."),
            ),
        ]


class TimelineEvent(models.Model):
    """Something that really happened, with the public source that says so."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="events")
    work_packages = models.ManyToManyField(WorkPackage, related_name="events", blank=True)
    happened_on = models.DateField()
    precision = models.CharField(
        max_length=5,
        choices=[("day", _("day")), ("month", _("month"))],
        default="day",
    )
    ended_on = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=300)
    note = models.TextField(_("what the sources disagree on"), blank=True)
    source = models.CharField(max_length=400)

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            first_not_after_last(
                "happened_on",
                "ended_on",
                name="timelineevent_period",
                message=_("Nothing ends before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.happened_on} {self.title}"
