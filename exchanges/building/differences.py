"""What changed between two versions of a Commitment, field by field and word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from blues.common.formats import day as day_in_words
from blues.common.words import label_of
from exchanges.building.content import FIELDS, content
from exchanges.building.models import AgendaDay, Commitment


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("same"), were taken out ("removed") or put in ("added")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    label: str
    pieces: tuple[Piece, ...]


def between(older: Commitment, newer: Commitment) -> list[Difference]:
    return differences(content(older), content(newer))


def differences(before: dict, after: dict) -> list[Difference]:
    """Only what differs, in the order of the paper; both are values of ``content``."""
    lines_before, lines_after = _lines(before), _lines(after)
    labels = dict.fromkeys([*lines_before, *lines_after])
    return [
        Difference(label, compare(lines_before.get(label, ""), lines_after.get(label, "")))
        for label in labels
        if lines_before.get(label, "") != lines_after.get(label, "")
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
    lines = {_label(name): _as_text(value[name]) for name in FIELDS}
    lines[_("activity types")] = ", ".join(value["activities"])
    for row in value["agenda"]:
        texts = (f"{_day_label(name)}: {row[name]}" for name in AgendaDay.TEXTS if row[name])
        lines[_("agenda, %(day)s") % {"day": day_in_words(row["day"])}] = "\n".join(texts)
    return lines


def _as_text(value) -> str:
    return value if isinstance(value, str) else day_in_words(value)


def _label(name: str) -> str:
    return label_of(Commitment, name)


def _day_label(name: str) -> str:
    return label_of(AgendaDay, name)
