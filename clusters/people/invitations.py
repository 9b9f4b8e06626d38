"""Offering a role to an e-mail address, taking it up, and withdrawing the offer.

The link carries a secret of which only the digest is kept. It works once, for two weeks, and only
for a person who is signed in and has verified the very address it was sent to.
"""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common.errors import BadInput, Conflict, NotAllowed, TooOften
from clusters.people import appointments, rules
from clusters.people.addresses import check_address
from clusters.people.invitation_models import Invitation
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role

LIFETIME = timedelta(days=14)
MOST_PER_DAY = 100  # by one person; more is a flood, not an invitation
MOST_TO_ONE = 5  # mails to one mailbox within an hour, whoever sends them
SCOPES = ("organisation", "cluster", "work_package")


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def case(invitation: Invitation) -> str:
    return f"invitation:{invitation.public_id}"


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    by: User,
    language="",
    valid_from=None,
    valid_until=None,
    is_one_of_many: bool = False,
    **scope,
) -> Invitation:
    """Send the offer. An open one for the same address and role is replaced: its link dies.

    ``is_one_of_many`` says that the caller keeps to limits of its own (``clusters.imports``).

    Nothing here depends on whether the address has an account, so nobody can find out.
    """
    email = check_address(email)
    _check_inviter(email, role, by, scope.get("organisation"))
    if not is_one_of_many:
        _check_flood(email, by)
    scope = {name: scope.get(name) for name in SCOPES}
    _replace_open(email, role, scope, by)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email,
        role=role,
        language=language or by.language,
        valid_from=valid_from,
        valid_until=valid_until,
        token_digest=digest(token),
        invited_by=by,
        is_one_of_many=is_one_of_many,
        expires_at=timezone.now() + LIFETIME,
        **scope,
    )
    _check_offer(invitation)
    invitation.save()
    journal.record(case(invitation), "invitation-sent", by=by, role=str(role))
    _mail(invitation, token, by=by)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> Invitation:
    """A fresh link for another two weeks, to the same address; the former link dies."""
    locked = _lock(invitation)
    _check_inviter(locked.email, Role(locked.role), by, locked.organisation)
    if locked.accepted_at or locked.withdrawn_at:
        raise Conflict(_("This invitation is no longer open."))
    _check_flood(locked.email, by)
    token = secrets.token_urlsafe(32)
    locked.token_digest, locked.sent_at, locked.invited_by = digest(token), timezone.now(), by
    locked.expires_at, locked.times_sent = locked.sent_at + LIFETIME, locked.times_sent + 1
    locked.is_one_of_many = False
    locked.save(
        update_fields=[
            *("token_digest", "sent_at", "invited_by", "expires_at", "times_sent"),
            "is_one_of_many",
        ]
    )
    journal.record(case(locked), "invitation-sent-again", by=by, times=locked.times_sent)
    _mail(locked, token, by=by)
    return locked


def _mail(invitation: Invitation, token: str, *, by: User) -> None:
    notices.mail_address(
        address=invitation.email,
        language=invitation.language,
        topic="people.invited",
        link=reverse("people:invitation-accept", args=[token]),
        inviter=by.name,
        part=lazy(lambda: invitation.part, str)(),  # spoken in the language of the mail
    )


def _check_inviter(email: str, role: Role, by: User, organisation) -> None:
    if not rules.may_invite(by, role=role, organisation=organisation):
        raise NotAllowed(_("You cannot offer this role."))
    if email in {by.email, *EmailAddress.objects.filter(user=by).values_list("email", flat=True)}:
        raise NotAllowed(_("Nobody can offer a role to themselves."))


def _check_flood(email: str, by: User) -> None:
    now = timezone.now()
    sent = Invitation.objects.filter(invited_by=by, sent_at__gt=now - timedelta(days=1))
    if sent.filter(is_one_of_many=False).count() >= MOST_PER_DAY:
        raise TooOften(
            _("You have sent very many invitations today."), way_out=_("Go on tomorrow.")
        )
    to_one = Invitation.objects.filter(email=email, sent_at__gt=now - timedelta(hours=1))
    if (to_one.aggregate(times=Sum("times_sent"))["times"] or 0) >= MOST_TO_ONE:
        raise TooOften(
            _("This address has got several mails within the hour."),
            way_out=_("Wait an hour, and ask the person to look among unwanted mail."),
        )


def _check_offer(invitation: Invitation) -> None:
    """The offer must be one that an assignment could follow: scope, and an end for auditors."""
    invitation.full_clean(exclude=["token_digest"])
    if invitation.role == Role.AUDITOR and not invitation.valid_until:
        raise BadInput(_("An auditor's access needs an end date."))
    if invitation.role in Role.for_clusters() and not invitation.cluster:
        raise BadInput(_("Say which cluster the person coordinates."))
    if invitation.role == Role.WP_LEADER and not invitation.work_package:
        raise BadInput(_("Say which work package the person leads."))


def _replace_open(email: str, role: Role, scope: dict, by: User) -> None:
    earlier = Invitation.objects.open().select_for_update(of=("self",))
    for invitation in earlier.filter(email=email, role=role, **scope):
        _withdraw(invitation, by)


def find(token: str, *, user: User) -> Invitation | None:
    """The open invitation behind the link, if it is for this person; else None."""
    invitation = Invitation.objects.open().with_scope().filter(token_digest=digest(token)).first()
    return invitation if invitation and _is_for(invitation, user) else None


def address_behind(token: str) -> str:
    """Whose mailbox the link was sent to, for whoever holds the link; empty if it is no good."""
    found = Invitation.objects.open().filter(token_digest=digest(token))
    return found.values_list("email", flat=True).first() or ""


def _is_for(invitation: Invitation, user: User) -> bool:
    mine = EmailAddress.objects.filter(user=user, verified=True, email__iexact=invitation.email)
    return invitation.invited_by_id != user.pk and mine.exists()


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> RoleAssignment:
    """Take the role up, once, as long as whoever offered it may still do so."""
    locked = _lock(invitation)
    if not locked.is_open or not _is_for(locked, by):
        raise Conflict(_("This invitation can no longer be used."), way_out=_("Ask for a new one."))
    if not rules.may_invite(locked.invited_by, role=locked.role, organisation=locked.organisation):
        raise Conflict(
            _("The person who invited you may no longer offer this role."),
            way_out=_("Ask your cluster for a new invitation."),
        )
    locked.accepted_at, locked.accepted_by = timezone.now(), by
    locked.save(update_fields=["accepted_at", "accepted_by"])
    journal.record(case(locked), "invitation-accepted", by=by)
    scope = {name: getattr(locked, name) for name in SCOPES}
    return appointments.appoint(
        by,
        Role(locked.role),
        by=locked.invited_by,
        valid_from=locked.valid_from,
        valid_until=locked.valid_until,
        **scope,
    )


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    locked = _lock(invitation)
    if not rules.may_change_invitation(by, locked):
        raise NotAllowed(_("You cannot withdraw this invitation."))
    if not locked.is_open:
        raise Conflict(_("This invitation is no longer open."))
    return _withdraw(locked, by)


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).with_scope()
    return rows.get(pk=invitation.pk)


def _withdraw(invitation: Invitation, by: User) -> Invitation:
    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    journal.record(case(invitation), "invitation-withdrawn", by=by)
    return invitation
