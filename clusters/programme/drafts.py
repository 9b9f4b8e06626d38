"""What one person has written and a second one has still to put into force."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.programme.models import Programme


class DraftQuerySet(models.QuerySet):
    def open(self):
        return self.filter(confirmed_at__isnull=True, discarded_at__isnull=True)


class VersionDraft(models.Model):
    """A new version of the rules, the rates, a list, the holidays or the points, before it holds.

    ``content`` is what ``programme.contents`` reads from and writes to the rows of a version.
    """

    class Kind(models.TextChoices):
        RULES = "rules", _("rules")
        RATES = "rates", _("rates")
        TERMS = "terms", _("code lists")
        HOLIDAYS = "holidays", _("public holidays")
        WEIGHTS = "weights", _("points of matching")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.CharField(_("name of the version"), max_length=20)
    valid_from = models.DateField(_("valid from"))
    source = models.TextField(_("source"))
    content = models.JSONField(encoder=DjangoJSONEncoder)
    based_on = models.CharField(_("written against version"), max_length=20, blank=True)
    drafted_at = models.DateTimeField(default=timezone.now, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    discarded_at = models.DateTimeField(null=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            both_or_neither(
                "confirmed_at", "confirmed_by", name="versiondraft_confirmed_at_and_by"
            ),
            both_or_neither(
                "discarded_at", "discarded_by", name="versiondraft_discarded_at_and_by"
            ),
            models.CheckConstraint(
                name="versiondraft_confirmed_or_discarded",
                condition=Q(confirmed_at__isnull=True) | Q(discarded_at__isnull=True),
                violation_error_message=_("A draft is either confirmed or discarded."),
            ),
            models.CheckConstraint(
                name="versiondraft_four_eyes",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("drafted_by")),
                violation_error_message=_("Nobody confirms their own draft."),
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(confirmed_at__isnull=True, discarded_at__isnull=True),
                name="versiondraft_one_open",
                violation_error_message=_("Another draft is waiting for its second person."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.version}"

    def get_absolute_url(self):
        return reverse("programme:draft-detail", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return not (self.confirmed_at or self.discarded_at)
