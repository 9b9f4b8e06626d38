"""Who stands behind a party: the people to tell when it is their turn."""

from typing import Any

from django.db.models import QuerySet

from clusters.models import Role, RoleAssignment, User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES, Party

OFFICE = {Party.PROGRAMME: Role.PROGRAMME_COORDINATOR, Party.FINANCE: Role.FINANCE_OFFICER}


def people_of(exchange: Exchange, *parties: Party) -> QuerySet[User]:
    """Active people who may act for any of the parties today, each once."""
    wanted = User.objects.none()
    for party in parties:
        wanted = wanted | _people(exchange, party)
    return wanted.distinct()


def _people(exchange: Exchange, party: Party) -> QuerySet[User]:
    scope: dict[str, Any]
    if party in SIDES:
        scope = {"role": Role.REPRESENTATIVE, "organisation": exchange.organisation_of(party)}
    elif party in OFFICE:
        scope = {"role": OFFICE[party]}
    else:
        scope = {"role": Role.COORDINATOR, "cluster": exchange.cluster_of(party)}
    holders = RoleAssignment.objects.current().filter(**scope).values("user")
    return User.objects.filter(pk__in=holders)
