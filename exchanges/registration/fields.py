"""Questions with several rows: languages with their level, periods with two ends.

A row left empty is no answer. The rows on the page are those that are answered and some more, so
that nothing needs a script.
"""

from itertools import count

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from blues.common.forms import DayField, DayInput
from clusters.models import Programme
from exchanges.registration import languages, periods

EMPTY_ROWS = 2
FEWEST_ROWS = 3


class Rows(forms.Widget):
    """Pairs of inputs below each other; ``name_0_1`` is the second input of the first row."""

    template_name = "forms/rows.html"
    use_fieldset = True
    most_rows = 20

    def __init__(self, widgets, labels, *, most_shown=None, style=""):
        super().__init__()
        self.widgets, self.labels, self.style = widgets, labels, style
        self.most_shown = most_shown or self.most_rows

    def value_from_datadict(self, data, files, name):
        rows = []
        for number in range(self.most_rows):
            names = self.names(name, number)
            if not any(one in data for one in names):
                break
            rows.append(tuple(str(data.get(one, "")).strip() for one in names))
        return rows

    def value_omitted_from_data(self, data, files, name):
        return self.names(name, 0)[0] not in data

    def names(self, name: str, number: int) -> list[str]:
        return [f"{name}_{number}_{column}" for column in range(len(self.widgets))]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = list(value or [])
        most = max(self.most_shown, len(rows))
        shown = min(most, max(FEWEST_ROWS, len(rows) + EMPTY_ROWS))
        rows += [("",) * len(self.widgets)] * (shown - len(rows))
        numbered = zip(count(), rows)
        context["widget"]["rows"] = [self._row(name, *pair, attrs) for pair in numbered]
        context["widget"]["style"] = self.style
        # The error summary leads to the first input.
        context["widget"]["attrs"]["id"] = f"id_{name}_0_0"
        return context

    def _row(self, name, number, values, attrs):
        inputs = []
        for one, widget, label, value in zip(
            self.names(name, number), self.widgets, self.labels, values, strict=True
        ):
            own = {"id": f"id_{one}"} | {
                key: attrs[key] for key in ("aria-invalid",) if key in (attrs or {})
            }
            inputs.append((label, f"id_{one}", widget.render(one, value, own)))
        return {"number": number + 1, "inputs": inputs}


class RowsField(forms.Field):
    """Cleans row by row; every fault is told with the number of its row."""

    default_error_messages = {"row": _("Row %(number)s: %(fault)s")}

    def clean(self, value):
        rows, faults = [], []
        for number, row in enumerate(value or [], start=1):
            if not any(row):
                continue
            try:
                rows.append(self.clean_row(*row))
            except ValidationError as fault:
                faults += [self._numbered(number, message) for message in fault.messages]
        if faults:
            raise ValidationError(faults)
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.gather(rows)

    def _numbered(self, number, fault) -> ValidationError:
        return ValidationError(
            self.error_messages["row"], code="row", params={"number": number, "fault": fault}
        )

    def clean_row(self, first, second):
        raise NotImplementedError

    def gather(self, rows):
        return rows


class LanguagesField(RowsField):
    """``{"en": "B2", "es": "native"}``"""

    default_error_messages = {
        "unknown": _("Choose a language from the list."),
        "level": _("Say how well you speak %(language)s."),
        "twice": _("%(language)s is there twice."),
    }

    def __init__(self, **kwargs):
        empty = [("", "–")]
        # The names of the languages are those of the page's language, so they are asked late.
        code = forms.Select(choices=CallableChoiceIterator(lambda: empty + languages.choices()))
        level = forms.Select(choices=[*empty, *languages.Level.choices])
        super().__init__(widget=Rows([code, level], [_("Language"), _("Level")]), **kwargs)

    def prepare_value(self, value):
        return sorted(value.items()) if isinstance(value, dict) else value

    def clean_row(self, code, level):
        if code not in languages.CODES:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        if level not in languages.Level.values:
            raise ValidationError(
                self.error_messages["level"],
                code="level",
                params={"language": languages.name_of(code)},
            )
        return code, level

    def gather(self, rows):
        spoken = dict(rows)
        if len(spoken) < len(rows):
            twice = next(code for code, _level in rows if [c for c, _l in rows].count(code) > 1)
            raise ValidationError(
                self.error_messages["twice"],
                code="twice",
                params={"language": languages.name_of(twice)},
            )
        return spoken


class PeriodsField(RowsField):
    """A list of (first day, last day), in order and joined where they touch."""

    default_error_messages = {"open": _("Give both ends of the period.")}

    programme: Programme  # set by the form that asks

    def __init__(self, **kwargs):
        widget = Rows([DayInput(), DayInput()], [_("From"), _("Until")])
        super().__init__(widget=widget, **kwargs)

    def clean_row(self, first, last):
        if not (first and last):
            raise ValidationError(self.error_messages["open"], code="open")
        day = DayField()
        begins, ends = day.clean(first), day.clean(last)
        periods.check(begins, ends, self.programme)
        return begins, ends

    def gather(self, rows):
        return periods.require(rows, self.programme)
