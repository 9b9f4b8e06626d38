"""The lump sum of a visiting organisation: one flat sum per visit, never per person or per day."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blues.common.errors import BadInput, Conflict
from blues.common.formats import money
from exchanges.policy.facts import Mode, Rules

NOTHING = Decimal("0.00")
CENT = Decimal("0.01")


class TooFewDays(BadInput):
    """The stay is too short to be an exchange, so there is no sum to speak of."""


class NoCeiling(Conflict):
    """The rate table has no row for the host's country. Never a sum of zero."""


@dataclass(frozen=True, kw_only=True)
class LumpSum:
    """A sum with everything needed to explain it years later."""

    amount: Decimal
    base: Decimal
    halved: bool
    capped: bool
    reasons: tuple[str, ...]
    host_country: str
    working_days: int
    distance_km: float | Decimal
    rules_version: str
    rates_version: str

    def as_json(self) -> dict:
        return {
            "amount": str(self.amount),
            "base": str(self.base),
            "halved": self.halved,
            "capped": self.capped,
            "reasons": list(self.reasons),
            "host_country": self.host_country,
            "working_days": self.working_days,
            "distance_km": str(self.distance_km),
            "rules_version": self.rules_version,
            "rates_version": self.rates_version,
        }


def compute(
    *,
    mode: str,
    host_country: str,
    working_days: int,
    distance_km: float | Decimal,
    ceilings: Mapping[str, Decimal],
    rules: Rules,
    agreed_cap: Decimal | None = None,
    rates_version: str = "",
) -> LumpSum:
    """The host's country sets the ceiling; a short stay or a short way halves it, once."""
    if mode == Mode.VIRTUAL:
        base, halvings, limits = NOTHING, [], []
        reasons = [_("An online exchange takes place without a lump sum.")]
    else:
        _refuse_short_stay(working_days, rules)
        base = _ceiling(ceilings, host_country)
        halvings = _halvings(working_days, distance_km, rules)
        limits = _limits(agreed_cap, rules)
        ceiling = _("The full sum for the country of the host (%(country)s) is %(base)s.")
        reasons = [ceiling % {"base": money(base), "country": host_country}, *halvings]

    before_limits = (base / 2 if halvings else base).quantize(CENT)
    amount, limit_reason = min([(before_limits, ""), *limits], key=lambda limit: limit[0])
    return LumpSum(
        amount=amount,
        base=base,
        halved=bool(halvings),
        capped=bool(limit_reason),
        reasons=tuple([*reasons, limit_reason] if limit_reason else reasons),
        host_country=host_country,
        working_days=working_days,
        distance_km=distance_km,
        rules_version=rules.version,
        rates_version=rates_version,
    )


def after_interruption(
    *, working_days: int, force_majeure: bool, rules: Rules, **inputs: Any
) -> LumpSum | None:
    """The sum for a stay that was broken off after so many working days; None when nothing is due.

    A stay cut below the minimum earns nothing, unless documented force majeure ended it: then the
    sum of the shortest stay is due, provided that the stay had begun.
    """
    if working_days >= rules.shortest_stay_days:
        return compute(working_days=working_days, rules=rules, **inputs)
    if force_majeure and working_days > 0:
        return compute(working_days=rules.shortest_stay_days, rules=rules, **inputs)
    return None


def _refuse_short_stay(working_days: int, rules: Rules) -> None:
    if working_days >= rules.shortest_stay_days:
        return
    raise TooFewDays(
        ngettext(
            "The agenda has %(days)s working day with content; a stay needs at least %(least)s.",
            "The agenda has %(days)s working days with content; a stay needs at least %(least)s.",
            working_days,
        )
        % {"days": working_days, "least": rules.shortest_stay_days},
        way_out=_("Extend the stay or fill further days of the agenda."),
    )


def _ceiling(ceilings: Mapping[str, Decimal], host_country: str) -> Decimal:
    try:
        return Decimal(ceilings[host_country]).quantize(CENT)
    except KeyError:
        raise NoCeiling(
            _("The rate table has no ceiling for the host's country (%(country)s).")
            % {"country": host_country},
            way_out=_("Ask the programme coordinator to complete the rate table."),
        ) from None


def _halvings(working_days: int, distance_km: float | Decimal, rules: Rules) -> list[str]:
    """Every ground for the one halving. Two grounds still halve once."""
    grounds = []
    if working_days < rules.full_sum_days:
        grounds.append(
            _("Half of it, because the stay has %(days)s working days, fewer than %(full)s.")
            % {"days": working_days, "full": rules.full_sum_days}
        )
    if distance_km < rules.full_sum_km:
        grounds.append(
            _("Half of it, because the two organisations are less than %(limit)s km apart.")
            % {"limit": rules.full_sum_km}
        )
    if len(grounds) > 1:
        grounds.append(_("Both grounds together halve the sum only once."))
    return grounds


def _limits(agreed_cap: Decimal | None, rules: Rules) -> list[tuple[Decimal, str]]:
    limits = [
        (
            rules.highest_sum.quantize(CENT),
            _("Limited to the highest sum of the scheme, %(sum)s.")
            % {"sum": money(rules.highest_sum)},
        )
    ]
    if agreed_cap is not None:
        if agreed_cap <= 0:
            raise BadInput(_("An agreed limit is more than zero."))
        cap = agreed_cap.quantize(CENT)
        limits.append((cap, _("Limited to the %(sum)s agreed.") % {"sum": money(cap)}))
    return limits
