"""What an indicator is made of: tables of numbers, each number with the way to its exchanges."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Number = int | Decimal | None


@dataclass(frozen=True)
class Head:
    """The head of one column. ``query`` narrows the list behind its numbers; None: no list."""

    label: str
    query: Mapping[str, str] | None = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    label: str
    values: tuple[Number, ...]
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """``of`` names what the lines are; ``query`` holds for every number in the table."""

    code: str
    caption: str
    of: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        return [self.of, *(head.label for head in self.heads)]

    @property
    def rows(self) -> list[list]:
        return [[line.label, *line.values] for line in self.lines]

    def query_of(self, head: Head, line: Line) -> dict[str, str] | None:
        """What the list of exchanges must be narrowed by to show those counted here."""
        return None if head.query is None else {**self.query, **line.query, **head.query}


@dataclass(frozen=True)
class Indicator:
    code: str
    title: str
    meaning: str
    unit: str
    source: str
    tables: tuple[Table, ...]


def mean(values: Iterable[Number]) -> Decimal | None:
    """To two places; None of nothing."""
    known = [Decimal(value) for value in values if value is not None]
    return (sum(known, Decimal()) / len(known)).quantize(Decimal("0.01")) if known else None


def share(part: int, whole: int) -> Decimal | None:
    """In per cent, to one place."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None


def groups(records, key: Callable) -> list[tuple[Any, list]]:
    """Records by key, keys in order."""
    found: dict = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return sorted(found.items())


def tally(keys: Iterable) -> list[tuple[Any, int]]:
    return sorted(Counter(keys).items())
