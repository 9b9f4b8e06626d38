"""The life of a deliverable, as data. The words are those of the grant portal, with our drafts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliverableState(TextChoices):
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    INTERNAL_REVIEW = "internal_review", _("internal review")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


S = DeliverableState
NEXT_STATES = {
    S.PLANNED: (S.IN_PROGRESS,),
    S.IN_PROGRESS: (S.INTERNAL_REVIEW, S.PLANNED),
    S.INTERNAL_REVIEW: (S.SUBMITTED, S.IN_PROGRESS),
    S.SUBMITTED: (S.ACCEPTED, S.REJECTED),
    S.REJECTED: (S.IN_PROGRESS,),
    S.ACCEPTED: (),
}
# Submission and the agency's answer pass through the coordinator's account in the grant portal.
BY_THE_COORDINATOR = (S.SUBMITTED, S.ACCEPTED, S.REJECTED)
SUBMITTED_ONCE = (S.SUBMITTED, S.ACCEPTED, S.REJECTED)
STILL_OWED = (S.PLANNED, S.IN_PROGRESS, S.INTERNAL_REVIEW, S.REJECTED)
