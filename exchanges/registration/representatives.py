"""Who represents a registered organisation, and what becomes of that when somebody leaves.

Signatures that were given stay as they are. Where one is still missing, the person who represents
the registration then gives it: signing asks the registration, not the paper.
"""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common import files
from blues.common.errors import BadInput, Conflict
from clusters.directory.models import Organisation
from clusters.directory.organisations import case
from clusters.models import Role, User
from clusters.people import handover
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock
from exchanges.registration.rules import require
from exchanges.registration.states import ENDED


@transaction.atomic
def change_representative(
    registration: Registration,
    *,
    to: User,
    by: User,
    is_third_country_national: bool = False,
    declares_183_days: bool = False,
) -> Registration:
    """Let another colleague stand for the organisation, with the answers about that person.

    The CV of the one who stood for it so far goes; it says nothing about the new one.
    """
    locked = lock(registration)
    require(
        handover.may_hand_over(by, locked.organisation, locked.representative),
        _("Only an administrator of the organisation may change who represents it."),
    )
    if locked.state in ENDED:
        raise Conflict(_("This registration has ended."))
    if not to.represents(locked.organisation):
        raise BadInput(
            _("%(name)s does not represent the organisation.") % {"name": to.name},
            way_out=_("Give the person that role first."),
        )
    before, locked.representative = locked.representative, to
    if before != to:
        files.forget(locked.cv)
        locked.cv, locked.cv_size = "", 0
    locked.is_third_country_national = is_third_country_national
    locked.declares_183_days = declares_183_days
    locked.save(
        update_fields=[
            "representative",
            "cv",
            "cv_size",
            "is_third_country_national",
            "declares_183_days",
            "changed_at",
        ]
    )
    journal.record(
        locked.case,
        "representative-changed",
        by=by,
        before=str(before.public_id),
        after=str(to.public_id),
    )
    return locked


@transaction.atomic
def hand_over(
    *, organisation: Organisation, leaver: User, successor: User, by: User, **answers: bool
) -> list[Registration]:
    """The leaver's roles, registrations and open turns become the successor's; both are told.

    ``answers`` are those about the successor that ``change_representative`` takes.
    """
    represented = list(live_registrations(organisation).filter(representative=leaver))
    held = handover.give_roles(
        organisation=organisation,
        leaver=leaver,
        successor=successor,
        by=by,
        also=[Role.REPRESENTATIVE] if represented else (),
    )
    changed = [
        change_representative(registration, to=successor, by=by, **answers)
        for registration in represented
    ]
    handover.end_roles(held, organisation=organisation, leaver=leaver, by=by)
    journal.record(
        case(organisation),
        "handed-over",
        by=by,
        leaver=str(leaver.public_id),
        successor=str(successor.public_id),
        registrations=[registration.reference for registration in changed],
    )
    _tell(organisation, leaver, successor, changed)
    return changed


def live_registrations(organisation: Organisation):
    return (
        Registration.objects.filter(organisation=organisation)
        .exclude(state__in=ENDED)
        .with_parties()
        .order_by("pk")
    )


def _tell(organisation: Organisation, leaver: User, successor: User, changed) -> None:
    words: dict[str, Any] = {
        "case": case(organisation),
        "organisation": str(organisation),
        "leaver": leaver.name,
        "successor": successor.name,
        "references": ", ".join(registration.reference for registration in changed) or "–",
    }
    page = organisation.get_absolute_url()
    notices.tell([successor], "registration.taken_over", link=page, **words)
    account = reverse("people:account-page")  # the organisation's page is no longer theirs
    notices.tell([leaver], "registration.handed_over", link=account, **words)
