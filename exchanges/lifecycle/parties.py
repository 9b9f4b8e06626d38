"""In which capacities a person may act in one exchange. Facts about people only."""

from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import CLUSTERS, Move, Party

KNOWS_THE_MONEY = {Party.VISITOR, Party.VOP, Party.PROGRAMME, Party.FINANCE}


def parties_of(user: User | None, exchange: Exchange) -> frozenset[Party]:
    """Every capacity of the person here; a representative never also coordinates the case."""
    if user is None:
        return frozenset({Party.PORTAL})
    sides = _sides(user, exchange)
    office = {
        Party.PROGRAMME: user.is_programme_coordinator,
        Party.FINANCE: user.is_finance_officer,
    }
    # One's own case, also that of an administrator, needs another coordinator and finance officer.
    if sides or _administers_one_of(user, exchange):
        return frozenset(sides)
    return frozenset(
        {party for party in CLUSTERS if user.coordinates(exchange.cluster_of(party))}
        | {party for party, held in office.items() if held}
    )


def _sides(user: User, exchange: Exchange) -> set[Party]:
    return {
        side
        for side, organisation in (
            (Party.VISITOR, exchange.visitor_organisation),
            (Party.HOST, exchange.host_organisation),
        )
        if user.represents(organisation)
    }


def _administers_one_of(user: User, exchange: Exchange) -> bool:
    sides = (exchange.visitor_organisation, exchange.host_organisation)
    return any(user.administers(organisation) for organisation in sides)


def sees_money(user: User, exchange: Exchange) -> bool:
    """Who learns what is paid: never the host and its cluster (ADR 0010)."""
    return user.is_auditor or bool(KNOWS_THE_MONEY & parties_of(user, exchange))


def acting_as(user: User | None, exchange: Exchange, step: Move) -> Party | None:
    """The capacity in which the person may take the step, or ``None``."""
    held = parties_of(user, exchange)
    return next((party for party in step.who if party in held), None)
