"""The papers of an exchange: Commitment to Quality, Financial Agreement, and their signatures."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from blues.documents.models import Document
from clusters.models import RateTable, Term
from exchanges.building.clauses.models import PaperTemplate
from exchanges.building.methods import Identity, Method
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import FOUR, SIDES, Party
from exchanges.registration.models import LONGEST_TEXT


def text(label, *, required=True):
    return models.TextField(label, max_length=LONGEST_TEXT, blank=not required)


class PaperQuerySet(models.QuerySet):
    def with_papers(self):
        """Load the files and signatures that a page or a signature looks at."""
        papers = self.select_related("template", "text_document", "signed_document")
        return papers.prefetch_related("signatures", "uploads")


class InForce(models.Manager):
    """The default, so that nobody meets an amended version which not everybody has signed."""

    def get_queryset(self):
        return super().get_queryset().filter(is_pending=False)


class CommitmentQuerySet(PaperQuerySet):
    def with_content(self):
        return self.prefetch_related("activities", "agenda", "consents")


class Paper(models.Model):
    """What Commitment and Financial Agreement share: versions, files, signatures in one order."""

    SIGNED_BY: tuple[Party, ...] = ()
    text_document: models.ForeignKey[Document | None, Document | None]
    signatures: Any  # the related managers of either paper
    uploads: Any

    class Meta:
        abstract = True

    @property
    def text_sha256(self) -> str:
        """What is signed: the digest of the text's bytes, empty as long as there are none."""
        return (self.text_document and self.text_document.sha256) or ""

    def valid_signatures(self) -> list["Signature"]:
        """Those under exactly the bytes of this version's text."""
        if self.text_document is None or not self.text_document.is_stored:
            return []
        return [s for s in self.signatures.all() if s.document_sha256 == self.text_document.sha256]

    def signature_of(self, party: str) -> "Signature | None":
        return next((s for s in self.valid_signatures() if s.party == party), None)

    def waiting_scan_of(self, party: str):
        """The scan of this very text that somebody still has to look at."""
        return next(
            (
                upload
                for upload in self.uploads.all()
                if (upload.party, upload.document_sha256) == (party, self.text_sha256)
                and upload.is_waiting
            ),
            None,
        )

    def refused_scan_of(self, party: str):
        """The last scan of this text that somebody refused; its reason is for whoever signs."""
        refused = [
            upload
            for upload in self.uploads.all()
            if (upload.party, upload.document_sha256) == (party, self.text_sha256) and upload.reason
        ]
        return refused[-1] if refused else None

    @property
    def next_to_sign(self) -> Party | None:
        signed = {signature.party for signature in self.valid_signatures()}
        return next((party for party in self.SIGNED_BY if party not in signed), None)

    @property
    def is_signed(self) -> bool:
        return self.next_to_sign is None


class Commitment(Paper):
    """One version of the Commitment to Quality. The highest version is the one in force.

    A draft changes in place until both sides agree on the same content; whoever sends it back
    starts the next version with the same content. The agreed text is rendered once, and the four
    sign the hash of exactly that file.
    """

    SIGNED_BY = FOUR

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="commitments")
    version = models.PositiveSmallIntegerField(default=1)
    template = models.ForeignKey(
        PaperTemplate, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    title = models.CharField(_("title"), max_length=200)
    background = text(_("background"), required=False)
    visitor_objectives = text(_("objectives of the visitor"))
    host_objectives = text(_("objectives of the host"))
    activities = models.ManyToManyField(Term, related_name="+", verbose_name=_("activity types"))
    place = models.CharField(_("place of the stay, or link"), max_length=300)
    outbound_on = models.DateField(_("outbound travel"), null=True, blank=True)
    return_on = models.DateField(_("return travel"), null=True, blank=True)
    visitor_outcomes = text(_("outcomes the visitor expects"))
    host_outcomes = text(_("outcomes the host expects"))
    measures = text(_("how the outcomes will be checked"))
    follow_up = text(_("follow-up planned"), required=False)
    visitor_duties = text(_("duties of the visitor"))
    host_duties = text(_("duties of the host"))
    cluster_duties = text(_("duties of the partner clusters"))
    confidentiality = text(_("confidentiality and intellectual property"))
    insurance = text(_("insurance and safety"))
    sustainability = text(_("sustainability note"), required=False)
    publicity = text(_("publicity"))
    text_document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    return_reason = models.TextField(max_length=LONGEST_TEXT, blank=True, editable=False)

    is_pending = models.BooleanField(_("of an amendment that does not count yet"), default=False)

    objects = InForce.from_queryset(CommitmentQuerySet)()
    every = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "version"], name="commitment_version_once"),
            both_or_neither("returned_at", "returned_by", name="commitment_returned_at_and_by"),
        ]

    def __str__(self):
        return f"{self.reference}"

    @property
    def reference(self) -> str:
        return f"CTQ-{self.exchange.reference.removeprefix('BX-')}-v{self.version}"

    def consent_of(self, side: str, content_sha256: str) -> "Consent | None":
        return next(
            (
                consent
                for consent in self.consents.all()
                if (consent.side, consent.content_sha256) == (side, content_sha256)
            ),
            None,
        )

    def sides_to_agree(self, content_sha256: str) -> list[Party]:
        return [side for side in SIDES if self.consent_of(side, content_sha256) is None]


class AgendaDay(models.Model):
    """One day of the stay. It counts as a working day when something is planned for it."""

    TEXTS = ("morning", "afternoon", "place", "people", "output")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="agenda")
    day = models.DateField(_("day"))
    morning = models.CharField(_("morning"), max_length=500)
    afternoon = models.CharField(_("afternoon"), max_length=500)
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    people = models.CharField(_("people met"), max_length=300, blank=True)
    output = models.CharField(_("output of the day"), max_length=300, blank=True)
    moved_to = models.DateField(_("day since the last notice"), null=True, editable=False)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "day"],
                name="agendaday_once",
                violation_error_message=_("This day is already in the agenda."),
            )
        ]

    def __str__(self):
        return f"{self.day}"

    @property
    def takes_place_on(self):
        """The day as signed, or where a notice has moved it; the signed words stay."""
        return self.moved_to or self.day

    @property
    def has_content(self) -> bool:
        return bool(self.morning or self.afternoon)

    @property
    def is_blank(self) -> bool:
        return not any(getattr(self, name) for name in self.TEXTS)


class Consent(models.Model):
    """One side agrees with the content of a draft; it holds for exactly that content."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="consents")
    side = models.CharField(max_length=10, choices=[(p.value, p.label) for p in SIDES])
    content_sha256 = models.CharField(max_length=64)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "side", "content_sha256"], name="consent_once"
            )
        ]

    def __str__(self):
        return f"{self.commitment}: {self.side}"


class FinancialAgreement(Paper):
    """One version of the contract on the lump sum, with the calculation that led to it."""

    SIGNED_BY = (Party.VISITOR, Party.VOP)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    template = models.ForeignKey(
        PaperTemplate, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    rate_table = models.ForeignKey(RateTable, on_delete=models.PROTECT, related_name="+")
    working_days = models.PositiveSmallIntegerField(_("working days"))
    distance_km = models.DecimalField(_("distance in km"), max_digits=7, decimal_places=1)
    base = models.DecimalField(_("ceiling for the host country"), max_digits=8, decimal_places=2)
    is_halved = models.BooleanField(_("halved"))
    reasons = models.JSONField(_("how the sum was computed"))
    amount = models.DecimalField(_("lump sum in EUR"), max_digits=8, decimal_places=2)
    payment_days = models.PositiveSmallIntegerField(_("days to pay"))
    text_document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    overdraw_reason = models.TextField(
        _("why the cluster may exceed its budget"), max_length=LONGEST_TEXT, blank=True
    )
    prepared_at = models.DateTimeField(default=clock.now, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    is_pending = models.BooleanField(_("of an amendment that does not count yet"), default=False)

    objects = InForce.from_queryset(PaperQuerySet)()
    every = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "version"], name="agreement_version_once"),
            models.CheckConstraint(
                name="agreement_sum_within_ceiling",
                condition=Q(amount__gt=0) & Q(amount__lte=models.F("base")),
                violation_error_message=_("The lump sum is above zero and within the ceiling."),
            ),
            models.CheckConstraint(
                name="agreement_three_days",
                condition=Q(working_days__gte=1),
                violation_error_message=_("A stay has working days."),
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_refused(self) -> bool:
        """Whether one of the two will not sign this version (see ``refusal_models``)."""
        return hasattr(self, "refusal")

    @property
    def reference(self) -> str:
        return f"FA-{self.exchange.reference.removeprefix('BX-')}-v{self.version}"


class Signature(models.Model):
    """Who signed which bytes, when and how. Never changed, never deleted (trigger).

    ``method`` is how the signature was given, ``identity`` how the person proved to the portal at
    that moment who they are.
    """

    Method, Identity = Method, Identity

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, related_name="signatures"
    )
    agreement = models.ForeignKey(
        FinancialAgreement, on_delete=models.PROTECT, null=True, related_name="signatures"
    )
    party = models.CharField(max_length=10, choices=[(p.value, p.label) for p in FOUR])
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(default=clock.now)
    name = models.CharField(max_length=301)
    function = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=200)
    method = models.CharField(max_length=20, choices=Method, default=Method.PORTAL_CLICK)
    identity = models.CharField(max_length=10, choices=Identity)
    upload = models.OneToOneField(
        "exchanges.SignedUpload", on_delete=models.PROTECT, null=True, related_name="signature"
    )
    certificate = models.JSONField(default=dict, blank=True)
    document_sha256 = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)
    contact = models.EmailField(_("where the signatory was reached"), blank=True, editable=False)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="signature_under_one_paper",
                condition=Q(commitment__isnull=False, agreement__isnull=True)
                | Q(commitment__isnull=True, agreement__isnull=False),
                violation_error_message=_("A signature stands under one paper."),
            ),
            models.CheckConstraint(
                name="signature_parties_of_the_agreement",
                condition=Q(agreement__isnull=True) | Q(party__in=[Party.VISITOR, Party.VOP]),
                violation_error_message=_("The Financial Agreement has two parties."),
            ),
            models.CheckConstraint(
                name="signature_elsewhere_has_its_file",
                condition=Q(method=Method.PORTAL_CLICK, upload__isnull=True)
                | Q(~Q(method=Method.PORTAL_CLICK), upload__isnull=False),
                violation_error_message=_("A signature from elsewhere has its file."),
            ),
            models.CheckConstraint(
                name="signature_qualified_iff_certificate",
                condition=Q(~Q(certificate={}), method=Method.QUALIFIED_UPLOAD)
                | Q(~Q(method=Method.QUALIFIED_UPLOAD), certificate={}),
                violation_error_message=_("A qualified signature names its certificate."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "party"],
                condition=Q(commitment__isnull=False),
                name="signature_commitment_once",
                violation_error_message=_("This party has already signed."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "party"],
                condition=Q(agreement__isnull=False),
                name="signature_agreement_once",
                violation_error_message=_("This party has already signed."),
            ),
        ]

    def __str__(self):
        return f"{self.get_party_display()}: {self.name}"

    def save(self, *args, **kwargs):
        """Keep the address of the day: a later one may belong to somebody else."""
        if self._state.adding and not self.contact:
            self.contact = self.signed_by.email
        super().save(*args, **kwargs)
