"""Where an organisation is: found by its town, told in coordinates where that does not do.

The scheme asks whether host and visitor are far enough apart, measured as the crow flies.
"""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from blues.common.folding import words_of
from clusters.directory.models import Organisation
from clusters.programme import towns
from clusters.programme.towns import Position, Town

POSITION = re.compile(r"\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*")
ELSEWHERE = "elsewhere"


def locate(organisation: Organisation) -> None:
    """Give it the position of its town, where it has none and only one town bears the name."""
    if organisation.latitude is None:
        found = towns.named(organisation.city, country=organisation.country_id)
        if len(found) == 1:
            organisation.latitude, organisation.longitude = found[0].position


def move(organisation: Organisation) -> None:
    """What is known of another town does not hold any more."""
    organisation.latitude = organisation.longitude = None
    locate(organisation)


def is_same_town(one: str, other: str) -> bool:
    """Whether the two are the same but for capitals, accents and what stands between words."""
    return words_of(one) == words_of(other)


def place_of(organisation: Organisation) -> str:
    """Where the distance to others is measured from, in words; empty while nobody knows."""
    if organisation.latitude is None or organisation.longitude is None:
        return ""
    position = Position(organisation.latitude, organisation.longitude)
    town = towns.nearest(position, country=organisation.country_id)
    if town is None:
        return organisation.position
    if town.position == position:
        return _about(town, organisation.country_id)
    km = formats.number(round(towns.km(town.position, position)))
    return gettext("%(position)s, about %(km)s km from %(town)s") % {
        "position": organisation.position,
        "km": km,
        "town": town,
    }


class PositionField(forms.CharField):
    """Latitude and longitude as every map gives them: 54.0931, 13.3879."""

    default_error_messages = {
        "invalid": _("Enter latitude and longitude like 54.0931, 13.3879."),
    }

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        found = POSITION.fullmatch(text)
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        latitude, longitude = (float(part.replace(",", ".")) for part in found.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 -- the globe
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Position(latitude, longitude)


class PositionMixin(forms.ModelForm):
    """Asks only what the town leaves open: which of several it is, or the coordinates themselves.

    ``which_town`` is there when several towns bear the name, ``position`` when no town does or a
    position is known already, ``is_there`` when that position may be of an earlier town.
    """

    position = PositionField(
        label=_("Coordinates"),
        required=False,
        help_text=_(
            "Latitude and longitude of your address, from any map. "
            "They decide whether host and visitor are far enough apart."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].initial = self.instance.position
        self.towns = self._towns() if self.is_bound and self._must_look() else []
        if len(self.towns) > 1:
            self._ask_which()
        if self._is_lost() and self._said("position"):
            self.fields["is_there"] = forms.BooleanField(
                label=_("These coordinates are right for this town."), required=False
            )
        if not (self.instance.position or self._may_be_elsewhere()):  # asked when it is needed
            del self.fields["position"]

    def clean(self):
        super().clean()
        if position := self._position():
            self.instance.latitude, self.instance.longitude = position
        return self.cleaned_data

    def _position(self) -> Position | None:
        typed = self.cleaned_data.get("position")
        asked = {"position", "city", "country", "which_town"}
        if not self._must_look() or self.errors.keys() & asked:
            return typed
        if len(self.towns) == 1:
            return self.towns[0].position
        chosen = self.cleaned_data.get("which_town", ELSEWHERE)
        if chosen != ELSEWHERE:
            return next(town.position for town in self.towns if _key(town) == chosen)
        if not (typed and self.cleaned_data.get("is_there")):
            self._ask_for_coordinates()
        return typed

    def _must_look(self) -> bool:
        """Nobody typed a position, and the one there is, if any, belongs to another town."""
        said, here = self._said("position"), self.instance
        stayed = self._country_code() == here.country_id and is_same_town(
            self._said("city"), here.city
        )
        return not said or (said == here.position and not stayed)

    def _said(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "").strip()

    def _country_code(self) -> str:
        return self._said("country") or self.instance.country_id or ""

    def _towns(self) -> list[Town]:
        """One is the one that is meant; several are to choose from."""
        city, country = self._said("city"), self._country_code()
        exact = towns.named(city, country=country)
        return exact if len(exact) == 1 else towns.like(city, country=country)

    def _ask_which(self) -> None:
        country = self._country_code()
        self.fields["which_town"] = forms.ChoiceField(
            label=_("Which town is it?"),
            choices=[
                *((_key(town), _about(town, country)) for town in self.towns),
                (ELSEWHERE, _("another one")),
            ],
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), _("Several towns are called so. Choose yours.")
            ),
        )
        order = list(self.fields)
        order.insert(order.index("city") + 1, order.pop())
        self.order_fields(order)

    def _is_lost(self) -> bool:
        """There is a town to look for, and the portal does not know it."""
        is_told = self._said("city") and self._country_code()
        is_elsewhere = self._said("which_town") == ELSEWHERE
        return bool(
            self.is_bound and self._must_look() and is_told and (is_elsewhere or not self.towns)
        )

    def _may_be_elsewhere(self) -> bool:
        """Whether the town does not tell, or the person knows better."""
        return self.is_bound and (self._is_lost() or bool(self._said("position")))

    def _ask_for_coordinates(self) -> None:
        self.add_error(
            "position",
            gettext("The portal does not know where this town is. Give the coordinates."),
        )


def _key(town: Town) -> str:
    return f"{town.position.latitude}/{town.position.longitude}"


def _about(town: Town, country: str) -> str:
    """Towns of one name are told apart by how far they are from one that everybody knows."""
    if not (large := towns.landmark(town, country=country)):
        return str(town)
    km = formats.number(round(towns.km(town.position, large.position)))
    return gettext("%(town)s, about %(km)s km from %(large)s") % {
        "town": town,
        "km": km,
        "large": large,
    }
