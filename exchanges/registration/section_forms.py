"""What people are asked when they register, one form for each section of the task list.

Every question says in its hint why it is asked. What only some need is folded away under "more".
"""

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from clusters.models import Cluster, OrganisationType, User
from clusters.people import accounts
from exchanges.registration import items, visibility
from exchanges.registration.answers import (
    KIND_OF_TERM,
    MOST_COUNTRIES,
    MOST_SECTORS,
    writable_fields,
)
from exchanges.registration.carried import FEWEST_DAYS, MOST_DAYS
from exchanges.registration.completeness import (
    ORGANISATION,
    PRIVACY,
    PURPOSE,
    REQUIRED_CHOICES,
    REQUIRED_TEXTS,
    TIME,
    YOU,
)
from exchanges.registration.cv import CvField, hint_for
from exchanges.registration.fields import LanguagesField, PeriodsField
from exchanges.registration.items import ItemsField
from exchanges.registration.models import LONGEST_NOTE, LONGEST_TEXT, Registration
from exchanges.registration.partners import partner_clusters
from exchanges.registration.section_base import SectionForm

HOST, VISITOR = Registration.HOST, Registration.VISITOR


class ClusterForm(SectionForm):
    cluster = forms.ModelChoiceField(
        label=_("Partner cluster that looks after you"),
        queryset=Cluster.objects.none(),
        to_field_name="code",
        empty_label=None,
        help_text=_(
            "It reads your registration and answers. Chosen by your membership, your country or "
            "your field; change it if you like."
        ),
    )

    class Meta(SectionForm.Meta):
        fields = ["cluster"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "cluster" in self.fields:
            self.fields["cluster"].queryset = partner_clusters(self.instance.programme)
            self.initial["cluster"] = self.instance.cluster.code


class YouForm(SectionForm):
    """About the person who travels or receives; their own name and function only they change."""

    ABOUT_PERSON = ("given_names", "family_name", "function", "phone")
    REASONS = {
        "given_names": _("As in your passport: it is printed on the contract."),
        "family_name": _("As in your passport: it is printed on the contract."),
        "function": _("Partners see who in your organisation would come or receive them."),
        "phone": _("For the days of a stay. Only staff see it unless you decide otherwise."),
    }
    ONLY_FOR = {"cv": VISITOR}
    MORE = ("phone", "is_third_country_national", "declares_183_days", "cv")
    cv = CvField()

    class Meta(SectionForm.Meta):
        fields = ["is_third_country_national", "declares_183_days", "cv"]
        help_texts = {
            "is_third_country_national": _("The scheme then asks for proof of residence."),
            "declares_183_days": _("The rule for nationals of other countries."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "cv" in self.fields:
            self.fields["cv"].help_text = hint_for(self.instance)
        if "declares_183_days" in self.fields and "is_third_country_national" not in self.fields:
            self.fields["declares_183_days"].label = _(
                "The person has lived in a participating country for 183 days with a permit"
            )
        if self.is_oneself:
            self._ask_about_person()

    @property
    def is_oneself(self) -> bool:
        return self.by is not None and self.by.pk == self.instance.representative_id

    def _ask_about_person(self):
        """The name only while it is missing: it was given with the account."""
        person = self.instance.representative
        asked = [
            name
            for name in self.ABOUT_PERSON
            if name in self.remarks
            or not (self.remarks or ("name" in name and getattr(person, name)))
        ]
        for name in asked:
            self.fields[name] = fields_for_model(User, [name])[name]
            self.fields[name].required = False
            self.fields[name].initial = getattr(person, name)
            self.fields[name].help_text = self.REASONS[name]
        self.order_fields(asked)

    def needed(self):
        return "given_names", "family_name"

    def write_person(self, *, by):
        person, asked = self.instance.representative, self.fields.keys() & set(self.ABOUT_PERSON)
        said = {name: self.cleaned_data[name] for name in asked}
        if all(getattr(person, name) == value for name, value in said.items()):
            return
        for name, value in said.items():
            setattr(person, name, value)
        accounts.change(person=person, by=by)


class PurposeForm(SectionForm):
    ONLY_FOR = dict.fromkeys(("accessibility", "safety", "confidentiality"), HOST)
    items = ItemsField(required=False)

    class Meta(SectionForm.Meta):
        fields = [
            *("summary", "objectives", "topics", "items", "activities", "aims", "contribution"),
            *("accessibility", "safety", "confidentiality"),
        ]
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "activities": forms.CheckboxSelectMultiple,
            "aims": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "topics": _("Suggestions of partners begin with these."),
            "aims": _("The aims of the scheme; the agency counts them."),
            "accessibility": _("So that nobody is surprised: steps, lifts, toilets, parking."),
            "safety": _("What visitors must wear, know or sign before they may enter."),
            "confidentiality": _("Such as an agreement on secrecy that you ask visitors to sign."),
        }

    LABELS = {
        HOST: {
            "summary": _("What can a visitor learn at your place?"),
            "objectives": _("What do you expect to gain from a visit?"),
            "contribution": _("Practical help you can give, such as tips for lodging"),
            "activities": _("What do you offer?"),
            "items": _("What can a visitor learn from you? Two to five things"),
        },
        VISITOR: {
            "summary": _("Why do you want to visit another organisation?"),
            "objectives": _("What do you need to learn, or which business are you looking for?"),
            "contribution": _("What do you bring to your host?"),
            "activities": _("What do you want to do there?"),
            "items": _("What do you need? Two to five things"),
        },
    }
    REASONS = {
        HOST: {
            "summary": _("Three lines are enough. Visitors read this first."),
            "objectives": _("A visit has to be worth it for both."),
            "contribution": _("Visitors book and pay for themselves and know nobody in your town."),
            "activities": _("Visitors filter the catalogue by these."),
            "items": _("Visitors who need one of these topics are suggested to you first."),
        },
        VISITOR: {
            "summary": _("Hosts and your cluster read this first."),
            "objectives": _("Hosts judge by it whether they can help you."),
            "contribution": _("A visit has to be worth it for both."),
            "activities": _("It helps a host to plan the days."),
            "items": _("Hosts who offer one of these topics are suggested to you first."),
        },
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.LABELS[self.role].keys() & self.fields.keys():
            self.fields[name].label = self.LABELS[self.role][name]
            self.fields[name].help_text = self.REASONS[self.role][name]
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField):
                is_note = name in ("accessibility", "safety", "confidentiality")
                longest = LONGEST_NOTE if is_note else LONGEST_TEXT
                field.widget.attrs.update(rows=3, maxlength=longest)
        self.initial["items"] = items.rows_of(self.instance)
        if "items" in self.fields:
            self.fields["items"].offer(items.choices_for(self.instance))
        for name in KIND_OF_TERM.keys() & self.fields.keys():
            kind = KIND_OF_TERM[name]
            self.fields[name].queryset = self.offered(kind)
            self.fields[name].required = False

    def needed(self):
        return *REQUIRED_TEXTS[self.role], *REQUIRED_CHOICES[self.role]

    def more(self):
        if self.role == HOST:
            return "items", "aims", "contribution", "accessibility", "safety", "confidentiality"
        return "items", "activities"


class TimeForm(SectionForm):
    ONLY_FOR = {
        **dict.fromkeys(("capacity", "welcomes_groups", "dates_on_request"), HOST),
        "known_partner": VISITOR,
    }
    MORE = ("partner_types", "partner_sectors", "known_partner", "preferred_countries")
    languages = LanguagesField(
        label=_("Languages you can work in"),
        help_text=_("Partners need one in common."),
        required=False,
    )
    windows = PeriodsField(required=False)
    partner_types = forms.MultipleChoiceField(
        label=_("Types of organisation you would like to meet"),
        choices=OrganisationType.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Leave it open if any will do; otherwise your cluster looks for these."),
    )

    class Meta(SectionForm.Meta):
        fields = [
            *("languages", "windows", "dates_on_request", "preferred_days", "mode"),
            *("capacity", "welcomes_groups"),
            *("preferred_countries", "partner_types", "partner_sectors", "known_partner"),
        ]
        widgets = {
            "mode": forms.RadioSelect,
            "preferred_countries": forms.CheckboxSelectMultiple,
            "partner_sectors": forms.CheckboxSelectMultiple,
        }
        labels = {
            "dates_on_request": _("Ask me: we agree on dates case by case"),
            "partner_sectors": _("Industries you would like to meet"),
            "known_partner": _("A host you have already found"),
        }
        help_texts = {
            "mode": _("Only a visit in person is paid for."),
            "capacity": _("So that nobody proposes when you are full."),
            "welcomes_groups": _("Several organisations may come together."),
            "dates_on_request": _("Then visitors may propose any dates."),
            "preferred_countries": _(
                "At most four; leave it open if any country will do. Suggestions prefer these."
            ),
            "partner_sectors": _("At most four; your cluster looks for these."),
            "known_partner": _("Its name; a prior agreement is welcome and saves the search."),
        }

    PERIODS = {
        HOST: (_("When could you receive visitors?"), _("Visitors see free weeks only.")),
        VISITOR: (_("When could you travel?"), _("Partners are found by common weeks.")),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["windows"] = [
            (window.first_day, window.last_day) for window in self.instance.windows.all()
        ]
        if windows := self.fields.get("windows"):
            windows.label, windows.help_text = self.PERIODS[self.role]
            windows.programme = self.instance.programme
        if days := self.fields.get("preferred_days"):
            days.help_text = self._about_days()
        if sectors := self.fields.get("partner_sectors"):
            sectors.queryset = self.offered(KIND_OF_TERM["partner_sectors"])

    def _about_days(self):
        rules = self.instance.programme.rule_set_on(clock.today())
        return _(
            "From %(fewest)s to %(most)s; days of travel do not count. "
            "From %(full)s on the full lump sum is paid."
        ) % {"fewest": FEWEST_DAYS, "most": MOST_DAYS, "full": rules.full_sum_days}

    def needed(self):
        return "languages", "windows"

    def clean_partner_sectors(self):
        return at_most(MOST_SECTORS, self.cleaned_data["partner_sectors"])

    def clean_preferred_countries(self):
        return at_most(MOST_COUNTRIES, self.cleaned_data["preferred_countries"])


def at_most(most, chosen):
    if len(chosen) > most:
        raise forms.ValidationError(
            _("Choose at most %(most)s."), code="too-many", params={"most": most}
        )
    return chosen


class PrivacyForm(SectionForm):
    ONLY_FOR = {"has_other_support": VISITOR, "earlier_visit": VISITOR, "wants_cv": HOST}

    class Meta(SectionForm.Meta):
        fields = ["earlier_visit", "has_other_support", "wants_cv", "is_listed"]
        widgets = {"earlier_visit": forms.RadioSelect}
        labels = {
            "is_listed": _("Show our profile in the catalogue to accepted participants"),
            "has_other_support": _("We receive other EU support for the same trip"),
            "wants_cv": _("Visitors hand in a CV before we agree"),
        }
        help_texts = {
            "is_listed": _("Others can then propose an exchange to you."),
            "has_other_support": _("The same costs cannot be paid twice."),
            "earlier_visit": _("Each organisation makes one visit in person in the whole scheme."),
            "wants_cv": _("Without it nobody is asked for one."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "earlier_visit" in self.fields:
            field = self.fields["earlier_visit"]
            field.choices = [choice for choice in field.choices if choice[0]]
            scheme = {"scheme": self.instance.programme.scheme_name}
            field.label = _("Has your organisation visited under %(scheme)s before?") % scheme
        if "visibility" in writable_fields(self.instance):
            self._ask_who_sees()

    def _ask_who_sees(self):
        for code in self._with_audience():
            self.fields[f"sees_{code}"] = forms.TypedChoiceField(
                label=_("Who sees it: %(field)s") % {"field": visibility.LABELS[code]},
                choices=[(a.value, a.label) for a in visibility.offered_for(code)],
                initial=visibility.audience_for(self.instance, code).value,
                coerce=int,
                help_text=visibility.REASONS[code],
            )

    def _with_audience(self):
        return [c for c in visibility.LABELS if c != visibility.CV or not self.instance.is_host]

    def needed(self):
        return ("earlier_visit",)

    def more(self):
        return tuple(f"sees_{code}" for code in visibility.LABELS)

    def answers(self):
        chosen = {
            code: self.cleaned_data[f"sees_{code}"]
            for code in visibility.LABELS
            if f"sees_{code}" in self.fields
        }
        if not chosen:
            return super().answers()
        # What was chosen as a visitor stays, where a host is not asked about it.
        return super().answers() | {"visibility": self.instance.visibility | chosen}


FORM_OF = {
    ORGANISATION: ClusterForm,
    YOU: YouForm,
    PURPOSE: PurposeForm,
    TIME: TimeForm,
    PRIVACY: PrivacyForm,
}
