"""The task list with one section open in it: typed, kept, and taken over by Continue."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blues import journal
from exchanges.registration import (
    drafts,
    eligibility,
    presentation,
    registrations,
    sections,
    shown,
)
from exchanges.registration.access import get_registration
from exchanges.registration.answers import is_open, remarks_on
from exchanges.registration.completeness import ORGANISATION
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock_roles
from exchanges.registration.rules import require, speaks_for
from exchanges.registration.section_base import SectionForm
from exchanges.registration.section_forms import FORM_OF


@dataclass(frozen=True)
class Conflict:
    """A colleague's accepted answers beside what this person typed."""

    who: str
    when: object
    differences: list[tuple]  # question, one's own text, the colleague's
    drops_file: bool  # a browser sends a file once; this page cannot hold it


def section_edit(request, public_id, section):
    registration = _own(request, public_id, section)
    if request.method == "POST":
        form, conflict = _take_over(request, registration, section)
        if form.is_valid() and not conflict:
            messages.success(request, _("Saved."))
            return redirect(_after(request, registration, section))
    elif is_open(registration):
        form, conflict = _form(registration, section, by=request.user)
    else:
        return redirect("registration:registration-detail", public_id)
    # What a refused form left on the row must not reach the page around it.
    return render_work(request, get_registration(request, public_id), section, form, conflict)


@transaction.atomic
def _take_over(request, registration, section) -> tuple[SectionForm, Conflict | None]:
    """Save what was sent, or keep it as typed where it is refused.

    Judged against the answers as they are under the lock: of two colleagues who continue at once,
    the second one is shown what the first one saved.
    """
    lock_roles(registration.organisation, registration.programme)
    fresh = get_registration(request, registration.public_id)
    registrations.require_work(fresh)
    form = FORM_OF[section](request.POST, request.FILES, instance=fresh, by=request.user)
    conflict = _conflict(fresh, section, form)
    if form.is_valid() and not conflict:
        form.write_person(by=request.user)
        registrations.change(fresh, by=request.user, **form.answers())
        drafts.drop(fresh, section, by=request.user)
    else:
        drafts.keep(fresh, section, request.POST, by=request.user)
    return form, conflict


def render_work(request, registration: Registration, section="", form=None, conflict=None):
    """The page of a registration in work, with the section that is open, if one is."""
    tasks = sections.tasks_of(registration, request.user)
    context = {
        "registration": registration,
        "tasks": list(zip(sections.CODES, tasks, strict=True)),
        "last_task": sections.last_task_of(registration, request.user),
        "next_step": presentation.next_step_of(registration),
        "other": registrations.other_in_work(registration),
        "may_withdraw": registrations.may_withdraw(request.user, registration),
        "section": section,
        "form": form,
        "conflict": conflict,
        "remarks": _other_remarks(registration, section, form),
        "colleagues": _writing_colleagues(registration, section, request.user),
        "outcomes": presentation.outcomes_of(eligibility.check(registration))
        if section == ORGANISATION
        else [],
    }
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    return render(request, "exchanges/registration/registration_work.html", context, status=status)


@require_POST
def section_keep(request, public_id, section):
    """Keep what is being typed, without judging it; answers with a line for the page."""
    registration = _own(request, public_id, section)
    registrations.require_work(registration)
    kept = drafts.keep(registration, section, request.POST, by=request.user)
    form = FORM_OF[section](request.POST, instance=registration, by=request.user)
    context = {"saved_at": kept.saved_at, "conflict": _conflict(registration, section, form)}
    return render(request, "exchanges/registration/_kept.html", context)


def _own(request, public_id, section) -> Registration:
    registration = get_registration(request, public_id)
    require(speaks_for(request.user, registration))
    if section not in FORM_OF:
        raise Http404
    return registration


def _form(registration, section, *, by) -> tuple[SectionForm, Conflict | None]:
    """As it was left, else with the accepted answers."""
    if draft := drafts.of(registration, section, by):
        form = FORM_OF[section](drafts.answers_of(draft), instance=registration, by=by)
        return form, _conflict(registration, section, form)
    return FORM_OF[section](instance=registration, by=by), None


def _conflict(registration, section, form) -> Conflict | None:
    """Somebody changed the answers since the page was opened, and not to the same."""
    seen = form.data.get("version", "")
    if not seen or seen == form.version or not (differences := form.differences()):
        return None
    last = _last_change(registration, form)
    who = last.actor.name if last and last.actor else _("A colleague")
    when = last.happened_at if last else timezone.now()
    return Conflict(who, when, differences, drops_file=bool(form.files))


def _last_change(registration, form) -> journal.Entry | None:
    entries = journal.entries_for(registration.case).filter(verb="registration-changed")
    here = [entry for entry in entries if form.fields.keys() & set(entry.detail["fields"])]
    return (here or [*entries] or [None])[-1]


def _other_remarks(registration, section, form) -> list[tuple]:
    """What the cluster says about answers that are changed on another page, such as the address."""
    if not section:
        return []
    remarks = remarks_on(registration)
    return [
        (answer.label, remarks[answer.field])
        for answer in shown.answers_in(registration, section)
        if answer.field in remarks and answer.field not in form.fields
    ]


def _writing_colleagues(registration, section, user) -> list:
    """Whoever else has typed something here that was not taken over."""
    if not section:
        return []
    rows = registration.drafts.filter(section=section).exclude(person=user)
    return list(rows.select_related("person"))


def _after(request, registration, section) -> str:
    """The next open section; the check page when there is none or the person came from there."""
    fresh = get_registration(request, registration.public_id)
    following = sections.next_after(fresh, section, request.user)
    if following and request.GET.get("from") != "check":
        return f"{sections.section_url(fresh, following)}#open"
    return reverse("registration:registration-check", args=[registration.public_id])
