"""By what the catalogue can be narrowed, and what each value is called."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import clock
from blues.common.words import Words
from clusters.models import OrganisationType, SizeClass
from exchanges.matching.catalogue.shelf import Shelf
from exchanges.registration import languages
from exchanges.registration.models import Mode, Registration

ON_REQUEST = "ask"
A_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
FIRST_SHOWN = 7  # values of a facet before "more"


@dataclass(frozen=True)
class Facet:
    """``ordered`` by the value where the count says little."""

    name: str
    label: Words
    names: Callable[[Iterable[str], Shelf], Mapping[str, str]]
    ordered: bool = False


@dataclass(frozen=True)
class Value:
    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Shown:
    """A facet on the page: the first values, those behind "more", and whether any is chosen."""

    facet: Facet
    first: list[Value]
    more: list[Value]

    @property
    def is_chosen(self) -> bool:
        return any(value.is_chosen for value in (*self.first, *self.more))


def _rows(facet: str) -> Callable[[Iterable[str], Shelf], Mapping[str, str]]:
    """Names that came with the entries, in the reader's language where they are translated."""
    return lambda codes, shelf: {
        code: _(name) for code in codes if (name := shelf.names.get(f"{facet}:{code}"))
    }


def _of(choices):
    """Names that stand in the code; capitalised, as they begin a line."""
    return lambda _codes, _shelf: {code: _capital(str(label)) for code, label in choices}


def _languages(codes, _shelf):
    return {code: _capital(languages.name_of(code)) for code in codes}


def _months(codes, _shelf):
    """Whatever is no month has no name."""
    months = {code for code in codes if A_MONTH.fullmatch(code)}
    named = {code: format_date(date.fromisoformat(f"{code}-01"), "F Y") for code in months}
    return named | {ON_REQUEST: _("By arrangement")}


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


ROLE = Facet("role", gettext_lazy("Looking for"), _of(Registration.ROLES), ordered=True)
COUNTRY = Facet("country", gettext_lazy("Country"), _rows("country"))
TOPIC = Facet("topic", gettext_lazy("Topic"), _rows("topic"))
SECTOR = Facet("sector", gettext_lazy("Sector"), _rows("sector"))
TYPE = Facet("type", gettext_lazy("Type"), _of(OrganisationType.choices))
SIZE = Facet("size", gettext_lazy("Size"), _of(SizeClass.choices))
LANGUAGE = Facet("language", gettext_lazy("Working language"), _languages)
MONTH = Facet("month", gettext_lazy("Free in"), _months, ordered=True)
MODE = Facet("mode", gettext_lazy("How"), _of(Mode.choices), ordered=True)

ALL = (ROLE, COUNTRY, TOPIC, SECTOR, MONTH, LANGUAGE, TYPE, SIZE, MODE)
PUBLIC = (ROLE, COUNTRY, TOPIC, TYPE, MODE)  # what the teaser may tell


def offered(values: Mapping[str, int], facet: Facet) -> dict[str, int]:
    """Months that are over are no help."""
    if facet is not MONTH:
        return dict(values)
    this_month = f"{clock.today():%Y-%m}"
    return {code: number for code, number in values.items() if code >= this_month}


def shown(facet: Facet, counts: Mapping[str, int], chosen: Iterable[str], *, shelf: Shelf) -> Shown:
    """Chosen values first stay visible, then the most frequent; a chosen one may have no entry."""
    chosen = set(chosen)
    numbers = dict.fromkeys(chosen, 0) | offered(counts, facet)
    names = facet.names(numbers.keys(), shelf)
    values = [
        Value(code, names.get(code, code), number, code in chosen)
        for code, number in numbers.items()
    ]
    if facet.ordered:
        values.sort(key=lambda value: value.code)
    else:
        values.sort(key=lambda value: (not value.is_chosen, -value.count, value.label))
    cut = max(FIRST_SHOWN, len(chosen)) if len(values) > FIRST_SHOWN + 1 else len(values)
    return Shown(facet, values[:cut], values[cut:])
