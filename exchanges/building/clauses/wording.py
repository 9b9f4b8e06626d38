"""Clauses as data, and the one place where a named place becomes its value.

A name in braces is looked up in a closed list and replaced by a text, once: no attributes, no
formats, no template language. Whatever a value looks like, it is not read again.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLACE = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
POINT = "- "


class Part(TextChoices):
    TOPIC = "topic", gettext_lazy("printed in every paper")
    PROPOSAL = "proposal", gettext_lazy("proposed to the two sides, who may change it")
    ANNEX = "annex", gettext_lazy("annex")


class Condition(TextChoices):
    ALWAYS = "always", gettext_lazy("always")
    PHYSICAL = "physical", gettext_lazy("stays in person only")
    VIRTUAL = "virtual", gettext_lazy("online exchanges only")
    SME = "sme", gettext_lazy("visitors that are an SME only")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One paragraph for each line of the text; a line that begins with "- " is a point."""

    key: str
    title: str
    text: str = ""
    part: str = Part.TOPIC.value
    condition: str = Condition.ALWAYS.value

    @property
    def is_words_of_two(self) -> bool:
        return self.part == Part.PROPOSAL

    @property
    def english_sha256(self) -> str:
        """A reading translation belongs to these words and to no others."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()

    def plain(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}


def holding(clauses: Iterable[Clause], part: Part, conditions: set[str]) -> list[Clause]:
    """The clauses of one part that this paper has."""
    return [c for c in clauses if c.part == part and c.condition in conditions]


def fill(text: str, values: Mapping[str, object]) -> str:
    return PLACE.sub(lambda place: str(values[place[1]]), text)


def places_in(text: str) -> list[str]:
    return list(dict.fromkeys(PLACE.findall(text)))


def misfits(text: str, names: Iterable[str]) -> list[str]:
    """What stands in braces and is no name of the list, as it was typed."""
    known = set(names)
    unknown = [f"{{{name}}}" for name in places_in(text) if name not in known]
    stray = BRACE.findall(PLACE.sub("", text))
    return unknown + list(dict.fromkeys(stray))


def paragraphs(text: str) -> list[str]:
    return [line for line in _lines(text) if not line.startswith(POINT)]


def points(text: str) -> list[str]:
    return [line.removeprefix(POINT) for line in _lines(text) if line.startswith(POINT)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def name_of(key: str) -> str:
    """The named place at which the number of another clause is printed."""
    return f"clause_{key.replace('-', '_')}"


def numbers_of(topics: Iterable[Clause]) -> dict[str, str]:
    return {name_of(clause.key): str(n) for n, clause in enumerate(topics, start=1)}


def known_names_sentence(names: Iterable[str]) -> str:
    return _("Known names: %(names)s.") % {
        "names": ", ".join(f"{{{name}}}" for name in sorted(names))
    }
