"""The excellence labels of clusters. They expire."""

import uuid

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import first_not_after_last
from clusters.directory.models import Cluster


class Label(models.Model):
    """An excellence label. It expires; the source says where the award was published."""

    class Level(models.TextChoices):
        BRONZE = "bronze", _("bronze")
        SILVER = "silver", _("silver")
        GOLD = "gold", _("gold")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="labels")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    awarded_on = models.DateField(_("awarded on"))
    awarded_precision = models.CharField(
        _("how exactly the source gives that date"),
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where the award was published"), max_length=300)

    class Meta:
        ordering = ["-awarded_on"]
        constraints = [
            first_not_after_last(
                "awarded_on",
                "valid_until",
                name="label_period",
                message=_("A label cannot expire before it is awarded."),
            ),
            models.UniqueConstraint(
                fields=["cluster", "level", "awarded_on"],
                name="label_once",
                violation_error_message=_("This label is listed already."),
            ),
        ]

    def __str__(self):
        return f"{self.cluster} {self.get_level_display()}"

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < clock.today()

    @property
    def title(self) -> str:
        level = {"level": self.get_level_display()}
        if self.is_expired:
            return gettext("%(level)s label, expired") % level
        return gettext("%(level)s label") % level

    @property
    def tone(self) -> str:
        return "neutral" if self.is_expired else "info"

    @property
    def period(self) -> str:
        """No more exact than the source: "2016", "May 2015", "14 December 2022"."""
        shape = {"day": "j F Y", "month": "F Y", "year": "Y"}[self.awarded_precision]
        since = date_format(self.awarded_on, shape)
        if not self.valid_until:
            return since
        period = {"since": since, "until": date_format(self.valid_until, "j F Y")}
        if self.is_expired:
            return gettext("%(since)s, expired on %(until)s") % period
        return gettext("%(since)s, valid until %(until)s") % period
