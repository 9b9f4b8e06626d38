"""What changed between two versions of a Commitment: field by field, row by row, word by word."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from blues.common.formats import day as day_in_words
from blues.common.words import label_of
from exchanges.building.content import ACTIVITIES, FIELDS, content
from exchanges.building.models import AgendaDay, Commitment

TEXTS = AgendaDay.TEXTS


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("same"), were taken out ("removed") or put in ("added")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A day of the agenda that came, went or changed, with one difference for each text it has."""

    day: date
    kind: str  # added, removed or changed
    cells: tuple[Difference, ...]


def between(older: Commitment, newer: Commitment) -> list[Difference]:
    """The fields that differ, in the order of the paper."""
    return of_fields(content(older), content(newer))


def of_fields(before: dict, after: dict) -> list[Difference]:
    """The same of two values of ``content``."""
    old, new = _lines(before), _lines(after)
    return [
        Difference(label, compare(old[label], new[label]))
        for label in old
        if old[label] != new[label]
    ]


def rows_between(older: Commitment, newer: Commitment) -> list[Row]:
    """The days that differ. Texts that stayed are shown, too: a row is read as a whole."""
    return of_rows(content(older), content(newer))


def of_rows(before: dict, after: dict) -> list[Row]:
    """The same of two values of ``content``."""
    old, new = _by_day(before), _by_day(after)
    return [
        Row(day, _kind(old.get(day), new.get(day)), _cells(old.get(day), new.get(day)))
        for day in sorted({*old, *new})
        if old.get(day) != new.get(day)
    ]


def compare(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    pieces = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("removed", "".join(old[a:b]))] if b > a else []
        pieces += [Piece("added", "".join(new[c:d]))] if d > c else []
    return tuple(pieces)


def _words(text: str) -> list[str]:
    """Words with the space after them: a run of new words stays one piece."""
    return re.findall(r"\S+\s*|\s+", text)


def _lines(value: dict) -> dict[str, str]:
    """One text for each label a reader knows."""
    lines = {label_of(Commitment, name): _as_text(value[name]) for name in FIELDS}
    return lines | {label_of(Commitment, ACTIVITIES): ", ".join(value[ACTIVITIES])}


def _by_day(value: dict) -> dict[date, dict]:
    return {row["day"]: row for row in value["agenda"]}


def _kind(before: dict | None, after: dict | None) -> str:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _cells(before: dict | None, after: dict | None) -> tuple[Difference, ...]:
    pairs = {name: ((before or {}).get(name, ""), (after or {}).get(name, "")) for name in TEXTS}
    return tuple(
        Difference(label_of(AgendaDay, name), compare(*pair))
        for name, pair in pairs.items()
        if any(pair)
    )


def _as_text(value) -> str:
    return value if isinstance(value, str) else day_in_words(value)
