"""Exchanges with all that timeline, status and "my turn" need, in a fixed number of queries."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blues.common.words import Words
from exchanges.building import amendment_turns
from exchanges.building import steps as building
from exchanges.finalisation import steps as finalisation
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.steps import DONE, Step
from exchanges.matching import steps as matching

# Named as the scheme names them, so that people trained there find their way.
PHASES = (
    (_("Registration and matching"), matching),
    (_("Exchange building"), building),
    (_("Exchange finalisation"), finalisation),
)
ONE_TO_ONE = ("bank_account", *finalisation.ONE_TO_ONE)
MANY = (
    "commitments__agenda",
    "commitments__activities",
    "commitments__consents",
    "commitments__signatures",
    "commitments__uploads",
    "commitments__text_document",
    "agreements__signatures",
    "agreements__uploads",
    "agreements__refusal",
    "agreements__text_document",
    *amendment_turns.MANY,
    *finalisation.MANY,
)


def with_progress(exchanges):
    return exchanges.with_parties().select_related(*ONE_TO_ONE).prefetch_related(*MANY)


@dataclass(frozen=True)
class Phase:
    title: Words
    steps: list[Step]

    @property
    def is_done(self) -> bool:
        return all(step.state == DONE for step in self.steps)


def phases_of(exchange: Exchange, user) -> list[Phase]:
    """The whole way as this reader sees it, without phases that a stopped exchange never saw."""
    phases = [Phase(title, room.steps(exchange, user)) for title, room in PHASES]
    return [phase for phase in phases if phase.steps]


def steps_of(exchange: Exchange, user) -> list[Step]:
    return [step for phase in phases_of(exchange, user) for step in phase.steps]


def under_way(user) -> list[tuple[Exchange, list[Step]]]:
    """The live exchanges in the reader's sight, each with its way."""
    exchanges = with_progress(Exchange.objects.visible_to(user).live())
    return [(exchange, steps_of(exchange, user)) for exchange in exchanges]
