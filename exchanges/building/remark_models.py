"""What the four say about single fields and days of a Commitment, and what is said back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import FOUR, Party
from exchanges.registration.models import LONGEST_TEXT

PARTIES = [(party.value, party.label) for party in FOUR]


class RemarkState(models.TextChoices):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    SETTLED = "settled", _("settled")


class RemarkQuerySet(models.QuerySet):
    def with_answers(self):
        return self.select_related("made_by").prefetch_related("answers__made_by")

    def unsettled(self):
        return self.exclude(answers__settles=True)


class Remark(models.Model):
    """One thing to talk about, bound to a field and not to a version: it lives until it is settled.

    Never changed, never deleted (trigger). ``place`` is the name of a field, or ``agenda.`` and a
    day.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="remarks")
    place = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("remark"), max_length=LONGEST_TEXT)
    party = models.CharField(max_length=10, choices=PARTIES)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()
    typed_answer = ""  # on a page that was refused as a whole

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Say what you mean."),
            )
        ]

    def __str__(self):
        return f"{self.place}: {self.text}"

    @property
    def state(self) -> RemarkState:
        if any(answer.settles for answer in self.answers.all()):
            return RemarkState.SETTLED
        if any(answer.party != self.party for answer in self.answers.all()):
            return RemarkState.ANSWERED
        return RemarkState.OPEN

    @property
    def side(self) -> str:
        return side_of(self.party)


class RemarkAnswer(models.Model):
    """What was said back, in words or by settling the remark. Never changed (trigger)."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    settles = models.BooleanField(_("settles the remark"), default=False)
    party = models.CharField(max_length=10, choices=PARTIES)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="remarkanswer_has_words",
                condition=~Q(text="") | Q(settles=True),
                violation_error_message=_("Say what you mean."),
            ),
            models.UniqueConstraint(
                fields=["remark"],
                condition=Q(settles=True),
                name="remarkanswer_settled_once",
                violation_error_message=_("This remark is settled."),
            ),
        ]

    def __str__(self):
        return self.text or str(RemarkState.SETTLED.label)

    @property
    def side(self) -> str:
        return side_of(self.party)


def side_of(party: str) -> str:
    """On whose side a party stands; pages colour by it."""
    return "visitor" if party in (Party.VISITOR, Party.VOP) else "host"
