"""The sum that a visit would probably earn, short and long stays side by side."""

from dataclasses import dataclass
from decimal import Decimal

from blues.common.errors import Refusal
from exchanges.eligibility.opinion import Check, Opinion
from exchanges.eligibility.places import Place
from exchanges.policy import distance, lump_sum, rows
from exchanges.policy.facts import Mode
from exchanges.policy.lump_sum import LumpSum


@dataclass(frozen=True, kw_only=True)
class Way:
    """From where to where we measured; without both ends the way is taken for a long one."""

    here: Place | None
    there: Place | None
    km: float
    limit_km: int
    is_borderline: bool

    @property
    def is_measured(self) -> bool:
        return self.here is not None and self.there is not None

    @property
    def whole_km(self) -> int:
        return int(self.km)

    @property
    def is_short(self) -> bool:
        return self.km < self.limit_km


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One length of stay: its sum, what it would be on the other side of the limit, or why none."""

    days: int
    is_wished: bool
    found: LumpSum | None = None
    otherwise: LumpSum | None = None
    refused_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """Offers for one country; before a country is chosen the span of all full sums."""

    way: Way
    offers: tuple[Offer, ...]
    rates_version: str
    lowest: Decimal | None = None
    highest: Decimal | None = None


class Money:
    """Computes with the rates and rules of the day of the check."""

    def __init__(self, check: Check, opinion: Opinion):
        self.check, self.opinion, self.rules = check, opinion, check.rules
        table = check.known.programme.rate_table_on(check.on)
        self.rates_version, self.ceilings = table.version, rows.ceilings_of(table)

    def estimate(self) -> Estimate:
        way = self._way()
        if self.check.answers.destination:
            offers = tuple(self._offer(days, way) for days in self._lengths())
            return Estimate(way=way, offers=offers, rates_version=self.rates_version)
        sums = [found.amount for found in self._full_sums_abroad()]
        return Estimate(
            way=way,
            offers=(),
            rates_version=self.rates_version,
            lowest=min(sums, default=None),
            highest=max(sums, default=None),
        )

    def _way(self) -> Way:
        limit = self.rules.full_sum_km
        here, there, host = self.check.here, self.check.there, self.check.counterpart()
        if here is None or there is None or host is None:
            return Way(here=here, there=there, km=limit, limit_km=limit, is_borderline=False)
        found = distance.between(self.check.organisation(is_member=True), host, rules=self.rules)
        return Way(
            here=here,
            there=there,
            km=found.km,
            limit_km=limit,
            is_borderline=found.is_borderline,
        )

    def _lengths(self) -> list[int]:
        """The shortest stay, the shortest with the full sum, and the one asked for, if allowed."""
        asked = self.check.answers.days
        allowed = {asked} if asked and "E6" not in self.opinion.failed else set()
        return sorted({self.rules.shortest_stay_days, self.rules.full_sum_days, *allowed})

    def _offer(self, days: int, way: Way) -> Offer:
        is_wished = days == self.check.answers.days
        destination = self.check.answers.destination
        country = destination.code if destination else ""
        beyond = way.limit_km if way.is_short else 0
        try:
            found = self._sum(country, days, way.km)
            otherwise = self._sum(country, days, beyond)
        except Refusal as refusal:
            reason = f"{refusal.message} {refusal.way_out}"
            return Offer(days=days, is_wished=is_wished, refused_because=reason)
        return Offer(
            days=days,
            is_wished=is_wished,
            found=found,
            otherwise=otherwise if otherwise.amount != found.amount else None,
        )

    def _full_sums_abroad(self) -> list[LumpSum]:
        own = self.check.answers.country
        return [
            self._sum(code, self.rules.full_sum_days, self.rules.full_sum_km)
            for code in self.ceilings
            if own is None or code != own.code
        ]

    def _sum(self, country: str, days: int, km: float) -> LumpSum:
        return lump_sum.compute(
            mode=Mode.PHYSICAL,
            host_country=country,
            working_days=days,
            distance_km=km,
            ceilings=self.ceilings,
            rules=self.rules,
            rates_version=self.rates_version,
        )
