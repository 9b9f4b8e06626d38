"""What may stand in the address of the catalogue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.matching.catalogue.facets import Facet

LONGEST = 120  # characters of what is typed
CODE = re.compile(r"[\w-]{1,60}\Z", re.ASCII)
MOST_VALUES = 40  # of one facet
PLACE = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)", re.ASCII)


@dataclass(frozen=True)
class Place:
    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.2f},{self.longitude:.2f}"

    @property
    def is_on_the_globe(self) -> bool:
        return -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180  # noqa: PLR2004


class Codes(forms.Field):
    """All values under one name; whatever cannot be a code is refused, an unused one finds none."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        codes = list(dict.fromkeys(value or ()))
        if len(codes) > MOST_VALUES or not all(CODE.match(code) for code in codes):
            raise forms.ValidationError(_("Choose from the list."), code="choice")
        return codes


class PlaceField(forms.CharField):
    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = PLACE.fullmatch(text)
        place = Place(*map(float, found.groups())) if found else None
        if place is None or not place.is_on_the_globe:
            raise forms.ValidationError(_("This is no place on the map."), code="place")
        return place


class SearchForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
    around = PlaceField(max_length=30, required=False, widget=forms.HiddenInput)
    fitting = forms.BooleanField(
        label=gettext_lazy("Only who looks for what we offer"), required=False
    )

    def __init__(self, *args, offered: Iterable[Facet], **kwargs):
        super().__init__(*args, **kwargs)
        for facet in offered:
            self.fields[facet.name] = Codes(required=False, label=facet.label)
