"""Verbs by which two people change the texts of papers, and the question which version is in force.

One drafts against what is in force and edits clause by clause; another approves. A paper keeps the
version it was written with, so an approval changes none that there is.
"""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Programme
from clusters.programme.cloning import part_of_a_clone
from clusters.programme.programmes import lock
from clusters.programme.rules import may_confirm_rules, may_draft_rules
from exchanges.building.clauses import checking
from exchanges.building.clauses.models import ClauseReading, PaperKind, PaperTemplate, Stage
from exchanges.building.clauses.shipped import SHIPPED
from exchanges.building.clauses.wording import Clause

SHIPPED_REASON = "The texts that the portal brings along."


def in_force(programme: Programme, kind: str) -> PaperTemplate:
    """The version that a new paper uses."""
    found = programme.paper_templates.in_force().filter(kind=kind).first()
    if found is None:
        raise Conflict(
            _("This programme has no approved texts for this paper yet."),
            way_out=_("Have the operator run the seed again, which puts them in place."),
        )
    return found


def used_by(paper) -> PaperTemplate:
    """The version that a paper was written with; one older than versions shows what is in force."""
    kind = PaperKind.AGREEMENT if hasattr(paper, "rate_table_id") else PaperKind.COMMITMENT
    return paper.template or in_force(paper.exchange.programme, kind)


def seed(programme: Programme) -> None:
    """The first version of each kind, where there is none yet."""
    if programme.is_archived:
        return
    for kind, clauses in SHIPPED.items():
        PaperTemplate.objects.get_or_create(
            programme=programme,
            kind=kind,
            number=1,
            defaults={
                "stage": Stage.RELEASED,
                "clauses": [clause.plain() for clause in clauses],
                "reason": SHIPPED_REASON,
            },
        )


@transaction.atomic
def draft(*, programme: Programme, kind: str, reason: str, by) -> PaperTemplate:
    """Begin the next version with the words that are in force. It is used for no paper yet."""
    _require_author(by)
    programme = lock(programme)
    rows = programme.paper_templates.filter(kind=kind)
    if rows.open().exists():
        raise Conflict(
            _("Another draft is open already."), way_out=_("Have it approved, or discard it first.")
        )
    if not reason.strip():
        raise BadInput(_("Please say what the new version is for."))
    base = in_force(programme, kind)
    made = PaperTemplate(
        programme=programme,
        kind=kind,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        clauses=base.clauses,
        reason=reason.strip(),
        based_on=base.number,
        drafted_at=clock.now(),
        drafted_by=by,
    )
    made.full_clean()
    made.save()
    return _recorded(made, "template-drafted", by=by)


@transaction.atomic
def write_clause(template: PaperTemplate, *, by, key: str, title: str, text: str) -> PaperTemplate:
    """Give a clause of one's own draft other words."""
    locked = _own_draft(template, by=by)
    clauses = locked.clause_list
    before = locked.clause(key)
    if before is None:
        raise BadInput(_("There is no such clause."))
    written = Clause(**before.plain() | {"title": title.strip(), "text": checking.tidy(text)})
    return _write(locked, [written if c.key == key else c for c in clauses], by=by, key=key)


@transaction.atomic
def add_clause(
    template: PaperTemplate, *, by, after: str, title: str, text: str, condition: str
) -> PaperTemplate:
    """A clause of the programme's own, printed after another one."""
    locked = _own_draft(template, by=by)
    clauses = locked.clause_list
    place = next((n for n, c in enumerate(clauses) if c.key == after and c.part == "topic"), None)
    if place is None:
        raise BadInput(_("Please choose the clause after which it stands."))
    key = checking.free_key(clauses)
    added = Clause(key=key, title=title.strip(), text=checking.tidy(text), condition=condition)
    return _write(locked, [*clauses[: place + 1], added, *clauses[place + 1 :]], by=by, key=key)


@transaction.atomic
def remove_clause(template: PaperTemplate, *, by, key: str) -> PaperTemplate:
    """Leave out a clause that the programme had added; the others belong to the paper."""
    locked = _own_draft(template, by=by)
    if key in checking.shipped_keys(locked.kind):
        raise Conflict(
            _("This clause belongs to the paper and cannot be left out."),
            way_out=_("Change its words instead."),
        )
    return _write(locked, [c for c in locked.clause_list if c.key != key], by=by, key=key)


@transaction.atomic
def ask_for_approval(template: PaperTemplate, *, by) -> PaperTemplate:
    """Close the draft for the second person, who sees exactly what will be in force."""
    locked = _own_draft(template, by=by)
    checking.require_printable(locked)
    if locked.clauses == in_force(locked.programme, locked.kind).clauses:
        raise BadInput(_("The draft says the same as the version in force."))
    return _moved(locked, Stage.REVIEW, "template-review-asked", by=by)


@transaction.atomic
def reopen(template: PaperTemplate, *, by) -> PaperTemplate:
    """Back to its author, who asked too early or was asked for a change."""
    locked = _lock(template)
    if not may_confirm_rules(by):
        raise NotAllowed(_("Templates are changed and approved by coordinators."))
    _require_stage(locked, Stage.REVIEW)
    return _moved(locked, Stage.DRAFT, "template-reopened", by=by)


@transaction.atomic
def approve(template: PaperTemplate, *, by) -> PaperTemplate:
    """Put the version into force for papers that are written from now on."""
    locked = _lock(template)
    if not may_confirm_rules(by):
        raise NotAllowed(
            _("A template is approved by a programme coordinator or a finance officer.")
        )
    if by == locked.drafted_by:
        raise NotAllowed(
            _("Nobody approves their own draft."), way_out=_("Ask a second person to look at it.")
        )
    _require_stage(locked, Stage.REVIEW)
    checking.require_printable(locked)
    before = in_force(locked.programme, locked.kind)
    if before.number != locked.based_on:
        raise Conflict(_("The draft was written against a version that is superseded by now."))
    _set_stage(before, Stage.SUPERSEDED)
    locked.approved_at, locked.approved_by = clock.now(), by
    return _moved(locked, Stage.RELEASED, "template-approved", by=by)


@transaction.atomic
def discard(template: PaperTemplate, *, by) -> PaperTemplate:
    """Lay the draft aside; it stays readable, and no paper ever uses it."""
    locked = _lock(template)
    if not may_confirm_rules(by):
        raise NotAllowed(_("Templates are changed and approved by coordinators."))
    if not locked.is_open:
        raise Conflict(_("This draft has already been approved or discarded."))
    locked.discarded_at, locked.discarded_by = clock.now(), by
    return _moved(locked, Stage.DISCARDED, "template-discarded", by=by)


@part_of_a_clone
def texts_of_papers(source: Programme, target: Programme) -> None:
    """What is in force becomes version 1 of the copy, with its translations."""
    for template in source.paper_templates.in_force():
        PaperTemplate.objects.create(
            programme=target,
            kind=template.kind,
            stage=Stage.RELEASED,
            clauses=template.clauses,
            reason=_("As in %(programme)s, version %(number)s.")
            % {"programme": source.name, "number": template.number},
        )
    readings = list(source.clause_readings.all())
    for reading in readings:
        reading.pk, reading.programme = None, target
    ClauseReading.objects.bulk_create(readings)


def _write(locked: PaperTemplate, clauses: list[Clause], *, by, key: str) -> PaperTemplate:
    checking.require_sound(locked.kind, clauses)
    locked.clauses = [clause.plain() for clause in clauses]
    locked.drafted_at = clock.now()
    locked.save(update_fields=["clauses", "drafted_at"])
    return _recorded(locked, "template-changed", by=by, clause=key)


def _lock(template: PaperTemplate) -> PaperTemplate:
    """One change of a programme's texts at a time: two who approve at once meet here."""
    programme = lock(template.programme)
    locked = PaperTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    locked.programme = programme
    return locked


def _own_draft(template: PaperTemplate, *, by) -> PaperTemplate:
    locked = _lock(template)
    _require_author(by)
    if by != locked.drafted_by:
        raise NotAllowed(_("A draft is changed by the person who wrote it."))
    _require_stage(locked, Stage.DRAFT)
    return locked


def _require_author(by) -> None:
    if not may_draft_rules(by):
        raise NotAllowed(_("The texts of papers are drafted by a programme coordinator."))


def _require_stage(template: PaperTemplate, stage: Stage) -> None:
    if template.stage != stage:
        raise Conflict(
            _("This version is “%(stage)s” by now.") % {"stage": template.get_stage_display()},
            way_out=_("Reload the page to see what has happened."),
        )


def _moved(locked: PaperTemplate, stage: Stage, what: str, *, by) -> PaperTemplate:
    _set_stage(locked, stage)
    return _recorded(locked, what, by=by)


def _set_stage(template: PaperTemplate, stage: Stage) -> None:
    template.stage = stage
    template.save(
        update_fields=["stage", "approved_at", "approved_by", "discarded_at", "discarded_by"]
    )


def _recorded(template: PaperTemplate, what: str, *, by, **more) -> PaperTemplate:
    journal.record(
        template.programme.case, what, by=by, kind=template.kind, version=template.number, **more
    )
    return template
