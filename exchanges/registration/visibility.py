"""Who sees a field by which a person can be reached or known: the one place that decides it.

The organisation chooses for each field; what it has not chosen stays private. Staff are the
clusters that look after either side, the programme and auditors; they always see everything.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Audience(IntegerChoices):
    """From the widest to the narrowest; who may see more has the higher number."""

    PARTICIPANT = 1, _("everybody who was accepted")
    PARTNER = 2, _("our partner, once we have agreed on an exchange")
    STAFF = 3, _("only the staff of clusters and programme")


EMAIL, PHONE, ADDRESS, CV = "email", "phone", "address", "cv"
LABELS = {
    EMAIL: _("E-mail address"),
    PHONE: _("Phone"),
    ADDRESS: _("Street address"),
    CV: _("CV"),
}
REASONS = {
    EMAIL: _("Partners have to be able to write to each other."),
    PHONE: _("Useful on the days of a stay."),
    ADDRESS: _("Contracts print it in any case; your town is always shown."),
    CV: _("It belongs to you; never everybody's."),
}
# Partners must be able to write to each other; nothing else is given away unasked.
DEFAULTS = {
    EMAIL: Audience.PARTNER,
    PHONE: Audience.STAFF,
    ADDRESS: Audience.STAFF,
    CV: Audience.PARTNER,
}
NARROWEST = {EMAIL: Audience.PARTNER}
WIDEST = {CV: Audience.PARTNER}


def offered_for(field: str) -> list[Audience]:
    """The audiences that may be chosen: a partner can always write, a CV is never for all."""
    widest = WIDEST.get(field, Audience.PARTICIPANT)
    narrowest = NARROWEST.get(field, Audience.STAFF)
    return [audience for audience in Audience if widest <= audience <= narrowest]


def audience_for(registration, field: str) -> Audience:
    """To whom the organisation shows the field; an unknown choice is none."""
    chosen = registration.visibility.get(field)
    return Audience(chosen) if chosen in offered_for(field) else DEFAULTS[field]


def sees(viewer: Audience, registration, field: str) -> bool:
    """May somebody who looks as ``viewer`` see the field?"""
    return viewer >= audience_for(registration, field)


def contact_facts(registration, viewer: Audience) -> list[tuple]:
    """Label and value of what the viewer may know of the representative; nothing else."""
    person, organisation = registration.representative, registration.organisation
    values = {EMAIL: person.email, PHONE: person.phone, ADDRESS: organisation.address}
    return [
        (LABELS[field], value)
        for field, value in values.items()
        if value and sees(viewer, registration, field)
    ]


def validate_choices(chosen) -> None:
    if not isinstance(chosen, Mapping) or not all(
        field in LABELS and audience in offered_for(field) for field, audience in chosen.items()
    ):
        raise ValidationError(_("Choose who sees each field."), code="visibility")
