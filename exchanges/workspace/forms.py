from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.registration.models import LONGEST_TEXT


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does the exchange not take place?"),
        help_text=_("All four parties read this."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
    )
