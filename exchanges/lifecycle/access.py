"""One gate to an exchange for every page."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from blues.common.requests import SignedIn
from clusters.programme.admission import require_writable
from exchanges.lifecycle.models import Exchange

READING = ("GET", "HEAD", "OPTIONS")


def get_exchange(request: SignedIn, public_id: UUID) -> Exchange:
    """The exchange with its parties; 404 where the person may not know of it.

    Every page of an exchange comes through here, so nothing is sent to one of an archived
    programme.
    """
    exchange = get_object_or_404(
        Exchange.objects.visible_to(request.user).with_parties(), public_id=public_id
    )
    if request.method not in READING:
        require_writable(exchange.programme)
    return exchange
