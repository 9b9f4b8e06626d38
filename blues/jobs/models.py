"""The row that is the truth about a job.

The database's clock is the only clock here (``Now()``), so that machines whose clocks differ agree
on what is due and what has stopped moving.
"""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from blues.jobs.registry import HANDLERS
from blues.jobs.states import FINISHED, UNFINISHED, State

if TYPE_CHECKING:
    from blues.jobs.pulse import Pulse

REPUBLISH_AFTER = timedelta(seconds=60)
STALLED_AFTER = timedelta(seconds=180)  # longer than a task may live, see CELERY_TASK_TIME_LIMIT


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_operator else self.filter(requested_by=user)

    def due(self):
        return self.filter(state=State.QUEUED, next_attempt_at__lte=Now())

    def in_line(self):
        """What is due, in the order in which it is done: a turn for each lane, then the next."""
        return self.due().order_by("turn", "pk")

    def unheard(self):
        """Due, and the broker never got the message or may have lost it."""
        return self.due().filter(
            Q(published_at__isnull=True) | Q(published_at__lt=Now() - REPUBLISH_AFTER)
        )

    def stalled(self):
        """Claimed by a worker that no longer gives a sign of life."""
        return self.filter(state=State.RUNNING, heartbeat_at__lt=Now() - STALLED_AFTER)

    def held(self, job):
        """The row, as long as it still belongs to the attempt that ``job`` was claimed for."""
        return self.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


class Job(models.Model):
    """A piece of work that somebody waits for.

    ``state`` is written by ``blues.jobs.work`` and nowhere else. Jobs of one ``lane`` wait for each
    other only: who asks for a thousand has a thousand turns, of which others come in between.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    args = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    lane = models.CharField(max_length=60, blank=True)
    turn = models.PositiveIntegerField(default=0, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    next_attempt_at = models.DateTimeField(null=True, db_default=Now(), editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    percent = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    error = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(
                name="job_finished_at_matches_state",
                condition=Q(state__in=FINISHED, finished_at__isnull=False)
                | Q(state__in=UNFINISHED, finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_claim_matches_state",
                condition=Q(state=State.QUEUED, claimed_at__isnull=True)
                | Q(~Q(state=State.QUEUED), claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_next_attempt_matches_state",
                condition=Q(state=State.QUEUED, next_attempt_at__isnull=False)
                | Q(~Q(state=State.QUEUED), next_attempt_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_failed_with_a_reason",
                condition=Q(Q(state=State.FAILED), ~Q(error=""))
                | Q(~Q(state=State.FAILED), error=""),
            ),
            models.CheckConstraint(
                name="job_result_only_when_done",
                condition=Q(state=State.DONE) | Q(result__isnull=True),
            ),
            models.CheckConstraint(
                name="job_percent_in_range",
                condition=Q(percent__lte=100) & (~Q(state=State.DONE) | Q(percent=100)),
            ),
            models.CheckConstraint(
                name="job_attempts_limited",
                condition=Q(attempts__lte=F("max_attempts"), max_attempts__gte=1),
            ),
            both_or_neither("claimed_at", "heartbeat_at", name="job_claimed_and_heartbeat_at"),
        ]
        indexes = [
            models.Index("next_attempt_at", name="job_queued", condition=Q(state=State.QUEUED)),
            models.Index("turn", "id", name="job_in_line", condition=Q(state=State.QUEUED)),
            models.Index("heartbeat_at", name="job_running", condition=Q(state=State.RUNNING)),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"

    def get_absolute_url(self):
        return reverse("jobs:job-detail", args=[self.public_id])

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def title(self) -> str:
        """What the work is, for people."""
        known = HANDLERS.get(self.kind)
        return str(known.title if known and known.title else _("Work in the background"))

    @property
    def saying(self) -> str:
        """What the work says of itself, in the reader's language where the catalogue has it."""
        return gettext(self.note) if self.note else str(self.get_state_display())

    @property
    def reason(self) -> str:
        """Why it failed, in the reader's language where the catalogue has it."""
        return gettext(self.error) if self.error else ""

    @property
    def ahead(self) -> int:
        """How many that are due come before this one; only what waits has somebody before it."""
        if self.state != State.QUEUED:
            return 0
        earlier = Q(turn__lt=self.turn) | Q(turn=self.turn, pk__lt=self.pk)
        return Job.objects.due().filter(earlier).count()

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """What work that is done had to pass over, and why, in the reader's language."""
        found = (self.result or {}).get("left_out", [])
        return [(item["who"], gettext(item["why"])) for item in found]

    def report(self, percent: int, note: str = "") -> None:
        """Say how far the work has come; people see it at once (see blues.jobs.pulse)."""
        self.percent, self.note = min(max(percent, 0), 100), note[:200]
        if self.pulse:
            self.pulse.hurry()

    pulse: "Pulse | None" = None  # set by the worker while it runs the job
