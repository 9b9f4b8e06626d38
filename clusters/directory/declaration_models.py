"""The dated declarations of an organisation about its size. A row is written once and stays."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusters.directory import sme
from clusters.directory.models import Organisation

NOT_NEGATIVE = [MinValueValidator(0)]
RESULTS = [
    (sme.SmeResult.MICRO.value, _("micro enterprise")),
    (sme.SmeResult.SMALL.value, _("small enterprise")),
    (sme.SmeResult.MEDIUM.value, _("medium-sized enterprise")),
    (sme.SmeResult.NOT_SME.value, _("not an SME")),
]


def _sum(label, **options) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=15, decimal_places=2, validators=NOT_NEGATIVE, **options
    )


class Figures(models.Model):
    """Staff and money of one company in the year of reference."""

    headcount = models.DecimalField(
        _("people employed, in annual work units"),
        max_digits=9,
        decimal_places=2,
        validators=NOT_NEGATIVE,
    )
    turnover = _sum(_("annual turnover in EUR"))
    balance_total = _sum(_("balance sheet total in EUR"))

    class Meta:
        abstract = True

    @property
    def figures(self) -> sme.Figures:
        return sme.Figures(self.headcount, self.turnover, self.balance_total)


class SmeDeclaration(Figures):
    """What the organisation said about one closed year, and what follows from it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="sme_declarations"
    )
    reference_year = models.PositiveSmallIntegerField(
        _("last closed financial year"), validators=[MinValueValidator(1990)]
    )
    held_by_public_bodies = models.BooleanField(
        _("25 % or more is held by public bodies"), default=False
    )
    total_headcount = models.DecimalField(max_digits=12, decimal_places=4, editable=False)
    total_turnover = models.DecimalField(max_digits=20, decimal_places=4, editable=False)
    total_balance = models.DecimalField(max_digits=20, decimal_places=4, editable=False)
    result = models.CharField(max_length=10, choices=RESULTS, editable=False)
    rules = models.CharField(max_length=20, default=sme.SOURCE, editable=False)
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="smedeclaration_figures_not_negative",
                condition=Q(headcount__gte=0, turnover__gte=0, balance_total__gte=0),
                violation_error_message=_("Figures are zero or more."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.reference_year}: {self.get_result_display()}"

    @property
    def is_sme(self) -> bool:
        return self.result != sme.SmeResult.NOT_SME

    @property
    def tone(self) -> str:
        return "success" if self.is_sme else "attention"

    def assessment(self) -> sme.Assessment:
        """The sum once more, line by line; prefetch ``related_enterprises`` for many."""
        related = [one.as_related() for one in self.related_enterprises.all()]
        return sme.assess(
            self.organisation.legal_name,
            self.figures,
            related,
            held_by_public_bodies=self.held_by_public_bodies,
        )


class RelatedEnterprise(Figures):
    """A partner or linked company in a declaration, with the figures of its own group."""

    declaration = models.ForeignKey(
        SmeDeclaration, on_delete=models.PROTECT, related_name="related_enterprises"
    )
    name = models.CharField(_("name of the company"), max_length=200)
    percent = models.DecimalField(
        _("share of capital or votes in percent, the higher one"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    controlled = models.BooleanField(
        _("one controls the other in another way, by contract or by naming its board"),
        default=False,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="relatedenterprise_percent",
                condition=Q(percent__gte=0, percent__lte=100),
                violation_error_message=_("A share lies between 0 and 100 percent."),
            ),
            models.CheckConstraint(
                name="relatedenterprise_figures_not_negative",
                condition=Q(headcount__gte=0, turnover__gte=0, balance_total__gte=0),
                violation_error_message=_("Figures are zero or more."),
            ),
        ]

    def __str__(self):
        return self.name

    def as_related(self) -> sme.Related:
        return sme.Related(self.name, self.percent, self.figures, controlled=self.controlled)
