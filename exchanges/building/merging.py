"""Two people write one text: what each of them changed is put together value by value.

A page tells by a short digest of every value what it showed. Whoever did not touch a value leaves
it as it is on file; what only one of the two touched is taken over. Where both wrote something
different, neither is preferred: the clash is shown, and one of them decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blues.documents.snapshots import canonical, digest

MINE, THEIRS, BOTH = "mine", "theirs", "both"
LENGTH = 16  # of a digest; it tells values of one field apart and protects nothing


@dataclass(frozen=True)
class Choice:
    """How a clash is to be decided, and which value of the other side the page showed."""

    taken: str
    shown: str

    def between(self, mine, theirs):
        if self.taken == THEIRS:
            return theirs
        return _joined(theirs, mine) if self.taken == BOTH else mine


@dataclass(frozen=True)
class Clash:
    """Both wrote: ``mine`` is what was sent, ``theirs`` what stands on file."""

    key: str
    mine: Any
    theirs: Any

    @property
    def shown(self) -> str:
        return mark(self.theirs)


def mark(value) -> str:
    """The digest of one value; every empty value is the same."""
    return digest(canonical({"value": value or ""}))[:LENGTH]


def marks(values: Mapping[str, Any]) -> dict[str, str]:
    return {key: mark(value) for key, value in values.items()}


def merge(
    on_file: Mapping[str, Any],
    typed: Mapping[str, Any],
    *,
    seen: Mapping[str, str],
    choices: Mapping[str, Choice] | None = None,
) -> tuple[dict[str, Any], list[Clash]]:
    """What of the typed values is to be written, and where both sides wrote."""
    fresh, clashes = {}, []
    for key, mine in typed.items():
        theirs, choice = on_file.get(key, ""), (choices or {}).get(key)
        base = choice.shown if choice else seen.get(key, mark(""))
        if mark(theirs) == base:
            fresh[key] = choice.between(mine, theirs) if choice else mine
        elif mark(mine) != mark(theirs) and (choice or mark(mine) != base):
            clashes.append(Clash(key, mine, theirs))
    return {key: value for key, value in fresh.items() if value != on_file.get(key, "")}, clashes


def _joined(theirs, mine):
    if isinstance(theirs, str):
        return "\n\n".join(part for part in (theirs, mine) if part)
    return sorted({*theirs, *mine})
