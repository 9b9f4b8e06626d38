"""A rejected organisation asks for a review; the programme coordinator decides."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.registration import telling
from exchanges.registration.casework import ReviewRequest
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock, move
from exchanges.registration.rules import conflict_of, require, speaks_for
from exchanges.registration.states import ENDED, RegistrationState

R = RegistrationState
Outcome = ReviewRequest.Outcome


@transaction.atomic
def ask(registration: Registration, *, by, text: str) -> ReviewRequest:
    """Once for each rejection, by whoever speaks for the organisation."""
    locked = lock(registration)
    require(speaks_for(by, locked))
    if not text.strip():
        raise BadInput(_("Say why the decision should be reviewed."))
    if locked.state != R.REJECTED:
        raise Conflict(_("Only a rejection is reviewed."))
    if of_rejection(locked):
        raise Conflict(_("A review of this rejection has been asked for already."))
    asked = ReviewRequest.objects.create(registration=locked, text=text.strip(), asked_by=by)
    journal.record(locked.case, "review-asked", by=by)
    telling.programme(locked, "registration.review_asked")
    return asked


@transaction.atomic
def uphold(request: ReviewRequest, *, by, answer: str) -> ReviewRequest:
    """The rejection stands; the organisation reads why."""
    open_one, registration = _open(request, by, answer)
    decided = _decide(open_one, Outcome.UPHELD, by, answer)
    for tell in (telling.organisation, telling.cluster):
        tell(registration, "registration.review_upheld")
    return decided


@transaction.atomic
def reopen(request: ReviewRequest, *, by, answer: str) -> ReviewRequest:
    """The cluster looks at the case again."""
    open_one, registration = _open(request, by, answer)
    same = Registration.objects.filter(
        programme=registration.programme,
        organisation=registration.organisation,
        role=registration.role,
    )
    if same.exclude(state__in=ENDED).exists():
        raise Conflict(_("The organisation has registered again in the meantime."))
    moved = move(registration, to=R.UNDER_ASSESSMENT, by=by, taken_up_at=None, taken_up_by=None)
    decided = _decide(open_one, Outcome.REOPENED, by, answer)
    telling.cluster(moved, "registration.reopened")
    telling.organisation(moved, "registration.review_reopened")
    return decided


def of_rejection(registration: Registration) -> ReviewRequest | None:
    """The review of the last rejection, answered or not."""
    return registration.reviews.filter(asked_at__gte=registration.decided_at).first()


def open_request(registration: Registration) -> ReviewRequest | None:
    return registration.reviews.open().select_related("asked_by").first()


def may_ask(user, registration: Registration) -> bool:
    """A rejection that nobody has asked to review, and a person who speaks for the organisation."""
    return (
        registration.state == R.REJECTED
        and speaks_for(user, registration)
        and not of_rejection(registration)
    )


def may_answer(user, registration: Registration) -> bool:
    """A programme coordinator whom nothing ties to the organisation or to the rejection."""
    return user.is_programme_coordinator and not _tie(user, registration)


def _tie(user, registration) -> str:
    if registration.decided_by_id == user.pk:
        return _("You have rejected this registration yourself.")
    return conflict_of(user, registration)


def _open(request, by, answer) -> tuple[ReviewRequest, Registration]:
    registration = lock(request.registration)
    require(by.is_programme_coordinator, _("A rejection is reviewed by the programme coordinator."))
    if tie := _tie(by, registration):
        raise NotAllowed(_("Somebody else decides on this review."), reasons=[tie])
    if not answer.strip():
        raise BadInput(_("Give the reason; both sides read it."))
    found = ReviewRequest.objects.select_for_update().get(pk=request.pk)
    if found.decided_at:
        raise Conflict(
            _("%(who)s has decided on this review.") % {"who": found.decided_by},
            reasons=[found.get_outcome_display()],
        )
    return found, registration


def _decide(request, outcome, by, answer) -> ReviewRequest:
    request.outcome, request.answer = outcome, answer.strip()
    request.decided_at, request.decided_by = timezone.now(), by
    request.save(update_fields=["outcome", "answer", "decided_at", "decided_by"])
    journal.record(request.registration.case, f"review-{outcome}", by=by)
    return request
