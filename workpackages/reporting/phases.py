"""The six phases in which exchanges are reported, and how the states of an exchange map to them.

A proposal that nobody has accepted, or that was declined, withdrawn or left to expire, never became
an exchange: it appears in no phase and is not reported.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from exchanges.lifecycle.states import FINISHED, State


class Phase(TextChoices):
    PLANNED = "planned", _("planned")
    SIGNED = "signed", _("signed")
    ONGOING = "ongoing", _("under way")
    ENDED = "ended", _("ended")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")


STATES_IN = {
    Phase.PLANNED: (State.ACCEPTED, State.MATCHED, State.CTQ_DRAFTING, State.CTQ_AGREED),
    Phase.SIGNED: (State.CTQ_SIGNED, State.FA_PREPARED, State.FA_SIGNED, State.READY),
    Phase.ONGOING: (State.IN_PROGRESS,),
    Phase.ENDED: (
        State.STAY_ENDED,
        State.INTERRUPTED,
        State.REPORTS_SUBMITTED,
        State.REPORT_RETURNED,
        State.REPORTS_VALIDATED,
        State.PAYMENT_APPROVED,
        State.PAID,
    ),
    Phase.COMPLETED: FINISHED,
    Phase.CANCELLED: (State.CANCELLED,),
}
PHASE_OF = {state: phase for phase, states in STATES_IN.items() for state in states}
REPORTED = tuple(PHASE_OF)
TOOK_PLACE = (Phase.ENDED, Phase.COMPLETED)
