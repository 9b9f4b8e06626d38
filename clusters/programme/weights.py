"""What counts where pairs are compared, in versions that never change."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.programme.merits import BORDERED, COUNTED, SUBJECTS, TWICE, Merit
from clusters.programme.models import Programme, ValidOn, no_overlap

HIGHEST_POINTS, HIGHEST_COUNT, WIDEST_BORDER = 1000, 20, 10_000


class WeightTable(models.Model):
    """The points of every merit in one version, as immutable as a rule set."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="weight_tables")
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.TextField()

    objects = ValidOn.as_manager()

    class Meta:
        constraints = [
            no_overlap("weighttable_one_at_a_time"),
            models.UniqueConstraint(
                fields=["programme", "version"], name="weighttable_version_once"
            ),
        ]

    def __str__(self):
        return f"{self.programme} {self.version}"

    @property
    def least_subject(self) -> int:
        """What one shared subject brings at least."""
        return min((row.points for row in self.weights.all() if row.merit in SUBJECTS), default=0)

    @property
    def comfort(self) -> int:
        """What all merits bring together that are no subjects."""
        return sum(row.highest for row in self.weights.all() if row.merit not in SUBJECTS)


class Weight(models.Model):
    """What one merit counts: points for each, for so many at most, up to so many days or km."""

    table = models.ForeignKey(WeightTable, on_delete=models.PROTECT, related_name="weights")
    merit = models.CharField(max_length=10, choices=Merit)
    points = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField(_("counted at most"), null=True)
    within = models.PositiveSmallIntegerField(_("border in days or kilometres"), null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]  # as the merits are listed
        constraints = [
            models.UniqueConstraint(fields=["table", "merit"], name="weight_once"),
            models.CheckConstraint(
                name="weight_points_in_range",
                condition=Q(points__lte=HIGHEST_POINTS),
                violation_error_message=_("A merit brings from 0 to 1,000 points."),
            ),
            models.CheckConstraint(
                name="weight_most_where_counted",
                condition=Q(merit__in=COUNTED, most__isnull=False, most__range=(1, HIGHEST_COUNT))
                | Q(most__isnull=True) & ~Q(merit__in=COUNTED),
                violation_error_message=_("What is counted is counted from 1 to 20 times."),
            ),
            models.CheckConstraint(
                name="weight_within_a_border",
                condition=Q(
                    merit__in=list(BORDERED), within__isnull=False, within__lte=WIDEST_BORDER
                )
                | Q(within__isnull=True) & ~Q(merit__in=list(BORDERED)),
                violation_error_message=_("This merit has a border, and others have none."),
            ),
            models.CheckConstraint(
                name="weight_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Every weight has its reason."),
            ),
        ]

    def __str__(self):
        return f"{self.merit} {self.points}"

    @property
    def highest(self) -> int:
        """All that the merit can bring to one pair."""
        return self.points * (self.most or (2 if self.merit in TWICE else 1))

    @property
    def border(self) -> str:
        return f"{self.within} {BORDERED[Merit(self.merit)]}" if self.within is not None else ""
