"""What the rules look at: plain values, no rows, no clock.

Three-valued answers (``bool | None``) tell "declared no" from "not asked yet": the first fails a
check, the second needs evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Mode(StrEnum):
    PHYSICAL = "physical"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class Side(StrEnum):
    """Whom an outcome concerns."""

    VISITOR = "visitor"
    HOST = "host"
    EXCHANGE = "exchange"


@dataclass(frozen=True, kw_only=True)
class TypeRule:
    """What one type of organisation may do."""

    may_visit: bool
    may_host: bool
    needs_membership: bool
    host_by_approval: bool = False


@dataclass(frozen=True, kw_only=True)
class Weight:
    """What a merit of a pair counts: points, for how many at most, and up to which border."""

    points: int = 0
    most: int = 1
    within: int = 0


NOTHING = Weight()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One version of the scheme's rules; an exchange keeps the version it began under.

    ``countries`` are those that take part, by their ISO codes. ``weights`` say what counts where
    pairs are compared, by merit; a merit that is missing counts nothing.
    """

    version: str
    shortest_stay_days: int = 3
    longest_stay_days: int = 31
    full_sum_days: int = 5
    full_sum_km: int = 200
    highest_sum: Decimal = Decimal("1100.00")
    most_open_proposals: int = 5
    countries: frozenset[str] = frozenset()
    types: Mapping[str, TypeRule] = field(default_factory=dict)
    weights: Mapping[str, Weight] = field(default_factory=dict)

    def weight(self, merit: str) -> Weight:
        return self.weights.get(merit, NOTHING)


@dataclass(frozen=True, kw_only=True)
class Country:
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Party:
    """One organisation and the person who represents it.

    A cluster organisation that is itself profiled on ECCP needs to belong to no other.
    """

    name: str
    type: str
    type_name: str = ""
    country: Country
    latitude: float
    longitude: float
    is_profiled_on_eccp: bool = False
    is_member_on_eccp: bool = False
    membership_confirmed: bool = False
    sme_declared: bool | None = None
    third_country_national: bool = False
    declared_183_days: bool | None = None
    agency_approval: bool | None = None  # of a host by exception; unknown until the letter is there


@dataclass(frozen=True, kw_only=True)
class Stay:
    """When and how the two meet.

    ``first`` and ``last`` are the first and last day of work: travel lies outside and never counts.
    In a hybrid exchange they bound the part on site; online days of its agenda lie outside them.
    ``agenda`` holds the days that have content, ``None`` while nobody has written one.
    """

    mode: str
    first: date
    last: date
    agenda: tuple[date, ...] | None = None
    group: str = ""

    @property
    def is_virtual(self) -> bool:
        return self.mode == Mode.VIRTUAL


@dataclass(frozen=True, kw_only=True)
class EarlierExchange:
    """Another exchange in which the visitor was the visitor."""

    reference: str
    mode: str
    cancelled: bool = False

    @property
    def used_the_visit(self) -> bool:
        """An online exchange leaves the one visit untouched; cancelling gives it back."""
        return self.mode != Mode.VIRTUAL and not self.cancelled


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """The programme's period and the money of the paying cluster.

    ``committed`` leaves out the exchange under examination, so that checking twice changes nothing.
    """

    starts_on: date
    ends_on: date
    allocated: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    overdraw_allowed: bool = False

    @property
    def left(self) -> Decimal:
        return self.allocated - self.committed


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that is known about one exchange, or about one organisation that asks before it exists.

    ``on`` is the day the question is put; ``holidays`` are the host country's; ``amount`` is the
    lump sum to commit, once computed.
    """

    rules: Rules
    on: date
    visitor: Party | None = None
    host: Party | None = None
    stay: Stay | None = None
    programme: ProgrammeFacts | None = None
    earlier: tuple[EarlierExchange, ...] = ()
    holidays: frozenset[date] = frozenset()
    amount: Decimal | None = None

    @property
    def parties(self) -> tuple[tuple[Side, Party], ...]:
        both = ((Side.VISITOR, self.visitor), (Side.HOST, self.host))
        return tuple((side, party) for side, party in both if party is not None)
