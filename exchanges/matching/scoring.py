"""How well a visitor and a host fit, and why, in words. No queries, no clock, no randomness.

Forbidden pairs have no score, not a low one. Allowed pairs are ranked first by subject matter, and
only among equals by comfort (see ``COMFORT``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.matching.candidates import Candidate, Host, Pair, Visitor, Window, span
from exchanges.policy.facts import Rules

SHARED_TOPIC = 40
MET_NEED = 40  # what the visitor wants to learn weighs as much as what both work on
MOST_COUNTED = 3  # a long list of tags is no better match than three that fit

SHARED_ACTIVITY = 5
MOST_ACTIVITIES = 2
PREFERRED_TYPE = 5
PREFERRED_COUNTRY = 5
FULL_SUM = 4
PER_SPARE_DAY = 1
MOST_SPARE_DAYS = 4
RECENTLY_ACTIVE = 2  # each of the two
ANSWERS_SOON = 2  # each of the two
COMFORT = (
    SHARED_ACTIVITY * MOST_ACTIVITIES
    + PREFERRED_TYPE
    + PREFERRED_COUNTRY
    + FULL_SUM
    + PER_SPARE_DAY * MOST_SPARE_DAYS
    + 2 * (RECENTLY_ACTIVE + ANSWERS_SOON)
)  # all comforts together weigh less than one shared topic

ACTIVE_WITHIN_DAYS = 30
SOON_DAYS = 3


class Refused(StrEnum):
    """Why a pair is out of the question."""

    SAME_COUNTRY = "same-country"
    NO_CAPACITY = "no-capacity"
    MODES_DIFFER = "modes-differ"
    NO_COMMON_LANGUAGE = "no-common-language"
    NO_COMMON_DATES = "no-common-dates"


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A pair with its score, or without one and the first reason against it."""

    visitor: Visitor
    host: Host
    score: int | None
    reasons: tuple[str, ...]
    refused: Refused | None = None
    distance_km: float
    shared_windows: tuple[Window, ...] = ()


class Merit(NamedTuple):
    points: int
    reason: str  # empty where the point is about the one who asks


def assess(
    visitor: Visitor,
    host: Host,
    *,
    rules: Rules,
    labels: Mapping[str, str] | None = None,
    asking: Candidate | None = None,
) -> Fit:
    """Judge one pair. The score is the pair's; the sentences speak to ``asking`` (the visitor).

    ``labels`` names every code that a sentence may mention. Windows in the past are the caller's to
    leave out, since nothing here knows today.
    """
    pair = Pair(visitor, host, rules, labels or {}, asking or visitor)
    refused = _refusal(pair)
    merits = [] if refused else [merit for judge in MERITS if (merit := judge(pair))]
    return Fit(
        visitor=visitor,
        host=host,
        score=None if refused else sum(merit.points for merit in merits),
        reasons=(_explain(refused),) if refused else _sentences(merits),
        refused=refused,
        distance_km=pair.distance_km,
        shared_windows=() if refused else pair.shared_windows,
    )


def rank_hosts(visitor: Visitor, hosts: Iterable[Host], **context) -> list[Fit]:
    """The hosts the visitor may propose to, best first; equals in the order of their keys."""
    fits = (assess(visitor, host, **context) for host in hosts)
    return sorted(_allowed(fits), key=lambda fit: (-(fit.score or 0), fit.host.key))


def rank_visitors(host: Host, visitors: Iterable[Visitor], **context) -> list[Fit]:
    """The visitors the host may propose to, best first; equals in the order of their keys."""
    fits = (assess(visitor, host, asking=host, **context) for visitor in visitors)
    return sorted(_allowed(fits), key=lambda fit: (-(fit.score or 0), fit.visitor.key))


def _sentences(merits: Iterable[Merit]) -> tuple[str, ...]:
    return tuple(merit.reason for merit in merits if merit.reason)


def _allowed(fits: Iterable[Fit]) -> Iterator[Fit]:
    return (fit for fit in fits if fit.refused is None)


def _refusal(pair: Pair) -> Refused | None:
    """The first thing that forbids the pair, the hardest to change first."""
    grounds = (
        (Refused.SAME_COUNTRY, pair.visitor.country == pair.host.country),
        (Refused.NO_CAPACITY, pair.host.capacity_left < 1),
        (Refused.MODES_DIFFER, not pair.modes),
        (Refused.NO_COMMON_LANGUAGE, not pair.visitor.languages & pair.host.languages),
        (Refused.NO_COMMON_DATES, not (pair.asks_for_dates or pair.shared_windows)),
    )
    return next((code for code, applies in grounds if applies), None)


def _explain(refused: Refused) -> str:
    return {
        Refused.SAME_COUNTRY: _("both are in the same country"),
        Refused.NO_CAPACITY: _("the host has no place left"),
        Refused.MODES_DIFFER: _("one wants to meet in person, the other online"),
        Refused.NO_COMMON_LANGUAGE: _("no common language"),
        Refused.NO_COMMON_DATES: _("no common free period that is long enough"),
    }[refused]


def _shared_topics(pair: Pair) -> Merit | None:
    shared = pair.visitor.topics & pair.host.topics
    if not shared:
        return None
    points = SHARED_TOPIC * min(len(shared), MOST_COUNTED)
    return Merit(points, _("both work on %(topics)s") % {"topics": pair.name(shared)})


def _met_needs(pair: Pair) -> Merit | None:
    met = pair.visitor.needs & pair.host.offers
    if not met:
        return None
    if pair.asking is pair.visitor:
        reason = _("offers what you look for: %(offers)s")
    else:
        reason = _("looks for what you offer: %(offers)s")
    points = MET_NEED * min(len(met), MOST_COUNTED)
    return Merit(points, reason % {"offers": pair.name(met)})


def _shared_activities(pair: Pair) -> Merit | None:
    shared = pair.visitor.activities & pair.host.activities
    if not shared:
        return None
    points = SHARED_ACTIVITY * min(len(shared), MOST_ACTIVITIES)
    return Merit(points, _("both want %(activities)s") % {"activities": pair.name(shared)})


def _preferred_type(pair: Pair) -> Merit | None:
    if pair.host.organisation_type not in pair.visitor.preferred_types:
        return None
    kind = pair.labels.get(pair.host.organisation_type, pair.host.organisation_type)
    return Merit(PREFERRED_TYPE, _("preferred type of host: %(type)s") % {"type": kind})


def _preferred_country(pair: Pair) -> Merit | None:
    if pair.host.country not in pair.visitor.preferred_countries:
        return None
    country = pair.labels.get(pair.host.country, pair.host.country)
    return Merit(PREFERRED_COUNTRY, _("preferred country: %(country)s") % {"country": country})


def _free_dates(pair: Pair) -> Merit:
    if pair.asks_for_dates:
        return Merit(0, _("dates by arrangement"))
    first = pair.shared_windows[0]
    spare = min(pair.longest_window - pair.rules.shortest_stay_days, MOST_SPARE_DAYS)
    return Merit(PER_SPARE_DAY * max(0, spare), _("both free %(days)s") % {"days": span(first)})


def _lump_sum(pair: Pair) -> Merit:
    """What the way means for the money, which the length of the shared period may halve too."""
    if not pair.is_on_site:
        return Merit(0, _("online, so without travel and lump sum"))
    km = {"km": int(pair.distance_km), "days": pair.rules.full_sum_days}
    if pair.distance_km < pair.rules.full_sum_km:
        return Merit(0, _("%(km)s km: half the lump sum") % km)
    if not pair.asks_for_dates and pair.longest_window < pair.rules.full_sum_days:
        return Merit(
            0, _("%(km)s km, but free for fewer than %(days)s days: half the lump sum") % km
        )
    return Merit(FULL_SUM, _("%(km)s km: full lump sum from %(days)s working days") % km)


def _languages(pair: Pair) -> Merit:
    shared = pair.visitor.languages & pair.host.languages
    return Merit(0, _("common language: %(languages)s") % {"languages": pair.name(shared)})


def _freshness(pair: Pair) -> Merit:
    both = (pair.visitor.days_since_active, pair.host.days_since_active)
    points = RECENTLY_ACTIVE * sum(is_within(days, ACTIVE_WITHIN_DAYS) for days in both)
    days = pair.other.days_since_active
    if days is None or days > ACTIVE_WITHIN_DAYS:
        return Merit(points, "")
    if days == 0:
        return Merit(points, _("active today"))
    text = ngettext("active %(days)s day ago", "active %(days)s days ago", days)
    return Merit(points, text % {"days": days})


def _responsiveness(pair: Pair) -> Merit:
    both = (pair.visitor.answers_within_days, pair.host.answers_within_days)
    points = ANSWERS_SOON * sum(is_within(days, SOON_DAYS) for days in both)
    days = pair.other.answers_within_days
    if days is None or days > SOON_DAYS:
        return Merit(points, "")
    if days == 0:
        return Merit(points, _("answers on the same day"))
    text = ngettext("answers within %(days)s day", "answers within %(days)s days", days)
    return Merit(points, text % {"days": days})


def is_within(days: int | None, limit: int) -> bool:
    return days is not None and days <= limit


MERITS: tuple[Callable[[Pair], Merit | None], ...] = (
    _shared_topics,
    _met_needs,
    _shared_activities,
    _preferred_type,
    _preferred_country,
    _free_dates,
    _lump_sum,
    _languages,
    _freshness,
    _responsiveness,
)
