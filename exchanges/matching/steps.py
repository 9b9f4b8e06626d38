"""The first two phases as the exchange page shows them.

No query beyond what ``with_progress`` of the workspace has loaded: lists ask for many exchanges.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, SIDES, STOPPED, State
from exchanges.lifecycle.steps import CURRENT, DONE, WAITING, Step
from exchanges.lifecycle.steps import STOPPED as HALTED
from exchanges.matching.confirmation import confirmed_at
from exchanges.matching.telling import other_side


def steps(exchange: Exchange, user) -> list[Step]:
    """Registered, proposed, accepted, confirmed; in that order."""
    return [*_registered(exchange), _proposed(exchange), _answered(exchange, user),
            *_confirmed(exchange, user)]  # fmt: skip


def _registered(exchange) -> list[Step]:
    return [
        Step(
            label=_("Register as %(side)s") % {"side": side.label},
            state=DONE,
            who=str(exchange.organisation_of(side)),
            done_at=exchange.registration_of(side).decided_at,
        )
        for side in SIDES
    ]


def _proposed(exchange) -> Step:
    return Step(
        label=_("Propose the exchange"),
        state=DONE,
        who=str(exchange.organisation_of(exchange.proposed_side)),
        done_at=exchange.proposed_at,
    )


def _answered(exchange, user) -> Step:
    side = other_side(exchange)
    label, who = _("Answer the proposal"), str(exchange.organisation_of(side))
    answered = _passed_at(exchange, State.ACCEPTED)
    if answered:
        return Step(label=label, state=DONE, who=who, done_at=answered)
    if exchange.state != State.PROPOSED:
        return Step(label=label, state=HALTED, who=who, done_at=exchange.state_since)
    mine = side in parties_of(user, exchange)
    return Step(
        label=label,
        state=CURRENT,
        who=who,
        due_on=exchange.due_on,
        url=_page(exchange) if mine else "",
        action=_("Answer the proposal") if mine else "",
    )


def _confirmed(exchange, user) -> list[Step]:
    """One step per cluster; one alone where the same cluster stands on both sides."""
    parties = CLUSTERS[:1] if exchange.vop_id == exchange.hop_id else CLUSTERS
    return [_confirmation(exchange, party, user) for party in parties]


def _confirmation(exchange, party, user) -> Step:
    label, who = _("Confirm the match"), str(exchange.cluster_of(party))
    if at := confirmed_at(exchange, party):
        return Step(label=label, state=DONE, who=who, done_at=at)
    if exchange.state in STOPPED:
        return Step(label=label, state=HALTED, who=who)
    if exchange.state == State.PROPOSED:
        return Step(label=label, state=WAITING, who=who)
    mine = party in parties_of(user, exchange)
    return Step(
        label=label,
        state=CURRENT,
        who=who,
        due_on=exchange.due_on,
        url=_page(exchange) if mine else "",
        action=_("Confirm the match") if mine else "",
    )


def _passed_at(exchange, state):
    """When the exchange came into the state; uses what was prefetched.

    What was before a proposal was reopened counts no longer.
    """
    passed = None
    for step in exchange.transitions.all():
        if step.to_state in (state, State.PROPOSED):
            passed = step.at if step.to_state == state else None
    return passed


def _page(exchange) -> str:
    return reverse("matching:proposal-detail", args=[exchange.public_id])
