"""The append-only table. A trigger of migration 0002 refuses every change to it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

SHA256 = r"^[0-9a-f]{64}$"


class EntryQuerySet(models.QuerySet):
    def for_case(self, case: str) -> Self:
        return self.filter(case=case).select_related("actor").order_by("number")

    def along_the_chains(self) -> Self:
        """Case after case, each from its first entry to its last."""
        return self.order_by("case", "number")

    def heads(self) -> Self:
        """The newest entry of every case."""
        return self.order_by("case", "-number").distinct("case")


class Entry(models.Model):
    """One thing that happened to a case. ``detail`` holds ids and facts, no personal data.

    Rows are written by ``blues.journal.record`` and nowhere else; nobody can change them.
    """

    case = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    happened_at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="entry_number_once_per_case"),
            models.CheckConstraint(
                name="entry_case_is_one_word", condition=Q(case__regex=r"^\S+$")
            ),
            models.CheckConstraint(
                name="entry_verb_is_a_code", condition=Q(verb__regex=r"^[a-z][a-z0-9-]*$")
            ),
            models.CheckConstraint(
                name="entry_only_the_first_has_no_previous",
                condition=Q(number=1, previous_hash="")
                | Q(number__gt=1, previous_hash__regex=SHA256),
            ),
            models.CheckConstraint(name="entry_is_hashed", condition=Q(hash__regex=SHA256)),
        ]

    def __str__(self) -> str:
        return f"{self.case} #{self.number} {self.verb}"
