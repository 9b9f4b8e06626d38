"""What people type about organisations."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blues.common.errors import BadInput
from blues.common.files import PAPER_HINT, PaperField
from blues.common.forms import DayField, MoneyField
from clusters.directory import duplicates, names, numbers
from clusters.directory.label_models import Label
from clusters.directory.locating import PositionMixin
from clusters.directory.merging import PARTS
from clusters.directory.models import CANNOT_BE_USED, Cluster, Organisation
from clusters.programme.models import Programme

WRONG = {
    "vat_number": _("This is not a VAT number of that country. Check the digits."),
    "registration_number": _("This number cannot be right: its check digit is wrong."),
    "pic": _("A participant code has nine digits."),
}
REGISTER_HINT = _("As the register writes it: HRB 4711, 0000123456, B12345678 …")


class NumbersMixin(forms.ModelForm):
    """Country and numbers, checked against each other and against every other record."""

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if country := self._country():
            self._normalise("vat_number", numbers.vat_number, country)
            self._normalise("registration_number", numbers.registration_number, country)
            self._fill_in(numbers.tell(cleaned.get("vat_number", "")), country)
        self._normalise("pic", numbers.pic)
        return cleaned

    def _country(self) -> str:
        """Of the number: the one that was chosen, or that of the record where nobody is asked."""
        if "country" not in self.fields:
            return self.instance.country_id or ""
        chosen = self.cleaned_data.get("country")
        return chosen.code if chosen else ""

    def _normalise(self, name: str, check, *context) -> None:
        if typed := self.cleaned_data.get(name):
            try:
                self.cleaned_data[name] = check(typed, *context)
            except ValueError:
                self.add_error(name, forms.ValidationError(WRONG[name], code=name))

    def _fill_in(self, told: numbers.Told, country: str) -> None:
        """What the VAT number and the name say and nobody typed."""
        if not self.cleaned_data.get("registration_number") and not self.errors:
            self.cleaned_data["registration_number"] = told.registration_number
        if not self.instance.legal_form:
            name = self.cleaned_data.get("legal_name", self.instance.legal_name)
            self.instance.legal_form = names.legal_form(name, country) or told.legal_form

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]  # where Django checks constraints
        if not self.errors and duplicates.is_used_elsewhere(self.instance):
            self.add_error(None, forms.ValidationError(CANNOT_BE_USED, code="taken"))


class PicMixin(forms.ModelForm):
    """The participant code, as typed, with spaces."""

    pic = forms.CharField(
        label=_("Participant code (PIC)"),
        max_length=20,
        required=False,
        help_text=_("Nine digits from the EU's participant register, if you are in it."),
    )


class SizeMixin(forms.ModelForm):
    """Type and size; once figures are declared they decide on the size."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.sme_declared_at:
            del self.fields["size_class"]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if (cleaned.get("type"), cleaned.get("size_class")) == ("sme", "large"):
            self.add_error("size_class", _("A large company is not an SME."))
        return cleaned


class OrganisationForm(NumbersMixin, SizeMixin, PositionMixin):
    """What every organisation says at the beginning; the rest of the profile can wait."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    field_order = [
        *("country", "vat_number", "registration_number", "legal_name", "type", "size_class"),
        *("city", "address", "position", "website"),
    ]

    class Meta:
        model = Organisation
        fields = [
            *("country", "vat_number", "registration_number", "legal_name", "type", "size_class"),
            *("city", "address", "website"),
        ]
        help_texts = {
            "vat_number": _("With the letters of the country in front: DE, EL, ES …"),
            "registration_number": REGISTER_HINT,
            "address": _("As in the register; the papers of an exchange name it."),
        }


class JoiningForm(OrganisationForm):
    """An organisation that takes part for the first time, and the cluster it belongs to."""

    cluster = forms.ModelChoiceField(
        label=_("Member of which cluster"),
        queryset=Cluster.objects.filter(
            is_partner=True, programme__in=Programme.objects.public()
        ).select_related("organisation"),
        required=False,
        empty_label=_("none of these"),
        help_text=_("The cluster is told and confirms the membership."),
    )


class MembershipRequestForm(forms.Form):
    """Asks a cluster that the organisation does not belong to yet."""

    cluster = forms.ModelChoiceField(label=_("Cluster"), queryset=Cluster.objects.none())
    since = DayField(label=_("Member since"), required=False)
    evidence = PaperField(
        label=_("Evidence"),
        required=False,
        help_text=format_lazy(
            "{} {}", _("A certificate or the page of a member list."), PAPER_HINT
        ),
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        taken = organisation.memberships.live().values("cluster")
        clusters = Cluster.objects.exclude(pk__in=taken).exclude(organisation=organisation)
        self.fields["cluster"].queryset = clusters.select_related("organisation")


class AllocationForm(forms.Form):
    amount = MoneyField(label=_("Amount in EUR"), max_digits=10)


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason given to the organisation"), widget=forms.Textarea, max_length=2000
    )


class EvidenceForm(forms.Form):
    """Since when, and the paper that shows it."""

    since = DayField(label=_("Member since"), required=False)
    evidence = PaperField(label=_("Evidence"), required=False)


class LabelForm(forms.ModelForm):
    awarded_on = DayField(label=_("Awarded on"))
    valid_until = DayField(
        label=_("Valid until"),
        required=False,
        help_text=_("Empty where the source names no end."),
    )
    source = forms.CharField(
        label=_("Where the award was published"),
        max_length=300,
        help_text=_("The address of the page, so that everybody can check it."),
    )

    class Meta:
        model = Label
        fields = ["level", "awarded_on", "awarded_precision", "valid_until", "source"]


class OutsideClusterForm(forms.ModelForm):
    class Meta:
        model = Cluster
        fields = ["field"]
        help_texts = {"field": _("As its profile on ECCP says, in a few words.")}


class NumberForm(forms.Form):
    """A number that already tells something about the organisation behind it.

    What was answered on another page before goes along unseen.
    """

    number = forms.CharField(label=_("VAT number"), max_length=30, required=False)
    type = forms.CharField(widget=forms.HiddenInput, required=False)
    cluster = forms.CharField(widget=forms.HiddenInput, required=False)


class JoiningNumberForm(NumberForm):
    next = forms.CharField(widget=forms.HiddenInput, required=False)


def told_by_number(query) -> dict[str, str]:
    """Initial values for a form, from the VAT number in the address of its page."""
    form = NumberForm(query)
    told = numbers.tell(form.cleaned_data["number"]) if form.is_valid() else numbers.Told()
    return {
        name: value
        for name in ("country", "vat_number", "registration_number")
        if (value := getattr(told, name))
    }


class MergeForm(forms.Form):
    """Which parts the record that goes says better than the one that stays."""

    take = forms.MultipleChoiceField(choices=[(code, code) for code in PARTS], required=False)

    @classmethod
    def read(cls, posted) -> list[str]:
        form = cls(posted)
        if not form.is_valid():
            raise BadInput(_("That choice does not exist."))
        return form.cleaned_data["take"]
