"""A round: the whole programme matched at once, as a draft that people look at and release."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.models import Programme

MOST_ROUNDS_TO_COME = 24

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}
REGISTRATION: dict[str, Any] = {
    "to": "exchanges.Registration",
    "on_delete": models.PROTECT,
    "related_name": "+",
}


class MatchingRound(models.Model):
    """One draft, with the conditions it was asked under and the proof it came with.

    ``must`` and ``must_not`` are lists of [visitor, host] (keys of registrations), ``shares`` says
    by the code of a cluster how many of its visitors are placed at most. ``others`` holds what the
    usual ways of matching reach, ``gains`` lists of [host, points of one more place there], and
    ``tried`` of [country of a further host, host whose like it is, points, visitors placed more].

    While rounds are to come, places are kept for the ``expected`` later visitors where they are
    likely worth more: ``kept_back`` holds lists of [visitor, host, score, worth later],
    ``foregone`` the points that giving every place now would bring on top.
    """

    class Solver(models.TextChoices):
        ASSIGNMENT = "assignment", _("exact assignment")
        MIXED = "mixed", _("mixed-integer optimisation (HiGHS)")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="rounds", editable=False
    )
    number = models.PositiveIntegerField(editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="next_rounds"
    )
    must = models.JSONField(default=list, editable=False)
    must_not = models.JSONField(default=list, editable=False)
    shares = models.JSONField(default=dict, editable=False)
    ceiling = models.DecimalField(
        _("ceiling of all lump sums"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    most = models.PositiveSmallIntegerField(_("exchanges that suffice"), null=True, blank=True)
    needs_subject = models.BooleanField(_("only pairs with a shared subject"), default=True)
    rounds_to_come = models.PositiveSmallIntegerField(
        _("rounds still to come after this one"),
        default=0,
        validators=[MaxValueValidator(MOST_ROUNDS_TO_COME)],
    )
    expected = models.PositiveIntegerField(_("visitors still to come"), default=0, editable=False)
    foregone = models.PositiveIntegerField(
        _("points left for later rounds"), default=0, editable=False
    )
    tried = models.JSONField(_("what one more host brings"), default=list, editable=False)
    kept_back = models.JSONField(_("places kept for later"), default=list, editable=False)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    input_sha256 = models.CharField(max_length=64, editable=False)
    solver = models.CharField(max_length=10, choices=Solver, editable=False)
    total = models.PositiveIntegerField(null=True, editable=False)
    bound = models.PositiveIntegerField(null=True, editable=False)
    others = models.JSONField(default=dict, editable=False)
    gains = models.JSONField(_("what one more place brings"), default=list, editable=False)
    visitors = models.PositiveIntegerField(_("visitors to place"), default=0, editable=False)
    hosts = models.PositiveIntegerField(_("hosts with places"), default=0, editable=False)
    solved_at = models.DateTimeField(null=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="round_number_once"),
            both_or_neither("released_at", "released_by", name="matchinground_released_at_and_by"),
            models.CheckConstraint(
                name="round_released_once_solved",
                condition=Q(released_at__isnull=True) | Q(solved_at__isnull=False),
                violation_error_message=_("There is nothing to release yet."),
            ),
            models.CheckConstraint(
                name="round_total_within_bound",
                condition=Q(solved_at__isnull=True, total__isnull=True, bound__isnull=True)
                | Q(
                    solved_at__isnull=False,
                    total__isnull=False,
                    bound__gte=F("total") + F("foregone"),
                ),
                violation_error_message=_("A total cannot exceed its bound."),
            ),
        ]

    def __str__(self):
        return _("Round %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("matching:round-detail", args=[self.public_id])

    def clean(self):
        super().clean()
        if any(most < 0 for most in self.shares.values()):
            raise ValidationError(_("A share is a number of visitors, 0 or more."))

    @property
    def case(self) -> str:
        return f"round:{self.public_id}"

    @property
    def is_solved(self) -> bool:
        return self.solved_at is not None

    @property
    def gap(self) -> int:
        """What may be missing to the best of all places given now; 0 where that is proven."""
        return (self.bound or 0) - (self.total or 0) - self.foregone


class MatchedPair(models.Model):
    """A visitor with the host that the round found for it, and the proposal it became."""

    round = models.ForeignKey(MatchingRound, on_delete=models.CASCADE, related_name="pairs")
    visitor = models.ForeignKey(**REGISTRATION)
    host = models.ForeignKey(**REGISTRATION)
    score = models.PositiveIntegerField()
    exchange = models.OneToOneField(
        "exchanges.Exchange", on_delete=models.PROTECT, null=True, related_name="+"
    )
    refusal = models.TextField(_("why it became no proposal"), blank=True)

    class Meta:
        ordering = ["round", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "visitor"], name="matchedpair_visitor_once"),
            models.CheckConstraint(
                name="matchedpair_proposal_or_refusal",
                condition=Q(exchange__isnull=True) | Q(refusal=""),
                violation_error_message=_("A pair that became a proposal was not refused."),
            ),
        ]

    def __str__(self):
        return f"{self.visitor_id} – {self.host_id}"
