"""What keeps a programme from being archived, and what is done just before it is.

An obstacle looks at a programme and returns a sentence for people, or ``None``; a last act changes
what could never be changed afterwards. The rooms above register theirs when the app starts, so that
this room need not import them.
"""

from collections.abc import Callable

from clusters.programme.models import Programme

Obstacle = Callable[[Programme], str | None]
LastAct = Callable[..., None]  # the programme, and ``by`` as a keyword
OBSTACLES: list[Obstacle] = []
LAST_ACTS: list[LastAct] = []


def obstacle(function: Obstacle) -> Obstacle:
    OBSTACLES.append(function)
    return function


def last_act(function: LastAct) -> LastAct:
    LAST_ACTS.append(function)
    return function


def obstacles_of(programme: Programme) -> list[str]:
    answers = (ask(programme) for ask in OBSTACLES)
    return [str(reason) for reason in answers if reason]


def do_last_acts(programme: Programme, *, by) -> None:
    for act in LAST_ACTS:
        act(programme, by=by)
