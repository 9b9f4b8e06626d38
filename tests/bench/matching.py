"""Whole programmes matched: every pair scored, the optimum found and proven over all of them.

Sizes: BLUES' 464 member organisations, a year of Erasmus for Young Entrepreneurs (5,000), all of
its years (50,000), and 200,000, which ``./portal bench matching_large`` measures. Each size, and
each way to assign the same pairs, runs in a process of its own, so that its peak memory is its own.
What counts is the time of the processor. Naive ways run on as many pairs as they manage in a
moment, and are counted by the pair. ``goal`` names the goals that a line is about.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from math import log

from exchanges.matching import optimum
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.pairs import IMPOSSIBLE, KEPT, Field
from exchanges.policy.calendar import working_days
from exchanges.policy.distance import great_circle_km
from exchanges.policy.facts import Mode
from tests.bench import _contenders as contenders
from tests.bench._contenders import RUNS
from tests.bench._programmes import RULES, as_candidates, drawn

SIZES = (464, 5_000, 50_000)
LARGEST = 200_000
ANCHOR = 5_000  # from which the growth is told
NAIVE_PAIRS = 20_000
NEAR_KM = RULES.weight("near").within
LEAST_RATIO = 90  # to the naive loop: what scoring all pairs must reach at every size but the first
MOST_OF_FLOW, MOST_MEMORY, MOST_GROWTH = (
    0.40,
    0.35,
    1.25,
)  # against a general solver, at the largest
LITTLE = 30  # MiB: a process that needs less tells nothing about memory
MOST_OF_BLOSSOM = 1 / 1_000
MOST_OF_LOOP = 0.30
MOST_FOR_PROOF = 0.55  # of what scoring takes


def main() -> list[dict]:
    from tests.bench import _top_hosts  # noqa: PLC0415 -- it counts as this module does

    return main_of(SIZES) + told(_top_hosts.lines())


def main_of(sizes: Iterable[int]) -> list[dict]:
    measured = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.matching", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        measured += told(map(json.loads, done.stdout.splitlines()))
    return measured


def told(lines: Iterable[dict]) -> list[dict]:
    lines = list(lines)
    for line in lines:
        print(json.dumps(line), flush=True)
    return lines


@dataclass(frozen=True, kw_only=True)
class Timed(Field):
    """A programme that remembers how long its parts have taken."""

    took: dict[str, float] = field(default_factory=dict)

    def best_hosts(self, **more):
        return self._timed("scored", super().best_hosts, **more)

    def gainful(self, most, **more):
        return self._timed("proven", super().gainful, most, **more)

    def _timed(self, part, work, *known, **more):
        found, seconds = timed(lambda: work(*known, **more))
        self.took[part] = self.took.get(part, 0) + seconds
        return found


def one(size: int) -> list[dict]:
    optimum.of(drawn(50))  # nobody pays for the compiler
    programme, found, seconds = fastest(Timed(**vars(drawn(size))))
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    scored, proven = programme.took["scored"], programme.took["proven"]
    pairs = len(programme.visitors.country) * len(programme.hosts.country)
    naive = naive_seconds(programme) * pairs
    line = {"bench": "matching", "participants": size}
    return [
        line
        | {
            "goal": "M3",
            "what": "every pair scored",
            "pairs": pairs,
            "seconds": round(scored, 3),
            "pairs_per_second": round(pairs / scored),
            "ratio_to_naive_loop": round(naive / scored),
            "goal_held": naive >= scored * LEAST_RATIO or size == SIZES[0],
        },
        line
        | {
            "goal": "M1 M5",
            "what": "optimum proven over every pair",
            "seconds": round(seconds, 3),
            "total": found.assignment.total,
            "bound": found.bound,
            "matched": found.assignment.matched,
            "pairs_added": found.added,
            "rounds": found.rounds,
            "proof_to_scoring": round(proven / scored, 2),
            "peak_mib": peak,
            "goal_held": found.bound == found.assignment.total
            and (proven <= scored * MOST_FOR_PROOF or size == SIZES[0]),
        },
        *assigned(programme, line, in_memory=seconds, naive=naive),
    ]


def fastest(programme: Timed) -> tuple[Timed, optimum.Optimum, float]:
    """Small programmes are over before a single run could tell how long they take."""
    runs = RUNS if len(programme.visitors.country) < ANCHOR else 1
    again = [
        Timed(visitors=programme.visitors, hosts=programme.hosts, limits=programme.limits)
        for _run in range(runs)
    ]
    measured = [(one, *timed(lambda one=one: optimum.of(one))) for one in again]
    return min(measured, key=lambda run: run[2])


def assigned(programme: Field, line: dict, *, in_memory: float, naive: float) -> list[dict]:
    """The same pairs for all ways to assign them: the 20 best hosts of each visitor, or all."""
    size = line["participants"]
    kept = len(programme.hosts.country) if size == SIZES[0] else KEPT
    pairs = programme.as_pairs(*programme.best_hosts(kept=kept))
    ways = [way for way in contenders.WAYS if size == SIZES[0] or way not in contenders.SLOW]
    found = {way: contenders.measured(way, pairs) for way in ways}
    best = found["ours"]
    lines = [
        line
        | {"what": f"assigned: {way}"}
        | result
        | ({"share": round(result["total"] / best["total"], 4)} if "total" in result else {})
        for way, result in found.items()
    ]
    if size == SIZES[0]:
        blossom = found["networkx_max_weight_matching"]
        return [*lines, line | against_naive(in_memory, blossom, naive)]
    lines += [line | against_flow(best, found["ortools_min_cost_flow"])]
    return lines if size <= ANCHOR else [*lines, line | growth(best, size)]


def against_naive(in_memory: float, blossom: dict, naive: float) -> dict:
    told = {
        "goal": "M2",
        "what": "scored, matched and proven, in memory",
        "ratio_to_naive_loop": round(in_memory / naive, 4),
        "goal_held": in_memory <= naive * MOST_OF_LOOP,
    }
    if "missing" in blossom:
        return told
    ratio = in_memory / blossom["seconds"]
    held = told["goal_held"] and ratio <= MOST_OF_BLOSSOM
    return told | {"ratio_to_networkx": round(ratio, 6), "goal_held": held}


def against_flow(ours: dict, flow: dict) -> dict:
    """Small programmes take no time and no memory that could be compared."""
    told = {"goal": "M1 M4", "what": "against a general solver on the same pairs"}
    if "missing" in flow:
        return told | flow
    time_ratio, memory = ours["seconds"] / flow["seconds"], ours["mib"] / max(flow["mib"], 1)
    held = ours["total"] == flow["total"]
    held &= time_ratio <= MOST_OF_FLOW and (memory <= MOST_MEMORY or flow["mib"] < LITTLE)
    ratios = {"time_ratio": round(time_ratio, 3), "memory_ratio": round(memory, 3)}
    return told | ratios | {"goal_held": held}


def growth(ours: dict, size: int) -> dict:
    smaller = drawn(ANCHOR)
    before = contenders.measured("ours", smaller.as_pairs(*smaller.best_hosts()))
    exponent = log(ours["seconds"] / before["seconds"]) / log(size / ANCHOR)
    return {
        "goal": "M4",
        "what": f"growth of the assignment from {ANCHOR} participants",
        "exponent": round(exponent, 2),
        "goal_held": exponent <= MOST_GROWTH,
    }


def timed(work):
    start = time.process_time()
    return work(), time.process_time() - start


def naive_seconds(field) -> float:
    """Of one pair in a double loop over sets; it must come to the same scores."""
    hosts = as_candidates(field.hosts, Host, range(min(len(field.hosts.country), 2_000)))
    count = max(1, NAIVE_PAIRS // len(hosts))
    visitors = as_candidates(field.visitors, Visitor, range(count))
    scores, seconds = timed(
        lambda: [naive_score(visitor, host) for visitor in visitors for host in hosts]
    )
    for n, score in islice(enumerate(scores), 0, None, 97):
        ours = field.score(n // len(hosts), n % len(hosts))
        assert ours == score, (n, ours, score)
    return seconds / len(scores)


def naive_score(visitor: Visitor, host: Host) -> int:
    """What ``scoring`` counts, without a word of explanation."""
    modes = visitor.modes & host.modes
    if visitor.country == host.country or not modes or not visitor.languages & host.languages:
        return IMPOSSIBLE
    (ours,), (theirs,) = visitor.windows, host.windows
    first, last = max(ours.first, theirs.first), min(ours.last, theirs.last)
    days = len(working_days(first, last))
    if days < RULES.shortest_stay_days:
        return IMPOSSIBLE
    score = 60 * min(3, len(visitor.topics & host.topics))
    score += 60 * min(3, len(visitor.needs & host.offers))
    score += 4 * bool(visitor.topics & host.topics and not visitor.sectors & host.sectors)
    score += 5 * min(2, len(visitor.activities & host.activities))
    score += 2 * min(2, len(visitor.aims & host.aims))
    score += 5 * (host.organisation_type in visitor.preferred_types)
    score += 5 * (host.country in visitor.preferred_countries)
    score += 2 * (visitor.size == host.size)
    score += 2 * bool(visitor.at_ease & host.at_ease) + 2 * bool(visitor.fluent & host.fluent)
    score += min(4, days - RULES.shortest_stay_days)
    for one in (visitor, host):
        score += 2 * (one.days_since_active == 0) + 2 * (one.answers_within_days == 0)
    here, there = (visitor.latitude, visitor.longitude), (host.latitude, host.longitude)
    km, on_site = great_circle_km(*here, *there), modes != {Mode.VIRTUAL}
    score += 2 * (on_site and km < NEAR_KM)
    return score + 4 * (on_site and days >= RULES.full_sum_days and km >= RULES.full_sum_km)


if __name__ == "__main__":
    for figures in one(int(sys.argv[1])):
        print(json.dumps(figures))
