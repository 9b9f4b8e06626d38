"""What keeps two records from becoming one: asked here, answered by the rooms above.

The rooms above register theirs when the app starts, so that this room need not import them. Both
kinds give sentences for the person who wants to merge, or to undo a merge. What keeps two records
apart may depend on that person.
"""

from collections.abc import Callable, Iterable
from typing import Any

from clusters.directory.duplicate_models import Merge
from clusters.directory.models import Organisation

Obstacle = Callable[[Organisation, Organisation, Any], Iterable[str]]
UndoObstacle = Callable[[Merge], Iterable[str]]
OBSTACLES: list[Obstacle] = []
UNDO_OBSTACLES: list[UndoObstacle] = []


def obstacle(function: Obstacle) -> Obstacle:
    OBSTACLES.append(function)
    return function


def undo_obstacle(function: UndoObstacle) -> UndoObstacle:
    UNDO_OBSTACLES.append(function)
    return function


def against(kept: Organisation, absorbed: Organisation, by) -> list[str]:
    return [str(reason) for ask in OBSTACLES for reason in ask(kept, absorbed, by)]


def against_undoing(merge: Merge) -> list[str]:
    return [str(reason) for ask in UNDO_OBSTACLES for reason in ask(merge)]
