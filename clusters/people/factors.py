"""Taking the second factor off an account whose owner has lost it: two other people together."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.people import rules, sessions
from clusters.people.account_models import FactorReset
from clusters.people.appointments import case
from clusters.people.models import User


@transaction.atomic
def ask(*, person: User, reason: str, by: User) -> FactorReset:
    """The first of two: says how they made sure that it is the owner who asks."""
    if not rules.may_ask_for_factor_reset(by, person):
        raise NotAllowed(_("You cannot ask for this."))
    if not Authenticator.objects.filter(user=person).exists():
        raise Conflict(_("This account has no second step."))
    if FactorReset.objects.open().filter(person=person).exists():
        raise Conflict(_("Somebody has asked for this already."))
    if not reason.strip():
        raise BadInput(_("Say how you made sure who is asking."))
    unsettled = person.factor_resets.filter(confirmed_at=None, withdrawn_at=None)
    unsettled.update(withdrawn_at=timezone.now(), withdrawn_by=by)  # those that ran out of time
    reset = FactorReset.objects.create(person=person, reason=reason.strip(), asked_by=by)
    journal.record(case(person), "factor-reset-asked", by=by)
    _tell(person, "people.factor-reset-asked")
    return reset


@transaction.atomic
def confirm(*, reset: FactorReset, by: User) -> FactorReset:
    """The second of two: the factors are gone and every session ends."""
    locked = _open(reset)
    if not rules.may_confirm_factor_reset(by) or by.pk in {locked.asked_by_id, locked.person_id}:
        raise NotAllowed(_("Another person, of the programme or running the portal, agrees."))
    locked.confirmed_at, locked.confirmed_by = timezone.now(), by
    locked.save(update_fields=["confirmed_at", "confirmed_by"])
    Authenticator.objects.filter(user=locked.person).delete()
    sessions.end_all(locked.person)
    journal.record(case(locked.person), "factor-reset", by=by, asked_by=locked.asked_by_id)
    _tell(locked.person, "people.factor-reset")
    return locked


@transaction.atomic
def withdraw(*, reset: FactorReset, by: User) -> FactorReset:
    """Whoever asked, the person concerned, and whoever would have to agree can stop it."""
    locked = _open(reset)
    concerned = by.pk in {locked.asked_by_id, locked.person_id}
    if not concerned and not rules.may_confirm_factor_reset(by):
        raise NotAllowed(_("You cannot withdraw this."))
    locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
    locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
    journal.record(case(locked.person), "factor-reset-withdrawn", by=by)
    return locked


def _open(reset: FactorReset) -> FactorReset:
    rows = FactorReset.objects.select_for_update(of=("self",)).select_related("person")
    locked = rows.get(pk=reset.pk)
    if not locked.is_open:
        raise Conflict(_("This is no longer open."))
    return locked


def _tell(person: User, topic: str) -> None:
    notices.tell([person], topic, link=reverse("people:account-page"), case=case(person))
