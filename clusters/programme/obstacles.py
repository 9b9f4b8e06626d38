"""What keeps a programme from being archived: asked here, answered by the rooms above.

An obstacle looks at a programme and returns a sentence for people, or ``None``. The rooms above
register theirs when the app starts, so that this room need not import them.
"""

from collections.abc import Callable

from clusters.programme.models import Programme

Obstacle = Callable[[Programme], str | None]
OBSTACLES: list[Obstacle] = []


def obstacle(function: Obstacle) -> Obstacle:
    OBSTACLES.append(function)
    return function


def obstacles_of(programme: Programme) -> list[str]:
    answers = (ask(programme) for ask in OBSTACLES)
    return [str(reason) for reason in answers if reason]
