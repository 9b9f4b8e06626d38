"""One row of a list as values of ours, with everything that is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clusters.imports import values
from clusters.imports.fields import CONTACT, FALLBACKS, REQUIRED, STORED
from clusters.imports.guessing import letters, shown
from clusters.imports.problems import problem, quoted
from clusters.imports.reading import Line

Values = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where in each row a field stands."""

    index: int
    field: str
    heading: str

    def cell(self, number: int) -> str:
        return f"{letters(self.index)}{number}"


@dataclass
class Entry:
    """What a row says, and later what it would do."""

    number: int
    values: Values = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    outcome: str = ""
    organisation: int | None = None
    repeats: int | None = None
    likeness: str = ""
    differences: list[dict] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values.get("legal_name", ""))[:200]

    def refuse(self, code: str, **about: Any) -> None:
        self.problems.append(problem(code, **about))


@dataclass(frozen=True)
class Layout:
    """How the columns of this list are to be read."""

    places: Sequence[Place]
    fallbacks: Mapping[str, str]
    american: bool = False

    def entry(self, line: Line) -> Entry:
        entry = Entry(line.number)
        if line.trouble:
            entry.refuse(line.trouble)
        for place in sorted(self.places, key=lambda place: place.field != "country"):
            self._read(entry, place, line.cells)
        complete(entry, self)
        return entry

    def _read(self, entry: Entry, place: Place, cells: list) -> None:
        cell = cells[place.index] if place.index < len(cells) else ""
        country = entry.values.get("country") or self.fallbacks.get("country", "")
        try:
            value = values.clean(place.field, cell, country=country, american=self.american)
        except values.Wrong as wrong:
            entry.refuse(
                wrong.code,
                cell=place.cell(entry.number),
                heading=place.heading,
                text=quoted(shown(cell)),
                field=place.field,
                **wrong.about,
            )
            return
        if value != "":
            entry.values[place.field] = value

    def heading(self, code: str) -> Place | None:
        return next((place for place in self.places if place.field == code), None)


def layout(
    columns: Mapping[str, str],
    headings: Mapping[int, str],
    *,
    fallbacks: Mapping[str, str],
    lines: Iterable[Line],
) -> Layout:
    places = [
        Place(int(index), code, headings.get(int(index), "")) for index, code in columns.items()
    ]
    days = [
        line.cells[place.index]
        for place in places
        if place.field == "since"
        for line in lines
        if place.index < len(line.cells)
    ]
    return Layout(places, fallbacks, american=values.begins_with_the_month(days))


def complete(entry: Entry, layout: Layout) -> None:
    """Fill in what holds for the whole list, join what belongs together, name what is missing."""
    found = entry.values
    wrong = {trouble.get("field", "") for trouble in entry.problems}
    for code in FALLBACKS:
        if code not in found and code not in wrong and layout.fallbacks.get(code):
            found[code] = layout.fallbacks[code]
    _join_address(found)
    _split_name(found)
    for code in REQUIRED:
        if code not in found and code not in wrong:
            place = layout.heading(code)
            cell = place.cell(entry.number) if place else ""
            heading = place.heading if place else ""
            entry.refuse("missing", cell=cell, heading=heading, field=code)
    _check_together(entry)


def _join_address(found: Values) -> None:
    postcode = found.pop("postcode", "")
    if postcode and postcode not in (found.get("address") or postcode):
        found["address"] = f"{found['address']}, {postcode}"[:300]


def _split_name(found: Values) -> None:
    """ "Muster, Anna" and "Anna Muster" are the same person."""
    whole = found.pop("contact_name", "")
    if not whole or found.get("family_name"):
        return
    if "," in whole:
        family, _comma, given = whole.partition(",")
    else:
        given, _space, family = whole.rpartition(" ")
    found["given_names"], found["family_name"] = given.strip()[:150], family.strip()[:150]


def _check_together(entry: Entry) -> None:
    found = entry.values
    if found.get("type") == "sme" and found.get("size_class") == "large":
        entry.refuse("sme-is-large", field="size_class")
    if ("latitude" in found) != ("longitude" in found):
        entry.refuse("half-a-position", field="latitude")
    if found.get("family_name") and not found.get("email") and not _is_wrong(entry, "email"):
        entry.refuse("nobody", field="email")


def _is_wrong(entry: Entry, code: str) -> bool:
    return any(trouble.get("field") == code for trouble in entry.problems)


def organisation_of(found: Values) -> Values:
    return {code: found[code] for code in STORED if code in found}


def contact_of(found: Values) -> Values:
    """The person named in the row; nobody without an address or where the list says no."""
    if not found.get("email") or found.get("invite") is False:
        return {}
    return {
        f.code: found.get(f.code, "") for f in CONTACT if f.code not in ("contact_name", "invite")
    }
