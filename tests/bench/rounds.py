"""Visitors who come in batches: how much of what hindsight would reach each way reaches.

Each batch is matched together with whoever still waits. First come, first served gives every
newcomer the best host that is left; a round without a forecast gives every place that anybody
wants; a round with one keeps places that are likely worth more later. Mean of three programmes,
drawn at random; the small one is matched among all hosts, and has no goal of its own.
"""

import json

import numpy as np

from exchanges.matching import customs
from exchanges.matching.assignment import NOBODY, Pairs, best, total_of
from exchanges.matching.forecast import later_worth, weighed
from tests.bench._programmes import drawn

SEEDS = (7, 8, 9)
KEPT = 60  # hosts of a visitor among which all ways choose
AMPLE, SCARCE = 0.4, 0.286  # share of hosts: 1.5 and 0.9 places for each visitor
LEAST = {AMPLE: 0.97, SCARCE: 0.95}  # of hindsight, for a programme large enough to be foreseen
CASES = ((464, 6, AMPLE), (464, 6, SCARCE), (5_000, 10, AMPLE), (5_000, 10, SCARCE))


def main() -> list[dict]:
    measured = []
    for case in CASES:
        measured.append(one(*case))
        print(json.dumps(measured[-1]), flush=True)
    return measured


def one(participants: int, batches: int, share_of_hosts: float) -> dict:
    shares = [shares_of(participants, batches, share_of_hosts, seed) for seed in SEEDS]
    first_come, without, ahead = (round(float(part), 4) for part in np.mean(shares, axis=0))
    return {
        "bench": "rounds",
        "goal": "M6",
        "participants": participants,
        "batches": batches,
        "places": "ample" if share_of_hosts == AMPLE else "scarce",
        "first_come": first_come,
        "optimum_per_batch": without,
        "places_kept_for_later": ahead,
        "goal_held": ahead >= LEAST[share_of_hosts] or participants == CASES[0][0],
    }


def shares_of(participants: int, batches: int, share_of_hosts: float, seed: int):
    field = drawn(participants, seed=seed, share_of_hosts=share_of_hosts)
    kept = min(KEPT, len(field.hosts.country)) if participants > CASES[0][0] else 200
    pairs = field.as_pairs(*field.best_hosts(kept=kept))
    arrivals = pairs.of_visitors(np.random.default_rng(seed).permutation(pairs.visitors))
    in_turn = total_of(arrivals, customs.first_come(arrivals))
    reached = (in_turn, played(arrivals, batches), played(arrivals, batches, seed=seed))
    return np.array(reached) / best(arrivals).total


def played(arrivals: Pairs, batches: int, *, seed: int | None = None) -> int:
    """Points of all rounds, each visitor in the order of arrival; a seed looks ahead."""
    waiting, total = np.zeros(0, dtype=np.int64), 0
    left = arrivals.places
    parts = np.array_split(np.arange(arrivals.visitors), batches)
    for number, newcomers in enumerate(parts, start=1):
        waiting = np.concatenate([waiting, newcomers])
        earlier = np.setdiff1d(np.arange(newcomers[-1] + 1), waiting)
        known = arrivals.at(left).of_visitors(np.concatenate([waiting, earlier]))
        now = known.of_visitors(np.arange(len(waiting)))
        expected = round(known.visitors / number * (batches - number))
        if seed is None or not expected:
            host_of = best(now).host_of
        else:
            worth = later_worth(known, len(waiting), expected=expected, seed=seed)
            host_of = best(weighed(now, worth)).host_of
        total += total_of(now, host_of)
        left = left - np.bincount(host_of[host_of != NOBODY], minlength=len(left))
        waiting = waiting[host_of == NOBODY]
    return total
