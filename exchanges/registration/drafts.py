"""What people have typed and nobody has accepted: kept for each of them, as it was sent."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict
from django.utils.translation import gettext as _

from blues.common.errors import TooMuch
from exchanges.registration.completeness import SECTIONS
from exchanges.registration.models import Registration, SectionDraft

LONGEST_DRAFT = 60_000  # characters; all texts of a section at their longest, and some more
NOT_TYPED = ("csrfmiddlewaretoken", "version")


def keep(registration: Registration, section: str, data: QueryDict, *, by) -> SectionDraft:
    """Store what was sent, faults included; the next text of the same person replaces it."""
    typed = {name: values for name, values in data.lists() if name not in NOT_TYPED}
    if sum(len(text) for values in typed.values() for text in values) > LONGEST_DRAFT:
        raise TooMuch(
            _("That is more than this section can hold, so it was not saved."),
            way_out=_("Shorten the text; what you sent last is still there."),
        )
    return SectionDraft.objects.update_or_create(
        registration=registration,
        section=section,
        person=by,
        defaults={"answers": typed, "version": data.get("version", "")[:64]},
    )[0]


def of(registration: Registration, section: str, by) -> SectionDraft | None:
    return registration.drafts.filter(section=section, person=by).first()


def answers_of(draft: SectionDraft) -> QueryDict:
    """The draft as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        data.setlist(name, values)
    data["version"] = draft.version
    return data


def drop(registration: Registration, section: str, *, by) -> None:
    registration.drafts.filter(section=section, person=by).delete()


def clear(registration: Registration) -> None:
    registration.drafts.all().delete()


def open_sections(registration: Registration, by) -> set[str]:
    """Sections in which the person has typed something that was not taken over."""
    return set(registration.drafts.filter(person=by).values_list("section", flat=True))


def open_parts(registration: Registration, by) -> list[str]:
    found = open_sections(registration, by)
    return [
        _("“%(section)s” holds a text of yours that is not saved yet: continue there.")
        % {"section": section.title}
        for section in SECTIONS
        if section.code in found
    ]


def version_of(answers: dict) -> str:
    """Stands for the accepted answers of a section; it changes when somebody changes them."""
    text = json.dumps(answers, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
