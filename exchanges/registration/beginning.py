"""From the wish to take part to the first draft, with the organisation where nobody knows it yet.

The eligibility check hands over what it was told in the address of the page.
"""

from django.db import transaction
from django.http import QueryDict

from clusters.directory import memberships, organisations
from clusters.models import Organisation, Programme, User
from clusters.people import appointments
from exchanges.registration import carried, registrations
from exchanges.registration.forms import NewcomerForm, StartForm
from exchanges.registration.models import Registration


@transaction.atomic
def begin(
    form: StartForm | NewcomerForm, *, told: QueryDict, by, programme: Programme | None = None
) -> Registration:
    """Draft one registration for each chosen role; the first of them is where to go on."""
    person = User.objects.get(pk=by.pk)  # whose roles are read after joining, not before
    organisation = (
        _join(form, person) if isinstance(form, NewcomerForm) else form.cleaned_data["organisation"]
    )
    made = [
        registrations.draft(
            organisation=organisation,
            role=role,
            by=person,
            programme=programme,
            **carried.wishes_of(told, role=role),
        )
        for role in form.cleaned_data["role"]
    ]
    return made[0]


def _join(form: NewcomerForm, by: User) -> Organisation:
    organisation = organisations.register(organisation=form.instance, by=by)
    appointments.join_with(organisation=organisation, by=by)
    if cluster := form.cleaned_data["cluster"]:
        memberships.request(organisation=organisation, cluster=cluster, by=by)
    return organisation
