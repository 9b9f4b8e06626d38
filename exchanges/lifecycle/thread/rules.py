"""Who reads and writes a conversation, and until when. Nobody reads along unseen."""

from django.utils.translation import gettext as _

from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, STOPPED, Party, State
from exchanges.lifecycle.thread.limits import AFTERWARDS
from exchanges.lifecycle.thread.models import MAY_JOIN, Joining


def voice_of(user: User, exchange: Exchange) -> Party | None:
    """For whom the person reads and speaks here; ``None`` for everybody who has not joined.

    Auditors and finance officers have no voice: what they look at are papers and money. Whoever
    joined and has lost the role since is out as well.
    """
    held = parties_of(user, exchange)
    own = next((side for side in SIDES if side in held), None)
    return own or _joined_as(user, exchange, held)


def _joined_as(user: User, exchange: Exchange, held: frozenset[Party]) -> Party | None:
    if not held & set(MAY_JOIN):
        return None
    joining = Joining.objects.open().filter(exchange=exchange, person=user).first()
    return Party(joining.party) if joining and joining.party in held else None


def may_join_as(user: User, exchange: Exchange) -> Party | None:
    held = parties_of(user, exchange)
    return next((party for party in MAY_JOIN if party in held), None)


def require_voice(user: User, exchange: Exchange) -> Party:
    if voice := voice_of(user, exchange):
        return voice
    raise NotAllowed(
        _("This conversation is between the two organisations and those who have joined it."),
        way_out=_("The two partner clusters and the programme coordinator may join; it shows."),
    )


def is_open(exchange: Exchange) -> bool:
    """May something be said? A last word is possible for some days after the end."""
    if exchange.programme.is_archived or exchange.state == State.ARCHIVED:
        return False
    return exchange.state not in STOPPED or clock.now() < exchange.state_since + AFTERWARDS


def require_open(exchange: Exchange) -> None:
    if not is_open(exchange):
        raise Conflict(
            _("This conversation is closed; it stays readable."),
            way_out=_("A new proposal begins a new conversation."),
        )
