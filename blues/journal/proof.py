"""Proving that nobody has touched the journal behind the portal's back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from blues.journal.hashing import digest
from blues.journal.models import Entry

CHANGED = "its content does not match its hash"
MISSING = "it is missing"
UNLINKED = "it does not continue the entry before it"
REPLACED = "it is not the entry that the anchor names"

ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Break:
    """The first entry of a case that is not what it should be."""

    case: str
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.case} entry {self.number}: {self.reason}"


@dataclass
class Findings:
    entries: int = 0
    cases: int = 0
    breaks: list[Break] = field(default_factory=list)


def verify(case: str | None = None) -> list[Break]:
    """The first break of every case, or of the one case; empty when all is well."""
    return examine(case).breaks


def examine(case: str | None = None) -> Findings:
    entries = Entry.objects.filter(case=case) if case else Entry.objects.all()
    stream = entries.along_the_chains().iterator(chunk_size=ROWS_AT_ONCE)
    findings = Findings()
    for _case, chain in groupby(stream, key=attrgetter("case")):
        findings.cases += 1
        found = None
        previous = None
        for entry in chain:
            findings.entries += 1
            found = found or _break_at(entry, previous)
            previous = entry
        if found:
            findings.breaks.append(found)
    return findings


def _break_at(entry: Entry, previous: Entry | None) -> Break | None:
    expected = previous.number + 1 if previous else 1
    if entry.number != expected:
        return Break(entry.case, expected, MISSING)
    if entry.hash != _recomputed(entry):
        return Break(entry.case, entry.number, CHANGED)
    if entry.previous_hash != (previous.hash if previous else ""):
        return Break(entry.case, entry.number, UNLINKED)
    return None


def _recomputed(entry: Entry) -> str:
    return digest(
        previous_hash=entry.previous_hash,
        case=entry.case,
        number=entry.number,
        happened_at=entry.happened_at,
        actor_id=entry.actor_id,
        verb=entry.verb,
        detail=entry.detail,
    )


# -- The anchor: chain heads kept outside the database ---------------------------------------------
#
# Whoever owns the table can drop the newest entries of a case, or rewrite its whole chain, and
# leave a chain that is sound in itself. Only a copy of the heads in other hands shows that.


@dataclass(frozen=True)
class Head:
    case: str
    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.case} {self.number} {self.hash}"

    @classmethod
    def parse(cls, line: str) -> "Head":
        case, number, hash_ = line.split()
        return cls(case, int(number), hash_)


def heads() -> list[Head]:
    rows = Entry.objects.heads().values_list("case", "number", "hash")
    return sorted((Head(*row) for row in rows), key=attrgetter("case"))


def anchor_digest(lines: Iterable[Head]) -> str:
    """One line to print, mail or sign: it stands for all the heads."""
    return hashlib.sha256("".join(f"{head}\n" for head in lines).encode()).hexdigest()


def missing_since(anchor: Iterable[Head]) -> list[Break]:
    """Heads of an earlier day that the journal no longer holds; newer entries do not matter."""
    return [found for head in anchor if (found := _gone(head))]


def _gone(head: Head) -> Break | None:
    hash_now = (
        Entry.objects.filter(case=head.case, number=head.number)
        .values_list("hash", flat=True)
        .first()
    )
    if hash_now is None:
        return Break(head.case, head.number, MISSING)
    return None if hash_now == head.hash else Break(head.case, head.number, REPLACED)
