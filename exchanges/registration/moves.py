"""The only module that writes ``Registration.state``."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict
from clusters.models import Organisation, Programme
from clusters.programme.admission import require_writable
from exchanges.registration.models import Registration
from exchanges.registration.states import RegistrationState, can_move

R = RegistrationState
SETTING = "blues.registration_step"
# Days a state may last, by the field of the rule set that says so.
DAYS_IN = {
    R.SUBMITTED: "assessment_days",
    R.UNDER_ASSESSMENT: "assessment_days",
    R.MORE_INFO_NEEDED: "answer_days",
    R.LOW_ACTIVE: "low_active_answer_days",
}


@transaction.atomic
def move(registration: Registration, *, to: R, by, **fields) -> Registration:
    """Take one step, leave a trace in the journal, and return the fresh row.

    ``fields`` are written together with the state: the database wants both or neither. ``by`` is
    ``None`` where the portal itself acts. Who may do it is asked before, by the verbs.
    """
    locked = lock(registration)
    if not can_move(locked.state, to):
        raise Conflict(
            _("This registration is “%(now)s”, so it cannot become “%(then)s”.")
            % {"now": locked.get_state_display(), "then": R(to).label},
            way_out=_("Reload the page: somebody may have acted in the meantime."),
        )
    source = locked.state
    fields = {"state": R(to), "due_on": _due_on(locked, to)} | _tidied(source, to) | fields
    for name, value in fields.items():
        setattr(locked, name, value)
    with connection.cursor() as cursor:
        # The trigger lets through just this step of just this row, and only now.
        cursor.execute(
            "SELECT set_config(%s, %s, true)", [SETTING, f"{locked.pk}:{source}:{R(to)}"]
        )
        locked.save(update_fields=[*fields, "changed_at"])
        cursor.execute("SELECT set_config(%s, '', true)", [SETTING])
    if to == R.SUBMITTED:
        locked.field_remarks.open().update(answered_at=timezone.now())
    journal.record(locked.case, "state-changed", by=by, source=source, target=R(to))
    return locked


def lock(registration: Registration) -> Registration:
    """The fresh row, locked until the transaction ends; the stale one is never trusted."""
    rows = Registration.objects.select_for_update(of=("self",)).with_parties()
    locked = rows.get(pk=registration.pk)
    require_writable(locked.programme)
    return locked


def lock_roles(organisation: Organisation, programme: Programme) -> None:
    """Hold all that the organisation has registered, always in the order of the rows.

    What is said in one role is carried over to the other. Whoever wrote both in an order of their
    own would wait for a colleague who waits for them.
    """
    rows = Registration.objects.filter(organisation=organisation, programme=programme)
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _tidied(source, to) -> dict:
    """What no longer holds after the step: a pause, a place outside the catalogue."""
    fields: dict = {}
    if source == R.ON_HOLD:
        fields["hold_until"] = None
    if to in (R.ACCEPTED, R.EXHAUSTED):
        fields["hidden_on"] = None
    return fields


def _due_on(registration, to):
    """Until when the next answer is due: the cluster's, then the participant's."""
    if to == R.UNDER_ASSESSMENT and registration.due_on:
        return registration.due_on  # opening the case wins no time
    if to not in DAYS_IN:
        return None
    rules = registration.programme.rule_set_on(clock.today())
    return clock.today() + timedelta(days=getattr(rules, DAYS_IN[to]))
