"""Translations for reading: what there is for each clause, who wrote it and who looked at it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.programme.programmes import lock
from exchanges.building.clauses.checking import LONGEST_TITLE, tidy
from exchanges.building.clauses.models import ClauseReading, PaperTemplate
from exchanges.building.clauses.names import names_for, shipped_keys
from exchanges.building.clauses.shipped.readings import READINGS
from exchanges.building.clauses.shipped.texts import TEXTS
from exchanges.building.clauses.wording import Clause, Part, known_names_sentence, misfits

Language = ClauseReading.Language


class Coverage(TextChoices):
    MISSING = "missing", gettext_lazy("missing")
    TITLE = "title", gettext_lazy("title only")
    SUMMARY = "summary", gettext_lazy("summary only")
    TRANSLATED = "translated", gettext_lazy("translated")
    REVIEWED = "reviewed", gettext_lazy("translated and reviewed")


@dataclass(frozen=True)
class Reading:
    """A clause in another language; ``row`` is empty for what the portal brought along."""

    clause: Clause
    title: str = ""
    summary: str = ""
    text: str = ""
    row: ClauseReading | None = None

    @property
    def coverage(self) -> Coverage:
        if self.row and self.row.reviewed_at:
            return Coverage.REVIEWED
        if self.text:
            return Coverage.TRANSLATED
        if self.summary:
            return Coverage.SUMMARY
        return Coverage.TITLE if self.title else Coverage.MISSING

    @property
    def tone(self) -> str:
        return TONES[self.coverage]


TONES = {
    Coverage.MISSING: "attention",
    Coverage.TITLE: "attention",
    Coverage.SUMMARY: "info",
    Coverage.TRANSLATED: "info",
    Coverage.REVIEWED: "success",
}


def of_template(template: PaperTemplate, language: str) -> list[Reading]:
    """Every clause that prints words of its own, with what there is of them in the language; one
    query."""
    rows = template.programme.clause_readings.filter(kind=template.kind, language=language)
    written = {(row.key, row.english_sha256): row for row in rows.select_related("translated_by")}
    return [
        _reading(clause, written.get((clause.key, clause.english_sha256)), template.kind, language)
        for clause in template.clause_list
        if clause.part != Part.PROPOSAL and clause.text
    ]


def may_translate(user) -> bool:
    return bool(user.cluster_ids) or user.is_programme_coordinator


@transaction.atomic
def translate(
    template: PaperTemplate, *, by, key: str, language: str, title: str, summary: str, text: str
) -> ClauseReading:
    """Write a translation of the clause as it stands in this version; it waits for a review."""
    _require_translator(by)
    programme = lock(template.programme)
    clause = template.clause(key)
    if clause is None or clause.part == Part.PROPOSAL or language not in Language.values:
        raise BadInput(_("There is no such clause."))
    title, summary, text = title.strip(), tidy(summary), tidy(text)
    _require_names(template.kind, clause, f"{title}\n{summary}\n{text}")
    rows = programme.clause_readings.filter(kind=template.kind, key=key, language=language)
    made = rows.filter(english_sha256=clause.english_sha256).first() or ClauseReading(
        programme=programme,
        kind=template.kind,
        key=key,
        language=language,
        english_sha256=clause.english_sha256,
    )
    made.title, made.summary, made.text = title[:LONGEST_TITLE], summary, text
    made.translated_at, made.translated_by = clock.now(), by
    made.reviewed_at = made.reviewed_by = None
    made.full_clean()
    made.save()
    return _recorded(made, "clause-translated", by=by)


@transaction.atomic
def review(reading: ClauseReading, *, by, seen: str) -> ClauseReading:
    """Somebody else vouches for the translation. ``seen``: when it was written, from the page."""
    _require_translator(by)
    lock(reading.programme)
    locked = ClauseReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if by == locked.translated_by:
        raise NotAllowed(_("Somebody else reviews a translation."))
    if locked.translated_at.isoformat() != seen:
        raise Conflict(_("The translation was changed in the meantime."))
    if not locked.text:
        raise Conflict(_("Only a translation of the whole clause can be reviewed."))
    locked.reviewed_at, locked.reviewed_by = clock.now(), by
    locked.save(update_fields=["reviewed_at", "reviewed_by"])
    return _recorded(locked, "clause-translation-reviewed", by=by)


def _reading(clause: Clause, row: ClauseReading | None, kind: str, language: str) -> Reading:
    if row:
        return Reading(clause, row.title, row.summary, row.text, row)
    brought = READINGS[kind][language].get(clause.key)
    original = shipped_keys(kind).get(clause.key)
    if not brought or not original or original.english_sha256 != clause.english_sha256:
        return Reading(clause)
    return Reading(clause, *brought, TEXTS[kind][language].get(clause.key, ""))


def _require_translator(by) -> None:
    if not may_translate(by):
        raise NotAllowed(_("Translations are written by coordinators."))


def _require_names(kind: str, clause: Clause, text: str) -> None:
    names = names_for(kind, clause.part)
    if wrong := misfits(text, names):
        raise BadInput(
            _("The translation names what no paper can fill in: %(wrong)s.")
            % {"wrong": ", ".join(wrong)},
            reasons=[known_names_sentence(names)],
        )


def _recorded(reading: ClauseReading, what: str, *, by) -> ClauseReading:
    journal.record(
        reading.programme.case,
        what,
        by=by,
        kind=reading.kind,
        clause=reading.key,
        language=reading.language,
    )
    return reading
