"""What an exchange may be asked about reports (names in ``exchanges.lifecycle.states``)."""

from django.utils.translation import gettext as _

from exchanges.lifecycle.guards import guard
from workpackages.reporting.models import ReportingPeriod


@guard
def counted_in_an_accepted_report(exchange, by):
    accepted = ReportingPeriod.objects.filter(accepted_snapshot__counted=exchange)
    if accepted.exists():
        return None
    return _("No accepted report counts this exchange yet.")
