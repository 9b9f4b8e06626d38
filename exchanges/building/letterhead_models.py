"""What a cluster prints at the head of its agreements, in versions."""

import uuid
from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from clusters.models import Cluster
from exchanges.building.clauses.models import OPEN, Stage, person

ACCENT = r"^#[0-9A-Fa-f]{6}$"
LONGEST_LOGO = 200_000  # characters of a data: address


class LetterheadQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def in_force(self) -> Self:
        return self.filter(stage=Stage.RELEASED)


class Letterhead(models.Model):
    """The logo is drawn anew when it is handed in, and kept as the ``data:`` that papers carry."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="letterheads")
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.REVIEW, editable=False)
    name = models.CharField(_("name"), max_length=120)
    address = models.TextField(_("address"), max_length=300)
    contact = models.TextField(_("contact"), max_length=300, blank=True)
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default="#08415C",
        validators=[RegexValidator(ACCENT, _("A colour such as #08415C."))],
    )
    logo = models.TextField(_("logo"), max_length=LONGEST_LOGO, blank=True, editable=False)
    drafted_at = models.DateTimeField(default=clock.now, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = person()

    objects = LetterheadQuerySet.as_manager()

    class Meta:
        ordering = ["cluster", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "number"], name="letterhead_number_once"),
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(stage__in=["draft", "review"]),
                name="letterhead_one_open",
                violation_error_message=_("Another letterhead is waiting for its second person."),
            ),
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(stage="released"),
                name="letterhead_one_in_force",
                violation_error_message=_("A cluster has one letterhead in force."),
            ),
            models.CheckConstraint(
                name="letterhead_accent_is_a_colour",
                condition=Q(accent__regex=ACCENT),
                violation_error_message=_("A colour such as #08415C."),
            ),
            models.CheckConstraint(
                name="letterhead_four_eyes",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                violation_error_message=_("Nobody approves their own letterhead."),
            ),
            models.CheckConstraint(
                name="letterhead_approved_iff_in_force",
                condition=Q(approved_by__isnull=False, stage__in=["released", "superseded"])
                | Q(approved_by__isnull=True, stage__in=["draft", "review", "discarded"]),
                violation_error_message=_("It is in force once a second person approves."),
            ),
            both_or_neither("approved_at", "approved_by", name="letterhead_approved_at_and_by"),
        ]

    def __str__(self):
        return f"{self.cluster} {self.number}"

    def get_absolute_url(self):
        return reverse("clauses:letterhead-detail", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    def printed(self) -> dict:
        """What a snapshot freezes of it."""
        return {
            "version": self.number,
            "name": self.name,
            "lines": [*self.address.splitlines(), *self.contact.splitlines()],
            "accent": self.accent,
            "logo": self.logo,
        }
