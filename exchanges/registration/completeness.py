"""Which answers a registration still needs, section by section (docs/domain.md, "Registration")."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blues.common import clock
from blues.common.words import Words
from exchanges.registration.models import EarlierVisit, Mode, Registration

ORGANISATION, YOU, PURPOSE, TIME, PRIVACY = "organisation", "you", "purpose", "time", "privacy"


@dataclass(frozen=True)
class Section:
    """A part of the task list; ``title`` speaks to who fills it in, ``subject`` to others."""

    code: str
    title: Words
    subject: Words


SECTIONS = (
    Section(ORGANISATION, _("Your organisation"), _("Organisation")),
    Section(YOU, _("You"), _("Representative")),
    Section(PURPOSE, _("What you want to learn and offer"), _("Purpose")),
    Section(TIME, _("When and where"), _("Dates and languages")),
    Section(PRIVACY, _("Privacy and visibility"), _("Privacy")),
)

REQUIRED_TEXTS = {
    Registration.HOST: {
        "summary": _("Describe what a visitor can learn at your place."),
        "objectives": _("Say what you expect to gain from a visit."),
    },
    Registration.VISITOR: {
        "summary": _("Say why you want to visit another organisation."),
        "objectives": _("Say what you need to learn, or which business you are looking for."),
        "contribution": _("Say what you bring to your host."),
    },
}
REQUIRED_CHOICES = {
    Registration.HOST: {
        "topics": _("Choose at least one topic."),
        "activities": _("Choose at least one type of activity that you offer."),
    },
    Registration.VISITOR: {
        "topics": _("Choose at least one topic."),
        "aims": _("Choose at least one aim."),
    },
}


def missing_in(registration: Registration) -> dict[str, list[str]]:
    """Sentences about what is missing, by section; sections without gaps have an empty list."""
    gaps = {
        ORGANISATION: _organisation,
        YOU: _you,
        PURPOSE: _purpose,
        TIME: _time,
        PRIVACY: _privacy,
    }
    return {code: [str(line) for line in look(registration)] for code, look in gaps.items()}


def missing_parts(registration: Registration) -> list[str]:
    return [sentence for part in missing_in(registration).values() for sentence in part]


def _organisation(registration) -> Iterator[Words]:
    organisation = registration.organisation
    if not organisation.address:
        yield _("Give the registered address of your organisation.")
    if not organisation.position:
        yield _("Say which town your organisation is in, or give its coordinates.")
    if not organisation.size_class:
        yield _("Say how large your organisation is.")


def _you(registration) -> Iterator[Words]:
    person = registration.representative
    if not (person.given_names and person.family_name):
        yield _("Give your full name; it is printed on the contract.")


def _purpose(registration) -> Iterator[Words]:
    for name, sentence in REQUIRED_TEXTS[registration.role].items():
        if not getattr(registration, name).strip():
            yield sentence
    for name, sentence in REQUIRED_CHOICES[registration.role].items():
        if not getattr(registration, name).all():
            yield sentence


def _time(registration) -> Iterator[Words]:
    if not registration.languages:
        yield _("Choose at least one language you can work in.")
    if registration.is_host and registration.dates_on_request:
        return
    shortest = registration.programme.rule_set_on(clock.today()).shortest_stay_days
    if longest_window(registration) < shortest:
        yield ngettext(
            "Give a period ahead of at least %(days)d day.",
            "Give a period ahead of at least %(days)d days.",
            shortest,
        ) % {"days": shortest}


def _privacy(registration) -> Iterator[Words]:
    if registration.is_host:
        return
    if not registration.earlier_visit:
        yield _("Say whether your organisation has visited before.")
    if registration.earlier_visit == EarlierVisit.IN_PERSON and registration.allows(Mode.PHYSICAL):
        yield _("The one visit in person has been made; choose online, or register as host.")


def longest_window(registration: Registration) -> int:
    """Calendar days of the longest period that still lies ahead; 0 when there is none."""
    today = clock.today()
    return max(
        ((w.last_day - max(w.first_day, today)).days + 1 for w in registration.windows.all()),
        default=0,
    )
