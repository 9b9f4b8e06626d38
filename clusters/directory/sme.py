"""Is it a micro, small or medium-sized enterprise? Recommendation 2003/361/EC, Annex.

Article 2 sets the ceilings, Article 3 tells partner from linked enterprises, Article 6 adds their
figures up. Plain values in, values out; the page shows every line of the sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SOURCE = "2003/361/EC"
MILLION = Decimal(1_000_000)
ALL = Decimal(100)
PARTNER_FROM = Decimal(25)  # percent of capital or votes; below that one stands alone (Art. 3(1))
LINKED_ABOVE = Decimal(50)  # percent; more is the majority that links two enterprises (Art. 3(3))


class SmeResult(StrEnum):
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    NOT_SME = "not_sme"


class Relation(StrEnum):
    AUTONOMOUS = "autonomous"
    PARTNER = "partner"
    LINKED = "linked"


@dataclass(frozen=True)
class Ceiling:
    """Fewer people than this, and turnover or balance sheet total no higher (Art. 2)."""

    result: SmeResult
    people: Decimal
    turnover: Decimal
    balance: Decimal


CEILINGS = (
    Ceiling(SmeResult.MICRO, Decimal(10), 2 * MILLION, 2 * MILLION),
    Ceiling(SmeResult.SMALL, Decimal(50), 10 * MILLION, 10 * MILLION),
    Ceiling(SmeResult.MEDIUM, Decimal(250), 50 * MILLION, 43 * MILLION),
)


@dataclass(frozen=True)
class Figures:
    """Annual work units and EUR of one closed year."""

    people: Decimal
    turnover: Decimal
    balance: Decimal

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.people + other.people,
            self.turnover + other.turnover,
            self.balance + other.balance,
        )

    def part(self, percent: Decimal) -> "Figures":
        return Figures(
            *(value * percent / ALL for value in (self.people, self.turnover, self.balance))
        )


@dataclass(frozen=True)
class Related:
    """A company that holds a share of this one, or is held by it.

    ``percent`` is the higher of capital and votes; ``controlled`` says that one of the two rules
    the other in another way: by contract, or by naming its board (Art. 3(3)).
    """

    name: str
    percent: Decimal
    figures: Figures
    controlled: bool = False

    @property
    def relation(self) -> Relation:
        if self.controlled or self.percent > LINKED_ABOVE:
            return Relation.LINKED
        return Relation.PARTNER if self.percent >= PARTNER_FROM else Relation.AUTONOMOUS

    @property
    def counted_percent(self) -> Decimal:
        """A partner counts by its share, a linked company in full (Art. 6(2))."""
        counted = {Relation.LINKED: ALL, Relation.PARTNER: self.percent}
        return counted.get(self.relation, Decimal(0))


@dataclass(frozen=True)
class Line:
    """One row of the sum: whose figures, in which relation, how much of them counts."""

    name: str
    relation: Relation | None
    percent: Decimal
    counted: Figures


@dataclass(frozen=True)
class Check:
    """The ceilings of one class against the sum."""

    ceiling: Ceiling
    people_fit: bool
    turnover_fits: bool
    balance_fits: bool

    @property
    def fits(self) -> bool:
        return self.people_fit and (self.turnover_fits or self.balance_fits)


@dataclass(frozen=True)
class Assessment:
    """The answer with everything that led to it."""

    lines: tuple[Line, ...]
    total: Figures
    checks: tuple[Check, ...]
    held_by_public_bodies: bool
    result: SmeResult

    @property
    def size(self) -> str:
        """The class by figures alone; empty where they pass every ceiling."""
        return next((check.ceiling.result.value for check in self.checks if check.fits), "")

    @property
    def is_sme(self) -> bool:
        return self.result != SmeResult.NOT_SME


def assess(
    name: str,
    own: Figures,
    related: Sequence[Related] = (),
    *,
    held_by_public_bodies: bool = False,
) -> Assessment:
    """The class of the whole group; a quarter held by public bodies makes none (Art. 3(4))."""
    lines = (
        Line(name, None, ALL, own),
        *(
            Line(one.name, one.relation, one.counted_percent, one.figures.part(one.counted_percent))
            for one in related
        ),
    )
    total = sum((line.counted for line in lines[1:]), start=own)
    checks = tuple(_check(ceiling, total) for ceiling in CEILINGS)
    fitting = next((check.ceiling.result for check in checks if check.fits), SmeResult.NOT_SME)
    result = SmeResult.NOT_SME if held_by_public_bodies else fitting
    return Assessment(lines, total, checks, held_by_public_bodies, result)


def _check(ceiling: Ceiling, total: Figures) -> Check:
    return Check(
        ceiling,
        people_fit=total.people < ceiling.people,
        turnover_fits=total.turnover <= ceiling.turnover,
        balance_fits=total.balance <= ceiling.balance,
    )
