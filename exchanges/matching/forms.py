"""What a proposal asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.forms import DayField
from exchanges.matching.choosing import RegistrationField, Registrations
from exchanges.registration.models import LONGEST_TEXT, Mode, Registration

NOBODY = Registrations(Registration.objects.none(), url="", why="")


class OfferForm(forms.Form):
    """What one side would do: how, when and what for. ``frame`` is what the calculation reads."""

    mode = forms.ChoiceField(label=_("How will you meet?"), widget=forms.RadioSelect)
    first_day = DayField(
        label=_("First working day"),
        help_text=_("For example 17 May 2027. The way there and back does not count."),
    )
    last_day = DayField(label=_("Last working day"))
    goals = forms.CharField(
        label=_("One to three goals"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, modes: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [choice for choice in Mode.choices if choice[0] in modes]

    def clean_first_day(self):
        day = self.cleaned_data["first_day"]
        if day <= clock.today():
            raise forms.ValidationError(_("A stay is proposed before it begins."))
        return day

    def clean(self):
        cleaned = super().clean()
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must be the same as or after the first."))
        return cleaned

    @property
    def frame(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("mode", "first_day", "last_day")}


class ProposalForm(OfferForm):
    """The dates, the title and the goals; only registrations that may propose can be chosen."""

    proposer = forms.ModelChoiceField(
        label=_("In the name of"),
        queryset=Registration.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    title = forms.CharField(label=_("Title of the exchange"), max_length=200)
    field_order = ["proposer", "mode", "first_day", "last_day", "title", "goals"]

    def __init__(self, *args, target: Registration, proposers: list[Registration], **kwargs):
        modes = [
            mode
            for mode in Mode.values
            if target.allows(mode) and any(one.allows(mode) for one in proposers)
        ]
        super().__init__(*args, modes=modes, **kwargs)
        self.target = target
        self.fields["proposer"].queryset = Registration.objects.with_parties().filter(
            pk__in=[one.pk for one in proposers]
        )
        self.fields["proposer"].label_from_instance = lambda one: str(one.organisation)
        self.initial.setdefault("proposer", proposers[0].public_id)
        if len(proposers) == 1:
            self.fields["proposer"].widget = forms.HiddenInput()

    @property
    def pair(self) -> dict[str, Any]:
        proposer = self.cleaned_data["proposer"]
        if self.target.is_host:
            return {"visitor": proposer, "host": self.target}
        return {"visitor": self.target, "host": proposer}

    @property
    def words(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "goals")}


class GroupForm(OfferForm):
    """Whom a host invites at the same time, and what for."""

    visitors = RegistrationField(
        NOBODY,
        multiple=True,
        label=_("Visitors"),
        help_text=_("Search by name, town or country, and choose two or more."),
    )
    title = forms.CharField(label=_("Title of the group"), max_length=200)
    leaving_out = forms.BooleanField(
        label=_("Leave out whoever cannot come then, and ask the others"), required=False
    )
    field_order = ["visitors", "mode", "first_day", "last_day", "title", "goals", "leaving_out"]

    def __init__(self, *args, host: Registration, visitors: Registrations, **kwargs):
        modes = [mode for mode in Mode.values if host.allows(mode)]
        super().__init__(*args, modes=modes, **kwargs)
        self.fields["visitors"].choose_from(visitors)


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other side reads it, for example “no time in these weeks”."),
    )
