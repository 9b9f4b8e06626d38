"""Getting ready: the host says where to arrive, the visitor is insured, the cluster checks."""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from exchanges.finalisation import telling
from exchanges.finalisation.models import Preparation
from exchanges.finalisation.rules import require_party
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock, move

# The host may still correct the meeting point when all is ready: contacts fall ill.
OPEN = (State.CTQ_SIGNED, State.FA_PREPARED, State.FA_SIGNED, State.READY)
INSURABLE = (State.CTQ_SIGNED, State.FA_PREPARED, State.FA_SIGNED)


@transaction.atomic
def prepare(
    exchange: Exchange, *, by, host_contact: str, meeting_point: str, practical_hints: str = ""
) -> Preparation:
    """The host tells whom and where the visitor meets."""
    locked = lock(exchange)
    require_party(by, locked, Party.HOST)
    _require_state(locked, OPEN)
    told = {
        "host_contact": host_contact.strip(),
        "meeting_point": meeting_point.strip(),
        "practical_hints": practical_hints.strip(),
    }
    if not told["host_contact"] or not told["meeting_point"]:
        raise BadInput(_("Please name a contact person and say where to arrive."))
    preparation, _is_new = Preparation.objects.update_or_create(exchange=locked, defaults=told)
    journal.record(locked.case, "preparation-described", by=by)
    telling.arrival_described(locked)
    return preparation


@transaction.atomic
def declare_insurance(exchange: Exchange, *, by) -> Preparation:
    """The visitor declares to be insured for the stay. Declaring twice changes nothing."""
    locked = lock(exchange)
    require_party(by, locked, Party.VISITOR)
    if locked.is_virtual:
        raise Conflict(_("An online exchange needs no travel insurance."))
    preparation = _described(locked)
    if preparation.insured_at:
        return preparation
    _require_state(locked, INSURABLE)
    preparation.insured_at, preparation.insured_by = clock.now(), by
    preparation.save(update_fields=["insured_at", "insured_by"])
    journal.record(locked.case, "insurance-declared", by=by)
    telling.ready_to_check(locked)
    return preparation


@transaction.atomic
def check(exchange: Exchange, *, by) -> Exchange:
    """The visitor's partner cluster has looked through everything: the exchange is ready."""
    locked = lock(exchange)
    require_party(by, locked, Party.VOP)
    preparation = _described(locked)
    preparation.checked_at, preparation.checked_by = clock.now(), by
    preparation.save(update_fields=["checked_at", "checked_by"])
    ready = move(locked, to=State.READY, by=by)
    telling.ready(ready)
    return ready


def _described(exchange: Exchange) -> Preparation:
    preparation = Preparation.objects.filter(exchange=exchange).first()
    if preparation is None:
        raise Conflict(
            _("The host has not said yet where to arrive."),
            way_out=_("The host does so on the page “Preparation”."),
        )
    return preparation


def _require_state(exchange: Exchange, states) -> None:
    if exchange.state not in states:
        raise Conflict(
            _("The exchange is “%(state)s”; its preparation is not open.")
            % {"state": exchange.get_state_display()}
        )
