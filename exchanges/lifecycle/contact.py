"""What becomes visible between two organisations that have agreed."""

from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, SIDES, STOPPED, Party, State
from exchanges.registration.visibility import Audience


def have_agreed(exchange: Exchange) -> bool:
    """Both sides have accepted, and nothing has stopped the exchange since."""
    return exchange.state not in (State.PROPOSED, *STOPPED)


def viewer_of(user: User, exchange: Exchange, side: str) -> Audience:
    """As whom somebody who sees contact data looks at one side: as its partner, or as staff."""
    held = set(SIDES) & parties_of(user, exchange)
    return Audience.PARTNER if held and side not in held else Audience.STAFF


def sees_contact_data(user: User, exchange: Exchange) -> bool:
    """Between two organisations only while they have agreed; clusters and overseers always.

    Whoever administers one of the two holds no office over both (``parties_of``).
    """
    held = parties_of(user, exchange)
    if set(SIDES) & held:
        return have_agreed(exchange)
    own = {exchange.visitor_organisation_id, exchange.host_organisation_id} & user.administered_ids
    return bool({*CLUSTERS, Party.PROGRAMME} & held) or (user.is_auditor and not own)
