"""What keeps a registration from ending: asked here, answered by the rooms above.

An obstacle looks at a registration and returns a sentence for people, or ``None``. The rooms above
register theirs when the app starts, so that this room need not import them.
"""

from collections.abc import Callable

from blues.common.errors import Conflict
from exchanges.registration.models import Registration

Obstacle = Callable[[Registration], str | None]
OBSTACLES: list[Obstacle] = []


def obstacle(function: Obstacle) -> Obstacle:
    OBSTACLES.append(function)
    return function


def obstacles_of(registration: Registration) -> list[str]:
    answers = (ask(registration) for ask in OBSTACLES)
    return [str(reason) for reason in answers if reason]


def require_none(registration: Registration, message: str) -> None:
    if reasons := obstacles_of(registration):
        raise Conflict(message, reasons=reasons)
