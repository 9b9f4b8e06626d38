"""What people type about a programme itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blues.common.forms import DayField
from clusters.programme.models import Programme

DAYS = ("starts_on", "planned_end", "ends_on")


class ProgrammeForm(forms.ModelForm):
    """Texts and dates; ``names`` are the fields that may still change."""

    class Meta:
        model = Programme
        fields = [
            "name",
            "scheme_name",
            "grant_number",
            "funding_line",
            "disclaimer",
            "starts_on",
            "planned_end",
            "ends_on",
            "dates_source",
            "target_exchanges",
        ]
        field_classes = dict.fromkeys(DAYS, DayField)
        labels = {
            "name": _("Name"),
            "grant_number": _("Grant agreement"),
            "funding_line": _("Funding line"),
            "disclaimer": _("Disclaimer"),
            "starts_on": _("Begins"),
            "target_exchanges": _("Exchanges to reach"),
        }

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - names:
            del self.fields[name]


class CloneForm(forms.ModelForm):
    """What the clone does not take over."""

    class Meta:
        model = Programme
        fields = ["name", "code", "reference_prefix", "grant_number", "starts_on", "ends_on"]
        field_classes = dict.fromkeys(("starts_on", "ends_on"), DayField)
        labels = {
            "name": _("Name"),
            "code": _("Short name in addresses"),
            "grant_number": _("Grant agreement"),
            "starts_on": _("Begins"),
            "ends_on": _("Ends"),
        }
        help_texts = {
            "code": _("Small letters, digits and hyphens; it cannot be changed later."),
            "reference_prefix": _(
                "Two to six capital letters or digits, such as BX; it cannot be changed later."
            ),
        }
