"""What waits for one person, wherever in the portal it waits."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.models import Role
from exchanges.registration.casework import HandOver, ReviewRequest
from exchanges.registration.models import Registration
from exchanges.registration.states import RegistrationState
from exchanges.registration.worklist import waiting_for
from exchanges.workspace.progress import under_way

MINE_TO_FINISH = (RegistrationState.DRAFT, RegistrationState.MORE_INFO_NEEDED)


@dataclass(frozen=True)
class Turn:
    """``kind`` groups the page; ``about`` names the case, ``action`` is an imperative."""

    kind: str
    about: str
    action: str
    url: str
    due_on: date | None


def turns_for(user, exchanges=None) -> list[Turn]:
    """Everything that waits for the person, the most urgent first.

    ``exchanges`` are those of ``under_way(user)`` where the caller has them already.
    """
    exchanges = under_way(user) if exchanges is None else exchanges
    turns = [*_to_assess(user), *_to_finish(user), *_of_exchanges(exchanges)]
    return sorted(turns, key=lambda turn: (turn.due_on is None, turn.due_on or date.max))


def _to_assess(user):
    """Cases of the own clusters, cases that another one offers, and rejections to review."""
    offered = HandOver.objects.open().filter(to_cluster__in=user.cluster_ids)
    reviewed = ReviewRequest.objects.open() if user.is_programme_coordinator else None
    kinds = [
        (_("Assess the registration"), waiting_for(user)),
        (_("Answer the offer"), _behind(offered)),
        (_("Decide on the review"), _behind(reviewed)),
    ]
    for action, registrations in kinds:
        for registration in registrations.with_parties():
            yield Turn(
                kind=_("Registrations"),
                about=str(registration),
                action=action,
                url=reverse("registration:assessment-detail", args=[registration.public_id]),
                due_on=registration.due_on,
            )


def _behind(rows):
    if rows is None:
        return Registration.objects.none()
    return Registration.objects.filter(pk__in=rows.values("registration"))


def _to_finish(user):
    own = user.roles.organisations(Role.REPRESENTATIVE)
    waiting = Registration.objects.filter(state__in=MINE_TO_FINISH, organisation__in=own)
    for registration in waiting.with_parties():
        yield Turn(
            kind=_("Registrations"),
            about=str(registration),
            action=_("Complete the registration"),
            url=reverse("registration:registration-detail", args=[registration.public_id]),
            due_on=registration.due_on,
        )


def _of_exchanges(exchanges):
    for exchange, steps in exchanges:
        for step in steps:
            if step.is_for_reader:
                yield Turn(
                    kind=_("Exchanges"),
                    about=str(exchange),
                    action=step.action or step.label,
                    url=step.url,
                    due_on=step.due_on,
                )
