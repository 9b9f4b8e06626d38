"""What people type about the papers. Rules are asked by the verbs; forms read and forgive."""

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as WrongNumber

from exchanges.building import account_numbers
from exchanges.building.account_models import BankAccount
from exchanges.lifecycle.states import FOUR
from exchanges.registration.models import LONGEST_TEXT


class GapsMixin(forms.BaseForm):
    """Fields that matter, and whose labels hence do not say "(optional)", may be left empty now."""

    gaps: tuple[str, ...] = ()
    use_required_attribute = False

    def add_error(self, field, error):
        if getattr(error, "code", "") == "required" and field in self.gaps:
            empty = isinstance(self.fields[field], forms.ModelMultipleChoiceField)
            self.cleaned_data[field] = [] if empty else ""
            return
        super().add_error(field, error)


class SeenForm(forms.Form):
    """Carries which content the page showed, so that the verb can tell when it was overtaken."""

    def __init__(self, *args, seen: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64, initial=seen
        )


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

    reason = forms.CharField(
        label=_("Why the account changes"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Those who confirm the account read it and call you back."),
    )


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
