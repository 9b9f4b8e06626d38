"""Who may do and see what here. Facts about people only; where the exchange stands is asked apart.

What is paid is no business of the host and its cluster (ADR 0010).
"""

from django.utils.translation import gettext as _

from blues.common.errors import NotAllowed
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, Party

AUDITOR, VISITING_ADMIN = "auditor", "visiting-admin"

PREPARATION = frozenset({*FOUR, Party.PROGRAMME, AUDITOR})
PRESENCE = frozenset({*FOUR, Party.PROGRAMME, Party.FINANCE, AUDITOR})
EVIDENCE = frozenset(
    {Party.VISITOR, VISITING_ADMIN, Party.VOP, Party.PROGRAMME, Party.FINANCE, AUDITOR}
)
REPORT = {
    Party.VISITOR: frozenset(
        {*FOUR, VISITING_ADMIN, Party.PROGRAMME, Party.FINANCE, AUDITOR},
    ),
    Party.HOST: frozenset({*FOUR, Party.PROGRAMME, AUDITOR}),
}
PAYMENT = frozenset(
    {Party.VISITOR, VISITING_ADMIN, Party.VOP, Party.PROGRAMME, Party.FINANCE, AUDITOR}
)
CERTIFICATE = {
    Party.VISITOR: frozenset({Party.VISITOR, VISITING_ADMIN, *CLUSTERS, Party.PROGRAMME, AUDITOR}),
    Party.HOST: frozenset({Party.HOST, *CLUSTERS, Party.PROGRAMME, AUDITOR}),
}
CTQ_REPORT = frozenset({*CLUSTERS, Party.PROGRAMME, AUDITOR})

VALIDATES = {Party.VISITOR: Party.VOP, Party.HOST: Party.HOP}


def capacities(user, exchange: Exchange) -> frozenset:
    """As what the person may look at this exchange; more than as what they may act."""
    held = parties_of(user, exchange)
    further = {
        AUDITOR: user.is_auditor,
        VISITING_ADMIN: user.administers(exchange.visitor_organisation),
    }
    return held | {name for name, holds in further.items() if holds}


def may_read(user, exchange: Exchange, readers: frozenset) -> bool:
    return bool(capacities(user, exchange) & readers)


def may_read_report(user, report) -> bool:
    """The other side reads a report once it is submitted; the author's own cluster helps before."""
    exchange = report.exchange
    if not may_read(user, exchange, REPORT[Party(report.side)]):
        return False
    return bool(report.submitted_at) or report.side in parties_of(user, exchange)


def may_read_confidential(user, report) -> bool:
    """The remark on the partnership is kept from the clusters it may be about."""
    exchange = report.exchange
    if report.side in parties_of(user, exchange):
        return True
    if user.coordinates(exchange.vop) or user.coordinates(exchange.hop):
        return False
    return may_read(user, exchange, frozenset({Party.PROGRAMME, AUDITOR}))


def side_of(user, exchange: Exchange) -> Party | None:
    """For which of the two organisations the person speaks here."""
    held = parties_of(user, exchange)
    return next((side for side in SIDES if side in held), None)


def require_party(user, exchange: Exchange, party: Party) -> None:
    if party not in parties_of(user, exchange):
        raise NotAllowed(_("This step is taken by: %(who)s.") % {"who": party.label})


def require_reader(user, exchange: Exchange, readers: frozenset) -> None:
    if not may_read(user, exchange, readers):
        raise NotAllowed(_("This part of the exchange is not open to you."))
