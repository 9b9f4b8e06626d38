"""Who may read or do what with the papers."""

from clusters.models import Role, RoleAssignment
from clusters.people.stand_ins import signing_as
from exchanges.building.papers import KINDS, MONEY_KINDS
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of, sees_money
from exchanges.lifecycle.states import SIDES, Party, State

KNOWS_THE_BUDGET = {Party.VOP, Party.PROGRAMME, Party.FINANCE}


def sees_budget(user, exchange: Exchange) -> bool:
    """Who learns what the paying cluster has left: nobody who is paid or only takes part."""
    return user.is_auditor or bool(KNOWS_THE_BUDGET & parties_of(user, exchange))


def may_write(user, exchange: Exchange) -> bool:
    return exchange.state == State.CTQ_DRAFTING and bool(set(SIDES) & parties_of(user, exchange))


def may_give_account(user, exchange: Exchange) -> bool:
    return Party.VISITOR in parties_of(user, exchange) and not exchange.is_virtual


def may_prepare(user, exchange: Exchange) -> bool:
    return bool({Party.VOP, Party.PROGRAMME} & parties_of(user, exchange))


def readable_kinds(user, exchange: Exchange) -> set[str]:
    """The kinds of papers of this room that the person may read in this exchange."""
    return set(KINDS) if sees_money(user, exchange) else set(KINDS) - set(MONEY_KINDS)


def checkers_of(party: Party) -> tuple[Party, ...]:
    """Who looks at a scan: the cluster the party belongs to, or the programme coordinator."""
    return (Party.VOP if party in (Party.VISITOR, Party.VOP) else Party.HOP, Party.PROGRAMME)


def may_check_scan(user, upload) -> bool:
    """Nobody looks at the scan of their own signature."""
    acting_as = parties_of(user, upload.paper.exchange)
    return user.pk != upload.uploaded_by_id and bool(
        set(checkers_of(Party(upload.party))) & acting_as
    )


def signatory(exchange: Exchange, party: Party, by) -> RoleAssignment | None:
    """The role under which the person signs for the party; None where they may not."""
    if party in SIDES:
        return signing_as(
            by,
            Role.REPRESENTATIVE,
            organisation=exchange.organisation_of(party),
            principal=exchange.registration_of(party).representative_id,
        )
    return signing_as(by, Role.COORDINATOR, cluster=exchange.cluster_of(party))
