"""What each row would do: compared with the other rows of the list and with the directory.

A coordinator is shown organisations of the own cluster only: those that belong to it or have asked
to. What clashes with any other one is refused with the same words whatever it is, so that nobody
learns who is registered.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from clusters.directory import duplicates, names, numbers
from clusters.directory.models import Cluster, Membership, Organisation
from clusters.imports import differing
from clusters.imports.entries import Entry, Values, organisation_of
from clusters.imports.fields import STORED
from clusters.imports.models import ImportRow
from clusters.imports.words import plain

CHUNK = 2_000  # rows looked up at a time
COLUMNS = ("pk", *STORED, "number_keys")
PROBED = ("legal_name", "country", "registration_number", "vat_number", "pic", "website")
Outcome = ImportRow.Outcome


def compare(entries: list[Entry], *, cluster: Cluster, by) -> None:
    """Give every entry its outcome."""
    sound = [entry for entry in entries if not entry.problems]
    first = list(_without_repetitions(sound))
    standing = Standing(first, cluster=cluster, by=by)
    unknown = [entry for entry in first if not standing.recognises(entry)]
    standing.look_for_likeness(unknown)
    _refuse_repetitions_of_broken(sound)
    for entry in entries:
        if entry.problems:
            entry.outcome, entry.organisation, entry.differences = Outcome.BROKEN, None, []


def keys_of(found: Mapping[str, Any]) -> list[str]:
    return numbers.identity_keys(
        found.get("country", ""),
        registration=found.get("registration_number", ""),
        vat_no=found.get("vat_number", ""),
        pic_no=found.get("pic", ""),
    )


def spelling(found: Mapping[str, Any]) -> tuple[str, str, str]:
    """Rows with the same one are about the same organisation, if their numbers allow it."""
    return exact(found["legal_name"]), found["country"], plain(found["city"])


def exact(name: str) -> str:
    """Letter by letter, accents included; only case and punctuation may differ."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


# -- Within the list ------------------------------------------------------------------------------


def _without_repetitions(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The first row of each organisation; further ones may only name further people."""
    seen: dict[Any, Entry] = {}
    for entry in entries:
        marks = [*keys_of(entry.values), spelling(entry.values)]
        earlier = next((seen[mark] for mark in marks if mark in seen), None)
        if earlier is None:
            seen |= dict.fromkeys(marks, entry)
            yield entry
        elif contradict(earlier.values, entry.values):
            entry.refuse("contradicts-row", row=earlier.number)
        else:
            entry.outcome, entry.repeats = Outcome.REPEATED, earlier.number


def _refuse_repetitions_of_broken(entries: Iterable[Entry]) -> None:
    """Left out alone, the first row would make the second one the first, and again unwelcome."""
    broken = {entry.number for entry in entries if entry.problems}
    for entry in entries:
        if entry.repeats in broken:
            entry.refuse("repeats-broken-row", row=entry.repeats)
            entry.repeats = None


def contradict(one: Values, other: Values) -> bool:
    first, second = organisation_of(one), organisation_of(other)
    return any(_bare(first[code]) != _bare(second[code]) for code in first.keys() & second.keys())


def _bare(value: Any) -> Any:
    return exact(value) if isinstance(value, str) else value


# -- Against the directory ------------------------------------------------------------------------


class Standing:
    """The part of the directory that the rows may have to do with, fetched in a few queries."""

    def __init__(self, entries: list[Entry], *, cluster: Cluster, by):
        self.cluster, self.by = cluster, by
        everywhere = Organisation.objects.current()
        self.own = everywhere
        if not by.is_programme_coordinator:
            members = Membership.objects.live().filter(cluster=cluster)
            self.own = everywhere.filter(pk__in=members.values("organisation"))
        found = set(self._met(everywhere, entries))
        self.known = self._rows(self.own.filter(pk__in=found))
        self.taken: set[Any] = set()
        for row in self._rows(everywhere.filter(pk__in=found - self.known.keys())).values():
            self.taken |= {*row["number_keys"], spelling(row)}
        self.by_number: dict[str, set[int]] = defaultdict(set)
        self.by_spelling: dict[tuple, int] = {}
        for pk, row in self.known.items():
            for key in row["number_keys"]:
                self.by_number[key].add(pk)
            self.by_spelling.setdefault(spelling(row), pk)
        self.differing = differing.Differing(set(self.known), cluster=cluster, by=by)

    def _met(self, rows, entries: list[Entry]) -> Iterator[int]:
        """Organisations anywhere that share a number or a name with a row."""
        for start in range(0, len(entries), CHUNK):
            part = [entry.values for entry in entries[start : start + CHUNK]]
            keys = {key for found in part for key in keys_of(found)}
            called = {names.name_key(found["legal_name"]) for found in part}
            meeting = Q(number_keys__overlap=sorted(keys)) | Q(name_key__in=called)
            yield from rows.filter(meeting).values_list("pk", flat=True)

    def _rows(self, rows) -> dict[int, dict[str, Any]]:
        return {row["pk"]: row for row in rows.values(*COLUMNS)}

    def recognises(self, entry: Entry) -> bool:
        """Settle what numbers or the very name decide; all others are new or look like one."""
        keys = keys_of(entry.values)
        same = {pk for key in keys for pk in self.by_number.get(key, ())}
        if len(same) > 1:
            entry.refuse("numbers-disagree")
        elif same:
            self._settle(entry, same.pop())
        elif not self.taken.isdisjoint([*keys, spelling(entry.values)]):
            entry.refuse("cannot-be-used")
        else:
            pk = self.by_spelling.get(spelling(entry.values))
            if pk is None or self._numbers_differ(keys, pk):
                return False
            self._settle(entry, pk)
        return True

    def _numbers_differ(self, keys: list[str], pk: int) -> bool:
        """Both have a number of the same kind, and not the same one."""
        kinds = {key.split(":")[0] for key in self.known[pk]["number_keys"]}
        return any(key.split(":")[0] in kinds for key in keys)

    def _settle(self, entry: Entry, pk: int) -> None:
        """The row is about this organisation."""
        if self.differing.is_own_affair(pk):
            entry.refuse("own-organisation")
            return
        entry.organisation = pk
        entry.differences = self.differing.between(entry, self.known[pk])
        moved = any(not difference.get("kept") for difference in entry.differences)
        entry.outcome = Outcome.CHANGED if moved else Outcome.UNCHANGED

    def look_for_likeness(self, entries: list[Entry]) -> None:
        """Possible duplicates among the organisations that this person may know of."""
        alike = duplicates.matches([_probe(e) for e in entries], among=self.own) if entries else {}
        best = {key: found[0] for key, found in alike.items()}
        known = self._rows(self.own.filter(pk__in={match.organisation for match in best.values()}))
        judge = differing.Differing(set(known), cluster=self.cluster, by=self.by)
        for entry in entries:
            match = best.get(entry.number)
            if match is None:
                entry.outcome = Outcome.NEW
            elif judge.is_own_affair(match.organisation):
                entry.refuse("own-organisation")
            else:
                entry.outcome, entry.organisation = Outcome.DUPLICATE, match.organisation
                entry.likeness = str(match.reasons[0]) if match.reasons else ""
                entry.differences = judge.between(entry, known[match.organisation])


def _probe(entry: Entry) -> duplicates.Probe:
    about = {code: entry.values.get(code, "") for code in PROBED}
    return duplicates.Probe(key=entry.number, **about)
