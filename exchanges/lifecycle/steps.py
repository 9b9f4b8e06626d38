"""What a room says about the way of one exchange; the exchange page puts the rooms together.

Each room above offers ``steps.py`` with ``steps(exchange, user) -> list[Step]``. It reads only the
relations that ``exchanges.workspace.progress.with_progress`` has prefetched (through ``.all()`` and
one-to-one accessors), so that "my turn" costs the same for one exchange and for fifty.
"""

from dataclasses import dataclass
from datetime import date, datetime

DONE, CURRENT, WAITING, STOPPED = "done", "current", "waiting", "stopped"


@dataclass(frozen=True)
class Step:
    """One line of the timeline.

    ``who`` names the organisations or offices that act. ``url`` and ``action`` (an imperative such
    as "Sign the Commitment") are given only where the reader is one of them and may act now;
    ``why_not`` says what is still missing where the reader would act but cannot.
    """

    label: str
    state: str
    who: str = ""
    done_at: datetime | None = None
    due_on: date | None = None
    url: str = ""
    action: str = ""
    why_not: str = ""

    @property
    def is_for_reader(self) -> bool:
        return self.state == CURRENT and bool(self.url)
