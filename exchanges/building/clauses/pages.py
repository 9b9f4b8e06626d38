"""What the pages about texts show; assembled here so that views stay a few lines each."""

from django.utils.translation import gettext as _

from blues.common import formats
from clusters.models import Programme
from exchanges.building.clauses import comparing, readings
from exchanges.building.clauses.models import PaperKind, PaperTemplate, Stage
from exchanges.building.clauses.names import names_for, shipped_keys
from exchanges.building.clauses.rules import may_approve_texts, may_write_texts
from exchanges.building.clauses.wording import Clause, Condition, Part

TONES = {
    Stage.DRAFT: "attention",
    Stage.REVIEW: "attention",
    Stage.RELEASED: "success",
    Stage.SUPERSEDED: "neutral",
    Stage.DISCARDED: "neutral",
}


def overview(user, programme: Programme) -> dict:
    """Both kinds of paper with all their versions; one query."""
    rows = list(programme.paper_templates.with_people().defer("clauses"))
    return {
        "programme": programme,
        "papers": [
            {
                "kind": kind,
                "versions": [(row, tone_of(row)) for row in rows if row.kind == kind],
                "open": next((row for row in rows if row.kind == kind and row.is_open), None),
            }
            for kind in PaperKind
        ],
        "may_write": may_write_texts(user) and not programme.is_archived,
    }


def version_page(user, template: PaperTemplate) -> dict:
    base = _base_of(template)
    is_author = user == template.drafted_by
    return {
        "template": template,
        "tone": tone_of(template),
        "facts": _facts(template),
        "clauses": [_row(template, clause, number) for number, clause in numbered(template)],
        "base": base,
        "differences": comparing.between(base, template) if base else [],
        "may_edit": template.is_draft and is_author and may_write_texts(user),
        "may_approve": template.is_open and may_approve_texts(user),
        "may_preview": may_approve_texts(user),
        "why_not": _("A second person approves it.") if is_author else "",
        "coverage": coverage(template),
    }


def numbered(template: PaperTemplate) -> list[tuple[str, Clause]]:
    """Topics with the number that a paper in person prints; what is not numbered has none."""
    number, rows = 0, []
    for clause in template.clause_list:
        counts = clause.part == Part.TOPIC and clause.condition != Condition.VIRTUAL
        number += counts
        shown = str(number) if clause.part == Part.TOPIC else ""
        rows.append((shown, clause))
    return rows


def coverage(template: PaperTemplate) -> list[dict]:
    """How many of the clauses can be read in each language."""
    rows = []
    for language in readings.Language:
        found = readings.of_template(template, language)
        known = [reading.coverage for reading in found]
        rows.append(
            {
                "language": language,
                "full": sum(c in (readings.Coverage.TRANSLATED, FULL) for c in known),
                "summaries": known.count(readings.Coverage.SUMMARY),
                "of": len(known),
            }
        )
    return rows


FULL = readings.Coverage.REVIEWED


def tone_of(template: PaperTemplate) -> str:
    return TONES[Stage(template.stage)]


def names_table(kind: str, part: str) -> list[tuple[str, str]]:
    return [(f"{{{name}}}", str(meaning)) for name, meaning in names_for(kind, part).items()]


def _base_of(template: PaperTemplate) -> PaperTemplate | None:
    rows = PaperTemplate.objects.filter(programme=template.programme, kind=template.kind)
    return rows.filter(number=template.based_on).first() if template.based_on else None


def _row(template: PaperTemplate, clause: Clause, number: str) -> dict:
    condition = Condition(clause.condition)
    return {
        "clause": clause,
        "lines": clause.text.splitlines(),
        "number": number,
        "part": Part(clause.part).label if clause.part != Part.TOPIC else "",
        "condition": condition.label if condition != Condition.ALWAYS else "",
        "is_own": clause.key not in shipped_keys(template.kind),
    }


def _facts(template: PaperTemplate) -> list[tuple]:
    facts: list[tuple] = [(_("Programme"), template.programme.name), (_("Reason"), template.reason)]
    if template.based_on:
        facts.append((_("Written against version"), template.based_on))
    if template.drafted_at:
        facts.append((_("Drafted"), _who(template.drafted_by, template.drafted_at)))
    if template.approved_at:
        facts.append((_("Approved"), _who(template.approved_by, template.approved_at)))
    if template.discarded_at:
        facts.append((_("Discarded"), _who(template.discarded_by, template.discarded_at)))
    return facts


def _who(person, moment) -> str:
    return f"{person}, {formats.moment(moment)}"
