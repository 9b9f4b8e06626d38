"""What the person who hands over says about the successor."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.models import User


class HandOverForm(forms.Form):
    """The successor, and for registrations the two facts that hang on the person (rule E9)."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        help_text=_("A colleague who already acts for the organisation."),
    )
    is_third_country_national = forms.BooleanField(
        label=_("The successor is a national of a country outside COSME"), required=False
    )
    declares_183_days = forms.BooleanField(
        label=_("and has lived in a participating country for 183 days with a residence permit"),
        required=False,
    )

    def __init__(self, *args, successors: Sequence[User], asks_about_person: bool, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=[person.pk for person in successors])
        self.fields["successor"].queryset = people.order_by("family_name", "pk")
        if not asks_about_person:
            del self.fields["is_third_country_national"], self.fields["declares_183_days"]
