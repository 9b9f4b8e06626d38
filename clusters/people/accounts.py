"""Closing an account to its owner and opening it again, and what people change about themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import NotAllowed
from clusters.people import sessions
from clusters.people.appointments import case
from clusters.people.models import User


@transaction.atomic
def change(*, person: User, by: User) -> User:
    """Store what a form made of the person's own name, function, phone and language."""
    if person.pk != by.pk:
        raise NotAllowed(_("People change their own details."))
    person.save(update_fields=["given_names", "family_name", "function", "phone", "language"])
    journal.record(case(person), "account-changed", by=by)
    return person


@transaction.atomic
def disable(*, person: User, by: User) -> User:
    """Nobody signs in with the account, and its open sessions end with their next request."""
    return _set_active(person, active=False, by=by, verb="account-disabled")


@transaction.atomic
def enable(*, person: User, by: User) -> User:
    return _set_active(person, active=True, by=by, verb="account-enabled")


def _set_active(person: User, *, active: bool, by: User, verb: str) -> User:
    if not by.is_operator or person.pk == by.pk:
        raise NotAllowed(_("System operators close and open the accounts of others."))
    person.is_active = active
    person.save(update_fields=["is_active"])
    if not active:
        sessions.end_all(person)
    journal.record(case(person), verb, by=by)
    return person
