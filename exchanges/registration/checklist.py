"""The points a coordinator looks at before accepting: data of the programme, answers per case."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput
from clusters.models import Programme
from exchanges.policy.outcomes import Report, Verdict
from exchanges.registration.casework import ChecklistAnswer, ChecklistItem
from exchanges.registration.models import Registration

Answer = ChecklistAnswer.Answer
CV = "cv"  # the code of the point about the CV


@dataclass(frozen=True)
class Given:
    """An answer as a form hands it in."""

    answer: str
    note: str = ""
    in_one_go: bool = False


@dataclass(frozen=True)
class Point:
    """One item with the answer there is."""

    item: ChecklistItem
    answer: ChecklistAnswer | None

    @property
    def stands_in_the_way(self) -> bool:
        """Needed, and not answered or answered with no."""
        if not self.item.is_required:
            return False
        return self.answer is None or self.answer.answer == Answer.NO


def points_of(registration: Registration) -> list[Point]:
    given = {
        answer.item_id: answer
        for answer in registration.checklist_answers.select_related("answered_by")
    }
    items = ChecklistItem.objects.asked_about(registration)
    return [Point(item, given.get(item.pk)) for item in items]


def gaps_of(registration: Registration) -> list[str]:
    """The points that keep the registration from being accepted, as sentences."""
    return [
        _("%(point)s: not answered.") % {"point": point.item}
        if point.answer is None
        else _("%(point)s: no. %(note)s") % {"point": point.item, "note": point.answer.note}
        for point in points_of(registration)
        if point.stands_in_the_way
    ]


@transaction.atomic
def write(
    registration: Registration,
    *,
    by,
    given: Mapping[str, Given],
    rest: Mapping[str, Given] | None = None,
) -> None:
    """Keep the answers by code of the item; ``rest`` counts where nothing else is given."""
    told = {**(rest or {}), **given}
    changed = []
    for point in points_of(registration):
        answer = told.get(point.item.code)
        if answer and _differs(point.answer, answer):
            _keep(registration, point.item, answer, by)
            changed.append(point.item.code)
    if changed:
        unseen = [code for code in changed if told[code].in_one_go]
        journal.record(
            registration.case, "checklist-answered", by=by, points=changed, in_one_go=unseen
        )


def in_one_go(
    registration: Registration,
    points: Iterable[Point],
    *,
    report: Report,
    assumed: Collection[str] = (),
) -> dict[str, Given]:
    """What one tick may answer, by code of the item; what somebody has to look at is left out.

    ``assumed`` are rules that pass with the very decision.
    """
    passed = {*assumed, *_passed(report)}
    open_items = [point.item for point in points if point.answer is None]
    return {
        item.code: Given(_in_one_go(item, registration), in_one_go=True)
        for item in open_items
        if not item.rule or item.rule in passed
    }


def _in_one_go(item: ChecklistItem, registration: Registration) -> str:
    return Answer.NOT_APPLICABLE if item.code == CV and not registration.cv else Answer.YES


def _passed(report: Report) -> set[str]:
    """Rules that were asked and hold, on either side."""
    asked = {outcome.rule for outcome in report.outcomes}
    return asked - {outcome.rule for outcome in report.outcomes if outcome.verdict != Verdict.PASS}


def _differs(kept: ChecklistAnswer | None, given: Given) -> bool:
    return kept is None or (kept.answer, kept.note) != (given.answer, given.note)


def _keep(registration, item, given: Given, by) -> None:
    if given.answer not in Answer.values:
        raise BadInput(_("A point is answered with yes, no or not applicable."))
    if given.answer == Answer.NO and not given.note.strip():
        raise BadInput(_("A “no” needs a note that says why."))
    registration.checklist_answers.update_or_create(
        item=item,
        defaults={
            "answer": given.answer,
            "note": given.note.strip(),
            "in_one_go": given.in_one_go,
            "answered_at": timezone.now(),
            "answered_by": by,
        },
    )


# The checklist of docs/domain.md. Codes and order are ours; rules answer some of it, too.
BLUES = (
    ("identity", "The organisation exists, and the person may speak for it", "", ""),
    ("type", "The type of organisation is right", "E1", ""),
    ("membership", "The membership of a cluster on ECCP is evidenced", "E2", ""),
    ("sme", "The SME declaration is plausible, where there is one", "E3", ""),
    ("country", "The country is right, and the organisation is at home there", "E4", ""),
    ("conflict", "No conflict of interest with the staff of our cluster", "", ""),
    ("purpose", "The purpose is concrete", "", ""),
    ("cv", "The CV fits the purpose", "", "visitor"),
    ("single", "Not a duplicate of another registration", "", ""),
    ("visit", "The one visit has not been made", "", "visitor"),
    ("exclusion", "Nothing is known that would exclude the organisation from EU funds", "", ""),
)


def seed(programme: Programme) -> None:
    """Add what is missing; what people have changed is left alone."""
    for position, (code, text, rule, role) in enumerate(BLUES, start=1):
        programme.checklist.get_or_create(
            code=code, defaults={"text": text, "rule": rule, "role": role, "position": position}
        )
