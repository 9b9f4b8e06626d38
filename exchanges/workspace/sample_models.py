"""Exchanges drawn at random for a closer look."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from clusters.models import Programme
from exchanges.lifecycle.models import Exchange


class QualitySample(models.Model):
    """One draw: who drew how many from what, and with which seed. Never changed (trigger).

    ``population`` keeps the references drawn from, so that anybody can repeat the draw later.
    """

    class Scope(models.TextChoices):
        FINISHED = "finished", _("finished exchanges")
        RUNNING = "running", _("running exchanges")
        BOTH = "both", _("running and finished exchanges")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField()
    scope = models.CharField(_("drawn from"), max_length=10, choices=Scope)
    size = models.PositiveSmallIntegerField(_("how many"))
    seed = models.CharField(_("seed"), max_length=64)
    population = models.JSONField(_("references drawn from"))
    purpose = models.CharField(_("what for"), max_length=300)
    drawn_at = models.DateTimeField(default=clock.now, editable=False)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="sample_number_once"),
            models.CheckConstraint(
                name="sample_of_somebody",
                condition=Q(size__gte=1),
                violation_error_message=_("A sample holds at least one exchange."),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("workspace:sample-detail", args=[self.public_id])

    @property
    def reference(self) -> str:
        return f"QS-{self.number:03d}"


class SampledExchange(models.Model):
    """An exchange of a draw, with its place in it."""

    sample = models.ForeignKey(QualitySample, on_delete=models.PROTECT, related_name="drawn")
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="samples")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "exchange"],
                name="sampled_once",
                violation_error_message=_("An exchange is drawn once."),
            ),
            models.UniqueConstraint(
                fields=["sample", "position"],
                name="sampled_in_order",
                violation_error_message=_("A place in a draw is taken once."),
            ),
        ]

    def __str__(self):
        return f"{self.sample}: {self.exchange.reference}"
