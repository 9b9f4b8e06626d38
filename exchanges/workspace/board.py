"""The programme at a glance: a funnel against the target, and what is stuck."""

from collections import Counter
from dataclasses import dataclass

from blues.common import clock
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import FINISHED, LIVE, STOPPED, State
from exchanges.registration.models import Registration
from exchanges.registration.states import TAKES_PART

ORDER = list(State)


@dataclass(frozen=True)
class Board:
    """Counts of exchanges that have come at least that far, stopped ones left out."""

    target: int
    registered: int
    proposed: int
    matched: int
    committed: int
    contracted: int
    under_way: int
    reported: int
    completed: int
    stopped: int
    by_cluster: list[tuple[str, int]]


def board_of(programme) -> Board:
    """Three queries, however many exchanges there are.

    An exchange counts once, for the partner cluster of the visitor (docs/domain.md, "Counting").
    """
    exchanges = Exchange.objects.filter(programme=programme)
    rows = list(
        exchanges.select_related("vop__organisation").only(
            "state", "vop__organisation__short_name", "vop__organisation__legal_name"
        )
    )
    states = Counter(exchange.state for exchange in rows)
    completed = Counter(str(exchange.vop) for exchange in rows if exchange.state in FINISHED)
    return Board(
        target=programme.target_exchanges,
        registered=Registration.objects.filter(programme=programme, state__in=TAKES_PART).count(),
        proposed=_at_least(states, State.PROPOSED),
        matched=_at_least(states, State.MATCHED),
        committed=_at_least(states, State.CTQ_SIGNED),
        contracted=_at_least(states, State.FA_SIGNED),
        under_way=_at_least(states, State.IN_PROGRESS),
        reported=_at_least(states, State.REPORTS_SUBMITTED),
        completed=sum(states[state] for state in FINISHED),
        stopped=sum(states[state] for state in STOPPED),
        by_cluster=sorted(completed.items(), key=lambda pair: (-pair[1], pair[0])),
    )


def _at_least(states: Counter, reached: State) -> int:
    return sum(states[state] for state in ORDER[ORDER.index(reached) :] if state not in STOPPED)


def stuck(user, programme):
    """Live exchanges in the reader's sight whose next step is overdue, the oldest first."""
    return (
        Exchange.objects.visible_to(user)
        .filter(programme=programme, state__in=LIVE, due_on__lt=clock.today())
        .with_parties()
        .order_by("due_on", "reference")
    )
