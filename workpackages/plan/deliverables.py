"""Taking a deliverable from one state to the next."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.programme.admission import require_writable
from workpackages.plan import rules
from workpackages.plan.models import Deliverable
from workpackages.plan.months import last_day_of
from workpackages.plan.states import NEXT_STATES, STILL_OWED, DeliverableState

FIELDS = ["state", "delay_reason", "submitted_at", "submitted_by"]


@transaction.atomic
def change(deliverable: Deliverable, *, to: DeliverableState, by, delay_reason="") -> Deliverable:
    """Take one step. What is submitted late says why, as the grant portal will ask."""
    rows = Deliverable.objects.select_for_update(of=("self",))
    row = rows.select_related("work_package__programme").get(pk=deliverable.pk)
    require_writable(row.work_package.programme)
    source, target = DeliverableState(row.state), DeliverableState(to)
    if not rules.may_move(by, row, target):
        raise NotAllowed(
            _("This step is taken by the leader of the work package or the coordinator."),
            way_out=_("Submission and the agency's answer are noted by the coordinator."),
        )
    if target not in NEXT_STATES[source]:
        raise Conflict(
            _("This deliverable is “%(now)s”, so it cannot become “%(then)s”.")
            % {"now": source.label, "then": target.label}
        )
    row.delay_reason = delay_reason.strip() or row.delay_reason
    if target == DeliverableState.SUBMITTED and is_late(row) and not row.delay_reason:
        raise BadInput(_("This deliverable is late. Say why; the agency will read it."))
    row.state = target
    row.submitted_at, row.submitted_by = _submission(row, target, by)
    row.save(update_fields=FIELDS)
    journal.record(row.case, "deliverable-moved", by=by, source=source, target=target)
    return row


def _submission(row, target, by):
    if target == DeliverableState.SUBMITTED:
        return timezone.now(), by
    if target in STILL_OWED and target != DeliverableState.REJECTED:
        return None, None
    return row.submitted_at, row.submitted_by


def due_on(deliverable) -> date:
    start = deliverable.work_package.programme.starts_on
    return last_day_of(deliverable.due_month, start=start)


def is_late(deliverable: Deliverable) -> bool:
    return deliverable.state in STILL_OWED and clock.today() > due_on(deliverable)
