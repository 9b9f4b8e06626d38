"""A report as pairs of question and answer, for reading."""

from django.utils.translation import gettext as _

from blues.common.words import label_of
from exchanges.finalisation.models import ClosingReport

SHOWN = (
    "activities_done",
    "deviations",
    "objectives_reached",
    "results",
    "people_met",
    "follow_up",
    "problems",
    "mark_matching",
    "mark_support",
    "mark_result",
    "would_repeat",
    "testimonial",
    "may_publish",
)
OUT_OF = {"objectives_reached": 4, "mark_matching": 5, "mark_support": 5, "mark_result": 5}


def answers(report: ClosingReport) -> list[tuple[str, str]]:
    """Every answer but the confidential one, in the order of the form."""
    found = [(_label(name), _shown(report, name)) for name in SHOWN]
    outcomes = ", ".join(term.label for term in report.outcomes.all())
    return [*found[:5], (_("Kinds of outcome"), outcomes), *found[5:]]


def _label(name: str) -> str:
    label = label_of(ClosingReport, name)
    return label[0].upper() + label[1:]


def _shown(report, name: str) -> str:
    value = getattr(report, name)
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value} / {OUT_OF[name]}" if name in OUT_OF else str(value)
