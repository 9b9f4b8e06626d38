"""How well a visitor and a host fit, and why, in words. No queries, no clock, no randomness.

Forbidden pairs have no score, not a low one. What each merit counts is data of the programme
(``rules.weights``); at first subjects come before everything else together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.programme.merits import Merit
from exchanges.matching.candidates import Candidate, Host, Pair, Visitor, Window, span
from exchanges.policy.facts import Rules

AT_EASE, FLUENT = 1, 2  # levels above the one in which work is just possible


class Refused(StrEnum):
    """Why a pair is out of the question."""

    NO_PLACE = "no-place"
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
    distance_km: float | None  # unknown while one of the two has no place on the map
    shared_windows: tuple[Window, ...] = ()


class Judgement(NamedTuple):
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
    found = [] if refused else [one for judge in JUDGES if (one := judge(pair))]
    return Fit(
        visitor=visitor,
        host=host,
        score=None if refused else sum(one.points for one in found),
        reasons=(_explain(refused),) if refused else _sentences(found),
        refused=refused,
        distance_km=pair.distance_km if pair.is_located else None,
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


def _sentences(judgements: Iterable[Judgement]) -> tuple[str, ...]:
    return tuple(one.reason for one in judgements if one.reason)


def _allowed(fits: Iterable[Fit]) -> Iterator[Fit]:
    return (fit for fit in fits if fit.refused is None)


def _refusal(pair: Pair) -> Refused | None:
    """The first thing that forbids the pair, the hardest to change first."""
    grounds = (
        (Refused.NO_PLACE, not pair.is_located),
        (Refused.SAME_COUNTRY, pair.visitor.country == pair.host.country),
        (Refused.NO_CAPACITY, pair.host.capacity_left < 1),
        (Refused.MODES_DIFFER, not pair.modes),
        (Refused.NO_COMMON_LANGUAGE, not pair.visitor.languages & pair.host.languages),
        (Refused.NO_COMMON_DATES, not (pair.asks_for_dates or pair.shared_windows)),
    )
    return next((code for code, applies in grounds if applies), None)


def _explain(refused: Refused) -> str:
    return {
        Refused.NO_PLACE: _("the place of one of the two on the map is not known yet"),
        Refused.SAME_COUNTRY: _("both are in the same country"),
        Refused.NO_CAPACITY: _("the host has no place left"),
        Refused.MODES_DIFFER: _("one wants to meet in person, the other online"),
        Refused.NO_COMMON_LANGUAGE: _("no common language"),
        Refused.NO_COMMON_DATES: _("no common free period that is long enough"),
    }[refused]


def _shared_topics(pair: Pair) -> Judgement | None:
    shared = pair.visitor.topics & pair.host.topics
    if not shared:
        return None
    reason = _("both work on %(topics)s") % {"topics": pair.name(shared)}
    return Judgement(_counted(pair, Merit.TOPIC, len(shared)), reason)


def _met_needs(pair: Pair) -> Judgement | None:
    met = pair.visitor.needs & pair.host.offers
    if not met:
        return None
    if pair.asking is pair.visitor:
        reason = _("offers what you look for: %(offers)s")
    else:
        reason = _("looks for what you offer: %(offers)s")
    return Judgement(_counted(pair, Merit.NEED, len(met)), reason % {"offers": pair.name(met)})


def _shared_activities(pair: Pair) -> Judgement | None:
    shared = pair.visitor.activities & pair.host.activities
    if not shared:
        return None
    reason = _("both want %(activities)s") % {"activities": pair.name(shared)}
    return Judgement(_counted(pair, Merit.ACTIVITY, len(shared)), reason)


def _shared_aims(pair: Pair) -> Judgement | None:
    shared = pair.visitor.aims & pair.host.aims
    if not shared:
        return None
    reason = _("both aim at this: %(aims)s") % {"aims": pair.name(shared)}
    return Judgement(_counted(pair, Merit.AIM, len(shared)), reason)


def _other_sector(pair: Pair) -> Judgement | None:
    """Only where both name theirs: nothing is known of who does not."""
    ours, theirs = pair.visitor.sectors, pair.host.sectors
    crosses = ours and theirs and not ours & theirs
    if not (crosses and pair.visitor.topics & pair.host.topics):
        return None
    reason = _("the same topic seen from another sector: %(sectors)s")
    return Judgement(
        _points(pair, Merit.SECTOR), reason % {"sectors": pair.name(pair.other.sectors)}
    )


def _preferred_type(pair: Pair) -> Judgement | None:
    if pair.host.organisation_type not in pair.visitor.preferred_types:
        return None
    kind = pair.labels.get(pair.host.organisation_type, pair.host.organisation_type)
    return Judgement(
        _points(pair, Merit.TYPE), _("preferred type of host: %(type)s") % {"type": kind}
    )


def _preferred_country(pair: Pair) -> Judgement | None:
    if pair.host.country not in pair.visitor.preferred_countries:
        return None
    country = pair.labels.get(pair.host.country, pair.host.country)
    reason = _("preferred country: %(country)s") % {"country": country}
    return Judgement(_points(pair, Merit.COUNTRY), reason)


def _same_size(pair: Pair) -> Judgement | None:
    if not pair.visitor.size or pair.visitor.size != pair.host.size:
        return None
    return Judgement(_points(pair, Merit.SIZE), _("both of the same size"))


def _free_dates(pair: Pair) -> Judgement:
    if pair.asks_for_dates:
        return Judgement(0, _("dates by arrangement"))
    spare = max(0, pair.longest_window - pair.rules.shortest_stay_days)
    reason = _("both free %(days)s") % {"days": span(pair.shared_windows[0])}
    return Judgement(_counted(pair, Merit.DAYS, spare), reason)


def _lump_sum(pair: Pair) -> Judgement:
    """What the way means for the money, which the length of the shared period may halve too."""
    if not pair.is_on_site:
        return Judgement(0, _("online, so without travel and lump sum"))
    km = {"km": int(pair.distance_km), "days": pair.rules.full_sum_days}
    if pair.distance_km < pair.rules.full_sum_km:
        return Judgement(0, _("%(km)s km: half the lump sum") % km)
    if not pair.asks_for_dates and pair.longest_window < pair.rules.full_sum_days:
        return Judgement(
            0, _("%(km)s km, but free for fewer than %(days)s days: half the lump sum") % km
        )
    reason = _("%(km)s km: full lump sum from %(days)s working days") % km
    return Judgement(_points(pair, Merit.FULL_SUM), reason)


def _short_journey(pair: Pair) -> Judgement | None:
    border = pair.rules.weight(Merit.NEAR).within
    if not pair.is_on_site or pair.distance_km >= border:
        return None
    return Judgement(
        _points(pair, Merit.NEAR), _("a journey of less than %(km)s km") % {"km": border}
    )


def _languages(pair: Pair) -> Judgement:
    """The best of the common languages, and how well both speak it."""
    if fluent := pair.visitor.fluent & pair.host.fluent:
        reason = _("both fluent in %(languages)s") % {"languages": pair.name(fluent)}
        return Judgement(_counted(pair, Merit.LANGUAGE, FLUENT), reason)
    if at_ease := pair.visitor.well_spoken & pair.host.well_spoken:
        reason = _("both at ease in %(languages)s") % {"languages": pair.name(at_ease)}
        return Judgement(_counted(pair, Merit.LANGUAGE, AT_EASE), reason)
    shared = pair.visitor.languages & pair.host.languages
    return Judgement(0, _("common language: %(languages)s") % {"languages": pair.name(shared)})


def _freshness(pair: Pair) -> Judgement:
    weight = pair.rules.weight(Merit.FRESH)
    both = (pair.visitor.days_since_active, pair.host.days_since_active)
    points = weight.points * sum(is_within(days, weight.within) for days in both)
    days = pair.other.days_since_active
    if days is None or days > weight.within:
        return Judgement(points, "")
    if days == 0:
        return Judgement(points, _("active today"))
    text = ngettext("active %(days)s day ago", "active %(days)s days ago", days)
    return Judgement(points, text % {"days": days})


def _responsiveness(pair: Pair) -> Judgement:
    weight = pair.rules.weight(Merit.ANSWERS)
    both = (pair.visitor.answers_within_days, pair.host.answers_within_days)
    points = weight.points * sum(is_within(days, weight.within) for days in both)
    days = pair.other.answers_within_days
    if days is None or days > weight.within:
        return Judgement(points, "")
    if days == 0:
        return Judgement(points, _("answers on the same day"))
    text = ngettext("answers within %(days)s day", "answers within %(days)s days", days)
    return Judgement(points, text % {"days": days})


def is_within(days: int | None, limit: int) -> bool:
    return days is not None and days <= limit


def _points(pair: Pair, merit: Merit) -> int:
    return pair.rules.weight(merit).points


def _counted(pair: Pair, merit: Merit, count: int) -> int:
    weight = pair.rules.weight(merit)
    return weight.points * min(count, weight.most)


JUDGES: tuple[Callable[[Pair], Judgement | None], ...] = (
    _shared_topics,
    _met_needs,
    _other_sector,
    _shared_activities,
    _shared_aims,
    _preferred_type,
    _preferred_country,
    _same_size,
    _free_dates,
    _lump_sum,
    _short_journey,
    _languages,
    _freshness,
    _responsiveness,
)
