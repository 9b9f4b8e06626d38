"""One vocabulary of status for everybody; staff read the exact state beneath."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import FINISHED, STOPPED, State
from exchanges.lifecycle.steps import CURRENT, Step


@dataclass(frozen=True)
class Status:
    label: str
    tone: str


def status_of(exchange: Exchange, steps: list[Step]) -> Status:
    """The status as the reader of these steps sees it."""
    if exchange.state in STOPPED:
        return Status(_("Stopped"), "danger")
    if exchange.state in (State.PAID, *FINISHED):
        return Status(_("Completed") if exchange.is_virtual else _("Paid"), "success")
    current = [step for step in steps if step.state == CURRENT]
    if any(step.is_for_reader for step in current):
        return Status(_("Waiting for you"), "attention")
    if exchange.state == State.IN_PROGRESS:
        return Status(_("Under way"), "info")
    names = list(dict.fromkeys(step.who for step in current if step.who))
    if not names:
        return Status(exchange.get_state_display().capitalize(), "neutral")
    return Status(_("Waiting for %(name)s") % {"name": ", ".join(names)}, "neutral")
