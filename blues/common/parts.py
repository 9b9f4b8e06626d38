"""What the components of ``templatetags/ui.py`` are given: small values, made by views."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

STEP_WORDS = {
    "done": _("done"),
    "current": _("under way"),
    "waiting": _("still to come"),
    "stopped": _("stopped"),
}


@dataclass(frozen=True)
class Step:
    """One step of a timeline; ``state`` is done, current, waiting or stopped."""

    title: str
    state: str = "waiting"
    who: str = ""
    when: date | datetime | None = None
    due: date | None = None
    note: str = ""
    href: str = ""

    def __post_init__(self):
        if self.state not in STEP_WORDS:
            raise ValueError(f"A step is {', '.join(STEP_WORDS)}; not {self.state!r}.")

    @property
    def state_word(self):
        return STEP_WORDS[self.state]


@dataclass(frozen=True)
class Task:
    """One row of a task list. Without ``href`` it cannot start yet; ``hint`` says why or how."""

    label: str
    href: str = ""
    status: str = ""
    tone: str = ""
    hint: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Crumb:
    label: str
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, with the words for the value where the bare number does not do."""

    label: str
    value: int | float | Decimal
    shown: str = ""
    href: str = ""
