"""How far the milestones are: noted by hand, or counted from completed exchanges."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils import timezone

from exchanges.models import Exchange, State, Transition
from workpackages.plan.models import Milestone
from workpackages.plan.months import last_day_of


@dataclass(frozen=True)
class Standing:
    """``done`` of ``needed`` for a counted milestone, nothing of both for one that is noted."""

    milestone: Milestone
    due_on: date
    reached_on: date | None
    done: int | None = None
    needed: int | None = None

    @property
    def is_reached(self) -> bool:
        if self.needed is None:
            return self.reached_on is not None
        return (self.done or 0) >= self.needed


def standings(programme) -> list[Standing]:
    """Three queries, however many milestones and exchanges there are."""
    rows = Milestone.objects.filter(work_package__programme=programme)
    completed = Exchange.objects.filter(programme=programme).completed().count()
    days = _days_of_completion(programme)
    return [
        _standing(milestone, programme, completed, days)
        for milestone in rows.select_related("work_package")
    ]


def _days_of_completion(programme) -> list[date]:
    """One day for each exchange, in order: when it was completed for the first time."""
    steps = Transition.objects.filter(
        exchange__programme=programme,
        to_state=State.COMPLETED,
        exchange__in=Exchange.objects.completed(),
    )
    moments = steps.values("exchange").annotate(first=Min("at")).order_by("first")
    return [timezone.localdate(row["first"]) for row in moments]


def _standing(milestone, programme, completed, days) -> Standing:
    due = last_day_of(milestone.due_month, start=programme.starts_on)
    needed = milestone.needed_exchanges
    if needed is None:
        return Standing(milestone, due, milestone.reached_on)
    reached = days[needed - 1] if len(days) >= needed else None
    return Standing(milestone, due, reached, completed, needed)
