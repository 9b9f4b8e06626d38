"""What two sides type into one draft, and how their page tells what it showed them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from blues.common.errors import BadInput
from blues.common.forms import DayField
from blues.common.words import field_of, label_of
from clusters.models import Term
from exchanges.building.content import ACTIVITIES, DAYS, TEXTS, cell, cells, values
from exchanges.building.forms import GapsMixin
from exchanges.building.merging import BOTH, MINE, THEIRS, Choice, Clash, marks
from exchanges.building.models import AgendaDay, Commitment

HINTS: dict[str, Any] = {
    "background": _("Who meets, and why now."),
    "visitor_objectives": _("What the visitor wants to learn, test or prepare. Be specific."),
    "host_objectives": _("What the host wants to gain from the visit."),
    "place": _("The address where the stay takes place, or the link for an online exchange."),
    "outbound_on": _("Travel days are not counted as working days."),
    "visitor_outcomes": _("One outcome per line; at least one that can be counted or shown."),
    "host_outcomes": _("One outcome per line; at least one that can be counted or shown."),
    "measures": _("How you will see on the last day whether the outcomes were reached."),
    "follow_up": _("What happens after the stay, and who takes the first step."),
    "cluster_duties": _("The two clusters sign this too."),
    "confidentiality": _("Change this if you have a non-disclosure agreement; name it here."),
    "sustainability": _("How you keep the footprint of the journey small."),
}
SECTIONS = (
    (_("What it is about"), ("title", "background", ACTIVITIES)),
    (_("Objectives"), ("visitor_objectives", "host_objectives")),
    (_("Place and journey"), ("place", "outbound_on", "return_on", "sustainability")),
    (_("Outcomes"), ("visitor_outcomes", "host_outcomes", "measures", "follow_up")),
    (_("Duties"), ("visitor_duties", "host_duties", "cluster_duties")),
    (_("Rules for both"), ("confidentiality", "insurance", "publicity")),
)


class Together:
    """The side of a form that more than one person fills in at a time.

    A page carries in ``seen`` a mark of every value it showed; ``choice-`` and ``shown-`` before
    the name of a control say how a clash is decided.
    """

    data: Any

    def controls(self) -> dict[str, Any]:
        """The fields on the page by the keys of ``merging``."""
        raise NotImplementedError

    @property
    def seen(self) -> dict[str, str]:
        try:
            found = json.loads(self.data.get("seen", ""))
        except ValueError:
            return {}
        pairs = found.items() if isinstance(found, dict) else ()
        return {key: mark for key, mark in pairs if isinstance(mark, str)}

    def choices(self) -> dict[str, Choice]:
        found = {}
        for key, control in self.controls().items():
            taken = self.data.get(f"choice-{control.html_name}")
            if taken in (MINE, THEIRS, BOTH):
                shown = self.data.get(f"shown-{control.html_name}", "")
                found[key] = Choice(taken, shown)
        return found

    def show(self, clashes: Iterable[Clash], *, seen: Mapping[str, str], by_place: Mapping) -> str:
        """Put beside every control what clashes and what was remarked; answers the new ``seen``.

        What clashes keeps its old mark, so that it is never saved without a decision.
        """
        clashing = {clash.key: clash for clash in clashes}
        for key, control in self.controls().items():
            control.clash = clashing.get(key)
            control.remarks = by_place.get(key, [])
        return json.dumps(self.marks() | {key: seen.get(key, "") for key in clashing})

    def marks(self) -> dict[str, str]:
        """Of what stands on file."""
        raise NotImplementedError


class CommitmentForm(GapsMixin, Together, forms.Form):
    """The texts of a draft. Agreeing asks for what is still empty."""

    gaps = (*TEXTS, ACTIVITIES)

    def __init__(self, *args, commitment: Commitment, typed: dict | None = None, **kwargs):
        """``typed`` is shown instead of what is on file."""
        self.on_file = values(commitment)
        kwargs["initial"] = self.on_file | (typed or {})
        super().__init__(*args, **kwargs)
        self.fields |= _fields_of_the_text(commitment.exchange.programme_id)
        for name in DAYS if commitment.exchange.is_virtual else ():
            del self.fields[name]

    def sections(self):
        for title, names in SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]

    def controls(self):
        return {name: self[name] for name in self.fields}

    def marks(self):
        return marks(self.on_file)

    def typed(self) -> dict:
        """What can be read of it, as ``content.values`` has it."""
        told = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        if ACTIVITIES in told:
            told[ACTIVITIES] = sorted(term.pk for term in told[ACTIVITIES])
        return told

    def unreadable(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.errors]


def _fields_of_the_text(programme: int) -> dict:
    fields = fields_for_model(
        Commitment,
        fields=[*TEXTS, ACTIVITIES],
        help_texts=HINTS,
        widgets={name: forms.Textarea({"rows": 5}) for name in TEXTS[1:] if name != "place"},
    )
    fields[ACTIVITIES] = forms.ModelMultipleChoiceField(
        Term.objects.filter(kind=Term.Kind.ACTIVITY).offered(programme),
        label=fields[ACTIVITIES].label,
        widget=forms.CheckboxSelectMultiple,
    )
    days = {
        name: DayField(
            label=label_of(Commitment, name),
            required=False,
            help_text=HINTS.get(name, ""),
        )
        for name in DAYS
    }
    for field in (*fields.values(), *days.values()):
        field.label = str(field.label)[:1].upper() + str(field.label)[1:]
    return fields | days


class AgendaDayForm(GapsMixin, forms.Form):
    """One day of the agenda. Days without content are left out."""

    gaps = ("morning", "afternoon")

    day = DayField(label=_("Day"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in AgendaDay.TEXTS:
            field = field_of(AgendaDay, name)
            is_long = name in ("morning", "afternoon")
            self.fields[name] = forms.CharField(
                label=str(field.verbose_name).capitalize(),
                max_length=field.max_length,
                required=is_long,
                widget=forms.Textarea({"rows": 2}) if is_long else forms.TextInput,
            )

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        has_text = any(cleaned.get(name) for name in AgendaDay.TEXTS)
        if has_text and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day this takes place."))
        return cleaned

    @property
    def known_day(self):
        return self.initial.get("day")

    @property
    def day_told(self) -> date | None:
        """The day as it was sent, else as it stands on the page."""
        told = self.cleaned_data.get("day") if hasattr(self, "cleaned_data") else None
        return told or self.known_day

    @property
    def has_details(self) -> bool:
        return any(self[name].value() for name in ("place", "people", "output"))


class BaseAgendaFormSet(Together, forms.BaseFormSet):
    on_file: Mapping[str, str]

    def controls(self):
        return {
            cell(day, name): form[name]
            for form in self.forms
            if (day := form.day_told)
            for name in AgendaDay.TEXTS
        }

    def marks(self):
        shown = dict.fromkeys(self.controls(), "")
        return marks(shown | dict(self.on_file))

    def days(self) -> list[dict]:
        """What can be read of it, with the days that were left or made empty."""
        read = [
            {name: value for name, value in form.cleaned_data.items() if name not in form.errors}
            for form in self.forms
            if hasattr(form, "cleaned_data")
        ]
        return [row for row in read if row.get("day")]

    def typed(self) -> dict:
        if not self.management_form.is_valid():
            raise BadInput(_("What was sent is not complete."))
        days = self.days()
        if len({row["day"] for row in days}) < len(days):
            raise BadInput(_("A day stands in the agenda only once."))
        return cells(days)

    def unreadable(self) -> list[str]:
        return [str(_("Agenda"))] if any(self.errors) else []


AgendaFormSet = cast(
    type[BaseAgendaFormSet],
    forms.formset_factory(
        AgendaDayForm, formset=BaseAgendaFormSet, extra=1, max_num=100, absolute_max=120
    ),
)
