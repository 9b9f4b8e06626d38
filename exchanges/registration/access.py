"""Finding the registration of an address, for those who may know of it."""

from django.shortcuts import get_object_or_404

from exchanges.registration.models import Registration


def get_registration(request, public_id) -> Registration:
    """The registration with its answers; 404 where the person may not know of it."""
    rows = Registration.objects.visible_to(request.user).with_profile()
    rows = rows.prefetch_related(
        "organisation__memberships__cluster__organisation", "organisation__as_clusters"
    )
    return get_object_or_404(rows, public_id=public_id)
