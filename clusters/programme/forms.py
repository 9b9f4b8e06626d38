"""What people type when they draft a version: every field of it, with its unit and its source."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from blues.common.forms import DayField, MoneyField
from clusters.programme.contents import RULE_FIELDS, TYPE_FIELDS, WEIGHT_FIELDS, field_of
from clusters.programme.drafts import VersionDraft
from clusters.programme.merits import BORDERED, COUNTED, Merit
from clusters.programme.models import Country, OrganisationType, Term
from clusters.programme.rulebook import (
    REMINDERS_IN_ORDER,
    REST_IN_ORDER,
    SIGNATURES_IN_ORDER,
    SILENCE_IN_ORDER,
    STAY_IN_ORDER,
    OrganisationTypeRule,
    RuleSet,
)
from clusters.programme.weights import HIGHEST_COUNT, HIGHEST_POINTS, WIDEST_BORDER

HIGHEST = 1000  # days, kilometres or megabytes: more is a slip of the hand
HOLIDAY = re.compile(r"([A-Z]{2})\s+(\d{4}-\d{2}-\d{2})(?:\s*:\s*(\S.{0,99}))?")
ENTRY = re.compile(r"([a-z0-9-]{1,60})\s*:\s*(\S.{0,199})")


class VersionForm(forms.Form):
    """The head of every version. Subclasses add the content, filled in from ``content``."""

    version = forms.CharField(
        label=_("Name of the version"),
        max_length=20,
        validators=[RegexValidator(r"^[^/?#]+$", _("Without / ? and #."))],
        help_text=_("Papers print it, for instance cxc-2022."),
    )
    valid_from = DayField(label=_("Valid from"), help_text=_("Tomorrow at the earliest."))
    source = forms.CharField(
        label=_("Source"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Where it says so: the amendment, the letter of the agency, the decision."),
    )
    HEAD = ("version", "valid_from", "source")

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        self.furnish(content)

    def furnish(self, content: dict) -> None:
        """Add the fields of the content, filled in."""
        raise NotImplementedError

    def content(self) -> dict:
        """What was typed, in the shape of ``programme.contents``."""
        raise NotImplementedError

    def said(self) -> dict:
        """What the verbs want to know."""
        head = {name: self.cleaned_data[name] for name in self.HEAD}
        return head | {"content": self.content()}

    @property
    def sections(self):
        """(title, fields) for the page, the head first."""
        yield _("The version"), [self[name] for name in self.HEAD]
        for title, names in self.parts():
            yield title, [self[name] for name in names]


class RulesForm(VersionForm):
    def furnish(self, content):
        for name in RULE_FIELDS:
            self.fields[name] = _rule_field(name, content["fields"].get(name))
        for kind in OrganisationType:
            rule = content["types"].get(kind, {})
            self.fields[f"type_{kind}"] = forms.MultipleChoiceField(
                label=capfirst(kind.label),
                choices=[(name, _label(OrganisationTypeRule, name)) for name in TYPE_FIELDS],
                initial=[name for name in TYPE_FIELDS if rule.get(name)],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["countries"] = forms.MultipleChoiceField(
            label=_("Participating countries"),
            choices=list(Country.objects.values_list("code", "name")),
            initial=content["countries"],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.keys() >= set(RULE_FIELDS):
            for name, message in _out_of_order(dict(self.cleaned_data)):
                self.add_error(name, message)
        return cleaned

    def parts(self):
        yield _("Days, kilometres, sums and limits"), RULE_FIELDS
        yield _("Who may visit and host"), [f"type_{kind}" for kind in OrganisationType]
        yield _("Countries"), ["countries"]

    def content(self):
        given = self.cleaned_data
        return {
            "fields": {name: _plain(given[name]) for name in RULE_FIELDS},
            "types": {
                kind.value: {name: name in given[f"type_{kind}"] for name in TYPE_FIELDS}
                for kind in OrganisationType
            },
            "countries": sorted(given["countries"]),
        }


class RatesForm(VersionForm):
    def furnish(self, content):
        self.names = dict(Country.objects.values_list("code", "name"))
        for code, name in self.names.items():
            amount = content["rates"].get(code)
            self.fields[f"rate_{code}"] = MoneyField(
                label=name,
                max_digits=8,
                min_value=Decimal("0.01"),
                required=False,
                initial=Decimal(amount) if amount else None,
            )

    def parts(self):
        yield (
            _("Full sum for a stay, in EUR; empty where nobody is hosted"),
            [f"rate_{code}" for code in self.names],
        )

    def content(self):
        given = {code: self.cleaned_data[f"rate_{code}"] for code in self.names}
        return {"rates": {code: str(amount) for code, amount in given.items() if amount}}


class TermsForm(VersionForm):
    def furnish(self, content):
        for kind in Term.Kind:
            entries = content["terms"].get(kind, {})
            self.fields[f"terms_{kind}"] = forms.CharField(
                label=capfirst(kind.label),
                initial="\n".join(f"{code}: {label}" for code, label in entries.items()),
                widget=forms.Textarea(attrs={"rows": 8}),
                required=False,
                validators=[_only_entries],
            )

    def parts(self):
        yield _("One entry per line: code: words"), [f"terms_{kind}" for kind in Term.Kind]

    def content(self):
        given = self.cleaned_data
        return {"terms": {kind.value: _entries(given[f"terms_{kind}"]) for kind in Term.Kind}}


class HolidaysForm(VersionForm):
    def furnish(self, content):
        days = content.get("days", {})
        self.countries = frozenset(Country.objects.values_list("code", flat=True))
        self.fields["added"] = _lines_field(
            _("Public holidays that the calendar lacks"),
            _("One per line: country, day and name, such as DE 2027-10-31: Reformation Day."),
            (f"{key}: {name}" for key, name in days.items() if name),
        )
        self.fields["struck"] = _lines_field(
            _("Days that are no public holidays"),
            _("One per line: country and day, such as DE 2027-05-17."),
            (key for key, name in days.items() if not name),
        )

    def clean_added(self):
        return self._corrections("added", with_name=True)

    def clean_struck(self):
        return self._corrections("struck", with_name=False)

    def clean(self):
        cleaned = super().clean()
        added, struck = (self.cleaned_data.get(name, {}) for name in ("added", "struck"))
        if both := sorted(added.keys() & struck.keys()):
            message = _("A day is added or struck, not both: %(days)s.")
            self.add_error("struck", message % {"days": ", ".join(both)})
        return cleaned

    def parts(self):
        yield _("Corrections of the calendar"), ["added", "struck"]

    def content(self):
        return {
            "days": dict(sorted((self.cleaned_data["added"] | self.cleaned_data["struck"]).items()))
        }

    def _corrections(self, field: str, *, with_name: bool) -> dict[str, str]:
        """Country and day of each line with the name of the holiday, if it has one."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data[field].splitlines())):
            match = HOLIDAY.fullmatch(line)
            if not match or bool(match[3]) is not with_name or not self._exists(*match.group(1, 2)):
                raise forms.ValidationError(
                    _("This line cannot be read, or there is no such country or day: %(line)s"),
                    params={"line": line},
                )
            found[f"{match[1]} {match[2]}"] = (match[3] or "").strip()
        return found

    def _exists(self, code: str, day: str) -> bool:
        try:
            date.fromisoformat(day)
        except ValueError:
            return False
        return code in self.countries


class WeightsForm(VersionForm):
    """Every merit with its points, how many are counted, its border, and why."""

    def furnish(self, content):
        weights = content.get("weights", {})
        for merit in Merit:
            for name, field in self._fields_of(merit).items():
                field.initial = weights.get(merit, {}).get(name)
                self.fields[f"{name}_{merit}"] = field

    def _fields_of(self, merit: Merit) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "points": forms.IntegerField(label=_("Points"), min_value=0, max_value=HIGHEST_POINTS)
        }
        if merit in COUNTED:
            fields["most"] = forms.IntegerField(
                label=_("Counted at most"), min_value=1, max_value=HIGHEST_COUNT
            )
        if merit in BORDERED:
            label = _("Up to how many %(unit)s") % {"unit": BORDERED[merit]}
            fields["within"] = forms.IntegerField(label=label, min_value=0, max_value=WIDEST_BORDER)
        return fields | {"reason": forms.CharField(label=_("Why"), max_length=300)}

    def parts(self):
        for merit in Merit:
            yield (
                capfirst(merit.label),
                [f"{name}_{merit}" for name in WEIGHT_FIELDS if f"{name}_{merit}" in self.fields],
            )

    def content(self):
        given = self.cleaned_data
        return {
            "weights": {
                merit.value: {name: given.get(f"{name}_{merit}") for name in WEIGHT_FIELDS}
                for merit in Merit
            }
        }


def _lines_field(label, help_text, lines) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        initial="\n".join(lines),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )


def _rule_field(name: str, value) -> forms.Field:
    label = _label(RuleSet, name)
    if isinstance(field_of(RuleSet, name).get_default(), Decimal):
        return MoneyField(label=label, max_digits=8, initial=Decimal(value))
    return forms.IntegerField(label=label, min_value=0, max_value=HIGHEST, initial=value)


def _out_of_order(days: dict) -> Iterator[tuple[str, Any]]:
    """Which numbers contradict one another, each by the field to change."""
    yield from _stays_out_of_order(days)
    yield from _reminders_out_of_order(days)
    if days["still_interested_days"] + days["warning_days"] >= days["hidden_days"]:
        yield "hidden_days", SILENCE_IN_ORDER
    if days["hidden_days"] > days["low_active_days"]:
        yield "low_active_days", REST_IN_ORDER


def _stays_out_of_order(days: dict) -> Iterator[tuple[str, Any]]:
    if days["shortest_stay_days"] > days["longest_stay_days"]:
        yield "longest_stay_days", STAY_IN_ORDER
    if days["full_sum_days"] > days["longest_stay_days"]:
        yield "full_sum_days", _("No stay would be long enough for the full sum.")


def _reminders_out_of_order(days: dict) -> Iterator[tuple[str, Any]]:
    if days["reminder_days"] >= days["proposal_days"]:
        yield "reminder_days", _("The reminder would come before the proposal.")
    if days["first_reminder_days"] >= days["second_reminder_days"]:
        yield "second_reminder_days", REMINDERS_IN_ORDER
    if days["second_reminder_days"] >= days["proposal_days"]:
        yield "second_reminder_days", _("By then the proposal has expired.")
    yield from _signature_reminders_out_of_order(days)


def _signature_reminders_out_of_order(days: dict) -> Iterator[tuple[str, Any]]:
    names = [f"{which}_signature_reminder_days" for which in ("first", "second", "last")]
    for earlier, later in pairwise(names):
        if days[earlier] <= days[later]:
            yield later, SIGNATURES_IN_ORDER


def _label(model, name: str) -> str:
    return capfirst(str(field_of(model, name).verbose_name))


def _plain(value):
    return str(value) if isinstance(value, Decimal) else value


def _entries(text: str) -> dict[str, str]:
    lines = (line.strip() for line in text.splitlines())
    found = (ENTRY.fullmatch(line) for line in lines if line)
    return {match[1]: match[2].strip() for match in found if match}


def _only_entries(text: str) -> None:
    for line in text.splitlines():
        if line.strip() and not ENTRY.fullmatch(line.strip()):
            raise forms.ValidationError(
                _("This line is not “code: words”: %(line)s"), params={"line": line.strip()}
            )


FORM_OF = {
    VersionDraft.Kind.RULES: RulesForm,
    VersionDraft.Kind.RATES: RatesForm,
    VersionDraft.Kind.TERMS: TermsForm,
    VersionDraft.Kind.HOLIDAYS: HolidaysForm,
    VersionDraft.Kind.WEIGHTS: WeightsForm,
}
