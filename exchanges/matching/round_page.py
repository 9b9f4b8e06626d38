"""A round as its page shows it: what was asked, what was found, how it compares."""

from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext as _

from blues.common import formats
from clusters.models import Country
from exchanges.lifecycle.models import Exchange
from exchanges.matching import releasing
from exchanges.matching.availability import standing_of
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.pairing import candidate_of, labels_of_codes
from exchanges.matching.round_models import MatchedPair, MatchingRound
from exchanges.matching.scoring import assess
from exchanges.matching.weighing import rules_today
from exchanges.registration.models import Registration

SHOWN_GAINS = 5


@dataclass(frozen=True)
class ShownPair:
    pair: MatchedPair
    visitor: Registration
    host: Registration
    reasons: tuple[str, ...]
    is_new: bool  # the round before had it otherwise
    is_fixed: bool
    is_visible: bool  # what became of it may be opened by who looks


def standing_of_round(matching_round: MatchingRound) -> str:
    if matching_round.released_at:
        return _("released")
    if matching_round.is_solved:
        return _("to be looked at")
    job = matching_round.job
    return _("not possible") if job and job.state == "failed" else _("being worked out")


def wishes_of(matching_round: MatchingRound) -> list[tuple[str, str]]:
    """What was asked of it, in words."""
    shares = [f"{code} {most}" for code, most in sorted(matching_round.shares.items())]
    ceiling, most = matching_round.ceiling, matching_round.most
    told = [
        (_("Rounds still to come"), str(matching_round.rounds_to_come or "")),
        (_("Pairs without a shared subject"), "" if matching_round.needs_subject else _("allowed")),
        (_("Exchanges that suffice"), "" if most is None else str(most)),
        (_("Lump sums in all, at most"), "" if ceiling is None else formats.money(ceiling)),
        (_("Visitors by cluster, at most"), ", ".join(shares)),
        (_("Pairs kept"), str(len(matching_round.must) or "")),
        (_("Pairs done without"), str(len(matching_round.must_not) or "")),
    ]
    return [(label, value) for label, value in told if value]


def result_of(matching_round: MatchingRound, user) -> dict[str, Any]:
    pairs = _pairs(matching_round, user)
    mine = releasing.releasable(releasing.waiting(matching_round), user)
    return {
        "pairs": pairs,
        "proof": _proof(matching_round),
        "ways": _ways(matching_round),
        "gains": _gains(matching_round),
        "kept_back": _kept_back(matching_round),
        "tried": _tried(matching_round),
        "changes": _changes(matching_round, pairs),
        "mine": len(mine),
        "is_overtaken": matching_round.next_rounds.filter(solved_at__isnull=False).exists(),
    }


def _pairs(matching_round: MatchingRound, user) -> list[ShownPair]:
    """Every pair with its reasons as of today; a constant number of queries."""
    rows = list(matching_round.pairs.select_related("exchange"))
    profiles = Registration.objects.with_profile()
    known = profiles.in_bulk([key for row in rows for key in (row.visitor_id, row.host_id)])
    standing = standing_of(known.values(), programme=matching_round.programme_id)
    rules = rules_today(matching_round.programme)
    labels, before = labels_of_codes(), _hosts_before(matching_round)
    fixed = set(map(tuple, matching_round.must))
    sent = Exchange.objects.visible_to(user).filter(pk__in=[row.exchange_id for row in rows])
    visible = set(sent.values_list("pk", flat=True))
    shown = []
    for row in rows:
        visitor, host = known[row.visitor_id], known[row.host_id]
        candidates = candidate_of(visitor, standing), candidate_of(host, standing)
        fit = assess(*cast(tuple[Visitor, Host], candidates), rules=rules, labels=labels)
        shown.append(
            ShownPair(
                pair=row,
                visitor=visitor,
                host=host,
                reasons=fit.reasons,
                is_new=before is not None and before.get(row.visitor_id) != row.host_id,
                is_fixed=(row.visitor_id, row.host_id) in fixed,
                is_visible=row.exchange_id in visible,
            )
        )
    return shown


def _hosts_before(matching_round: MatchingRound) -> dict[int, int] | None:
    """By visitor, the host of the round that this one follows; None where it follows none."""
    if not matching_round.follows:
        return None
    return dict(matching_round.follows.pairs.values_list("visitor", "host"))


def _proof(matching_round: MatchingRound) -> list[tuple[str, str]]:
    placed = _("%(placed)s of %(visitors)s visitors, at %(hosts)s hosts with places") % {
        "placed": matching_round.pairs.count(),
        "visitors": matching_round.visitors,
        "hosts": matching_round.hosts,
    }
    return [
        (_("Placed"), placed),
        (_("Points"), formats.number(matching_round.total)),
        *_left_for_later(matching_round),
        (_("No solution exceeds"), formats.number(matching_round.bound)),
        (_("Gap"), formats.number(matching_round.gap)),
        (_("Found by"), matching_round.get_solver_display()),
        (_("Hash of the input"), matching_round.input_sha256[:16]),
    ]


def _ways(matching_round: MatchingRound) -> list[tuple[str, str, int]]:
    """Name, points and percent of what this round reaches, of the usual ways of matching."""
    names = {
        "greedy": _("The best pair first"),
        "stable": _("Stable matching"),
        "first_come": _("First come, first served"),
    }
    best = (matching_round.total or 0) + matching_round.foregone or 1
    return [
        (
            name,
            formats.number(matching_round.others[code]),
            matching_round.others[code] * 100 // best,
        )
        for code, name in names.items()
        if code in matching_round.others
    ]


def _left_for_later(matching_round: MatchingRound) -> list[tuple[str, str]]:
    if not matching_round.expected:
        return []
    return [
        (_("Points left for later rounds"), formats.number(matching_round.foregone)),
        (_("Visitors still expected"), formats.number(matching_round.expected)),
    ]


def _kept_back(matching_round: MatchingRound) -> list[dict[str, Any]]:
    """Visitors who wait, with the host that they would have now, and why it is kept."""
    keys = [key for visitor, host, *_points in matching_round.kept_back for key in (visitor, host)]
    known = Registration.objects.with_parties().in_bulk(keys)
    return [
        {"visitor": known[visitor], "host": known[host], "score": score, "worth": worth}
        for visitor, host, score, worth in matching_round.kept_back
    ]


def _gains(matching_round: MatchingRound) -> list[tuple[str, str, str]]:
    """Host, country and points: where a further host, or one like this one, would bring most."""
    known = Registration.objects.with_parties().in_bulk([host for host, _n in matching_round.gains])
    return [
        (str(host.organisation), str(host.organisation.country), f"+{formats.number(points)}")
        for key, points in matching_round.gains[:SHOWN_GAINS]
        if (host := known.get(key))
    ]


def _tried(matching_round: MatchingRound) -> list[dict[str, Any]]:
    """Countries with what a further host there would bring, the most first."""
    known = Registration.objects.with_parties()
    hosts = known.in_bulk([host for _country, host, *_gained in matching_round.tried])
    names = Country.objects.in_bulk([country for country, *_rest in matching_round.tried])
    return [
        {"country": names[country], "like": hosts[host], "points": points, "placed": placed}
        for country, host, points, placed in matching_round.tried
    ]


def _changes(matching_round: MatchingRound, pairs: list[ShownPair]) -> list[tuple[str, str]]:
    """Against the round before: what stayed, what is new, who lost a host, and the points."""
    before, earlier = _hosts_before(matching_round), matching_round.follows
    if before is None or earlier is None:
        return []
    placed = {shown.pair.visitor_id for shown in pairs}
    difference = (matching_round.total or 0) - (earlier.total or 0)
    return [
        (_("Pairs as before"), str(sum(not shown.is_new for shown in pairs))),
        (_("Pairs that are new"), str(sum(shown.is_new for shown in pairs))),
        (_("Visitors without a host now"), str(len(before.keys() - placed))),
        (_("Points against the round before"), f"{difference:+d}"),
    ]
