"""One row per document: the snapshot it is made from and, once sealed, the file it became."""

import json
import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blues.documents import kinds

LONGEST_REFERENCE = 60
REFERENCE = r"[A-Z0-9]+(?:-[A-Za-z0-9]+)*"


def file_path(document: "Document", _name: str = "") -> str:
    return f"documents/{document.public_id}.pdf"


class DocumentQuerySet(models.QuerySet):
    def for_case(self, case: str):
        return self.filter(case=case).order_by("kind", "version")

    def stored(self):
        return self.filter(state=Document.State.STORED)

    def failed(self):
        return self.filter(state=Document.State.FAILED)

    def newest(self):
        """Of each kind within a case, the version with the highest number."""
        return self.order_by("case", "kind", "-version").distinct("case", "kind")


class Document(models.Model):
    """A snapshot and its sealed file. The database refuses to change or delete what is stored."""

    class State(models.TextChoices):
        PENDING = "pending", _("being made")
        STORED = "stored", _("sealed")
        FAILED = "failed", _("not made")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.SlugField(max_length=40)
    case = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    reference = models.CharField(
        _("reference"),
        max_length=LONGEST_REFERENCE,
        unique=True,
        validators=[RegexValidator(f"^{REFERENCE}$")],
    )
    title = models.CharField(_("title"), max_length=200)
    noun = models.CharField(max_length=80)
    language = models.CharField(max_length=5, default="en")
    edition = models.PositiveSmallIntegerField(_("version of the template"))
    record = models.TextField(_("snapshot as canonical JSON"))
    snapshot_sha256 = models.CharField(max_length=64)
    attachments = models.ManyToManyField("self", symmetrical=False, related_name="attached_to")
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")

    state = models.CharField(max_length=10, choices=State, default=State.PENDING, editable=False)
    failure = models.TextField(_("why it was not made"), blank=True)
    file = models.FileField(upload_to=file_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, null=True, unique=True)
    size = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "version"], name="document_version_once"
            ),
            models.CheckConstraint(
                name="document_stored_iff_file_and_hash",
                condition=Q(
                    ~Q(file=""),
                    state="stored",
                    sha256__isnull=False,
                    size__gt=0,
                    stored_at__isnull=False,
                )
                | Q(
                    ~Q(state="stored"),
                    file="",
                    sha256__isnull=True,
                    size__isnull=True,
                    stored_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="document_failed_iff_reason",
                condition=Q(~Q(failure=""), state="failed") | Q(~Q(state="failed"), failure=""),
            ),
            models.CheckConstraint(name="document_version_counts", condition=Q(version__gte=1)),
        ]

    def __str__(self):
        return f"{self.title} {self.reference}"

    @cached_property
    def snapshot(self) -> dict:
        return json.loads(self.record)

    @property
    def is_stored(self) -> bool:
        return self.state == self.State.STORED

    @property
    def verify_url(self) -> str:
        """Printed on the document, so it carries the address of the portal."""
        return f"{settings.PORTAL_URL}/verify/{self.reference}/"

    @property
    def file_name(self) -> str:
        return f"{self.reference}.pdf"

    @property
    def lacks_signatures(self) -> bool:
        """Others sign on this text, and not all have: the record that carries it comes after the
        last of them."""
        return kinds.is_signed_on(self.kind) and not self.attached_to.exists()

    def newer(self) -> "Document | None":
        """The sealed version that replaced this one, if there is one.

        A text whose signatures a record carries counts until the next one has its record, too.
        """
        same = Document.objects.stored().filter(case=self.case, kind=self.kind)
        if self.attached_to.stored().exists():
            same = same.filter(attached_to__in=Document.objects.stored()).distinct()
        newest = same.aggregate(Max("version"))["version__max"]
        if newest is None or newest <= self.version:
            return None
        return same.get(version=newest)
