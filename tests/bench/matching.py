"""Whole programmes matched: every pair scored, the optimum found and proven over all of them.

Sizes: BLUES' 464 member organisations, a year of Erasmus for Young Entrepreneurs (5,000), all of
its years (50,000), and 200,000. Each size runs in a process of its own, so that its peak memory is
its own. Naive ways run on as many pairs as they manage in a moment, and are counted by the pair.
"""

import json
import resource
import subprocess
import sys
import time
from itertools import islice

from exchanges.matching import customs, optimum
from exchanges.matching.assignment import total_of
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.pairs import IMPOSSIBLE
from exchanges.policy.calendar import working_days
from exchanges.policy.distance import great_circle_km
from exchanges.policy.facts import Mode
from tests.bench._programmes import RULES, as_candidates, drawn

SIZES = (464, 5_000, 50_000, 200_000)
NAIVE_PAIRS = 20_000
NEAR_KM = RULES.weight("near").within
LEAST_RATIO = 90  # to the naive loop: what scoring all pairs must reach at every size but the first


def main() -> list[dict]:
    measured = []
    for size in SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.matching", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        for line in done.stdout.splitlines():
            print(line, flush=True)
            measured.append(json.loads(line))
    return measured


def one(size: int) -> list[dict]:
    optimum.of(drawn(50))  # nobody pays for the compiler
    field = drawn(size)
    scored, scoring_seconds = timed(field.best_hosts)
    found, seconds = timed(lambda: optimum.of(field))
    pairs = len(field.visitors.country) * len(field.hosts.country)
    ratio = naive_seconds(field) * pairs / scoring_seconds
    line = {"bench": "matching", "participants": size}
    return [
        line
        | {
            "what": "every pair scored",
            "pairs": pairs,
            "seconds": round(scoring_seconds, 3),
            "pairs_per_second": round(pairs / scoring_seconds),
            "ratio_to_naive_loop": round(ratio),
            "goal_held": ratio >= LEAST_RATIO or size == SIZES[0],
        },
        line
        | {
            "what": "optimum proven over every pair",
            "seconds": round(seconds, 3),
            "total": found.assignment.total,
            "bound": found.bound,
            "matched": found.assignment.matched,
            "pairs_added": found.added,
            "rounds": found.rounds,
            "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "goal_held": found.bound == found.assignment.total,
        },
        line | {"what": "share of the optimum"} | shares(field, scored, found.assignment.total),
    ]


def timed(work):
    start = time.perf_counter()
    return work(), time.perf_counter() - start


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


def shares(field, scored, best: int) -> dict:
    """What the usual ways reach among the best hosts of each visitor."""
    pairs = field.as_pairs(*scored)
    ways = (customs.first_come, customs.greedy, customs.stable)
    return {way.__name__: round(total_of(pairs, way(pairs)) / best, 4) for way in ways}


if __name__ == "__main__":
    for figures in one(int(sys.argv[1])):
        print(json.dumps(figures))
