""" "Still interested?": a link from a mail, and the one click that answers it."""

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import DateField, ExpressionWrapper, F, OuterRef, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict
from clusters.models import RuleSet, User
from clusters.programme.admission import require_writable
from clusters.programme.states import ProgrammeState
from exchanges.registration import telling
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock, move
from exchanges.registration.rules import assesses, require, speaks_for, without_ties
from exchanges.registration.silence import note, with_last_sign
from exchanges.registration.states import RegistrationState

R = RegistrationState
PURPOSE = "registration.interest"  # the salt: such a link opens nothing else
LASTS_AT_LEAST = 60  # days
ASKED_BY_HAND = "registration.ask_hosts"


class StaleLink(Conflict):
    """The link is too old, or not one of ours (410)."""

    status = 410


@transaction.atomic
def confirm(registration: Registration, *, by: User) -> Registration:
    """Back into the catalogue, the silence over. A second click changes nothing."""
    locked = lock(registration)
    require(speaks_for(by, locked))
    if locked.state == R.LOW_ACTIVE:
        return move(locked, to=R.ACCEPTED, by=by, awake_on=clock.today())
    if locked.state not in (R.ACCEPTED, R.RESERVED):
        raise Conflict(
            _("This registration is “%(now)s”, so there is nothing to confirm.")
            % {"now": locked.get_state_display()}
        )
    if locked.awake_on != clock.today() or locked.hidden_on:
        locked.awake_on, locked.hidden_on = clock.today(), None
        locked.save(update_fields=["awake_on", "hidden_on", "changed_at"])
        journal.record(locked.case, "interest-confirmed", by=by)
    return locked


def link_for(registration: Registration, person: User) -> str:
    """A page that this person may answer without signing in; opening it changes nothing."""
    keys = [str(registration.public_id), str(person.public_id)]
    return reverse("registration:interest-confirm", args=[signing.dumps(keys, salt=PURPOSE)])


def read(token: str) -> tuple[Registration, User]:
    """Whom the link was made for, as long as they still speak for the organisation."""
    try:
        registration_id, person_id = signing.loads(token, salt=PURPOSE)
        registration = Registration.objects.with_parties().get(public_id=registration_id)
        signing.loads(token, salt=PURPOSE, max_age=_lasts(registration))
        person = User.objects.get(public_id=person_id, is_active=True)
    except (signing.BadSignature, Registration.DoesNotExist, User.DoesNotExist) as error:
        raise _stale() from error
    if not speaks_for(person, registration):
        raise _stale()
    return registration, person


def _lasts(registration: Registration) -> timedelta:
    """As long as the question that the link answers may stay open."""
    rules = registration.programme.rule_set_on(clock.today())
    return timedelta(days=max(LASTS_AT_LEAST, rules.low_active_answer_days))


def _stale() -> StaleLink:
    return StaleLink(
        _("This link no longer works."),
        way_out=_("Sign in: that tells us just as well that you are still there."),
    )


# -- Asked by a person ----------------------------------------------------------------------------


def unconfirmed_hosts(user):
    """Hosts of the own clusters of whom nobody has been heard for as long as the rules say.

    Whoever is tied to a host leaves it to a colleague, as with the decision on it.
    """
    hosts = Registration.objects.hosts().filter(
        state__in=[R.ACCEPTED, R.LOW_ACTIVE], cluster__in=user.cluster_ids
    )
    hosts = hosts.exclude(programme__state=ProgrammeState.ARCHIVED)
    limits = RuleSet.objects.valid_on(clock.today()).filter(programme=OuterRef("programme"))
    days = limits.values("still_interested_days")[:1]
    today = Value(clock.today(), output_field=DateField())
    return (
        with_last_sign(without_ties(hosts, user))
        .annotate(asks_after=Subquery(days))
        .filter(last_sign__lte=ExpressionWrapper(today - F("asks_after"), output_field=DateField()))
        .with_parties()
        .order_by("last_sign", "pk")
    )


@transaction.atomic
def ask_hosts(registrations: Iterable[Registration], *, by: User) -> int:
    """Ask "still hosting?", at most once a day; the mails wait in the outbox for the worker."""
    asked = 0
    for registration in registrations:
        require(assesses(by, registration))
        require_writable(registration.programme)
        if note(registration, ASKED_BY_HAND, clock.today()):
            telling.organisation(registration, ASKED_BY_HAND, link=link_for)
            journal.record(registration.case, "interest-asked", by=by)
            asked += 1
    return asked
