"""The languages in which people may say they can work, and how well."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

CODES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt"),
    *("lv", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "hy", "is", "mk", "sq", "sr", "tr", "uk"),
)


class Level(TextChoices):
    """The Common European Framework of Reference, and who grew up with it."""

    A1 = "A1", _("A1, first words")
    A2 = "A2", _("A2, simple everyday talk")
    B1 = "B1", _("B1, gets along")
    B2 = "B2", _("B2, works in it")
    C1 = "C1", _("C1, fluent")
    C2 = "C2", _("C2, without limits")
    NATIVE = "native", _("native")


def name_of(code: str) -> str:
    return get_language_info(code)["name_translated"] if code in CODES else code


def choices() -> list[tuple[str, str]]:
    return sorted(((code, name_of(code)) for code in CODES), key=lambda pair: pair[1])


def working(spoken: Mapping[str, str]) -> list[str]:
    """Those in which work is possible; older answers without a level were about just that."""
    return [code for code, level in spoken.items() if level not in (Level.A1, Level.A2)]


def at_least(level: Level, spoken: Mapping[str, str]) -> list[str]:
    """Those spoken at this level or better; nothing is supposed where no level was given."""
    enough = Level.values[Level.values.index(level) :]
    return [code for code, known in spoken.items() if known in enough]


def with_level(code: str, level: str) -> str:
    """“English (B2)”; without a level where none is known."""
    shown = _("native") if level == Level.NATIVE else level
    return f"{name_of(code)} ({shown})" if shown else name_of(code)


def validate_levels(spoken) -> None:
    """Known languages with a known level each; the level may be missing from older answers."""
    known = {*Level.values, ""}
    if not isinstance(spoken, Mapping) or not (
        spoken.keys() <= set(CODES) and set(map(str, spoken.values())) <= known
    ):
        raise ValidationError(_("Choose each language and how well you speak it."), code="language")
