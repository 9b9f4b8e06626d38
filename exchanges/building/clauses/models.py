"""The texts of papers in versions, and their translations for reading."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from clusters.models import Programme
from exchanges.building.clauses.wording import Clause, Part, holding


class PaperKind(models.TextChoices):
    COMMITMENT = "commitment", _("Commitment to Quality")
    AGREEMENT = "agreement", _("Financial Agreement")


class Stage(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("waiting for approval")
    RELEASED = "released", _("in force")
    SUPERSEDED = "superseded", _("superseded")
    DISCARDED = "discarded", _("discarded")


OPEN = (Stage.DRAFT, Stage.REVIEW)
APPROVED = (Stage.RELEASED, Stage.SUPERSEDED)


def person():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )


class TemplateQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def in_force(self) -> Self:
        return self.filter(stage=Stage.RELEASED)

    def with_people(self) -> Self:
        return self.select_related("programme", "drafted_by", "approved_by")


class PaperTemplate(models.Model):
    """One version of all clauses of a kind of paper. Once released its words never change.

    A version without an author came with the portal or from the programme that was cloned.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="paper_templates"
    )
    kind = models.CharField(max_length=12, choices=PaperKind)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT, editable=False)
    clauses = models.JSONField()
    reason = models.TextField(_("reason"), max_length=2000)
    based_on = models.PositiveSmallIntegerField(_("written against version"), null=True)
    drafted_at = models.DateTimeField(null=True, editable=False)
    drafted_by = person()
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = person()
    discarded_at = models.DateTimeField(null=True, editable=False)
    discarded_by = person()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "number"], name="papertemplate_number_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(stage__in=["draft", "review"]),
                name="papertemplate_one_open",
                violation_error_message=_("Another draft is open already."),
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(stage="released"),
                name="papertemplate_one_in_force",
                violation_error_message=_("One version is in force at a time."),
            ),
            models.CheckConstraint(
                name="papertemplate_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Please say what the new version is for."),
            ),
            models.CheckConstraint(
                name="papertemplate_four_eyes",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                violation_error_message=_("Nobody approves their own draft."),
            ),
            models.CheckConstraint(
                name="papertemplate_approved_iff_in_force",
                condition=Q(drafted_by__isnull=True, stage__in=["released", "superseded"])
                | Q(approved_by__isnull=False, stage__in=["released", "superseded"])
                | Q(approved_by__isnull=True, stage__in=["draft", "review", "discarded"]),
                violation_error_message=_("A version is in force once a second person approves."),
            ),
            models.CheckConstraint(
                name="papertemplate_discarded_iff_so",
                condition=Q(discarded_at__isnull=False, stage="discarded")
                | Q(discarded_at__isnull=True) & ~Q(stage="discarded"),
            ),
            both_or_neither("drafted_at", "drafted_by", name="papertemplate_drafted_at_and_by"),
            both_or_neither("approved_at", "approved_by", name="papertemplate_approved_at_and_by"),
            both_or_neither(
                "discarded_at", "discarded_by", name="papertemplate_discarded_at_and_by"
            ),
        ]

    def __str__(self):
        return _now("%(paper)s, template version %(number)s") % {
            "paper": self.get_kind_display(),
            "number": self.number,
        }

    def get_absolute_url(self):
        return reverse("clauses:template-detail", args=[self.public_id])

    @property
    def clause_list(self) -> list[Clause]:
        return [Clause(**clause) for clause in self.clauses]

    def clause(self, key: str) -> Clause | None:
        return next((clause for clause in self.clause_list if clause.key == key), None)

    def holding(self, part: Part, conditions: set[str]) -> list[Clause]:
        return holding(self.clause_list, part, conditions)

    @property
    def is_draft(self) -> bool:
        return self.stage == Stage.DRAFT

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def is_approved(self) -> bool:
        return self.stage in APPROVED


class ClauseReading(models.Model):
    """A translation of one clause, for reading. It belongs to exactly these English words.

    When the words change, it is no translation of the clause any more; where they are the same in
    a later version, it still is.
    """

    class Language(models.TextChoices):
        GERMAN = "de", _("German")
        SPANISH = "es", _("Spanish")
        FRENCH = "fr", _("French")
        POLISH = "pl", _("Polish")
        CZECH = "cs", _("Czech")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="clause_readings"
    )
    kind = models.CharField(max_length=12, choices=PaperKind)
    key = models.SlugField(max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    english_sha256 = models.CharField(max_length=64, editable=False)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=1000, blank=True)
    text = models.TextField(_("text"), max_length=12_000, blank=True)
    translated_at = models.DateTimeField(default=clock.now, editable=False)
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = person()

    class Meta:
        ordering = ["key", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "key", "language", "english_sha256"],
                name="clausereading_once",
            ),
            models.CheckConstraint(
                name="clausereading_says_something",
                condition=~Q(summary="") | ~Q(text=""),
                violation_error_message=_("Please translate the text, or sum it up."),
            ),
            models.CheckConstraint(
                name="clausereading_four_eyes",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("translated_by")),
                violation_error_message=_("Somebody else reviews a translation."),
            ),
            both_or_neither("reviewed_at", "reviewed_by", name="clausereading_reviewed_at_and_by"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key} {self.language}"
