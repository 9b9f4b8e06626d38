"""Hiding a suggested partner, silently, and showing it again.

The partner learns nothing of it: nothing is told, its profile stays in the catalogue, and a
proposal stays possible in both directions.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput
from exchanges.matching.dismissal_models import Dismissal
from exchanges.registration.models import Registration
from exchanges.registration.rules import require, speaks_for


@transaction.atomic
def dismiss(registration: Registration, *, partner: Registration, by) -> Dismissal:
    """Leave the partner out of the suggestions; a second time changes nothing."""
    _require_own(registration, by)
    if partner.role == registration.role or partner.programme_id != registration.programme_id:
        raise BadInput(_("This is no partner that could be suggested here."))
    found, made = Dismissal.objects.get_or_create(
        registration=registration, partner=partner, defaults={"dismissed_by": by}
    )
    if made:
        journal.record(registration.case, "suggestion-hidden", by=by, partner=partner.reference)
    return found


@transaction.atomic
def show_again(registration: Registration, *, partner: Registration, by) -> None:
    _require_own(registration, by)
    gone, _rows = Dismissal.objects.filter(registration=registration, partner=partner).delete()
    if gone:
        journal.record(registration.case, "suggestion-shown", by=by, partner=partner.reference)


def hidden_from(registration: Registration):
    """The partners left out, the latest first, with what a line of the page shows."""
    rows = Dismissal.objects.filter(registration=registration)
    return rows.select_related("partner__organisation__country", "dismissed_by")


def _require_own(registration: Registration, by) -> None:
    require(speaks_for(by, registration), _("Only the organisation itself sorts its suggestions."))
