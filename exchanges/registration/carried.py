"""What the eligibility check hands over in the address, so that nobody types it twice.

Whatever does not fit is left out without a word: the person is about to be asked again anyway.
"""

from django import forms

from clusters.models import Cluster, Country, OrganisationType
from exchanges.registration.models import EarlierVisit, Registration

FEWEST_DAYS, MOST_DAYS = 3, 22  # as the row allows them
BEFORE = {
    "no": EarlierVisit.NEVER,
    "online": EarlierVisit.ONLINE,
    "on-site": EarlierVisit.IN_PERSON,
}


class CarriedForm(forms.Form):
    role = forms.ChoiceField(
        choices=[(Registration.VISITOR, ""), (Registration.HOST, "")], required=False
    )
    to = forms.ModelChoiceField(queryset=Country.objects.all(), required=False)
    days = forms.IntegerField(min_value=FEWEST_DAYS, max_value=MOST_DAYS, required=False)
    before = forms.ChoiceField(choices=list(BEFORE.items()), required=False)
    type = forms.ChoiceField(choices=OrganisationType.choices, required=False)
    country = forms.ModelChoiceField(queryset=Country.objects.all(), required=False)
    cluster = forms.ModelChoiceField(
        queryset=Cluster.objects.filter(is_partner=True), to_field_name="code", required=False
    )


def known_of(query) -> dict:
    """What the first page need not ask: the role, and a few facts about the organisation."""
    known = _understood(query)
    return {name: known[name] for name in ("role", "type", "country", "cluster") if known.get(name)}


def wishes_of(query, *, role: str) -> dict:
    """Answers that a fresh draft begins with."""
    known = _understood(query)
    wishes = {}
    if days := known.get("days"):
        wishes["preferred_days"] = days
    if (country := known.get("to")) and role == Registration.VISITOR:
        wishes["preferred_countries"] = [country]
    if (before := known.get("before")) and role == Registration.VISITOR:
        wishes["earlier_visit"] = BEFORE[before]
    return wishes


def _understood(query) -> dict:
    form = CarriedForm(query)
    form.is_valid()
    return form.cleaned_data
