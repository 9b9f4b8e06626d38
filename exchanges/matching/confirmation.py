"""Both partner clusters confirm a match; where one cluster stands on both sides, once is enough."""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from exchanges.lifecycle import checks
from exchanges.lifecycle.checks import Occasion
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, Party, State
from exchanges.lifecycle.transitions import lock, move
from exchanges.matching import reservations


@transaction.atomic
def confirm(exchange: Exchange, *, by) -> Exchange:
    """Note the confirmation of every cluster that ``by`` coordinates; the last one makes the match.

    A second click changes nothing.
    """
    locked = lock(exchange)
    held = [party for party in CLUSTERS if party in parties_of(by, locked)]
    if not held:
        raise NotAllowed(_("A match is confirmed by the coordinators of the two clusters."))
    if locked.state != State.ACCEPTED:
        raise Conflict(
            _("This exchange is “%(now)s”; there is no match to confirm.")
            % {"now": locked.get_state_display()}
        )
    open_parties = [party for party in held if not confirmed_at(locked, party)]
    if not open_parties:
        return locked
    _note(locked, open_parties, by)
    if not all(confirmed_at(locked, party) for party in CLUSTERS):
        return locked
    checks.run(locked, occasion=Occasion.MATCH)
    matched = move(locked, to=State.MATCHED, by=by)
    reservations.fulfil(matched)
    return matched


def confirmed_at(exchange: Exchange, party: Party):
    """When that cluster confirmed; ``None`` while it has not."""
    return exchange.vop_confirmed_at if party == Party.VOP else exchange.hop_confirmed_at


def _note(exchange, parties, by) -> None:
    now = clock.now()
    for party in parties:
        setattr(exchange, f"{party}_confirmed_at", now)
        setattr(exchange, f"{party}_confirmed_by", by)
        journal.record(exchange.case, "match-confirmed", by=by, party=party)
    names = ("vop_confirmed_at", "vop_confirmed_by", "hop_confirmed_at", "hop_confirmed_by")
    exchange.save(update_fields=names)
