"""What the clusters found when they looked at the quality of a Commitment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from exchanges.building.models import Commitment
from exchanges.lifecycle.states import CLUSTERS

LONGEST_NOTE = 500


class QualityAnswer(models.Model):
    """What one cluster says about one point of one version. Closed with its signature."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_APPLICABLE = "na", _("not applicable")

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, editable=False, related_name="quality_answers"
    )
    party = models.CharField(
        max_length=10, choices=[(p.value, p.label) for p in CLUSTERS], editable=False
    )
    point = models.SlugField(max_length=40, editable=False)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer)
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    in_one_go = models.BooleanField(_("given in one go with others"), default=False, editable=False)
    answered_at = models.DateTimeField(default=clock.now, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "party", "point"], name="qualityanswer_once"
            ),
            models.CheckConstraint(
                name="qualityanswer_no_is_explained",
                condition=~Q(answer="no") | ~Q(note=""),
                violation_error_message=_("A “no” needs a note that says why."),
            ),
            models.CheckConstraint(
                name="qualityanswer_no_is_looked_at",
                condition=~Q(answer="no") | Q(in_one_go=False),
                violation_error_message=_("Nobody says no to several points in one go."),
            ),
        ]

    def __str__(self):
        return f"{self.point}: {self.get_answer_display()}"
