"""What a proposal would mean, before anybody sends it: days, way, money, rules."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from blues.common import clock
from blues.common.errors import Refusal
from exchanges.lifecycle import checks, facts
from exchanges.lifecycle.checks import Occasion
from exchanges.lifecycle.holidays import holidays_in_words, holidays_of
from exchanges.lifecycle.models import Exchange
from exchanges.policy import lump_sum
from exchanges.policy.calendar import programmed_working_days
from exchanges.policy.outcomes import Outcome, Report


@dataclass(frozen=True)
class Preview:
    working_days: int
    holidays: str
    distance_km: Decimal
    amount: Decimal | None
    reasons: tuple[str, ...]
    report: Report
    in_the_way: tuple[Outcome, ...]


def of(exchange: Exchange) -> Preview:
    """For a stored exchange, or for one that is only sketched (``proposals.sketch``)."""
    stay, holidays = facts.stay_of(exchange), holidays_of(exchange)
    days = len(programmed_working_days(stay, holidays))
    amount, reasons = money_for(exchange, days)
    report = checks.look(exchange, occasion=Occasion.PROPOSAL)
    return Preview(
        working_days=days,
        holidays=holidays_in_words(exchange),
        distance_km=exchange.distance_km,
        amount=amount,
        reasons=reasons,
        report=report,
        in_the_way=checks.in_the_way(report, occasion=Occasion.PROPOSAL),
    )


def money_for(exchange: Exchange, days: int) -> tuple[Decimal | None, tuple[str, ...]]:
    """The sum as it would be today; ``None`` with the reason where there is none to speak of."""
    table = exchange.programme.rate_table_on(clock.today())
    try:
        found = lump_sum.compute(
            mode=exchange.mode,
            host_country=exchange.host_organisation.country_id,
            working_days=days,
            distance_km=exchange.distance_km,
            ceilings=facts.ceilings_of(table),
            rules=facts.rules_of(exchange.rule_set),
            rates_version=table.version,
        )
    except Refusal as refusal:
        return None, (refusal.message, refusal.way_out)
    note = _("Computed with today's rates; the Financial Agreement fixes the sum.")
    return found.amount, (*found.reasons, note)
