"""Under which conditions a round is asked for, and what is changed about the last one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blues.common.forms import MoneyField
from clusters.models import Cluster
from exchanges.matching.round_models import MatchedPair, MatchingRound
from exchanges.matching.rounds import usually_to_come

KEEP, FORBID = "fix", "forbid"


class RoundForm(forms.ModelForm):
    """All conditions are optional; without any the best for everybody together is looked for."""

    ceiling = MoneyField(
        label=_("Lump sums in all, at most"),
        required=False,
        min_value=0,
        help_text=_("What the programme can still pay for stays in person."),
    )

    class Meta:
        model = MatchingRound
        fields = ["rounds_to_come", "needs_subject", "most", "ceiling"]
        help_texts = {
            "rounds_to_come": _(
                "While there are some, places that are likely worth more later are kept. "
                "With 0 every place is given now."
            ),
            "needs_subject": _("A topic, a need that is met, or an activity that both want."),
            "most": _("Such as those that are missing to the target."),
        }

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rounds_to_come"].initial = usually_to_come(programme)
        self.clusters = list(
            Cluster.objects.filter(programme=programme, is_partner=True).order_by("code")
        )
        for cluster in self.clusters:
            self.fields[self._share(cluster)] = forms.IntegerField(
                label=_("Visitors of %(cluster)s, at most") % {"cluster": cluster},
                required=False,
                min_value=0,
                max_value=1000,
            )

    @staticmethod
    def _share(cluster) -> str:
        return f"share_{cluster.code}"

    @property
    def shares(self) -> list:
        """Fields to draw apart: most rounds need none of them."""
        return [self[self._share(cluster)] for cluster in self.clusters]

    @property
    def wishes(self) -> dict:
        """As ``rounds.ask`` takes them."""
        told = self.cleaned_data
        shares = {one.code: told[self._share(one)] for one in self.clusters}
        return {
            **{name: told[name] for name in self.Meta.fields},
            "shares": {code: most for code, most in shares.items() if most is not None},
        }


class AgainForm(forms.Form):
    """Pairs of a round to hold on to, and pairs to do without, in the next one."""

    fix = forms.ModelMultipleChoiceField(queryset=MatchedPair.objects.none(), required=False)
    forbid = forms.ModelMultipleChoiceField(queryset=MatchedPair.objects.none(), required=False)
    gives_all = forms.BooleanField(required=False)

    def __init__(self, *args, matching_round: MatchingRound, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (KEEP, FORBID):
            self.fields[name].queryset = matching_round.pairs.all()

    def clean(self):
        super().clean()
        chosen = [set(self.cleaned_data.get(name, ())) for name in (KEEP, FORBID)]
        if chosen[0] & chosen[1]:
            raise forms.ValidationError(
                _("A pair is either kept or done without, not both."), code="both"
            )
        return self.cleaned_data

    @property
    def wishes(self) -> dict:
        pairs = {
            name: [(pair.visitor_id, pair.host_id) for pair in self.cleaned_data[name]]
            for name in (KEEP, FORBID)
        }
        return pairs | {"gives_all": self.cleaned_data["gives_all"]}
