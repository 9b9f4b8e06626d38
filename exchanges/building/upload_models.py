"""Signed files from outside the portal: kept as they came, and decided on once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from blues.common.uploads import ENDINGS
from exchanges.building.methods import Identity, Method
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.lifecycle.states import FOUR
from exchanges.registration.models import LONGEST_TEXT

ELSEWHERE = (Method.QUALIFIED_UPLOAD, Method.WET_INK_SCAN)


def file_path(upload: "SignedUpload", _name: str = "") -> str:
    return f"signed/{upload.public_id}.{ENDINGS[upload.content_type]}"


class SignedUpload(models.Model):
    """One file that somebody signed elsewhere, under which bytes, and what became of it.

    Never deleted, and nothing but the decision on a scan is ever written to it (trigger). The same
    file counts once in the whole programme.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the check")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, related_name="uploads"
    )
    agreement = models.ForeignKey(
        FinancialAgreement, on_delete=models.PROTECT, null=True, related_name="uploads"
    )
    party = models.CharField(max_length=10, choices=[(p.value, p.label) for p in FOUR])
    method = models.CharField(max_length=20, choices=[(m.value, m.label) for m in ELSEWHERE])
    document_sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=file_path, max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(
        max_length=64,
        unique=True,
        error_messages={"unique": _("This very file was handed in before.")},
    )
    stored_sha256 = models.CharField(max_length=64)
    identity = models.CharField(max_length=10, choices=Identity)
    address = models.GenericIPAddressField(null=True)
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    reason = models.TextField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="signedupload_for_one_paper",
                condition=Q(commitment__isnull=False, agreement__isnull=True)
                | Q(commitment__isnull=True, agreement__isnull=False),
                violation_error_message=_("A signed file belongs to one paper."),
            ),
            models.CheckConstraint(
                name="signedupload_scan_is_decided_by_somebody",
                condition=Q(method=Method.QUALIFIED_UPLOAD, state="accepted", decided_at=None)
                | Q(method=Method.WET_INK_SCAN, state="waiting", decided_at=None)
                | Q(~Q(state="waiting"), method=Method.WET_INK_SCAN, decided_at__isnull=False),
                violation_error_message=_("Somebody looks at a scan before it counts."),
            ),
            models.CheckConstraint(
                name="signedupload_not_decided_by_the_signatory",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("uploaded_by")),
                violation_error_message=_("Nobody checks the scan of their own signature."),
            ),
            models.CheckConstraint(
                name="signedupload_refused_with_reason",
                condition=Q(~Q(reason=""), state="refused") | Q(~Q(state="refused"), reason=""),
                violation_error_message=_("Whoever refuses a scan gives a reason."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "party"],
                condition=Q(state="waiting"),
                name="signedupload_commitment_waits_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "party"],
                condition=Q(state="waiting"),
                name="signedupload_agreement_waits_once",
            ),
            both_or_neither("decided_at", "decided_by", name="signedupload_decided_at_and_by"),
        ]

    def __str__(self):
        return self.name

    @property
    def paper(self) -> Commitment | FinancialAgreement:
        paper = self.commitment or self.agreement
        assert paper is not None  # noqa: S101 -- a constraint says so
        return paper

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def download_name(self) -> str:
        return f"{self.paper.reference}-{self.party}.{ENDINGS[self.content_type]}"
