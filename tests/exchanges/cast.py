"""Who plays in the tests of registering and matching: complete rows that pass every rule."""

from datetime import date

from django.db import connection

from clusters.models import Programme, Role, Term
from clusters.programme import programmes
from exchanges.registration import registrations
from tests.factories import (
    OrganisationFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
    WindowFactory,
)

COUNTRY = {"host": "DE", "visitor": "ES"}


def registered(side, *, country="", windows=True, **changes):
    """An accepted registration that passes every rule; visitors in Spain, hosts in Germany."""
    organisation = OrganisationFactory(country__code=country or COUNTRY[side], sme_declared=True)
    made = RegistrationFactory(**{side: True, "organisation": organisation} | changes)
    if windows:
        WindowFactory(registration=made)
    return made


def put_away(programme):
    """Archived with whatever was alive in it, as no verb leaves it behind."""
    for source, target in (("running", "closing"), ("closing", "archived")):
        with connection.cursor() as cursor:
            step = f"{programme.pk}:{source}:{target}"
            cursor.execute("SELECT set_config(%s, %s, true)", [programmes.SETTING, step])
        Programme.objects.filter(pk=programme.pk).update(state=target)


def coordinator_of(registration):
    return UserFactory(coordinator=True, cluster=registration.cluster)


def organisation_of(person):
    return person.assignments.get(role=Role.REPRESENTATIVE).organisation


def answers(**changes):
    """All that a registration asks, in either role."""
    return {
        "summary": "We want to see membranes at work.",
        "objectives": "Learn how others keep membranes clean.",
        "contribution": "Data of ten years.",
        "topics": [TermFactory()],
        "aims": [TermFactory(kind=Term.Kind.AIM)],
        "activities": [TermFactory(kind=Term.Kind.ACTIVITY)],
        "languages": {"en": "B2", "es": "native"},
        "earlier_visit": "never",
        "windows": [(date(2027, 3, 1), date(2027, 4, 30))],
    } | changes


def drafted(person, role="visitor", **changes):
    return registrations.draft(
        organisation=organisation_of(person), role=role, by=person, **answers(**changes)
    )


def submitted(person, role="visitor", **changes):
    return registrations.submit(drafted(person, role, **changes), by=person)


def body(response) -> bytes:
    """What was sent, whole: reading a stream to its end also closes its file."""
    return b"".join(response.streaming_content) if response.streaming else response.content
