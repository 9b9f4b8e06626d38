"""The choice of how to hear of things."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blues.notices.models import Wish
from blues.notices.topics import MATTERS


class WishForm(forms.Form):
    """One question for each matter that rooms above have registered."""

    def __init__(self, *args, wished: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        for code, label in MATTERS.items():
            self.fields[code] = forms.ChoiceField(
                label=label,
                choices=Wish.Way.choices,
                initial=wished[code],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the three.")},
            )
