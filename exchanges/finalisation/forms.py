"""What people fill in here. Nothing that the portal knows already is asked for."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blues.common.files import PAPER_HINT
from blues.common.forms import DayField
from blues.common.uploads import PAPERS
from clusters.models import Term
from exchanges.finalisation.models import ClosingReport, Evidence, Interruption, Preparation
from exchanges.finalisation.payments import LONGEST_REFERENCE
from exchanges.finalisation.reports import REQUIRED
from exchanges.registration.models import LONGEST_TEXT

ONE_TO_FIVE = [(5, _("5 – excellent")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 – poor"))]
NOUGHT_TO_FOUR = [
    (4, _("4 – fully reached")),
    (3, "3"),
    (2, _("2 – in part")),
    (1, "1"),
    (0, _("0 – not reached")),
]
YES_OR_NO = [("True", _("yes")), ("False", _("no"))]


def area(rows: int = 4):
    return forms.Textarea(attrs={"rows": rows})


def choice(label, choices, *, coerce=int, empty_value=None):
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=coerce,
        empty_value=empty_value,
        required=False,
        widget=forms.RadioSelect,
    )


class PreparationForm(forms.ModelForm):
    class Meta:
        model = Preparation
        fields = ["host_contact", "meeting_point", "practical_hints"]
        widgets = {"practical_hints": area()}
        help_texts = {
            "practical_hints": _("How to get there, what to bring, where to stay, whom to call."),
        }


class PresenceForm(forms.Form):
    first_day = DayField(label=_("First day present"))
    last_day = DayField(label=_("Last day present"))
    working_days = forms.IntegerField(label=_("Working days present"), min_value=0, max_value=31)
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(3),
        help_text=_("Needed where the days differ from those that were agreed."),
    )


class InterruptionForm(forms.Form):
    last_day = DayField(label=_("Last day of the stay"))
    cause = forms.ChoiceField(
        label=_("By whose cause"), choices=Interruption.Cause.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST_TEXT,
        widget=area(),
        help_text=_("All four parties will read it."),
    )


class ReportForm(forms.ModelForm):
    """Everything may stay open in a draft; ``reports.submit`` says what is missing."""

    objectives_reached = choice(_("How far were the objectives reached?"), NOUGHT_TO_FOUR)
    mark_matching = choice(_("Finding each other"), ONE_TO_FIVE)
    mark_support = choice(_("Support by the partner cluster"), ONE_TO_FIVE)
    mark_result = choice(_("Result of the exchange"), ONE_TO_FIVE)
    would_repeat = choice(
        _("Would you do it again?"), YES_OR_NO, coerce=lambda value: value == "True"
    )
    outcomes = forms.ModelMultipleChoiceField(
        label=_("What came of it"),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ClosingReport
        fields = [
            "activities_done",
            "deviations",
            "objectives_reached",
            "results",
            "people_met",
            "outcomes",
            "follow_up",
            "problems",
            "mark_matching",
            "mark_support",
            "mark_result",
            "would_repeat",
            "testimonial",
            "may_publish",
            "confidential",
        ]
        widgets = {
            "activities_done": area(7),
            "deviations": area(3),
            "results": area(5),
            "follow_up": area(3),
            "problems": area(3),
            "testimonial": area(2),
            "confidential": area(3),
        }
        help_texts = {
            "activities_done": _("Prefilled from the agenda; change what went otherwise."),
            "results": _("Contacts, offers, joint projects, what you learnt."),
            "confidential": _(
                "Read by the programme coordinator and the auditors only, never by the clusters."
            ),
        }

    use_required_attribute = False

    def __init__(self, *args, programme: int, **kwargs):
        super().__init__(*args, **kwargs)
        outcomes = Term.objects.filter(kind=Term.Kind.OUTCOME)
        self.fields["outcomes"].queryset = outcomes.offered(programme)
        self._ask_for(REQUIRED)

    def full_clean(self):
        """A draft may leave anything open, though the labels say what the report will need."""
        self._ask_for(())
        super().full_clean()
        self._ask_for(REQUIRED)

    def _ask_for(self, names) -> None:
        for name, field in self.fields.items():
            field.required = name in names

    def clean_people_met(self):
        return self.cleaned_data["people_met"] or 0

    def _post_clean(self):
        """The verb writes the row; the form only reads."""


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it is"), choices=Evidence.Kind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy("{} {}", PAPER_HINT, _("A photo from your phone will do.")),
        widget=forms.FileInput(attrs={"accept": ",".join(PAPERS)}),
    )
    remark = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=300,
        help_text=_("Needed for “other”: explain there why a ticket or an invoice is missing."),
    )


class ValidationForm(forms.Form):
    note = forms.CharField(
        label=_("How you decided on the remarks"), max_length=LONGEST_TEXT, widget=area(3)
    )

    def __init__(self, *args, needs_note: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needs_note


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What should be changed"),
        max_length=LONGEST_TEXT,
        widget=area(),
        help_text=_("The author reads it above the report."),
    )


class BookingForm(forms.Form):
    value_date = DayField(label=_("Value date"))
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=LONGEST_REFERENCE)
