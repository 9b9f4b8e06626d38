"""What is different between two versions, clause by clause and word by word."""

from django.utils.translation import gettext as _

from exchanges.building.clauses.models import PaperTemplate
from exchanges.building.clauses.wording import Clause
from exchanges.building.differences import Difference, compare


def between(older: PaperTemplate, newer: PaperTemplate) -> list[Difference]:
    """Clauses that were changed, added, left out or moved, in the order of the newer version."""
    before = {clause.key: clause for clause in older.clause_list}
    after = {clause.key: clause for clause in newer.clause_list}
    return [
        Difference(_label(key, before, after), compare(_text(before, key), _text(after, key)))
        for key in dict.fromkeys([*after, *before])
        if _text(before, key) != _text(after, key)
    ]


def _label(key: str, before: dict[str, Clause], after: dict[str, Clause]) -> str:
    title = (after.get(key) or before[key]).title
    if key not in before:
        return _("%(title)s (new)") % {"title": title}
    if key not in after:
        return _("%(title)s (left out)") % {"title": title}
    return title


def _text(clauses: dict[str, Clause], key: str) -> str:
    clause = clauses.get(key)
    return f"{clause.title}\n{clause.text}" if clause else ""
