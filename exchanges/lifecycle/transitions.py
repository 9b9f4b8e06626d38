"""The only module that writes ``Exchange.state``."""

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import User
from clusters.programme.admission import require_writable
from exchanges.lifecycle.deadlines import due_on
from exchanges.lifecycle.guards import unmet
from exchanges.lifecycle.models import Exchange, Transition
from exchanges.lifecycle.parties import acting_as
from exchanges.lifecycle.states import MOVE, Move, Party, State
from exchanges.registration.models import LONGEST_TEXT


@transaction.atomic
def move(exchange: Exchange, *, to: State, by: User | None, note: str = "") -> Exchange:
    """Take one step, leave a trace, and return the fresh row.

    ``by`` is ``None`` where the portal itself acts. Raises ``Conflict`` when the step does not
    follow from the present state or a guard is unmet, ``NotAllowed`` when it is not this person's
    to take, ``BadInput`` when a reason is missing.
    """
    locked = lock(exchange)
    step = MOVE.get((State(locked.state), State(to)))
    if step is None:
        raise Conflict(
            _("This exchange is “%(now)s”, so it cannot become “%(then)s”.")
            % {"now": locked.get_state_display(), "then": State(to).label},
            way_out=_("Reload the page: somebody may have acted in the meantime."),
        )
    party = _permitted(step, locked, by, note)
    _write(locked, step)
    Transition.objects.create(
        exchange=locked,
        from_state=step.source,
        to_state=step.target,
        party=party,
        by=by,
        at=locked.state_since,
        note=note,
    )
    journal.record(
        locked.case, "state-changed", by=by, source=step.source, target=step.target, party=party
    )
    return locked


def lock(exchange: Exchange) -> Exchange:
    """The fresh row, locked until the transaction ends; the stale one is never trusted."""
    rows = Exchange.objects.select_for_update(of=("self",)).with_parties()
    locked = rows.get(pk=exchange.pk)
    require_writable(locked.programme)
    return locked


def _permitted(step: Move, exchange: Exchange, by: User | None, note: str) -> Party:
    party = acting_as(by, exchange, step)
    if party is None:
        raise NotAllowed(
            _("This step is taken by: %(who)s.")
            % {"who": ", ".join(str(p.label) for p in step.who)}
        )
    if step.needs_note and not note.strip():
        raise BadInput(_("Please give a reason; the others will read it."))
    if len(note) > LONGEST_TEXT:
        raise BadInput(_("A reason has at most %(most)s characters.") % {"most": LONGEST_TEXT})
    if reasons := unmet(step, exchange, by):
        raise Conflict(_("This step has to wait."), reasons=reasons)
    return party


def _write(exchange: Exchange, step: Move) -> None:
    exchange.state, exchange.state_since = step.target, clock.now()
    exchange.due_on = due_on(exchange, step.target)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # The trigger lets through just this step of just this row, and only now.
            cursor.execute(
                "SELECT set_config('blues.step', %s, true)",
                [f"{exchange.pk}:{step.source}:{step.target}"],
            )
            exchange.save(update_fields=["state", "state_since", "due_on"])
            cursor.execute("SELECT set_config('blues.step', '', true)")
    except IntegrityError as error:
        if "exchange_one_physical_visit" not in str(error):
            raise
        raise Conflict(
            _("The visiting organisation has already used its one physical visit.")
        ) from error
