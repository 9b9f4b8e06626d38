"""Where an organisation is: found by its town, told in coordinates where that does not do.

The scheme asks whether host and visitor are far enough apart, measured as the crow flies.
"""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
    position is known already.
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
        self.towns = self._towns() if self.is_bound else []
        if len(self.towns) > 1 and self._must_look():
            self._ask_which()
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
            return self.towns[int(chosen)].position
        self._ask_for_coordinates()
        return None

    def _must_look(self) -> bool:
        """Nobody typed a position, and the one there is, if any, belongs to another town."""
        said, place = self._said("position"), (self._said("city"), self._country_code())
        moved = place != (self.instance.city, self.instance.country_id)
        return not said or (said == self.instance.position and moved)

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
                *((str(place), _about(town, country)) for place, town in enumerate(self.towns)),
                (ELSEWHERE, _("another one")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Several towns are called so. Choose yours.")},
        )
        order = list(self.fields)
        order.insert(order.index("city") + 1, order.pop())
        self.order_fields(order)

    def _may_be_elsewhere(self) -> bool:
        """Whether the town does not tell, or the person knows better."""
        if not self.is_bound:
            return False
        is_unknown = self._said("city") and self._country_code() and not self.towns
        return bool(self._said("position") or is_unknown or self._said("which_town") == ELSEWHERE)

    def _ask_for_coordinates(self) -> None:
        self.add_error(
            "position",
            gettext("The portal does not know where this town is. Give the coordinates."),
        )


def _about(town: Town, country: str) -> str:
    """Towns of one name are told apart by how far they are from one that everybody knows."""
    if not (large := towns.landmark(town, country=country)):
        return str(town)
    km = round(towns.km(town, large))
    return gettext("%(town)s, about %(km)s km from %(large)s") % {
        "town": town,
        "km": km,
        "large": large,
    }
