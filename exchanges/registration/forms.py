"""What begins and what ends a registration, and the words of the cluster in between."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.directory.forms import (
    REGISTER_HINT,
    JoiningForm,
    NumberForm,
    NumbersMixin,
    PicMixin,
)
from clusters.models import Organisation
from exchanges.registration.models import LONGEST_TEXT, Registration

BOTH = "both"
NUMBERS = ("vat_number", "registration_number", "pic")


class RoleField(forms.ChoiceField):
    """Cleaned, a list of the roles to register in."""

    def __init__(self):
        super().__init__(
            label=_("What do you want to do?"),
            choices=[
                (Registration.VISITOR, _("Visit an organisation in another country")),
                (Registration.HOST, _("Receive visitors from other countries")),
                (BOTH, _("Both")),
            ],
            widget=forms.RadioSelect,
            help_text=_("What both roles ask is asked once. You can add the other one later."),
        )

    def clean(self, value):
        role = super().clean(value)
        return [Registration.VISITOR, Registration.HOST] if role == BOTH else [role]


class StartForm(forms.Form):
    """In which role, and for whom; only organisations the person represents can be chosen."""

    role = RoleField()
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        first = organisations.first()
        self.initial.setdefault("organisation", first and first.public_id)
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()


class NumberlessStartForm(StartForm, PicMixin, NumbersMixin):
    """In which role, and the numbers of one's only organisation, of which none is known yet."""

    field_order = ["role", "organisation", *NUMBERS]

    class Meta:
        model = Organisation
        fields = NUMBERS
        help_texts = {
            "vat_number": _("With it the cluster finds you in the registers, and so does the EU."),
            "registration_number": REGISTER_HINT,
        }

    @property
    def tells_numbers(self) -> bool:
        return not set(NUMBERS).isdisjoint(self.changed_data)


class NumberFirstForm(NumberForm):
    """The number of a newcomer; what the eligibility check was told goes along unseen."""

    role = forms.CharField(widget=forms.HiddenInput, required=False)
    country = forms.CharField(widget=forms.HiddenInput, required=False)
    to = forms.CharField(widget=forms.HiddenInput, required=False)
    days = forms.CharField(widget=forms.HiddenInput, required=False)
    before = forms.CharField(widget=forms.HiddenInput, required=False)


class NewcomerForm(PicMixin, JoiningForm):
    """The role, and as much of the organisation as has to be known before anything can begin."""

    role = RoleField()
    field_order = [
        *("role", "legal_name", "type", "size_class", "country", "city", "address", "position"),
        *("cluster", *NUMBERS),
    ]
    REASONS = {
        "legal_name": _("As in the register of companies: contracts are made out to it."),
        "type": _("The scheme has its own rule for each type."),
        "size_class": _("Visitors from companies must be small or medium-sized."),
        "country": _("Decides whom you can visit: never the own country."),
        "city": _("Partners see the town."),
        "address": _("Printed on contracts; partners see it only if you want."),
    }

    class Meta(JoiningForm.Meta):
        fields = ["legal_name", "type", "size_class", "country", "city", "address", *NUMBERS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, reason in self.REASONS.items():
            self.fields[name].help_text = reason
        self.fields.pop("website", None)
        for name in ("size_class", "address"):
            self.fields[name].required = True


class DeclarationForm(forms.Form):
    """One tick under the declarations of the last page; sending without it is refused."""

    declared = forms.BooleanField(
        label=_("We declare all of this."),
        error_messages={"required": _("Tick this if all of it is true; nothing is sent before.")},
    )

    DECLARATIONS = (
        _("What we have written is true and complete."),
        _("Nobody has asked us, and we ask nobody, for a fee for taking part."),
        _("A stay is no employment; nobody works for pay during it."),
        _("Our organisation is not excluded from EU funds and under no sanctions."),
        _("We have read who sees our data, what for, and how long it is kept."),
    )


class WithdrawalForm(forms.Form):
    """Why a registration ends; who ends that of somebody else owes the reason."""

    remark = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Your cluster reads it."),
    )

    def __init__(self, *args, is_own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_own:
            self.fields["remark"].required = True
            self.fields["remark"].help_text = _("The organisation reads it.")
