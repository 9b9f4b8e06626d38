"""What coordinators fill in about a case, and what organisations answer to a decision."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.files import PaperField
from blues.common.forms import DayField, StaleCheckMixin
from clusters.models import Cluster, User
from exchanges.registration.casework import ChecklistAnswer, Decision
from exchanges.registration.checklist import Given, Point
from exchanges.registration.limits import LONGEST_TEXT
from exchanges.registration.models import Registration
from exchanges.registration.partners import partner_clusters
from exchanges.registration.shown import questions_of
from exchanges.registration.upkeep import CallNote, RuleException

Answer = ChecklistAnswer.Answer
REMARK = "remark_"


class Words(forms.Form):
    """One answer in words; subclasses say which."""

    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class ChecklistForm(StaleCheckMixin, forms.Form):
    """Every point with yes, no or not applicable; one tick answers what is left open.

    ``in_one_go`` are the codes of the points that the tick may answer.
    """

    rest_is_fine = forms.BooleanField(
        label=gettext_lazy("Yes to every point that I have left open"),
        required=False,
        help_text=gettext_lazy(
            "Marked as given in one go. Points whose rule has not passed stay open, and where no "
            "CV was handed in, its point is not applicable."
        ),
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark to the organisation"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args, points: list[Point], in_one_go: Collection[str], outcomes=(), **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.points, self.in_one_go = points, in_one_go
        self.verdicts = {shown.outcome.rule: shown for shown in outcomes}
        for point in points:
            self.fields[f"answer_{point.item.code}"] = forms.ChoiceField(
                label=point.item.text,
                choices=Answer.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=point.answer.answer if point.answer else None,
            )
            self.fields[f"note_{point.item.code}"] = forms.CharField(
                label=_("Note on “%(point)s”") % {"point": point.item.text},
                required=False,
                max_length=500,
                initial=point.answer.note if point.answer else "",
            )

    def rows(self):
        """For the template: point, its answer and note fields, and what its rule says."""
        return [
            (
                point,
                self[f"answer_{point.item.code}"],
                self[f"note_{point.item.code}"],
                self.verdicts.get(point.item.rule),
            )
            for point in self.points
        ]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for point in self.points:
            self._check(point, cleaned)
        return cleaned

    def _check(self, point: Point, cleaned) -> None:
        name = f"answer_{point.item.code}"
        answer = cleaned.get(name)
        if answer == Answer.NO and not cleaned.get(f"note_{point.item.code}"):
            self.add_error(f"note_{point.item.code}", _("A “no” needs a note that says why."))
        elif answer == Answer.NO and point.item.is_required:
            self.add_error(name, _("With a “no” here the registration cannot be accepted."))
        elif not answer and point.item.is_required:
            self._check_open(point, is_rest_fine=cleaned.get("rest_is_fine"))

    def _check_open(self, point: Point, *, is_rest_fine: bool) -> None:
        name = f"answer_{point.item.code}"
        if not is_rest_fine:
            self.add_error(name, _("Answer this point, or say yes to all that is left open."))
        elif point.answer is None and point.item.code not in self.in_one_go:
            self.add_error(name, _("Its rule has not passed: look at this point and answer it."))

    def given(self) -> dict[str, Given]:
        return {
            point.item.code: Given(answer, self.cleaned_data[f"note_{point.item.code}"])
            for point in self.points
            if (answer := self.cleaned_data[f"answer_{point.item.code}"])
        }


class ReturnForm(StaleCheckMixin, forms.Form):
    """A remark for any answer, and one on the whole."""

    remark = forms.CharField(
        label=gettext_lazy("Remark on the whole"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, registration: Registration, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in questions_of(registration).items():
            self.fields[f"{REMARK}{name}"] = forms.CharField(
                label=label, required=False, max_length=LONGEST_TEXT
            )

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error("remark", _("Say what is missing; the organisation will read it."))
        return cleaned

    def remarks(self) -> dict[str, str]:
        return {
            name.removeprefix(REMARK): text
            for name, text in self.cleaned_data.items()
            if name.startswith(REMARK) and text
        }


class RejectForm(StaleCheckMixin, forms.Form):
    code = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=Decision.Reason.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("In words"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The organisation reads it and may ask for a review."),
    )


class ReviewForm(Words):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Why the decision should be reviewed")


class ReviewAnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Your reason"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The organisation and its cluster read it."),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            ("uphold", gettext_lazy("The rejection stands")),
            ("reopen", gettext_lazy("The cluster looks at it again")),
        ],
        widget=forms.RadioSelect,
    )


class ColleagueField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(queryset=User.objects.none(), to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj):
        return obj.name


class PassOnForm(forms.Form):
    to = ColleagueField(label=gettext_lazy("Colleague"))

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues


class ConflictForm(PassOnForm):
    reason = forms.CharField(
        label=gettext_lazy("What ties you to the organisation"), max_length=500
    )
    field_order = ["reason", "to"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].required = False
        self.fields["to"].empty_label = _("Whoever is free")


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=gettext_lazy("To which cluster"),
        queryset=Cluster.objects.none(),
        to_field_name="code",
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The other cluster reads it."),
    )

    def __init__(self, *args, registration, **kwargs):
        super().__init__(*args, **kwargs)
        partners = partner_clusters(registration.programme)
        self.fields["to"].queryset = partners.exclude(pk=registration.cluster_id)


class RefuseOfferForm(Words):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Why your cluster does not take the case")


class ExceptionForm(forms.Form):
    asked_on = DayField(label=gettext_lazy("The agency was asked on"))
    reason = forms.CharField(
        label=gettext_lazy("Why the exception is needed"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExceptionAnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=RuleException.Outcome.choices,
        widget=forms.RadioSelect,
    )
    answered_on = DayField(label=gettext_lazy("The agency answered on"))
    letter = PaperField(label=gettext_lazy("The agency's letter"))
    remark = forms.CharField(
        label=gettext_lazy("Conditions or remark"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HoldForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Rest until"),
        required=False,
        help_text=gettext_lazy("Without a day you rest until you come back yourself."),
    )


# -- Silent members ---------------------------------------------------------------------------


class CallForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=CallNote.Outcome.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("What was said"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_call_on = DayField(label=gettext_lazy("Call again on"), required=False)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        again = cleaned.get("outcome") == CallNote.Outcome.CALL_AGAIN
        if again and not cleaned.get("next_call_on") and "next_call_on" not in self.errors:
            self.add_error("next_call_on", _("Say when you will call again."))
        return cleaned


class HostsForm(forms.Form):
    hosts = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Hosts to ask"),
        queryset=Registration.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one host.")},
    )

    def __init__(self, *args, hosts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hosts"].queryset = hosts
        self.initial["hosts"] = [host.public_id for host in hosts]
