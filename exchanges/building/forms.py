"""What people type about the papers. Rules are asked by the verbs; forms read and forgive."""

from typing import Any, cast

from django import forms
from django.forms.models import fields_for_model
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as WrongNumber

from blues.common.forms import DayField
from blues.common.words import field_of, label_of
from clusters.models import Term
from exchanges.building import account_numbers
from exchanges.building.account_models import AccountChange
from exchanges.building.content import DAYS, FIELDS, TEXTS
from exchanges.building.models import AgendaDay, BankAccount, Commitment
from exchanges.lifecycle.states import FOUR
from exchanges.registration.models import LONGEST_TEXT

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
    (_("What it is about"), ("title", "background", "activities")),
    (_("Objectives"), ("visitor_objectives", "host_objectives")),
    (_("Place and journey"), ("place", "outbound_on", "return_on", "sustainability")),
    (_("Outcomes"), ("visitor_outcomes", "host_outcomes", "measures", "follow_up")),
    (_("Duties"), ("visitor_duties", "host_duties", "cluster_duties")),
    (_("Rules for both"), ("confidentiality", "insurance", "publicity")),
)


class SeenMixin(forms.BaseForm):
    """Carries what the page showed, so that the verb can tell when it was overtaken."""

    data: MultiValueDict

    def __init__(self, *args, seen: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64, initial=seen
        )

    def showing(self, seen: str):
        """The same typed text, now beside newer content."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = seen
        return self


class GapsMixin(forms.BaseForm):
    """Fields that matter, and whose labels hence do not say "(optional)", may be left empty now."""

    gaps: tuple[str, ...] = ()
    use_required_attribute = False

    def add_error(self, field, error):
        if getattr(error, "code", "") == "required" and field in self.gaps:
            self.cleaned_data[field] = [] if field == "activities" else ""
            return
        super().add_error(field, error)


class CommitmentForm(GapsMixin, SeenMixin, forms.Form):
    """The texts of a draft. Agreeing asks for what is still empty."""

    gaps = (*TEXTS, "activities")

    def __init__(self, *args, commitment: Commitment, **kwargs):
        initial = {name: getattr(commitment, name) for name in FIELDS}
        initial["activities"] = list(commitment.activities.all())
        super().__init__(*args, initial=initial, **kwargs)
        self.fields |= _fields_of_the_text(commitment.exchange.programme_id)
        self.online = commitment.exchange.is_virtual
        for name in DAYS if self.online else ():
            del self.fields[name]

    def sections(self):
        for title, names in SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]


def _fields_of_the_text(programme: int) -> dict:
    fields = fields_for_model(
        Commitment,
        fields=[*TEXTS, "activities"],
        help_texts=HINTS,
        widgets={name: forms.Textarea({"rows": 5}) for name in TEXTS[1:] if name != "place"},
    )
    fields["activities"] = forms.ModelMultipleChoiceField(
        Term.objects.filter(kind=Term.Kind.ACTIVITY).offered(programme),
        label=fields["activities"].label,
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
    for field in fields.values():
        field.label = str(field.label)[:1].upper() + str(field.label)[1:]
    for field in days.values():
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
    def has_details(self) -> bool:
        return any(self[name].value() for name in ("place", "people", "output"))


class BaseAgendaFormSet(forms.BaseFormSet):
    def days(self) -> list[dict]:
        """What the verb takes: the days on which something is written."""
        return [
            form.cleaned_data
            for form in self.forms
            if any(form.cleaned_data.get(name) for name in AgendaDay.TEXTS)
        ]


AgendaFormSet = cast(
    type[BaseAgendaFormSet],
    forms.formset_factory(
        AgendaDayForm, formset=BaseAgendaFormSet, extra=1, max_num=100, absolute_max=120
    ),
)


class SeenForm(SeenMixin, forms.Form):
    pass


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("What should change"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("All four read it. A new version opens with the same content."),
    )


class SigningForm(GapsMixin, forms.Form):
    """Which file, in which capacity, and the proof of who is there: one of the two is enough."""

    gaps = ("password", "code")

    document_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    party = forms.ChoiceField(
        choices=[(party.value, party.label) for party in FOUR], widget=forms.HiddenInput
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Or a code of your second step"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    has_read = forms.BooleanField(
        label=_("I have read the document and sign it for my organisation."),
        error_messages={"required": _("Confirm that you have read the document.")},
    )

    def proof(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("password", "code")}


class SignedFileForm(SigningForm):
    """A file that was signed elsewhere, and who hands it in."""

    file = forms.FileField(label=_("The signed file"))
    field_order = ["document_sha256", "party", "file"]

    def __init__(self, *args, accept: str, hint: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = accept
        self.fields["file"].help_text = hint
        self.fields["has_read"].label = _("I have read the document and signed it myself.")


class ScanCheckForm(forms.Form):
    """What somebody has seen on the scan; to refuse it, why."""

    decision = forms.ChoiceField(
        label=_("What does the scan show?"),
        choices=[
            ("accept", _("This document, every page, signed by the right person")),
            ("refuse", _("Something else, or not all of it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is wrong with it"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("Needed to refuse it. Whoever handed it in reads this."),
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self):
        given = super().clean() or {}
        if given.get("decision") == "refuse" and not given.get("reason", "").strip():
            self.add_error("reason", _("Say what is wrong with the scan."))
        return given


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you will not sign"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("The other party reads it, and a new version answers it."),
    )


class BankForm(forms.ModelForm):
    class Meta:
        model = BankAccount
        fields = ["holder", "iban", "bic"]
        help_texts = {
            "holder": _("As the bank writes it: your organisation, not a person."),
            "bic": _("Only needed for banks outside the euro area."),
        }

    iban = forms.CharField(
        label=_("IBAN"),
        max_length=50,
        help_text=_("With or without spaces, such as DE89 3704 0044 0532 0130 00."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_iban(self):
        try:
            return account_numbers.read_iban(self.cleaned_data["iban"])
        except WrongNumber:
            raise forms.ValidationError(
                _("This IBAN is not valid. Compare it digit by digit with your bank's papers.")
            ) from None

    def clean_bic(self):
        try:
            return account_numbers.read_bic(self.cleaned_data["bic"])
        except WrongNumber:
            raise forms.ValidationError(
                _("This BIC is not valid. It has 8 or 11 characters, such as CAIXESBBXXX.")
            ) from None

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if {"iban", "bic"} <= cleaned.keys():
            problem = account_numbers.country_problem(cleaned["iban"], cleaned["bic"])
            if problem:
                self.add_error("bic", problem)
        return cleaned


class AccountChangeForm(BankForm):
    """Another account after the agreement was signed."""

    class Meta(BankForm.Meta):
        model = AccountChange
        fields = ["holder", "iban", "bic", "reason"]
        help_texts = BankForm.Meta.help_texts | {
            "reason": _("Those who confirm the account read it and call you back."),
        }
        widgets = {"reason": forms.Textarea({"rows": 3})}


class AccountConfirmForm(forms.Form):
    note = forms.CharField(
        label=_("How you made sure"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Call the company at a number that you knew before; a mail is not enough."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("All who are concerned read it."),
    )


class OverdraftForm(forms.Form):
    overdraw_reason = forms.CharField(
        label=_("Why this cluster may exceed its budget"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
    )
