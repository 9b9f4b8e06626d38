"""What the coordinators choose before a copy is taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster
from workpackages.reporting.models import ReportingPeriod, Snapshot


class ProgrammeCopyForm(forms.Form):
    """For the programme coordinator: the whole programme or one period, masked or full."""

    period = forms.ModelChoiceField(
        queryset=ReportingPeriod.objects.none(),
        to_field_name="public_id",
        required=False,
        label=_("Reporting period"),
        empty_label=_("All exchanges to date"),
        help_text=_("A copy of a period holds the exchanges whose last day lies in it."),
    )
    variant = forms.ChoiceField(
        choices=Snapshot.Variant,
        label=_("Variant"),
        help_text=_("A full copy names organisations; only you and the auditors can open it."),
    )

    def __init__(self, *args, programme, user, **kwargs):
        super().__init__(*args, **kwargs)
        periods = programme.reporting_periods.filter(accepted_at__isnull=True)
        self.fields["period"].queryset = periods


class ClusterCopyForm(forms.Form):
    """For a coordinator: a masked copy of the exchanges that count for the own cluster."""

    cluster = forms.ModelChoiceField(
        queryset=Cluster.objects.none(),
        to_field_name="code",
        label=_("Cluster"),
        empty_label=None,
        help_text=_("The copy holds the exchanges that count for this cluster."),
    )

    def __init__(self, *args, programme, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = Cluster.objects.filter(pk__in=user.cluster_ids).select_related("organisation")
        self.fields["cluster"].queryset = own


def form_for(user):
    return ProgrammeCopyForm if user.is_programme_coordinator else ClusterCopyForm
