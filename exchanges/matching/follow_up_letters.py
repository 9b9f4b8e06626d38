"""What is proposed to be written to those on a list, and to whom. People change it as they like."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blues.common.words import Words
from blues.notices.drafts import To
from clusters.models import Role, RoleAssignment, User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES
from exchanges.matching.telling import other_side


@dataclass(frozen=True)
class Proposed:
    subject: Words
    body: Words
    recipients: Callable[[Iterable, User], list[To]]


def _to_answer(exchanges, _user) -> list[To]:
    """The side of each proposal that has to answer."""
    return _of_sides([(exchange, other_side(exchange)) for exchange in exchanges])


def _to_both(pairs, user) -> list[To]:
    """The members of the own clusters among the pairs; everybody for the programme."""
    sides = [(pair.exchange, side) for pair in pairs for side in SIDES]
    if not user.is_programme_coordinator:
        sides = [one for one in sides if one[0].cluster_of(one[1]).pk in user.cluster_ids]
    return _of_sides(sides)


def _to_registered(registrations, _user) -> list[To]:
    found = list(registrations)
    people = _representatives([one.organisation_id for one in found])
    return [
        To(
            reader=person,
            case=one.case,
            link=reverse("registration:registration-detail", args=[one.public_id]),
            words={"organisation": str(one.organisation), "reference": one.reference},
        )
        for one in found
        for person in people[one.organisation_id]
    ]


def _of_sides(sides: Sequence[tuple[Exchange, str]]) -> list[To]:
    people = _representatives([exchange.organisation_of(side).pk for exchange, side in sides])
    return [one for exchange, side in sides for one in _of_side(exchange, side, people)]


def _of_side(exchange: Exchange, side: str, people) -> Iterator[To]:
    own = exchange.organisation_of(side)
    partner = next(exchange.organisation_of(other) for other in SIDES if other != side)
    for person in people[own.pk]:
        yield To(
            reader=person,
            case=exchange.case,
            link=reverse("matching:proposal-detail", args=[exchange.public_id]),
            words={
                "organisation": str(own),
                "partner": str(partner),
                "reference": exchange.reference,
            },
        )


def _representatives(organisations: list[int]) -> dict[int, list[User]]:
    """By organisation, in one query."""
    held = RoleAssignment.objects.current().filter(
        role=Role.REPRESENTATIVE, organisation__in=organisations, user__is_active=True
    )
    people: dict[int, list[User]] = defaultdict(list)
    for one in held.select_related("user").order_by("pk"):
        if one.user not in people[one.organisation_id]:
            people[one.organisation_id].append(one.user)
    return people


LETTERS = {
    "unanswered": Proposed(
        _("{partner} waits for your answer ({reference})"),
        _(
            "The proposal {reference} of {partner} to {organisation} is still open.\n\n"
            "A short answer is enough: yes, no, other dates, or that you need time. Where "
            "something is unclear, ask us."
        ),
        _to_answer,
    ),
    "profiles": Proposed(
        _("Your registration {reference}: can we help?"),
        _(
            "{organisation} is registered, and others look for partners like you.\n\n"
            "A few sentences about what you offer or look for, your topics and your free weeks "
            "are what they go by. If you would rather not take part any more, say so on the page."
        ),
        _to_registered,
    ),
    "pairs": Proposed(
        _("{organisation} and {partner}: shall we try again?"),
        _(
            "{organisation} and {partner} fit well, and yet the proposal {reference} came to "
            "nothing.\n\nOn its page you can take it up again, or propose other dates. What was "
            "missing? We are glad to help."
        ),
        _to_both,
    ),
}
