"""What the two editors show: the fields, what was remarked on them, and where both wrote."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from django.shortcuts import render

from blues import journal
from blues.common.errors import Refusal
from exchanges.building import agenda_templates, commitments, remarking
from exchanges.building.commitment_forms import CommitmentForm, Together
from exchanges.building.completeness import (
    agenda_problems,
    missing,
    ordinary_days,
    programmed_days,
)
from exchanges.building.content import ACTIVITIES, plain_text
from exchanges.building.differences import compare
from exchanges.building.merging import Clash, mark
from exchanges.building.models import Commitment
from exchanges.building.remark_forms import ANSWER, REMARK
from exchanges.lifecycle.holidays import holiday_warning


def text_page(request, draft: Commitment, form: CommitmentForm, **found):
    return _editor(request, "commitment_edit.html", draft, form, **found)


def agenda_page(request, draft: Commitment, formset, **found):
    exchange = draft.exchange
    by_place, unsaid = _remarks(request, draft, found["clashes"])
    for form in formset:
        day = form.day_told
        form.remark_place = remarking.place_of_day(day) if day else ""
        form.day_remarks = by_place.get(form.remark_place, [])
        form.typed_remark = unsaid.get(f"{REMARK}{form.remark_place}", "")
    return _editor(
        request,
        "agenda_edit.html",
        draft,
        formset,
        formset=formset,
        holiday_warning=holiday_warning(exchange),
        templates=agenda_templates.kept_for(request.user, exchange),
        programmed=len(programmed_days(draft)),
        working_days=len(ordinary_days(exchange)),
        least=exchange.rule_set.shortest_stay_days,
        **found,
    )


def _editor(
    request,
    template,
    draft: Commitment,
    form: Together,
    *,
    clashes,
    refused: Refusal | None,
    **more,
):
    """With what was typed, also where it was refused, and what the other side wrote meanwhile."""
    by_place, unsaid = _remarks(request, draft, clashes)
    seen = form.show(clashes, seen=form.seen, by_place=by_place)
    who = other_writer(draft, request.user) if clashes else ""
    for place, control in form.controls().items():
        control.typed_remark = unsaid.get(f"{REMARK}{place}", "")
        if control.clash:
            control.clash_line = clash_line(control, control.clash, who=who)
    context = {
        "exchange": draft.exchange,
        "commitment": draft,
        "form": form,
        "seen": seen if clashes or not form.data else form.data.get("seen", ""),
        "clashes": [control for control in form.controls().values() if control.clash],
        "refused": refused,
        "lacking": [*missing(draft), *agenda_problems(draft)],
        "may_settle": remarking.capacity(draft.exchange, request.user),
        **more,
    }
    status = refused.status if refused else 409 if clashes else 200
    return render(request, f"exchanges/building/{template}", context, status=status)


def _remarks(request, draft: Commitment, clashes) -> tuple[dict, Mapping]:
    """By place, with what was typed and not said yet: where the page was refused as a whole."""
    unsaid: Mapping = {} if clashes else request.POST
    by_place = remarking.remarks_of(draft.exchange)
    for remark in chain.from_iterable(by_place.values()):
        remark.typed_answer = unsaid.get(f"{ANSWER}{remark.pk}", "")
    return by_place, unsaid


def clash_line(control, clash: Clash, *, who: str) -> dict[str, Any]:
    theirs = _in_words(control, clash.theirs)
    return {
        "control": control,
        "clash": clash,
        "theirs": theirs,
        "pieces": compare(_in_words(control, clash.mine), theirs),
        "who": who,
        "may_join": control.widget_type == "textarea" or control.name == ACTIVITIES,
    }


def _in_words(control, value) -> str:
    if control.name == ACTIVITIES:
        names = {choice.value: label for choice, label in control.field.choices}
        return ", ".join(str(names.get(key, "")) for key in value)
    return str(value or "")


def other_writer(draft: Commitment, reader) -> str:
    entries = journal.entries_for(draft.exchange.case).exclude(actor=reader)
    last = entries.filter(verb=commitments.CHANGED).last()
    return last.actor.name if last and last.actor else ""


def told(key: str, control: str, typed, on_file) -> dict[str, str]:
    """One value for the page that sent it; ``value`` where it is not what was sent."""
    line = {"key": key, "control": control, "mark": mark(on_file)}
    sent = plain_text(typed) if isinstance(typed, str) else typed
    if mark(sent) == mark(on_file):
        return line
    return line | {"value": str(on_file or "")}
