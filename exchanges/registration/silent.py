"""Members that do not answer: who they are, whom to call, what came of the last call."""

from datetime import timedelta

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput
from clusters.models import (
    Cluster,
    Invitation,
    MemberContact,
    Membership,
    Organisation,
    Role,
    RoleAssignment,
)
from exchanges.registration.models import Registration
from exchanges.registration.rules import require
from exchanges.registration.silence import SPEAKERS
from exchanges.registration.states import ENDED
from exchanges.registration.upkeep import CallNote

DAYS = (30, 90, 180)


def members_of(user) -> QuerySet[Organisation]:
    """Confirmed members of the clusters that the person coordinates; all for the programme."""
    memberships = Membership.objects.confirmed()
    if not user.is_programme_coordinator:
        memberships = memberships.filter(cluster__in=user.cluster_ids)
    rows = Organisation.objects.filter(pk__in=memberships.organisations())
    return with_contacts(
        rows, CallNote.objects.visible_to(user), MemberContact.objects.visible_to(user)
    )


def with_contacts(
    rows: QuerySet[Organisation], notes: QuerySet[CallNote], named: QuerySet[MemberContact]
) -> QuerySet[Organisation]:
    """Everything a row of the list shows, asked for at once."""
    speakers = RoleAssignment.objects.current().filter(
        organisation=OuterRef("pk"), role__in=SPEAKERS
    )
    seen = speakers.filter(user__last_login__isnull=False).order_by("-user__last_login")
    first = speakers.filter(role=Role.REPRESENTATIVE).order_by("pk")
    listed = named.filter(organisation=OuterRef("pk"))
    listed = listed.alias(has_no_phone=Q(phone="")).order_by("has_no_phone", "pk")
    calls = notes.filter(organisation=OuterRef("pk"))
    waiting = Invitation.objects.filter(
        organisation=OuterRef("pk"), accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    registered = Registration.objects.filter(organisation=OuterRef("pk")).exclude(state__in=ENDED)
    return rows.annotate(
        last_seen=Subquery(seen.values("user__last_login__date")[:1], output_field=DateField()),
        contact_given=Subquery(first.values("user__given_names")[:1]),
        contact_family=Subquery(first.values("user__family_name")[:1]),
        contact_phone=Subquery(first.values("user__phone")[:1]),
        listed_given=Subquery(listed.values("given_names")[:1]),
        listed_family=Subquery(listed.values("family_name")[:1]),
        listed_phone=Subquery(listed.values("phone")[:1]),
        called_on=Subquery(calls.values("made_at__date")[:1], output_field=DateField()),
        called_outcome=Subquery(calls.values("outcome")[:1]),
        next_call_on=Subquery(calls.values("next_call_on")[:1], output_field=DateField()),
        is_registered=Exists(registered),
        has_open_invitation=Exists(waiting),
    )


def whom_to_call(organisation) -> tuple[str, str]:
    """Name and telephone, from what ``with_contacts`` has fetched.

    Whoever acts for the member; where no number of theirs is known, whom a member list names.
    """
    acting = (organisation.contact_given, organisation.contact_family, organisation.contact_phone)
    listed = (organisation.listed_given, organisation.listed_family, organisation.listed_phone)
    given, family, phone = listed if (listed[2] and not acting[2]) or not any(acting) else acting
    return f"{given or ''} {family or ''}".strip(), phone or ""


def silent_for(rows: QuerySet[Organisation], days: int) -> QuerySet[Organisation]:
    """Nobody has signed in for so many days, or ever."""
    limit = clock.today() - timedelta(days=days)
    return rows.filter(Q(last_seen__isnull=True) | Q(last_seen__lte=limit))


def because(rows: QuerySet[Organisation], why: str) -> QuerySet[Organisation]:
    filters = {
        "never-registered": Q(registrations__isnull=True),
        "empty": Q(description=""),
        "invited": Q(has_open_invitation=True, last_seen__isnull=True),
    }
    return rows.filter(filters[why])


def reasons_for(organisation):
    """In words, from what ``with_contacts`` has fetched."""
    said = [
        (not organisation.last_seen and not organisation.has_open_invitation, _("never signed in")),
        (not organisation.last_seen and organisation.has_open_invitation, _("invited, no answer")),
        (not organisation.is_registered, _("not registered")),
        (not organisation.description, _("empty profile")),
    ]
    return ", ".join(words for holds, words in said if holds)


@transaction.atomic
def note_call(
    organisation: Organisation, *, by, outcome: str, text: str = "", next_call_on=None
) -> CallNote:
    """Keep what came of a call, for whoever calls next."""
    require(members_of(by).filter(pk=organisation.pk).exists())
    if outcome not in CallNote.Outcome.values:
        raise BadInput(_("Say what came of the call."))
    if outcome == CallNote.Outcome.CALL_AGAIN and not next_call_on:
        raise BadInput(_("Say when you will call again."))
    note = CallNote.objects.create(
        organisation=organisation,
        cluster=_calling_cluster(organisation, by),
        outcome=outcome,
        text=text.strip(),
        next_call_on=next_call_on,
        made_by=by,
    )
    case = f"organisation:{organisation.public_id}"
    journal.record(case, "member-called", by=by, outcome=outcome)
    return note


def _calling_cluster(organisation: Organisation, by) -> Cluster | None:
    """The cluster of the member that the person coordinates; nobody's when the programme calls."""
    own = organisation.memberships.confirmed().filter(cluster__in=by.cluster_ids)
    membership = own.select_related("cluster").order_by("pk").first()
    return membership.cluster if membership else None
