"""The sections of an organisation's profile, one page each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clusters.directory.forms import (
    REGISTER_HINT,
    NumbersMixin,
    PicMixin,
    SizeMixin,
)
from clusters.directory.locating import PositionMixin, move
from clusters.directory.models import Organisation
from clusters.programme.choosing import IndustryField, RegionField
from clusters.programme.codes import Region
from clusters.programme.models import Term

SETS = ("sectors", "industries")


class NameForm(SizeMixin):
    class Meta:
        model = Organisation
        fields = ["legal_name", "short_name", "legal_form", "type", "size_class", "founded"]
        help_texts = {
            "legal_name": _("As in the register; contracts and certificates carry it."),
            "short_name": _("How people call you; lists and messages use it."),
            "type": _("It decides who may visit and who may host."),
        }


class NumbersForm(PicMixin, NumbersMixin):
    class Meta:
        model = Organisation
        fields = ["country", "vat_number", "registration_number", "pic"]
        help_texts = {
            "country": _("Where the organisation is registered; host and visitor come from two."),
            "vat_number": _("Spain and others fill in the register's number from it by itself."),
            "registration_number": REGISTER_HINT,
        }

    def _post_clean(self):
        super()._post_clean()
        if "country" in self.changed_data:
            move(self.instance)


class PlaceForm(PositionMixin):
    """Address and region. The region is kept by its code, whatever version it is chosen from."""

    region = RegionField(
        label=_("Region (NUTS 3)"),
        from_level=Region.DEEPEST,
        required=False,
        help_text=_("Reports to the agency count by region."),
    )
    field_order = ["address", "city", "region", "position"]

    class Meta:
        model = Organisation
        fields = ["address", "city"]
        help_texts = {"address": _("As in the register; the papers of an exchange name it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].keep_to(self.instance.country)
        if code := self.instance.nuts3:
            known = Region.objects.filter(code=code).order_by("-code_list__valid_from").first()
            self.initial["region"] = known

    def clean_region(self):
        region = self.cleaned_data["region"]
        self.instance.nuts3 = region.code if region else ""
        return region


class WorkForm(forms.ModelForm):
    sectors = forms.ModelMultipleChoiceField(
        label=_("Sectors"),
        queryset=Term.objects.filter(
            kind__in=[Term.Kind.INDUSTRY, Term.Kind.ECOSYSTEM], is_active=True
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("From the lists of the European Cluster Collaboration Platform."),
    )
    industries = IndustryField(
        label=_("Economic activities (NACE)"),
        multiple=True,
        required=False,
        help_text=_("Statistics use these codes; search by words."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    eccp_url = forms.URLField(
        label=_("Profile on the ECCP"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of your page on clustercollaboration.eu."),
    )
    field_order = [
        *("description", "products", "technologies", "trl_from", "trl_until"),
        *("sectors", "industries", "website", "eccp_url"),
    ]

    class Meta:
        model = Organisation
        fields = [
            *("description", "products", "technologies", "trl_from", "trl_until"),
            *("sectors", "industries", "website", "eccp_url"),
        ]
        help_texts = {
            "description": _("Possible partners read this first."),
            "products": _("What somebody could buy from you or test with you."),
            "technologies": _("A few words: membranes, cold plasma, sensors."),
            "trl_from": _("From 1, an idea, to 9, in use."),
        }

    def clean_eccp_url(self):
        address = self.cleaned_data["eccp_url"]
        if address and not _is_on_eccp(address):
            raise forms.ValidationError(
                _("This page is not on clustercollaboration.eu."), code="elsewhere"
            )
        return address


def _is_on_eccp(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host == "clustercollaboration.eu" or host.endswith(".clustercollaboration.eu")


class ContactsForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = [
            *("legal_representative", "legal_representative_function"),
            *("legal_representative_email", "data_protection_contact"),
        ]
        help_texts = {
            "legal_representative": _("Who may sign contracts for the organisation."),
            "data_protection_contact": _(
                "Whom people ask about their data; may be a shared mailbox."
            ),
        }


@dataclass(frozen=True)
class Section:
    """One page of the profile: what it is about and why it is asked."""

    code: str
    title: str | Promise
    reason: str | Promise
    form: type[forms.ModelForm]

    def filled(self, organisation: Organisation) -> tuple[int, int]:
        """How many of its columns say something, and how many there are."""
        columns = [name for name in self.form._meta.fields or () if name not in SETS]
        said = sum(getattr(organisation, name) not in (None, "") for name in columns)
        return said, len(columns)


SECTIONS = {
    section.code: section
    for section in (
        Section(
            "name",
            _("Name and type"),
            _("Contracts carry the name; the type decides what the programme allows."),
            NameForm,
        ),
        Section(
            "numbers",
            _("Country and numbers"),
            _("They tell you from others with a similar name. Other participants never see them."),
            NumbersForm,
        ),
        Section(
            "place",
            _("Address"),
            _("The distance between host and visitor decides on the lump sum."),
            PlaceForm,
        ),
        Section(
            "work",
            _("What you do"),
            _("Suggestions and the catalogue start from here."),
            WorkForm,
        ),
        Section(
            "contacts",
            _("Contacts"),
            _("Only your own people, your cluster and the programme see them."),
            ContactsForm,
        ),
    )
}
