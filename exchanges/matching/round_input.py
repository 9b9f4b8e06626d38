"""What a round is made of: who takes part today, and what people ask of it."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from blues.common import clock
from exchanges.matching.availability import Standing, reason_against, standing_of
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.candidates import Pair as Both
from exchanges.matching.first_dates import earliest_start
from exchanges.matching.pairing import candidate_of
from exchanges.matching.round_models import MatchingRound
from exchanges.matching.weighing import rules_today
from exchanges.matching.wishes import Outlook, Pair, Wishes
from exchanges.policy import lump_sum
from exchanges.policy.facts import Mode, Rules
from exchanges.policy.rows import ceilings_of
from exchanges.registration.models import Registration


@dataclass(frozen=True, kw_only=True)
class RoundInput:
    """Candidates bear the keys of their registrations."""

    registrations: dict[int, Registration]
    visitors: list[Visitor]
    hosts: list[Host]
    wishes: Wishes
    rules: Rules
    earlier: list[Visitor]  # who took part so far and has found somebody
    expected: int  # visitors still to come
    countries: list[str]  # in which a host could be

    @property
    def outlook(self) -> Outlook:
        """The hash draws who may come, so that equal input has an equal outlook, too."""
        seed = int(self.sha256[:16], 16)
        return Outlook(expected=self.expected, like=self.earlier, seed=seed)

    @property
    def sha256(self) -> str:
        """Equal for equal input, so that a result can be traced to what it was made of."""
        told = {
            "visitors": [asdict(one) for one in self.visitors],
            "hosts": [asdict(one) for one in self.hosts],
            "later": [self.expected, [asdict(one) for one in self.earlier]],
            "wishes": {
                name: sorted(map(list, value.items())) if name == "cents" else value
                for name, value in vars(self.wishes).items()
            },
            "rules": self.rules.version,
            "countries": self.countries,
            "weights": {code: vars(one) for code, one in sorted(self.rules.weights.items())},
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=_plain).encode()).hexdigest()


def gather(round_: MatchingRound) -> RoundInput:
    """Everybody in the catalogue who may take a proposal now, in the order of their keys."""
    programme = round_.programme
    rule_set = programme.rule_set_on(clock.today())
    rules = rules_today(programme)
    standing = standing_of(programme=programme.pk)
    rows = Registration.objects.in_catalogue().with_profile().filter(programme=programme)
    everybody = [row for row in rows.order_by("pk") if row.organisation.position]
    free = {
        row.pk: row
        for row in everybody
        if not reason_against(row, standing, most_open=rules.most_open_proposals)
    }
    not_before = earliest_start(rule_set, clock.today())
    candidates = [
        candidate
        for row in free.values()
        if (candidate := _candidate(row, standing, rules, not_before))
    ]
    visitors = [one for one in candidates if isinstance(one, Visitor)]
    hosts = [one for one in candidates if isinstance(one, Host)]
    earlier = _earlier(round_, everybody, visitors, standing)
    cents = _costs(round_, free, visitors, hosts, rules)
    return RoundInput(
        registrations=free,
        visitors=visitors,
        hosts=hosts,
        wishes=_wishes(round_, free, standing, cents, _unpriced(round_, visitors, hosts, cents)),
        rules=rules,
        earlier=earlier,
        expected=_expected(round_, len(visitors) + len(earlier)),
        countries=sorted(ceilings_of(round_.programme.rate_table_on(clock.today()))),
    )


def _earlier(round_, everybody, visitors, standing: Standing) -> list[Visitor]:
    """Visitors who have found somebody, as they were when they looked; only while rounds follow."""
    if not round_.rounds_to_come:
        return []
    waiting = {one.key for one in visitors}
    busy = [row for row in everybody if not row.is_host and row.pk not in waiting]
    found = [candidate_of(row, standing) for row in busy]
    return [one for one in found if isinstance(one, Visitor)]


def _expected(round_, so_far: int) -> int:
    """As many visitors a round as there have been so far."""
    released = MatchingRound.objects.filter(
        programme=round_.programme, pairs__exchange__isnull=False
    )
    rounds = released.exclude(pk=round_.pk).distinct().count() + 1
    return round(so_far / rounds * round_.rounds_to_come)


def _candidate(
    row: Registration, standing: Standing, rules: Rules, not_before: date
) -> Host | Visitor | None:
    """As far as a proposal could be made now; None for who is asked already or has no time."""
    candidate = candidate_of(row, standing)
    windows = tuple(
        replace(window, first=max(window.first, not_before))
        for window in candidate.windows
        if window.last >= not_before
    )
    asked = standing.open_proposals[row.pk]
    if (candidate.windows and not windows) or (asked and isinstance(candidate, Visitor)):
        return None
    if isinstance(candidate, Host):
        stays = len(standing.stays.get(row.pk, ()))
        left = min(row.capacity - stays, rules.most_open_proposals) - asked
        places = max(0, left) if candidate.capacity_left else 0
        return replace(candidate, windows=windows, capacity_left=places)
    used = row.organisation_id in standing.visits_used
    modes = candidate.modes - {Mode.PHYSICAL} if used else candidate.modes
    return replace(candidate, windows=windows, modes=modes)


def _unpriced(round_, visitors, hosts, cents: dict[Pair, int]) -> frozenset[Pair]:
    """Under a ceiling nobody goes where no sum is known: it would count as free of charge."""
    if round_.ceiling is None:
        return frozenset()
    everyone = ((visitor.key, host.key) for visitor in visitors for host in hosts)
    return frozenset(pair for pair in everyone if pair not in cents)


def _wishes(
    round_, free, standing: Standing, cents: dict[Pair, int], unpriced: frozenset[Pair]
) -> Wishes:
    shares = [
        (frozenset(pk for pk, row in free.items() if row.cluster.code == code), most)
        for code, most in sorted(round_.shares.items())
    ]
    return Wishes(
        must=frozenset(map(tuple, round_.must)) - standing.pairs,
        must_not=frozenset(map(tuple, round_.must_not)) | standing.pairs | unpriced,
        shares=shares,
        cents=cents,
        ceiling=None if round_.ceiling is None else int(round_.ceiling * 100),
        most=round_.most,
        needs_subject=round_.needs_subject,
    )


def _costs(round_, free, visitors, hosts, rules: Rules) -> dict[Pair, int]:
    """The lump sum of each pair in cents, for the days that the visitor wishes; only when asked."""
    if round_.ceiling is None:
        return {}
    table = round_.programme.rate_table_on(clock.today())
    known: dict[str, Any] = {
        "ceilings": ceilings_of(table),
        "rules": rules,
        "rates_version": table.version,
    }
    return {
        (visitor.key, host.key): _cents(both, free, known)
        for visitor in visitors
        for host in hosts
        if (both := Both(visitor, host, rules, {}, visitor))
        and (host.country in known["ceilings"] or not both.is_on_site)
    }


def _cents(both: Both, free, known) -> int:
    found = lump_sum.compute(
        mode=Mode.PHYSICAL if both.is_on_site else Mode.VIRTUAL,
        host_country=both.host.country,
        working_days=free[both.visitor.key].preferred_days,
        distance_km=both.distance_km,
        **known,
    )
    return int(found.amount * 100)


def _plain(value):
    if isinstance(value, frozenset | tuple):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the input of a round.")
