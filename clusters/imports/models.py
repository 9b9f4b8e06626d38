"""Member lists that clusters bring in: the file, what its columns mean, what each row would do."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.directory.models import Cluster, Membership, Organisation
from clusters.people.models import RoleAssignment

PAUSE = timedelta(days=7)  # between two invitations of one person
MOST_TIMES = 3


def _stored_as(batch: "ImportBatch", _name: str) -> str:
    """A name drawn at random: the uploaded one may hold a person's name."""
    return f"imports/{uuid.uuid4()}.{batch.kind}"


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_programme_coordinator:
            return self
        return self.filter(cluster__in=user.cluster_ids)

    def with_cluster(self):
        return self.select_related("cluster__organisation", "uploaded_by")


class ImportBatch(models.Model):
    """One uploaded list on its way: columns named, checked, applied."""

    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        ODS = "ods", "ODS"

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be named")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="imports")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    file = models.FileField(upload_to=_stored_as, max_length=100, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=150)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, editable=False)

    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    heading_row = models.PositiveIntegerField(_("row with the headings"), default=1)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    columns = models.JSONField(_("what the columns mean"), default=dict)
    fallbacks = models.JSONField(_("what holds where the list says nothing"), default=dict)

    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED, editable=False)
    checks = models.PositiveSmallIntegerField(_("how often it was checked"), default=0)
    counts = models.JSONField(default=dict)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    leaves_broken_out = models.BooleanField(_("applied without the broken rows"), default=False)
    applied_at = models.DateTimeField(null=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index("cluster", "sha256", name="importbatch_same_file")]
        constraints = [
            both_or_neither("applied_at", "applied_by", name="importbatch_applied_at_and_by"),
            models.CheckConstraint(
                name="importbatch_applied_iff_time",
                condition=Q(state="applied", applied_at__isnull=False)
                | Q(~Q(state="applied"), applied_at__isnull=True),
            ),
            models.CheckConstraint(
                name="importbatch_heading_row_counts_from_one",
                condition=Q(heading_row__gte=1),
                violation_error_message=_("Rows are counted from 1."),
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("imports:import-detail", args=[self.public_id])

    @property
    def case(self) -> str:
        return f"import:{self.public_id}"

    @property
    def is_open(self) -> bool:
        """Columns may still be named otherwise, and the list checked again."""
        return self.state in (self.State.UPLOADED, self.State.CHECKED)

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.APPLYING)


class ImportRowQuerySet(models.QuerySet):
    def broken(self):
        return self.filter(outcome=ImportRow.Outcome.BROKEN)

    def duplicates(self):
        return self.filter(outcome=ImportRow.Outcome.DUPLICATE)

    def undecided(self):
        return self.duplicates().filter(choice="")


class ImportRow(models.Model):
    """What one row of the list holds and would do, as the check found it."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REPEATED = "repeated", _("repeats another row")
        DUPLICATE = "duplicate", _("possible duplicate")
        BROKEN = "broken", _("broken")

    class Choice(models.TextChoices):
        SAME = "same", _("It is the same organisation")
        DIFFERENT = "different", _("It is another organisation")
        SKIP = "skip", _("Leave this row out")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row of the file"))
    name = models.CharField(_("name in the list"), max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    repeats = models.PositiveIntegerField(_("row that it repeats"), null=True)
    likeness = models.CharField(_("why it may be the same"), max_length=20, blank=True)
    choice = models.CharField(max_length=10, choices=Choice, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="importrow_once"),
            models.CheckConstraint(
                name="importrow_broken_iff_problems",
                condition=Q(~Q(problems=[]), outcome="broken")
                | Q(~Q(outcome="broken"), problems=[]),
            ),
            models.CheckConstraint(
                name="importrow_choice_for_duplicates",
                condition=Q(outcome="duplicate") | Q(choice=""),
                violation_error_message=_("There is nothing to choose in this row."),
            ),
            models.CheckConstraint(
                name="importrow_repeats_iff_repeated",
                condition=Q(outcome="repeated", repeats__isnull=False)
                | Q(~Q(outcome="repeated"), repeats__isnull=True),
            ),
            models.CheckConstraint(
                name="importrow_organisation_iff_known",
                condition=Q(
                    outcome__in=["changed", "unchanged", "duplicate"], organisation__isnull=False
                )
                | Q(outcome__in=["new", "repeated", "broken"], organisation__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.number}: {self.name}"


class ColumnMemory(models.Model):
    """What a heading meant in the lists of this cluster; an empty field says "nothing of ours"."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=120)
    field = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "heading"], name="columnmemory_once")
        ]

    def __str__(self):
        return f"{self.heading}: {self.field}"


class MemberContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cluster__in=user.cluster_ids)

    def invitable(self):
        """Of confirmed members for whom nobody acts yet."""
        members = Membership.objects.confirmed().filter(
            organisation=OuterRef("organisation"), cluster=OuterRef("cluster")
        )
        people = RoleAssignment.objects.current().filter(organisation=OuterRef("organisation"))
        return self.filter(Exists(members), ~Exists(people))

    def due(self):
        """Not mailed so often, nor so lately, that another mail would be a nuisance."""
        return self.filter(
            Q(invited_at__isnull=True) | Q(invited_at__lte=timezone.now() - PAUSE),
            times_invited__lt=MOST_TIMES,
        )


class MemberContact(models.Model):
    """A person whom the cluster named for a member, and who may be invited."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    given_names = models.CharField(_("given names"), max_length=150, blank=True)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    function = models.CharField(_("function"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_at = models.DateTimeField(_("last invited"), null=True, editable=False)
    times_invited = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = MemberContactQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__legal_name", "email"]
        constraints = [
            models.CheckConstraint(
                name="membercontact_invited_iff_counted",
                condition=Q(invited_at__isnull=True, times_invited=0)
                | Q(invited_at__isnull=False, times_invited__gt=0),
            ),
            models.UniqueConstraint(
                "cluster",
                "organisation",
                Lower("email"),
                name="membercontact_once",
                violation_error_message=_("This person is already named for the organisation."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip() or self.email
