"""How soon somebody answers proposals, as a level in words.

A case is one offer that the other side had to answer: it ends with their answer, with a request for
time, or unanswered when the proposal expires. What the sender takes back is no case.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import groupby, pairwise
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import clock
from blues.common.words import Words
from exchanges.lifecycle.models import Transition
from exchanges.lifecycle.states import Party, State
from exchanges.matching.offer_models import Offer
from exchanges.registration.models import Registration

PERIOD = timedelta(days=90)
FEWEST_CASES = 2
NEVER = timedelta.max
DAY = timedelta(days=1)


class Level(Enum):
    """In how many days most proposals were answered; the best first."""

    A_DAY = "day", gettext_lazy("answers within a day"), 1
    TWO_DAYS = "two-days", gettext_lazy("answers within two days"), 2
    A_WEEK = "week", gettext_lazy("answers within a week"), 7
    LONGER = "longer", gettext_lazy("takes more than a week to answer"), None
    SILENT = "silent", gettext_lazy("often leaves proposals unanswered"), None
    NEW = "new", gettext_lazy("new, nothing known yet"), None

    def __init__(self, code: str, label: Words, days: int | None):
        self.code, self.label, self.days = code, label, days


@dataclass(frozen=True)
class Case:
    registration: int
    ended_at: datetime
    took: timedelta  # NEVER where nobody answered


def levels_of(registrations: Iterable[Registration]) -> dict[int, Level]:
    """The level of each, by its key; two queries for any number."""
    keys = [registration.pk for registration in registrations]
    found = levels_among(Q(exchange__visitor__in=keys) | Q(exchange__host__in=keys))
    return {key: found.get(key, Level.NEW) for key in keys}


def levels_among(scope: Q) -> dict[int, Level]:
    """The same for all in a scope of offers; whoever is missing is new."""
    waits = defaultdict(list)
    for case in _cases(Offer.objects.filter(scope)):
        if case.ended_at >= clock.now() - PERIOD:
            waits[case.registration].append(case.took)
    return {registration: level_from(took) for registration, took in waits.items()}


def level_from(waits: list[timedelta]) -> Level:
    """By the time in which more than half of the cases were answered."""
    if len(waits) < FEWEST_CASES:
        return Level.NEW
    typical = sorted(waits)[len(waits) // 2]
    if typical == NEVER:
        return Level.SILENT
    rising = (Level.A_DAY, Level.TWO_DAYS, Level.A_WEEK)
    return next((one for one in rising if typical <= (one.days or 0) * DAY), Level.LONGER)


def how_measured() -> str:
    return _(
        "Measured over the proposals of the last %(days)s days: how long it took until more than "
        "half of them were answered. Asking for time counts as an answer; a proposal that expires "
        "counts as unanswered. With fewer than %(fewest)s proposals nothing is said."
    ) % {"days": PERIOD.days, "fewest": FEWEST_CASES}


def _cases(offers: QuerySet[Offer]) -> Iterator[Case]:
    # Twice the period: an answer of today may end a wait that began before.
    recent = offers.filter(made_at__gte=clock.now() - 2 * PERIOD).select_related("exchange")
    turns = list(recent.order_by("exchange_id", "pk"))
    left = Transition.objects.filter(
        from_state=State.PROPOSED, exchange__in={turn.exchange_id for turn in turns}
    )
    ends = {step.exchange_id: step for step in left}
    for exchange, of_one in groupby(turns, attrgetter("exchange_id")):
        one_after_another = list(of_one)
        for turn, answer in pairwise(one_after_another):
            yield _answered(turn, answer.made_at, answer.time_asked_at)
        last, end = one_after_another[-1], ends.get(exchange)
        if end is None:
            continue
        if end.to_state == State.EXPIRED:
            yield Case(_asked(last), end.at, NEVER)
        elif end.to_state in (State.ACCEPTED, State.DECLINED):
            yield _answered(last, end.at, last.exchange.time_asked_at)


def _answered(turn: Offer, at: datetime, time_asked_at: datetime | None) -> Case:
    return Case(_asked(turn), at, (time_asked_at or at) - turn.made_at)


def _asked(turn: Offer) -> int:
    """The registration that had to answer."""
    exchange = turn.exchange
    return exchange.host_id if turn.side == Party.VISITOR else exchange.visitor_id
