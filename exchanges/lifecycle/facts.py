"""Rows turned into what the rules look at. Building and finalisation ask here, too."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from blues.common import clock
from clusters.models import Cluster, Organisation, Programme
from exchanges.lifecycle.holidays import holidays_of
from exchanges.lifecycle.models import Exchange
from exchanges.policy import distance, facts
from exchanges.policy.rows import ceilings_of, rules_of
from exchanges.registration.eligibility import party_of
from exchanges.registration.models import EarlierVisit, Mode, Registration

__all__ = [
    "ceilings_of",
    "declared_visits",
    "distance_km",
    "earlier_visits",
    "facts_of",
    "party_of",
    "programme_of",
    "rules_of",
    "stay_of",
]
NOTHING = Decimal("0.00")
TENTH = Decimal("0.1")


def facts_of(
    exchange: Exchange,
    *,
    agenda: tuple[date, ...] | None = None,
    amount: Decimal | None = None,
    committed: Decimal = NOTHING,
    overdraw_allowed: bool = False,
) -> facts.Facts:
    """Everything the portal knows about one exchange, under the rule set it is pinned to.

    ``agenda``, ``amount`` and ``committed`` (money promised by the paying cluster to others) are
    known in rooms above; without them their rules ask for evidence.
    """
    return facts.Facts(
        rules=rules_of(exchange.rule_set),
        on=clock.today(),
        visitor=party_of(exchange.visitor),
        host=party_of(exchange.host),
        stay=stay_of(exchange, agenda=agenda),
        programme=programme_of(
            exchange.programme,
            exchange.vop,
            committed=committed,
            overdraw_allowed=overdraw_allowed,
        ),
        earlier=declared_visits(exchange.visitor)
        + earlier_visits(
            exchange.visitor_organisation, programme=exchange.programme, leaving_out=exchange
        ),
        holidays=holidays_of(exchange),
        amount=amount,
    )


def stay_of(exchange: Exchange, *, agenda: tuple[date, ...] | None = None) -> facts.Stay:
    """When and how the two meet; ``agenda`` holds the days that have content."""
    return facts.Stay(
        mode=exchange.mode,
        first=exchange.first_day,
        last=exchange.last_day,
        agenda=agenda,
        group=exchange.group.title if exchange.group else "",
    )


def programme_of(
    programme: Programme,
    payer: Cluster,
    *,
    committed: Decimal = NOTHING,
    overdraw_allowed: bool = False,
) -> facts.ProgrammeFacts:
    return facts.ProgrammeFacts(
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        allocated=payer.allocated,
        committed=committed,
        overdraw_allowed=overdraw_allowed,
    )


def declared_visits(visitor: Registration) -> tuple[facts.EarlierExchange, ...]:
    """The visit in person that the organisation says it made before it came to the portal."""
    if visitor.earlier_visit != EarlierVisit.IN_PERSON:
        return ()
    declared = _("declared in %(registration)s") % {"registration": visitor.reference}
    return (facts.EarlierExchange(reference=declared, mode=Mode.PHYSICAL),)


def earlier_visits(
    organisation: Organisation, *, programme: Programme, leaving_out: Exchange | None = None
) -> tuple[facts.EarlierExchange, ...]:
    """Visits that count from the confirmed match on (E8), in any programme of the scheme."""
    rows = Exchange.objects.using_the_visit().in_scheme_of(programme.pk)
    rows = rows.filter(visitor_organisation=organisation)
    if leaving_out is not None:
        rows = rows.exclude(pk=leaving_out.pk)
    return tuple(
        facts.EarlierExchange(reference=reference, mode=mode)
        for reference, mode in rows.order_by("pk").values_list("reference", "mode")
    )


def distance_km(visitor: facts.Party, host: facts.Party, *, rules: facts.Rules) -> Decimal:
    """Kilometres for storing, cut and not rounded: 199.96 km stay below the limit of 200."""
    km = distance.between(visitor, host, rules=rules).km
    return (Decimal(int(km * 10)) / 10).quantize(TENTH)
