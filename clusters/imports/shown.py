"""Rows of a list as people read them: what is wrong, what would change, what looks alike."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import formats
from clusters.directory.duplicates import WORDS, Reason
from clusters.directory.models import Organisation, SizeClass
from clusters.imports import problems
from clusters.imports.fields import FIELDS, STORED
from clusters.imports.models import ImportBatch, ImportRow
from clusters.imports.words import countries
from clusters.programme.models import OrganisationType

STANDINGS = {
    "none": gettext_lazy("not yet a member"),
    "requested": gettext_lazy("asked to be confirmed"),
    "refused": gettext_lazy("refused"),
    "ended": gettext_lazy("ended"),
    "confirmed": gettext_lazy("confirmed"),
}
TONES = {
    "new": "success",
    "changed": "info",
    "unchanged": "neutral",
    "repeated": "neutral",
    "duplicate": "attention",
    "broken": "danger",
}
WORDS_OF: dict[str, dict] = {
    "membership": STANDINGS,
    "type": dict(OrganisationType.choices),
    "size_class": dict(SizeClass.choices),
}


def value(field: str, stored: Any) -> str:
    """A value of the list or the directory in words."""
    if stored in ("", None):
        return "–"
    if field == "country":
        return countries.names("en").get(stored, stored)
    if field in WORDS_OF:
        return str(WORDS_OF[field].get(stored, stored))
    return formats.number(stored, decimals=0) if field == "headcount" else str(stored)


def label(field: str) -> str:
    if field in FIELDS:
        return str(FIELDS[field].label)
    return {"membership": _("Membership"), "contact": _("Contact person")}[field]


def difference(found: dict[str, Any]) -> str:
    words = {
        "field": label(found["field"]),
        "before": value(found["field"], found["before"]),
        "after": value(found["field"], found["after"]),
    }
    if found.get("kept"):
        return _("%(field)s: %(before)s stays; the list says %(after)s") % words
    return _("%(field)s: %(before)s → %(after)s") % words


def details(row: ImportRow) -> list[str]:
    """What there is to say about the row, a sentence each."""
    if row.repeats:
        return [_("The same organisation as in row %(row)s.") % {"row": row.repeats}]
    if row.problems:
        return [about(trouble) for trouble in row.problems]
    if row.outcome == ImportRow.Outcome.DUPLICATE:
        return [likeness(row), str(row.get_choice_display() or _("Not decided yet."))]
    return [difference(found) for found in row.differences]


def about(trouble: dict[str, Any]) -> str:
    where, what = problems.place(trouble), problems.sentence(trouble)
    quoted = f" “{trouble['text']}”" if trouble.get("text") else ""
    return f"{where}{quoted}: {what}" if where else what


def likeness(row: ImportRow) -> str:
    """Why the row may be about an organisation that is known."""
    return _("It has %(reason)s.") % {"reason": WORDS[Reason(row.likeness)]} if row.likeness else ""


def as_lines(sentences: list[str]) -> SafeString | str:
    """One element, so that a narrow page keeps the lines together."""
    lines = format_html_join("", '<span class="line">{}</span>', ((line,) for line in sentences))
    return format_html("<span>{}</span>", lines) if sentences else ""


def side_by_side(row: ImportRow, organisation: Organisation) -> list[tuple[str, str, str, bool]]:
    """Label, what the list says, what the directory says, and whether the two differ."""
    differing = {found["field"] for found in row.differences}
    lines = []
    for code in STORED:
        here = row.values.get(code, "")
        there = getattr(organisation, "country_id" if code == "country" else code)
        if here not in ("", None) or there not in ("", None):
            lines.append((label(code), value(code, here), value(code, there), code in differing))
    return lines


def steps(batch: ImportBatch) -> list[tuple[str, str]]:
    """Where the list stands on its way, for the timeline."""
    titles = [_("Handed in"), _("Columns named"), _("Checked"), _("Applied")]
    done = {"uploaded": 1, "checking": 2, "checked": 3, "applying": 3, "applied": 4}[batch.state]
    waits = batch.state == batch.State.CHECKED  # for a person, who may take their time
    return [
        (title, "done" if i < done else "current" if i == done and not waits else "waiting")
        for i, title in enumerate(titles)
    ]


def outcome_pill(row: ImportRow) -> str:
    tone = TONES[row.outcome]
    return render_to_string(
        "_components/pill.html", {"label": row.get_outcome_display(), "tone": tone}
    )
