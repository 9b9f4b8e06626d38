"""What people type about the texts of papers. What may be printed is asked by the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.building.clauses.checking import LONGEST_CLAUSE, LONGEST_TITLE
from exchanges.building.clauses.models import PaperTemplate
from exchanges.building.clauses.wording import Clause, Condition, Part
from exchanges.building.letterhead_models import Letterhead

LONGEST_SENT = 200_000  # characters a form takes; the verb says what is too long for a clause
HOW_TO_WRITE = _(
    "One paragraph per line; a line that begins with “- ” is a point. Plain text: nothing else is"
    " read as markup."
)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("What the new version is for"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=_("For instance the amendment or the letter of the agency that asks for it."),
    )


class ClauseForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 14}),
        max_length=LONGEST_SENT,
        help_text=HOW_TO_WRITE,
        strip=False,
    )

    def __init__(self, *args, clause: Clause | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if clause:
            self.initial["title"], self.initial["text"] = clause.title, clause.text
        self.fields["text"].required = clause is None or bool(clause.text)


class NewClauseForm(ClauseForm):
    after = forms.ChoiceField(label=_("Printed after"))
    condition = forms.ChoiceField(label=_("Printed in"), choices=Condition)

    def __init__(self, *args, template: PaperTemplate, **kwargs):
        super().__init__(*args, **kwargs)
        topics = [clause for clause in template.clause_list if clause.part == Part.TOPIC]
        self.fields["after"].choices = [(clause.key, clause.title) for clause in topics]


class ReadingForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    summary = forms.CharField(
        label=_("Summary"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Printed as long as the text is not translated."),
    )
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 10}),
        max_length=LONGEST_CLAUSE,
        required=False,
        help_text=HOW_TO_WRITE,
    )


class SeenForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class LetterheadForm(forms.ModelForm):
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPEG. It is drawn anew on white and made small."),
    )
    without_logo = forms.BooleanField(label=_("Without a logo"), required=False)

    class Meta:
        model = Letterhead
        fields = ["name", "address", "contact", "accent"]
        widgets = {
            "address": forms.Textarea({"rows": 3}),
            "contact": forms.Textarea({"rows": 3}),
            "accent": forms.TextInput({"type": "color"}),
        }
        help_texts = {
            "contact": _("Telephone, address of the office, website; one per line."),
            "accent": _("For titles and lines; dark enough to be read on white."),
        }

    def said(self) -> dict:
        given = dict(self.cleaned_data)
        return {
            "keep_logo": not given.pop("without_logo"),
            "logo": given.pop("logo"),
            **given,
        }
