"""The task list: every section with where it stands, in any order."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common.parts import Task
from exchanges.registration import drafts
from exchanges.registration.answers import is_open, remarks_on
from exchanges.registration.completeness import (
    PURPOSE,
    SECTIONS,
    TIME,
    missing_in,
    missing_parts,
)
from exchanges.registration.models import Registration
from exchanges.registration.shown import answers_in, section_url

CODES = tuple(section.code for section in SECTIONS)


def tasks_of(registration: Registration, user) -> list[Task]:
    """The sections with what each still needs; without links where nothing may change any more."""
    missing = missing_in(registration)
    may_change = is_open(registration)
    begun = drafts.open_sections(registration, user)
    remarked = _remarked(registration)
    return [
        Task(
            label=str(section.title),
            href=f"{section_url(registration, section.code)}#open" if may_change else "",
            hint=_hint(section.code, missing, begun),
            **(
                {"status": _("Please change"), "tone": "attention"}
                if section.code in remarked
                else _standing(section.code, registration, missing, begun)
            ),
        )
        for section in SECTIONS
    ]


def last_task_of(registration: Registration, user) -> Task:
    """Checking and sending, which cannot start before the sections are done."""
    title = _("Check your answers and send them")
    if missing_parts(registration) or drafts.open_sections(registration, user):
        return Task(title, status=_("Cannot start yet"), hint=_("After the sections above."))
    check = reverse("registration:registration-check", args=[registration.public_id])
    return Task(title, href=check, status=_("To do"), tone="info")


def tasks_to_come() -> list[Task]:
    """What follows once the organisation is known."""
    return [Task(str(section.title), status=_("Cannot start yet")) for section in SECTIONS[1:]]


def checked(registration: Registration) -> list[tuple]:
    """For the check page: title and answers, each with the address where it is changed."""
    return [
        (
            str(section.title),
            [
                (answer.label, answer.value, _change_url(registration, section.code, answer.field))
                for answer in answers_in(registration, section.code)
            ],
        )
        for section in SECTIONS
    ]


def _change_url(registration, section: str, field: str) -> str:
    return f"{section_url(registration, section)}?from=check#field-{field}"


def next_after(registration: Registration, section: str, user) -> str:
    """The following section that still needs something, starting over at the end; or empty."""
    missing, begun = missing_in(registration), drafts.open_sections(registration, user)
    here = CODES.index(section) + 1
    waiting = (code for code in CODES[here:] + CODES[:here] if missing[code] or code in begun)
    return next(waiting, "")


def _remarked(registration) -> set[str]:
    """Sections in which the cluster has remarked on an answer."""
    remarks = remarks_on(registration)
    return {
        code
        for code in (CODES if remarks else ())
        if remarks.keys() & {answer.field for answer in answers_in(registration, code)}
    }


def _hint(code, missing, begun) -> str:
    if code in begun:
        return _("What you typed here is kept, but not taken over yet.")
    return " ".join(missing[code])


def _standing(code, registration, missing, begun) -> dict[str, Any]:
    """Only what needs somebody has a colour."""
    if code in begun or (missing[code] and _is_begun(code, registration)):
        return {"status": _("In progress"), "tone": "info"}
    if missing[code]:
        return {"status": _("Not started"), "tone": "neutral"}
    return {"status": _("Completed")}


def _is_begun(code, registration) -> bool:
    if code == PURPOSE:
        texts = (registration.summary, registration.objectives, registration.contribution)
        return any(texts) or bool(registration.topics.all())
    return code == TIME and bool(registration.languages or registration.windows.all())
