"""What the columns of a list may mean: by what the cluster said last time, by their headings in six
languages, and by the look of their values. People correct the guess on a page.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from clusters.imports import values
from clusters.imports.fields import meant_by
from clusters.imports.reading import Line
from clusters.imports.words import lookup, plain
from clusters.imports.words.headings import HEADINGS

HEADINGS_WITHIN = 20  # rows; above them stand titles
SAMPLES = 3
SHORTEST_PART = 4  # letters of a known word inside a longer heading
MOST_OF_THEM = 0.8  # of the values look like it
LOOKS = ("email", "website", "country", "type")
BARE_NAMES = {"name", "nom", "nombre", "nazwa", "jmeno", "nazev"}
SPOKEN_IN = {
    "DE": "de", "AT": "de", "CH": "de", "LI": "de", "ES": "es", "FR": "fr", "LU": "fr", "BE": "fr",
    "PL": "pl", "CZ": "cs", "SK": "cs",
}  # fmt: skip

_phrases = sorted(lookup(HEADINGS).items(), key=lambda pair: -len(pair[0]))


@dataclass(frozen=True)
class Column:
    """``index`` counts from 0; ``field`` is empty where nothing of ours stands in the column."""

    index: int
    heading: str
    samples: list[str]
    field: str = ""

    @property
    def letters(self) -> str:
        return letters(self.index)

    @property
    def key(self) -> str:
        return plain(self.heading)[:120]


class Guess(NamedTuple):
    heading_row: int
    columns: list[Column]

    @property
    def fields(self) -> dict[str, str]:
        """As the batch keeps it: field by column."""
        return {str(column.index): column.field for column in self.columns if column.field}


def letters(index: int) -> str:
    """A, B, … Z, AA as spreadsheets call their columns."""
    index, last = divmod(index, 26)
    return (letters(index - 1) if index else "") + chr(65 + last)


def guess(lines: Sequence[Line], memory: Mapping[str, str], *, heading_row: int = 0) -> Guess:
    row = heading_row or heading_row_of(lines, memory)
    return Guess(row, _named(columns_of(lines, row), memory))


def heading_row_of(lines: Sequence[Line], memory: Mapping[str, str]) -> int:
    """The row that says most of what we know; failing that the first one with several texts."""
    first = [line for line in lines if line.number <= HEADINGS_WITHIN] or list(lines[:1])
    known = [(_known_in(line, memory), -line.number) for line in first]
    most, number = max(known)
    if most > 1:
        return -number
    several = [line.number for line in first if len(_texts(line)) > 1]
    return several[0] if several else first[0].number


def _known_in(line: Line, memory: Mapping[str, str]) -> int:
    words = [plain(text) for text in _texts(line)]
    return sum(1 for word in words if meant_by(word) or memory.get(word))


def _texts(line: Line) -> list[str]:
    return [cell for cell in line.cells if isinstance(cell, str) and cell.strip()]


def columns_of(lines: Sequence[Line], heading_row: int) -> list[Column]:
    """Every column that holds anything, with its heading and its first values."""
    head = next((line.cells for line in lines if line.number == heading_row), [])
    body = [line.cells for line in lines if line.number > heading_row]
    width = max((len(cells) for cells in [head, *body]), default=0)
    columns = []
    for index in range(width):
        heading = shown(head[index]) if index < len(head) else ""
        found = [shown(cells[index]) for cells in body if index < len(cells)]
        samples = [text for text in found if text]
        if heading or samples:
            columns.append(Column(index, heading[:120], samples[:SAMPLES]))
    return columns


def shown(cell: Any) -> str:
    """A cell as the page that names the columns shows it, whatever is wrong with it."""
    if isinstance(cell, dict):
        return str(cell.get("day") or cell.get("text") or "?")
    return " ".join(values.UNPRINTABLE.sub("?", str(cell if cell is not None else "")).split())


def _named(columns: list[Column], memory: Mapping[str, str]) -> list[Column]:
    """Each field once: what was said last time first, then headings, then looks."""
    taken: dict[int, str] = {}
    for knows in (_remembered, _by_heading, _by_part, _by_look):
        for column in columns:
            if column.index in taken:
                continue
            field = knows(column, memory)
            if field is not None and (not field or field not in taken.values()):
                taken[column.index] = field
    taken |= _names_of_people(columns, taken, memory)
    return [replace(column, field=taken.get(column.index, "")) for column in columns]


def _remembered(column: Column, memory: Mapping[str, str]) -> str | None:
    return memory.get(column.key) if column.key else None


def _by_heading(column: Column, _memory) -> str | None:
    field = meant_by(column.key)
    if field in ("contact_name", "phone") and _look_like("email", column.samples):
        return "email"
    return field or None


def _by_part(column: Column, _memory) -> str | None:
    """ "Straße (Firmensitz)" holds "Straße"."""
    for phrase, field in _phrases:
        if len(phrase) >= SHORTEST_PART and re.search(rf"\b{re.escape(phrase)}\b", column.key):
            return field
    return None


def _by_look(column: Column, _memory) -> str | None:
    return next((field for field in LOOKS if _look_like(field, column.samples)), None)


def _look_like(field: str, samples: Iterable[str]) -> bool:
    found = [_fits(field, sample) for sample in samples]
    return bool(found) and sum(found) >= MOST_OF_THEM * len(found)


def _fits(field: str, sample: str) -> bool:
    if field == "website" and not re.match(r"(?i)(https?://|www\.)", sample):
        return False
    try:
        return bool(values.clean(field, sample))
    except values.Wrong:
        return False


def _names_of_people(columns, taken: dict[int, str], memory) -> dict[int, str]:
    """A bare "Name" beside the firm's is that of a person."""
    fields = set(taken.values())
    if "legal_name" not in fields:
        return {}
    field = "family_name" if "given_names" in fields else "contact_name"
    free = [
        column
        for column in columns
        if column.index not in taken and column.key in BARE_NAMES and column.key not in memory
    ]
    return {free[0].index: field} if free and field not in fields else {}
