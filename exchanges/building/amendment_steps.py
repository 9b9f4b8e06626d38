"""Small steps that every verb of an amendment takes; the state is written here alone."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from exchanges.building.amendment_models import OPEN, Amendment, Step
from exchanges.building.stay_days import on_other_days
from exchanges.lifecycle.deadlines import due_on
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.transitions import lock
from exchanges.registration.models import LONGEST_TEXT

# Everything that is to be signed has been signed, and the stay has not begun.
AMENDABLE = (State.CTQ_SIGNED, State.FA_SIGNED, State.READY)
SETTING = "blues.amendment_step"


def fresh(amendment: Amendment) -> Amendment:
    exchange = lock(amendment.exchange)
    rows = Amendment.objects.select_for_update(of=("self",))
    locked = rows.select_related("commitment", "agreement").get(pk=amendment.pk)
    locked.exchange = exchange
    return locked


def require(amendment: Amendment, *states: Step) -> None:
    if amendment.state not in states:
        raise Conflict(
            _("This amendment is “%(state)s”.") % {"state": amendment.get_state_display()},
            way_out=_("Reload the page: somebody may have acted in the meantime."),
        )


def refuse_too_late(amendment: Amendment) -> None:
    exchange = amendment.exchange
    if exchange.state not in AMENDABLE:
        raise Conflict(_("The exchange has moved on; what was signed stays as it is."))
    if clock.today() >= min(exchange.first_day, amendment.first_day):
        raise Conflict(_("The first day has come; what was signed stays as it is."))


def take(amendment: Amendment, step: Step, *, by=None) -> None:
    before, amendment.state = amendment.state, step
    if step not in OPEN:
        amendment.over_since, amendment.ended_by = clock.now(), by
    with connection.cursor() as cursor:
        # The trigger lets through just this step of just this row, and only now.
        cursor.execute(
            "SELECT set_config(%s, %s, true)", [SETTING, f"{amendment.pk}:{before}:{step}"]
        )
        amendment.save()
        cursor.execute("SELECT set_config(%s, '', true)", [SETTING])


def record(amendment: Amendment, verb: str, *, by, **detail) -> None:
    journal.record(
        amendment.exchange.case,
        verb,
        by=by,
        amendment=amendment.reference,
        first_day=amendment.first_day.isoformat(),
        last_day=amendment.last_day.isoformat(),
        **detail,
    )


def move_the_days(exchange: Exchange, first: date, last: date) -> None:
    other = on_other_days(exchange, first, last)
    exchange.first_day, exchange.last_day = first, last
    exchange.holidays, exchange.holiday_gap = other.holidays, other.holiday_gap
    exchange.due_on = due_on(exchange, State(exchange.state))
    exchange.save(update_fields=["first_day", "last_day", "due_on", "holidays", "holiday_gap"])


def on_its_days(amendment: Amendment, paper=None):
    """The paper beside an exchange that already takes place on the new days."""
    paper = paper or amendment.commitment
    other = on_other_days(amendment.exchange, amendment.first_day, amendment.last_day)
    paper.exchange, paper.amendment = other, amendment
    return paper


def given(reason: str) -> str:
    reason = (reason or "").strip()
    if not reason:
        raise BadInput(_("Please give a reason; the others will read it."))
    if len(reason) > LONGEST_TEXT:
        raise BadInput(_("A reason has at most %(most)s characters.") % {"most": LONGEST_TEXT})
    return reason


def open_amendment(exchange: Exchange) -> Amendment | None:
    found = (
        Amendment.objects.filter(exchange=exchange, state__in=OPEN)
        .select_related("commitment__text_document", "agreement__text_document")
        .first()
    )
    if found is not None:
        found.exchange = exchange
    return found
