"""The two ways to ask whether a document is genuine."""

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from blues.documents.models import LONGEST_REFERENCE, REFERENCE
from blues.documents.verifying import LARGEST


class ReferenceForm(forms.Form):
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("Printed at the foot of every page, for example CTQ-2021-0014-v2."),
        validators=[
            MaxLengthValidator(LONGEST_REFERENCE),
            RegexValidator(
                rf"(?i)^{REFERENCE}$", _("A reference has letters, digits and hyphens only.")
            ),
        ],
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("PDF file"),
        help_text=_("Choose the file or drop it here. It is compared and then forgotten."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf", "class": "dropzone"}),
        allow_empty_file=True,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than %(limit)s, so it is none of ours."),
                params={"limit": filesizeformat(LARGEST)},
                code="too_large",
            )
        return file
