"""What an organisation types about its size."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from blues.common.forms import MoneyField, MoneyInput
from clusters.directory import sme
from clusters.directory.models import Organisation

MOST_RELATED = 20
BLANK_ROWS = 2
AWU = _("One person full-time for the whole year is 1; half the time is 0.5. Apprentices are 0.")


def _people(**options) -> MoneyField:
    return MoneyField(label=_("People, in annual work units"), max_digits=9, **options)


class SmeForm(forms.Form):
    """The organisation's own figures."""

    reference_year = forms.TypedChoiceField(
        label=_("Last closed financial year"),
        coerce=int,
        help_text=_("All figures on this page are of that year."),
    )
    headcount = _people(help_text=AWU)
    turnover = MoneyField(label=_("Annual turnover in EUR"), max_digits=15)
    balance_total = MoneyField(label=_("Balance sheet total in EUR"), max_digits=15)
    held_by_public_bodies = forms.BooleanField(
        label=_("Public bodies hold 25 % or more of the capital or votes"),
        required=False,
        help_text=_("Then the company is no SME, whatever its figures are."),
    )

    def __init__(self, *args, this_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        years = range(this_year, this_year - 4, -1)
        self.fields["reference_year"].choices = [(year, year) for year in years]
        self.fields["reference_year"].initial = this_year - 1

    @property
    def figures(self) -> sme.Figures:
        return _figures(self.cleaned_data)


class RelatedForm(forms.Form):
    """One company that holds a share of this one, or of which this one holds a share."""

    name = forms.CharField(label=_("Name of the company"), max_length=200)
    percent = forms.DecimalField(
        label=_("Share in percent, the higher of capital and votes"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=MoneyInput,
        localize=True,
    )
    controlled = forms.BooleanField(
        label=_("One controls the other in another way, by contract or by naming its board"),
        required=False,
    )
    headcount = _people(help_text=_("With the companies that belong to it."))
    turnover = MoneyField(label=_("Annual turnover in EUR"), max_digits=15)
    balance_total = MoneyField(label=_("Balance sheet total in EUR"), max_digits=15)

    @property
    def related(self) -> sme.Related:
        data = self.cleaned_data
        return sme.Related(
            data["name"], data["percent"], _figures(data), controlled=data["controlled"]
        )


class BaseRelatedFormSet(forms.BaseFormSet):
    @property
    def related(self) -> list[sme.Related]:
        """The companies of the rows that were filled in and not struck out."""
        return [
            form.related
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None and index < self.initial_form_count():
            form.fields["DELETE"].label = _("Leave this company out")
        else:
            form.fields.pop("DELETE", None)


RelatedFormSet = forms.formset_factory(
    RelatedForm,
    formset=BaseRelatedFormSet,
    extra=BLANK_ROWS,
    can_delete=True,
    max_num=MOST_RELATED,
    validate_max=True,
    absolute_max=MOST_RELATED,
)


def _figures(data: dict) -> sme.Figures:
    return sme.Figures(data["headcount"], data["turnover"], data["balance_total"])


def forms_for(data, *, organisation: Organisation, on: date):
    """The form and the rows below it, filled with the last declaration where there is one."""
    last = organisation.sme_declarations.prefetch_related("related_enterprises").first()
    form = SmeForm(data, this_year=on.year, initial=_initial(last))
    rows = [_initial_row(one) for one in last.related_enterprises.all()] if last else []
    return form, RelatedFormSet(data, initial=rows, prefix="related")


def _initial(last) -> dict:
    """Last time's answers apart from the figures, which are of another year."""
    return {"held_by_public_bodies": last.held_by_public_bodies} if last else {}


def _initial_row(one) -> dict:
    return {"name": one.name, "percent": one.percent, "controlled": one.controlled}
