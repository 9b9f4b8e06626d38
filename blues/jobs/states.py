"""The life of a job, as data. Every job ends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("in progress")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


NEXT_STATES = {
    State.QUEUED: {State.RUNNING},
    State.RUNNING: {State.DONE, State.QUEUED, State.FAILED},
    State.DONE: set(),
    State.FAILED: {State.QUEUED},  # an operator has it tried again
}

FINISHED = (State.DONE, State.FAILED)
UNFINISHED = (State.QUEUED, State.RUNNING)
