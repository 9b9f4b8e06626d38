"""Choosing registrations by words: the source of a field for long lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from blues.common.long_lists import LongListField
from exchanges.registration.models import Registration

SEARCHED = ("organisation__legal_name", "organisation__short_name", "organisation__city")


@dataclass(frozen=True)
class Choice:
    """A registration as an entry: its reference, the organisation, where it is."""

    registration: Registration

    @property
    def code(self) -> str:
        return self.registration.reference

    @property
    def label_here(self) -> str:
        return str(self.registration.organisation)

    @property
    def note(self) -> str:
        organisation = self.registration.organisation
        return ", ".join(filter(None, [organisation.city, str(organisation.country)]))


@dataclass(frozen=True)
class Registrations:
    """The registrations of ``rows``; ``why`` says why another one cannot be chosen."""

    rows: Any  # a queryset of registrations
    url: str
    why: str

    def search(self, words: str, *, limit: int) -> list[Choice]:
        """Every word occurs in a name, in the town or in the country's name."""
        found = self.rows
        for word in words.replace("\x00", "").split():
            inside = Q(reference__iexact=word) | Q(organisation__country__name__icontains=word)
            for name in SEARCHED:
                inside |= Q(**{f"{name}__icontains": word})
            found = found.filter(inside)
        ordered = found.with_parties().order_by("organisation__legal_name", "pk")
        return [Choice(row) for row in ordered[:limit]]

    def look_up(self, codes: Sequence[str]) -> list[Choice]:
        wanted = [code.strip().upper() for code in codes if code and "\x00" not in code]
        rows = self.rows.filter(reference__in=wanted).with_parties() if wanted else []
        found = {row.reference: Choice(row) for row in rows}
        return [found[code] for code in wanted if code in found]

    def current(self, value) -> Choice | None:
        return Choice(value) if isinstance(value, Registration) else None

    def why_not(self, code: str) -> str:
        return self.why


class RegistrationField(LongListField):
    """``visitors = RegistrationField(source, multiple=True)``: registrations, or one of them."""

    def clean(self, value):
        chosen = super().clean(value)
        if isinstance(chosen, list):
            return [choice.registration for choice in chosen]
        return chosen.registration if chosen else None
