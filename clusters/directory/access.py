"""What a page may be about: 404 for what its reader may not know of, 403 for what is not theirs."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from clusters.directory.models import Organisation


def get_organisation(request, public_id) -> Organisation:
    rows = Organisation.objects.visible_to(request.user).select_related(
        "country", "sme_declared_by"
    )
    return get_object_or_404(rows, public_id=public_id)


def require(permitted: bool) -> None:
    if not permitted:
        raise PermissionDenied
