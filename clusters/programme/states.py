"""The life of a programme, as data. Nothing in this module touches the database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeState(TextChoices):
    PREPARING = "preparing", _("in preparation")
    RUNNING = "running", _("running")
    CLOSING = "closing", _("closing: what runs is finished, nothing new begins")
    ARCHIVED = "archived", _("archived")


NEXT_STATES = {
    ProgrammeState.PREPARING: {ProgrammeState.RUNNING, ProgrammeState.ARCHIVED},
    ProgrammeState.RUNNING: {ProgrammeState.CLOSING},
    ProgrammeState.CLOSING: {ProgrammeState.RUNNING, ProgrammeState.ARCHIVED},
    ProgrammeState.ARCHIVED: set(),
}
PERMITTED = [(source, target) for source, then in NEXT_STATES.items() for target in sorted(then)]
