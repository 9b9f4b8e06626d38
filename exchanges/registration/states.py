"""The life of a registration, as data (docs/domain.md, "States of a registration")."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegistrationState(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    UNDER_ASSESSMENT = "under_assessment", _("under assessment")
    MORE_INFO_NEEDED = "more_info_needed", _("more information needed")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    RESERVED = "reserved", _("reserved for a match")
    ON_HOLD = "on_hold", _("on hold")
    LOW_ACTIVE = "low_active", _("not active lately")
    EXHAUSTED = "exhausted", _("visit used")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


R = RegistrationState
NEXT_STATES = {
    R.DRAFT: {R.SUBMITTED, R.WITHDRAWN},
    R.SUBMITTED: {R.UNDER_ASSESSMENT, R.WITHDRAWN, R.EXPIRED},
    R.UNDER_ASSESSMENT: {R.ACCEPTED, R.REJECTED, R.MORE_INFO_NEEDED, R.WITHDRAWN, R.EXPIRED},
    R.MORE_INFO_NEEDED: {R.SUBMITTED, R.WITHDRAWN, R.EXPIRED},
    R.ACCEPTED: {R.RESERVED, R.ON_HOLD, R.LOW_ACTIVE, R.EXHAUSTED, R.WITHDRAWN, R.EXPIRED},
    R.RESERVED: {R.ACCEPTED, R.EXHAUSTED, R.WITHDRAWN, R.EXPIRED},
    # Who rests may do so while the one visit goes on, and has used it at its end.
    R.ON_HOLD: {R.ACCEPTED, R.EXHAUSTED, R.WITHDRAWN, R.EXPIRED},
    R.LOW_ACTIVE: {R.ACCEPTED, R.EXHAUSTED, R.WITHDRAWN, R.EXPIRED},
    R.EXHAUSTED: {R.ACCEPTED},  # a cancelled stay gives the visit back
    R.REJECTED: {R.UNDER_ASSESSMENT},  # after a review by the programme coordinator
    R.WITHDRAWN: set(),
    R.EXPIRED: set(),
}

ENDED = (R.REJECTED, R.WITHDRAWN, R.EXPIRED)
BEFORE_DECISION = (R.DRAFT, R.SUBMITTED, R.UNDER_ASSESSMENT, R.MORE_INFO_NEEDED)
WITH_THE_CLUSTER = (R.SUBMITTED, R.UNDER_ASSESSMENT)
IN_CATALOGUE = (R.ACCEPTED,)
ENDS_WITH_THE_PROGRAMME = (
    R.SUBMITTED,
    R.UNDER_ASSESSMENT,
    R.MORE_INFO_NEEDED,
    R.ACCEPTED,
    R.RESERVED,
    R.ON_HOLD,
    R.LOW_ACTIVE,
)
TAKES_PART = (R.ACCEPTED, R.RESERVED, R.LOW_ACTIVE)


def can_move(current: str, target: str) -> bool:
    return target in NEXT_STATES[R(current)]
