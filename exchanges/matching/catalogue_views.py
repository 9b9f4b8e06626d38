"""An entry of the catalogue, and what the portal suggests."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from clusters.programme.choice import programmes_of
from exchanges.matching import (
    access,
    groups,
    liveliness,
    remaining,
    reservations,
    responsiveness,
    suggestions,
)
from exchanges.matching.dismissal_models import Dismissal
from exchanges.matching.pairing import Looking
from exchanges.matching.rounds import makes_matches
from exchanges.registration import shown
from exchanges.registration.models import Registration
from exchanges.registration.states import IN_CATALOGUE, RegistrationState


def get_entry(request, public_id) -> tuple[Registration, list[Registration]]:
    """A listed profile, or one's own cluster's; and the person's own registrations."""
    own = access.require_catalogue(request)
    shown = Registration.objects.visible_to(request.user).filter(state__in=access.MAY_LOOK)
    rows = Registration.objects.with_profile()
    listed = Registration.objects.in_catalogue().filter(programme__in=programmes_of(request.user))
    kept = reservations.kept_with(request.user, own)
    rows = rows.filter(
        Q(pk__in=listed.values("pk")) | Q(pk__in=shown.values("pk")) | Q(pk__in=kept.values("pk"))
    )
    rows = rows.prefetch_related(
        "organisation__memberships__cluster__organisation", "organisation__as_clusters"
    )
    return get_object_or_404(rows, public_id=public_id), own


def catalogue_entry(request, public_id):
    """What one organisation offers or looks for; nothing by which it could be reached."""
    registration, own = get_entry(request, public_id)
    proposers = access.proposers_for(request.user, registration, own)
    mine = next((one for one in proposers if one in own), None)
    looking = Looking(mine) if mine else None
    context = {
        "registration": registration,
        "facts": shown.profile_of(registration),
        "is_own": registration in own,
        "may_propose": bool(proposers),
        "may_invite_group": registration.is_host
        and registration.welcomes_groups
        and groups.may_invite(request.user, registration),
        "on_behalf": bool(proposers) and mine is None,
        "reason_against": _reason_against(looking, registration),
        "may_reserve": makes_matches(request.user) and registration.state in IN_CATALOGUE,
        "remaining": _remaining(request.user, registration, mine),
        "fit": looking.fit(registration) if looking else None,
        "liveliness": liveliness.of(registration),
        "own_reason": _own_reason(registration, own),
    }
    return render(request, "exchanges/matching/catalogue_entry.html", context)


def _remaining(user, registration: Registration, mine: Registration | None) -> list[str]:
    """Places and money that are left; the money is that of the visitor's cluster."""
    visitor = mine if registration.is_host else registration
    return remaining.sentences(visitor, user, programme=registration.programme)


def _reason_against(looking: Looking | None, registration: Registration) -> str:
    if looking is None or registration.state == RegistrationState.RESERVED:
        return ""  # only the one for whom it is reserved gets that far
    return looking.reason_against(registration)


def _own_reason(registration: Registration, own: list[Registration]) -> str:
    """Why the reader, who has the right role, cannot propose at the moment."""
    fitting = [one for one in own if one.role != registration.role]
    return Looking(fitting[0]).own_reason if fitting else ""


def suggestion_list(request):
    """The partners that fit each own registration best, with the reasons."""
    own = access.require_catalogue(request)
    context = {
        "found": [(one, suggestions.for_registration(one)) for one in own],
        "hidden": Dismissal.objects.filter(registration__in=own).count(),
        "measured": responsiveness.how_measured(),
    }
    return render(request, "exchanges/matching/suggestion_list.html", context)
