"""Whether the words of a version can be printed, said clause by clause in words for the author."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from blues.common.errors import BadInput, Conflict
from exchanges.building.clauses.models import PaperTemplate
from exchanges.building.clauses.names import names_for, shipped_keys
from exchanges.building.clauses.wording import (
    Clause,
    Condition,
    Part,
    known_names_sentence,
    misfits,
)

LONGEST_TITLE, LONGEST_CLAUSE = 200, 12_000
MOST_CLAUSES, LONGEST_TEMPLATE = 60, 150_000
OWN = "own-"


def tidy(text: str) -> str:
    """Lines without blanks around them and without control characters."""
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    kept = "\n".join("".join(c for c in line if c.isprintable()) for line in lines)
    return kept.strip()


def free_key(clauses: Iterable[Clause]) -> str:
    used = {clause.key for clause in clauses}
    return next(key for n in range(1, MOST_CLAUSES + 2) if (key := f"{OWN}{n}") not in used)


def require_sound(kind: str, clauses: list[Clause]) -> None:
    """Raise BadInput unless every clause is within its limits and names what there is."""
    for clause in clauses:
        _require_sound(kind, clause)
    if len(clauses) > MOST_CLAUSES:
        raise BadInput(_("A paper has at most %(most)s clauses.") % {"most": MOST_CLAUSES})
    if sum(len(clause.text) for clause in clauses) > LONGEST_TEMPLATE:
        raise BadInput(_("All clauses together are too long for a paper that people read."))


def require_printable(template: PaperTemplate) -> None:
    """All that belongs to the paper is there, in its part and under its condition."""
    clauses = template.clause_list
    require_sound(template.kind, clauses)
    there = {clause.key: (clause.part, clause.condition) for clause in clauses}
    lacking = [
        clause.title
        for key, clause in shipped_keys(template.kind).items()
        if there.get(key) != (clause.part, clause.condition)
    ]
    if lacking or len(there) != len(clauses):
        raise Conflict(_("Clauses are missing or doubled."), reasons=lacking)


def _require_sound(kind: str, clause: Clause) -> None:
    if not clause.title or len(clause.title) > LONGEST_TITLE or "\n" in clause.title:
        raise BadInput(
            _("A clause has a title of one line with at most %(most)s characters.")
            % {"most": LONGEST_TITLE}
        )
    if len(clause.text) > LONGEST_CLAUSE:
        raise BadInput(
            _("“%(title)s” has %(length)s characters; a clause has at most %(most)s.")
            % {"title": clause.title, "length": len(clause.text), "most": LONGEST_CLAUSE},
            way_out=_("Split it into several clauses."),
        )
    if clause.condition not in Condition.values or clause.part not in Part.values:
        raise BadInput(_("Please choose when the clause is printed."))
    _require_words(kind, clause)
    _require_known_names(kind, clause)


def _require_words(kind: str, clause: Clause) -> None:
    """A clause may be empty only where the portal itself adds the data."""
    shipped = shipped_keys(kind).get(clause.key)
    if not clause.text and (shipped is None or shipped.text):
        raise BadInput(_("“%(title)s” says nothing.") % {"title": clause.title})


def _require_known_names(kind: str, clause: Clause) -> None:
    names = names_for(kind, clause.part)
    if wrong := misfits(f"{clause.title}\n{clause.text}", names):
        raise BadInput(
            _("“%(title)s” names what no paper can fill in: %(wrong)s.")
            % {"title": clause.title, "wrong": ", ".join(wrong)},
            reasons=[known_names_sentence(names)],
            way_out=_("Braces stand around one of the known names and nowhere else."),
        )
