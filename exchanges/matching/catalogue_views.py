"""An entry of the catalogue, and what the portal suggests."""

from django.shortcuts import get_object_or_404, render

from clusters.programme.choice import programmes_of
from exchanges.matching import access, suggestions
from exchanges.matching.pairing import Looking
from exchanges.registration import shown
from exchanges.registration.models import Registration


def get_entry(request, public_id) -> tuple[Registration, list[Registration]]:
    """A listed profile, or one's own cluster's; and the person's own registrations."""
    own = access.require_catalogue(request)
    shown = Registration.objects.visible_to(request.user).filter(state__in=access.MAY_LOOK)
    rows = Registration.objects.with_profile()
    listed = Registration.objects.in_catalogue().filter(programme__in=programmes_of(request.user))
    rows = rows.filter(pk__in=listed.values("pk")) | rows.filter(pk__in=shown.values("pk"))
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
        "on_behalf": bool(proposers) and mine is None,
        "reason_against": looking.reason_against(registration) if looking else "",
        "fit": looking.fit(registration) if looking else None,
    }
    return render(request, "exchanges/matching/catalogue_entry.html", context)


def suggestion_list(request):
    """The partners that fit each own registration best, with the reasons."""
    own = access.require_catalogue(request)
    found = [(one, suggestions.for_registration(one)) for one in own]
    return render(request, "exchanges/matching/suggestion_list.html", {"found": found})
