"""A scan that waits for the check, as a line of the timeline: it is not the signatory's turn."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.building.rules import checkers_of, may_check_scan
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party
from exchanges.lifecycle.steps import CURRENT, Step


def scan_to_check(exchange: Exchange, user, scan, *, label: str, due_on: date | None) -> Step:
    checks = may_check_scan(user, scan)
    address = reverse("building:scan-check", args=[exchange.public_id, scan.public_id])
    return Step(
        label=label,
        state=CURRENT,
        who=str(exchange.cluster_of(checkers_of(Party(scan.party))[0])),
        due_on=due_on,
        url=address if checks else "",
        action=_("Check the scan") if checks else "",
        why_not="" if checks else _("The scan is checked by the cluster; then it counts."),
    )
