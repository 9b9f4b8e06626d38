"""The month chart: one lane for each work package, drawn as numbers that a template turns to SVG.

The tables on the same page say the same in words.
"""

from dataclasses import dataclass
from datetime import date

from workpackages.plan.months import month_of

LEFT, STEP, TOP, LANE = 64, 24, 34, 40  # in the units of the drawing
LABEL_EVERY = 3


@dataclass(frozen=True)
class Mark:
    """A due deliverable or milestone, or something that happened; ``title`` is its tooltip."""

    kind: str
    x: float
    y: float
    title: str


@dataclass(frozen=True)
class Chart:
    months: int
    lanes: list[tuple[str, float]]
    labels: list[tuple[str, float]]
    marks: list[Mark]
    today: float | None

    @property
    def width(self) -> int:
        return LEFT + self.months * STEP + STEP

    @property
    def height(self) -> int:
        return TOP + len(self.lanes) * LANE

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return LEFT + self.months * STEP


def draw(*, programme, work_packages, standings, events, today: date) -> Chart:
    start = programme.starts_on
    months = month_of(programme.planned_end, start=start)
    happened = [month_of(event.happened_on, start=start) for event in events]
    due = [p.due_month for package in work_packages for p in package.deliverables.all()]
    months = max([months, *happened, *due])
    lane_of = {package.number: _lane(row) for row, package in enumerate(work_packages)}
    now = month_of(today, start=start)
    return Chart(
        months=months,
        lanes=[(f"WP{number}", y) for number, y in lane_of.items()],
        labels=[(f"M{m}", _x(m)) for m in range(1, months + 1) if m % LABEL_EVERY == 0 or m == 1],
        marks=[
            *_deliverables(work_packages, lane_of),
            *_milestones(standings, lane_of),
            *_events(events, lane_of, start),
        ],
        today=_x(now) if 1 <= now <= months else None,
    )


def _lane(row: int) -> float:
    return TOP + row * LANE + LANE / 2


def _x(month: int) -> float:
    return LEFT + (month - 0.5) * STEP


def _deliverables(work_packages, lane_of) -> list[Mark]:
    """What is due in the same month of the same work package stands side by side."""
    marks: list[Mark] = []
    seen: dict[tuple[int, int], int] = {}
    for package in work_packages:
        for promise in package.deliverables.all():
            place = (package.number, promise.due_month)
            beside = seen[place] = seen.get(place, -1) + 1
            x = _x(promise.due_month) - beside * STEP / 2
            marks.append(Mark("deliverable", x, lane_of[package.number], str(promise)))
    return marks


def _milestones(standings, lane_of) -> list[Mark]:
    return [
        Mark(
            "reached" if standing.is_reached else "milestone",
            _x(standing.milestone.due_month),
            lane_of[standing.milestone.work_package.number] + LANE / 4,
            str(standing.milestone),
        )
        for standing in standings
    ]


def _events(events, lane_of, start) -> list[Mark]:
    return [
        Mark(
            "event",
            _x(month_of(event.happened_on, start=start)),
            lane_of[package.number] - LANE / 4,
            event.title,
        )
        for event in events
        for package in event.work_packages.all()
    ]
