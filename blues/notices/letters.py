"""Which letters people may write to many. The rooms that know who may be written to register them.

notices.letter(
    "matching.follow_up", button=_("Open the page"), may_write=coordinates_something
)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Letter:
    """``may_write`` is asked of a person when the draft is made, changed and sent."""

    code: str
    button: object
    may_write: Callable


LETTERS: dict[str, Letter] = {}


def letter(code: str, *, button, may_write: Callable) -> Letter:
    if code in LETTERS:
        raise ImproperlyConfigured(f"There is already a letter {code}.")
    LETTERS[code] = Letter(code, button, may_write)
    return LETTERS[code]


def writes_letters(user) -> bool:
    return user.is_authenticated and any(one.may_write(user) for one in LETTERS.values())
