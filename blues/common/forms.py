"""How the portal draws forms, and the fields that forgive how people write.

Labels say "(optional)" instead of starring what is required; the error summary at the top of the
page comes from ``base.html`` by itself.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import formats
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.errors import Conflict

AUTOCOMPLETE = {
    "given_names": "given-name",
    "family_name": "family-name",
    "email": "email",
    "phone": "tel",
    "organisation_name": "organization",
    "function": "organization-title",
    "street": "street-address",
    "postcode": "postal-code",
    "city": "address-level2",
    "country": "country",
}


class PortalRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"


class AutocompleteMixin(forms.BaseForm):
    """Fields about the person in front of the screen say so, so that browsers can fill them in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & AUTOCOMPLETE.keys():
            self.fields[name].widget.attrs.setdefault("autocomplete", AUTOCOMPLETE[name])


class StaleCheckMixin(forms.BaseForm):
    """Refuses (409) what was filled in on a page that has been overtaken.

    The form is given ``current_version`` (a number or hash of what the page shows) and sends it
    back in a hidden field; ``clean`` compares.
    """

    def __init__(self, *args, current_version, **kwargs):
        super().__init__(*args, **kwargs)
        self.current_version = str(current_version)
        self.fields["version"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=128
        )
        self.initial["version"] = self.current_version

    def clean(self):
        cleaned = super().clean()
        if (cleaned or self.cleaned_data).pop("version", "") != self.current_version:
            raise Conflict(
                _("Somebody changed this in the meantime, so nothing was saved."),
                way_out=_("Go back, reload the page, and look at what is new before you send it."),
            )
        return cleaned


# -- Days -----------------------------------------------------------------------------------------


class DayInput(forms.DateInput):
    """The browser's own date picker where there is one, a text box everywhere else."""

    input_type = "date"

    def format_value(self, value):
        return value.isoformat() if isinstance(value, date) else value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if value and not re.fullmatch(r"\d{4}-\d\d-\d\d", context["widget"]["value"]):
            context["widget"]["type"] = "text"  # a picker would drop what was typed
        return context


class DayField(forms.DateField):
    """Accepts 2021-05-12, 12.5.2021, 12/05/2021, 12 May 2021, 12 mai 2021."""

    widget = DayInput
    default_error_messages = {"invalid": gettext_lazy("Enter a day like 13 May 2021 or 13.5.2021.")}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        found = _read_day(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def _read_day(text: str) -> date | None:
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[./\s-]+(\w+?)\.?[./\s-]+(\d{4})", text):
        day, year = int(match[1]), int(match[3])
        month = _read_month(match[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_month(word: str) -> int:
    """A number, or the beginning of a month's name in English or the language of the page."""
    if word.isdecimal():
        return int(word)
    word = word.casefold()
    for names in (MONTHS, MONTHS_3):
        for month, name in names.items():
            if len(word) >= 3 and str(name).casefold().startswith(word):  # noqa: PLR2004 -- "jan"
                return month
    english = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return english.index(word[:3]) + 1 if word[:3] in english else 0


# -- Money ----------------------------------------------------------------------------------------


class MoneyInput(forms.TextInput):
    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))


class MoneyField(forms.DecimalField):
    """Accepts 1.234,56 · 1 234.56 · 1234,56 · EUR 1 234 and gives a ``Decimal``."""

    widget = MoneyInput
    default_error_messages = {"invalid": gettext_lazy("Enter an amount like 1 234.50.")}

    def __init__(self, *, max_digits=9, decimal_places=2, min_value=0, **kwargs):
        super().__init__(
            max_digits=max_digits, decimal_places=decimal_places, min_value=min_value, **kwargs
        )

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return Decimal(_plain_number(str(value)))
        except InvalidOperation:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value):
        return formats.localize_input(value)

    def widget_attrs(self, widget):
        return {}


def _plain_number(text: str) -> str:
    """Without currency and thousands marks; the last mark before one or two digits is decimal."""
    bare = re.sub(r"(?i)eur|€|[\s\u00a0\u202f'’]", "", text)
    if not re.fullmatch(r"-?[\d.,]*\d", bare):
        return "not a number"
    last_mark = re.search(r"[.,](?=\d{1,2}$)", bare)
    whole = bare[: last_mark.start()] if last_mark else bare
    decimals = f".{bare[last_mark.end() :]}" if last_mark else ""
    return re.sub(r"[.,]", "", whole) + decimals
