"""From the wish to take part to the first draft, with the organisation where nobody knows it yet.

The eligibility check hands over what it was told in the address of the page.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from clusters.directory import memberships, organisations
from clusters.directory.forms import told_by_number
from clusters.models import Organisation, Programme, User
from clusters.people import appointments
from exchanges.registration import carried, registrations
from exchanges.registration.forms import (
    NUMBERS,
    NewcomerForm,
    NumberlessStartForm,
    StartForm,
)
from exchanges.registration.models import Registration

AnyStart = StartForm | NewcomerForm


def form_for(own: QuerySet[Organisation], *, posted, told: QueryDict) -> AnyStart:
    """Whoever has no organisation yet says which one it is; one without a number may give it."""
    known = carried.known_of(told)
    if not own:
        return NewcomerForm(posted, initial=known | told_by_number(told))
    if len(own) == 1 and not any(getattr(own[0], name) for name in NUMBERS):
        return NumberlessStartForm(posted, organisations=own, instance=own[0], initial=known)
    return StartForm(posted, organisations=own, initial=known)


@transaction.atomic
def begin(
    form: AnyStart, *, told: QueryDict, by, programme: Programme | None = None
) -> Registration:
    """Draft one registration for each chosen role; the first of them is where to go on."""
    # Locked, so that a second tap on the same button finds what the first one has made. Read anew,
    # since the roles are asked for after joining, not before.
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if isinstance(form, NewcomerForm) and person.organisation_ids:
        raise Conflict(
            _("You act for an organisation already."),
            way_out=_("Your registrations show what you have begun."),
        )
    organisation = _organisation(form, person)
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


def _organisation(form: AnyStart, by: User) -> Organisation:
    if isinstance(form, NewcomerForm):
        return _join(form, by)
    if isinstance(form, NumberlessStartForm) and form.tells_numbers:
        return organisations.change(organisation=form.instance, by=by)
    return form.cleaned_data["organisation"]


def _join(form: NewcomerForm, by: User) -> Organisation:
    organisation = organisations.register(organisation=form.instance, by=by)
    appointments.join_with(organisation=organisation, by=by)
    if cluster := form.cleaned_data["cluster"]:
        memberships.request(organisation=organisation, cluster=cluster, by=by)
    return organisation
