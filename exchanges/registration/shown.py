"""The answers of a registration in words: for the check page, the cluster, the catalogue, paper."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common import formats
from clusters.directory.locating import place_of
from exchanges.registration import items, languages, visibility
from exchanges.registration.completeness import (
    ORGANISATION,
    PRIVACY,
    PURPOSE,
    SECTIONS,
    TIME,
    YOU,
)
from exchanges.registration.models import Registration
from exchanges.registration.section_forms import PurposeForm
from exchanges.registration.visibility import Audience


class Answer(NamedTuple):
    """``field`` is the name under which the cluster may remark on it."""

    field: str
    label: str
    value: Any

    @property
    def pair(self) -> tuple:
        return self.label, self.value


def answers_of(registration: Registration) -> list[tuple[str, list[tuple]]]:
    """Every section's subject with its (question, answer) pairs."""
    return [
        (str(section.subject), [answer.pair for answer in answers_in(registration, section.code)])
        for section in SECTIONS
    ]


def questions_of(registration: Registration) -> dict[str, str]:
    """Every question by the name under which the cluster may remark on its answer."""
    return {
        answer.field: str(answer.label)
        for section in SECTIONS
        for answer in answers_in(registration, section.code)
    }


def answers_in(registration: Registration, section: str) -> list[Answer]:
    parts = {
        ORGANISATION: _organisation,
        YOU: _person,
        PURPOSE: _purpose,
        TIME: _time,
        PRIVACY: _privacy,
    }
    return [Answer(*row) for row in parts[section](registration)]


def section_url(registration: Registration, section: str) -> str:
    return reverse("registration:section-edit", args=[registration.public_id, section])


def profile_of(registration: Registration, viewer: Audience = Audience.PARTICIPANT) -> list[tuple]:
    """What the catalogue shows: of the person only what the organisation lets the viewer see."""
    organisation = registration.organisation
    return [
        (_("Organisation"), organisation.legal_name),
        (_("Type"), organisation.get_type_display()),
        (_("Size"), organisation.get_size_class_display()),
        (_("Place"), joined([organisation.city, organisation.country])),
        (_("What it does"), organisation.description),
        (_("Partner cluster"), registration.cluster),
        *((label, value) for _field, label, value in _purpose(registration) if value),
        *((label, value) for _field, label, value in _time(registration) if value),
        *([(_("Asks visitors for"), _("a CV"))] if registration.wants_cv else []),
        *visibility.contact_facts(registration, viewer),
    ]


def joined(values) -> str:
    return ", ".join(str(value) for value in values)


def terms(found) -> str:
    """Labels of code lists are translated where they are shown."""
    return joined(_(term.label) for term in found)


def languages_of(registration: Registration) -> str:
    return joined(languages.with_level(*spoken) for spoken in registration.languages.items())


def windows_of(registration: Registration) -> str:
    periods = joined(formats.period(w.first_day, w.last_day) for w in registration.windows.all())
    return periods or (_("on request") if registration.dates_on_request else "")


def _organisation(registration):
    organisation = registration.organisation
    clusters = [
        m.cluster for m in organisation.memberships.all() if not (m.ended_on or m.refused_at)
    ]
    return [
        ("legal_name", _("Name"), organisation.legal_name),
        ("type", _("Type"), organisation.get_type_display()),
        ("size_class", _("Size"), organisation.get_size_class_display()),
        ("address", _("Address"), joined(filter(None, [organisation.address, organisation.city]))),
        ("country", _("Country"), organisation.country),
        ("position", _("Where distances are measured from"), place_of(organisation)),
        ("memberships", _("Member of"), joined(clusters)),
        ("sme", _("SME declaration"), formats.moment(organisation.sme_declared_at)),
        ("cluster", _("Partner cluster"), registration.cluster),
    ]


def _person(registration):
    person = registration.representative
    answers = [
        ("given_names", _("Name"), person.name),
        ("function", _("Function"), person.function),
        ("phone", _("Phone"), person.phone),
    ]
    if not registration.is_host:
        answers.append(("cv", _("CV"), _("attached") if registration.cv else ""))
    if registration.is_third_country_national:
        declared = _("declared") if registration.declares_183_days else _("not declared yet")
        answers.append(("declares_183_days", _("183 days of residence"), declared))
    return answers


def _purpose(registration):
    labels = PurposeForm.LABELS[registration.role]
    named = _("Offers") if registration.is_host else _("Needs")
    answers = [
        ("summary", labels["summary"], registration.summary),
        ("objectives", labels["objectives"], registration.objectives),
        ("topics", _("Topics"), terms(registration.topics.all())),
        ("items", named, items.in_words(registration)),
        ("activities", labels["activities"], terms(registration.activities.all())),
        ("contribution", labels["contribution"], registration.contribution),
        ("aims", _("Aims"), terms(registration.aims.all())),
    ]
    if not registration.is_host:
        return answers
    return [
        *answers,
        *(
            (name, _label(name), getattr(registration, name))
            for name in ("accessibility", "safety", "confidentiality")
        ),
    ]


def _time(registration):
    answers = [
        ("languages", _("Languages"), languages_of(registration)),
        ("windows", _("Periods"), windows_of(registration)),
        ("preferred_days", _("Preferred number of working days"), registration.preferred_days),
        ("mode", _("In person or online"), registration.get_mode_display()),
    ]
    if registration.is_host:
        groups = _("Yes") if registration.welcomes_groups else _("No")
        answers += [
            ("capacity", _("Visitors at once"), registration.capacity),
            ("welcomes_groups", _("Groups welcome"), groups),
        ]
    return [
        *answers,
        ("preferred_countries", _label("preferred_countries"), _countries(registration)),
        ("partner_types", _("Types of organisation to meet"), _types(registration)),
        ("partner_sectors", _("Industries to meet"), terms(registration.partner_sectors.all())),
        *([] if registration.is_host else [_known_partner(registration)]),
    ]


def _known_partner(registration):
    return "known_partner", _("Host already found"), registration.known_partner


def _countries(registration) -> str:
    return joined(registration.preferred_countries.all())


def _types(registration) -> str:
    field = registration._meta.get_field("partner_types").base_field
    names = dict(field.choices)
    return joined(names.get(code, code) for code in registration.partner_types)


def _privacy(registration):
    yes_no = {True: _("Yes"), False: _("No")}
    answers = []
    if registration.is_host:
        answers.append(("wants_cv", _("Visitors hand in a CV"), yes_no[registration.wants_cv]))
    else:
        support = yes_no[registration.has_other_support]
        answers += [
            ("earlier_visit", _("Visited before"), registration.get_earlier_visit_display()),
            ("has_other_support", _("Other EU support for the same trip"), support),
        ]
    answers.append(("is_listed", _("Shown in the catalogue"), yes_no[registration.is_listed]))
    return answers + [
        (f"sees_{field}", label, visibility.audience_for(registration, field).label)
        for field, label in visibility.LABELS.items()
        if field != visibility.CV or not registration.is_host
    ]


def _label(name: str) -> str:
    label = str(getattr(Registration._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]
