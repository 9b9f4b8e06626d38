"""Periods in which the partnership reports, and the frozen copies of what it reported."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.constraints import both_or_neither, first_not_after_last
from clusters.models import Cluster, Programme
from exchanges.models import Exchange

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


class ReportingPeriod(models.Model):
    """A period of the grant agreement. Accepted with the frozen copy that the agency accepted."""

    class Kind(models.TextChoices):
        INTERIM = "interim", gettext_lazy("interim")
        FINAL = "final", gettext_lazy("final")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="reporting_periods"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    first_day = models.DateField()
    last_day = models.DateField()
    due_on = models.DateField(gettext_lazy("report due on"))
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    accepted_snapshot = models.OneToOneField(
        "workpackages.Snapshot",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="accepted_for",
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="reportingperiod_number_once"
            ),
            first_not_after_last(
                "first_day",
                "last_day",
                name="reportingperiod_period",
                message=gettext_lazy("The last day cannot come before the first."),
            ),
            first_not_after_last(
                "last_day",
                "due_on",
                name="reportingperiod_due_after_its_end",
                message=gettext_lazy("A report cannot be due before its period has ended."),
            ),
            both_or_neither(
                "accepted_at", "accepted_by", name="reportingperiod_accepted_at_and_by"
            ),
            both_or_neither(
                "accepted_at", "accepted_snapshot", name="reportingperiod_accepted_with_a_snapshot"
            ),
        ]

    def __str__(self):
        return _("Period %(number)s") % {"number": self.number}

    @property
    def is_accepted(self) -> bool:
        return self.accepted_at is not None


def workbook_path(snapshot: "Snapshot", _name: str = "") -> str:
    return f"snapshots/{snapshot.public_id}.xlsx"


class SnapshotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for those who oversee the programme; coordinators see those of their cluster."""
        if user.is_programme_coordinator or user.is_auditor:
            return self
        return self.filter(cluster__in=user.cluster_ids, variant=Snapshot.Variant.PSEUDONYMISED)

    def frozen(self):
        return self.filter(state=Snapshot.State.FROZEN)

    def of_the_same_kind(self, snapshot):
        """Copies that say the same of the same exchanges, at other moments."""
        return self.filter(
            programme=snapshot.programme_id,
            period=snapshot.period_id,
            cluster=snapshot.cluster_id,
        )

    def with_scope(self):
        return self.select_related(
            "programme", "period", "cluster__organisation", "taken_by", "job"
        )


class Snapshot(models.Model):
    """Exchanges and indicators as they stood at one moment; frozen, nothing of it changes.

    ``record`` is canonical JSON and ``sha256`` its digest; ``counted`` are the exchanges that it
    counts as completed. The database refuses to change or delete what is frozen.
    """

    class State(models.TextChoices):
        PENDING = "pending", gettext_lazy("being taken")
        FROZEN = "frozen", gettext_lazy("frozen")
        FAILED = "failed", gettext_lazy("not taken")

    class Variant(models.TextChoices):
        PSEUDONYMISED = "pseudonymised", gettext_lazy("pseudonymised")
        FULL = "full", gettext_lazy("full")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="snapshots")
    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, null=True, related_name="snapshots"
    )
    cluster = models.ForeignKey(
        Cluster, on_delete=models.PROTECT, null=True, related_name="snapshots"
    )
    variant = models.CharField(max_length=15, choices=Variant)
    taken_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")

    state = models.CharField(max_length=10, choices=State, default=State.PENDING, editable=False)
    failure = models.TextField(blank=True, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    record = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file = models.FileField(upload_to=workbook_path, max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField(null=True, editable=False)
    counted = models.ManyToManyField(Exchange, related_name="counted_in", editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="snapshot_frozen_iff_all_is_there",
                condition=Q(
                    ~Q(record=""),
                    ~Q(sha256=""),
                    ~Q(file=""),
                    ~Q(file_sha256=""),
                    state="frozen",
                    size__gt=0,
                    frozen_at__isnull=False,
                )
                | Q(
                    ~Q(state="frozen"),
                    record="",
                    sha256="",
                    file="",
                    file_sha256="",
                    size__isnull=True,
                    frozen_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="snapshot_failed_iff_reason",
                condition=Q(~Q(failure=""), state="failed") | Q(~Q(state="failed"), failure=""),
            ),
            models.CheckConstraint(
                name="snapshot_of_a_period_is_the_programmes",
                condition=Q(period__isnull=True) | Q(cluster__isnull=True),
                violation_error_message=gettext_lazy(
                    "A reporting period belongs to the whole partnership."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.scope}, {timezone.localtime(self.taken_at):%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return reverse("reporting:snapshot-detail", args=[self.public_id])

    @property
    def case(self) -> str:
        """Key in the journal."""
        return f"snapshot:{self.public_id}"

    @property
    def scope(self) -> str:
        """Of whom and of which time."""
        if self.cluster:
            return str(self.cluster)
        return str(self.period) if self.period else _("All exchanges to date")

    @property
    def is_frozen(self) -> bool:
        return self.state == self.State.FROZEN

    @cached_property
    def data(self) -> dict:
        return json.loads(self.record)

    @property
    def file_name(self) -> str:
        """Says what it is without saying of whom: grant, scope, day, variant."""
        parts = (
            self.programme.grant_number,
            f"P{self.period.number}" if self.period else "",
            self.cluster.code if self.cluster else "",
            f"{timezone.localtime(self.taken_at):%Y-%m-%d}",
            self.variant,
        )
        return "_".join(["exchanges", *filter(None, parts)])
