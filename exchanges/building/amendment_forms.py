"""What people type to change what was signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blues.common.forms import DayField
from exchanges.building.stay_days import why_impossible
from exchanges.lifecycle.models import Exchange
from exchanges.registration.models import LONGEST_TEXT


class DatesForm(forms.Form):
    """The first step: which days. They stand in the address, so that nothing is lost."""

    first_day = DayField(label=_("First working day"))
    last_day = DayField(label=_("Last working day"))

    def __init__(self, *args, exchange: Exchange, **kwargs):
        super().__init__(*args, **kwargs)
        self.exchange = exchange

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and (reason := why_impossible(self.exchange, first, last)):
            self.add_error("last_day", reason)
        return cleaned


class AmendmentReasonForm(forms.Form):
    amendment_reason = forms.CharField(
        label=_("Why this changes"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("All four read it."),
    )


class AnswerForm(forms.Form):
    """A word to a proposed amendment; the verb asks for a reason where one is needed."""

    answer = forms.ChoiceField(
        choices=[(name, name) for name in ("agree", "refuse", "withdraw", "object")],
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(max_length=LONGEST_TEXT, required=False)
