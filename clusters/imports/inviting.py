"""Inviting many members at once: chosen, previewed, then mailed one by one by a job.

Whoever has an account already gets the same mail; taking the offer up adds the role to the account.
So nobody learns from here who has one.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import jobs, journal
from blues.common.errors import BadInput, NotAllowed, Refusal
from blues.jobs import Job
from clusters.imports.models import MemberContact
from clusters.people import invitations
from clusters.people.models import User
from clusters.people.roles import Role

MOST_AT_ONCE = 1_000


def invitable_by(user: User):
    """For whom the person may invite somebody to act; nobody invites themselves."""
    contacts = MemberContact.objects.visible_to(user).invitable().alias(address=Lower("email"))
    own = EmailAddress.objects.filter(user=user).values(address=Lower("email"))
    others = contacts.exclude(address=user.email.lower()).exclude(address__in=own)
    return others.select_related("organisation")


def chosen(public_ids: Iterable[str], *, among):
    return among.filter(public_id__in=[pk for pk in public_ids if _is_uuid(pk)])


@transaction.atomic
def request(contacts: Iterable[MemberContact], *, role: Role, token: UUID, by: User) -> Job:
    """Have the invitations sent, once for each ``token`` however often the button is pressed."""
    wanted = sorted(str(contact.public_id) for contact in contacts)
    if not by.cluster_ids:
        raise NotAllowed(_("The coordinators of a cluster invite its members."))
    if role not in Role.for_organisations():
        raise BadInput(_("Members are invited to act for their organisation."))
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise BadInput(_("Choose between 1 and %(most)s people.") % {"most": MOST_AT_ONCE})
    return jobs.request(
        "imports.invite",
        key=f"imports.invite:{by.public_id}:{token}",
        by=by,
        contacts=wanted,
        role=str(role),
    )


@transaction.atomic
def send(public_ids: list[str], *, role: Role, by: User, report: Callable) -> dict[str, Any]:
    """Mail those who are still to be invited; twice in a row mails nobody twice.

    Whoever cannot be invited is left out and named, so that one bad address stops nobody else.
    """
    contacts = chosen(public_ids, among=invitable_by(by)).due()
    people = list(contacts.select_for_update(of=("self",)).order_by("pk"))
    mailed, left_out = [], []
    for count, contact in enumerate(people):
        try:
            _invite(contact, role=role, by=by)
        except Refusal as refusal:
            who = f"{contact.organisation}: {contact.email}"
            left_out.append({"who": who, "why": refusal.message})
        else:
            mailed.append(contact.pk)
        report(100 * count // len(people), "")
    MemberContact.objects.filter(pk__in=mailed).update(
        invited_at=timezone.now(), times_invited=F("times_invited") + 1
    )
    counts = {"people": len(mailed), "left_out": len(left_out)}
    journal.record(f"person:{by.public_id}", "members-invited", by=by, **counts)
    return {"people": len(mailed), "left_out": left_out}


def _invite(contact: MemberContact, *, role: Role, by: User) -> None:
    invitations.invite(
        email=contact.email,
        role=role,
        organisation=contact.organisation,
        language=contact.language,
        by=by,
        is_one_of_many=True,
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
