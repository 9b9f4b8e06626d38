"""What a place is likely worth to visitors who are still to come. No queries, no clock.

Whoever matches round by round gives places to the first who come, and misses them later. So some
later rounds are drawn from the visitors known so far and matched together with those who wait now;
the price that a host's places have there is what it costs to give one away today. (Ahani and others
match refugees so, and reach 98 of 100 points of what hindsight would: Operations Research 2024.)
"""

import numpy as np

from exchanges.matching.assignment import Pairs, best

FORECASTS = 10  # more of them tell little more


def later_worth(known: Pairs, waiting: int, *, expected: int, seed: int) -> np.ndarray:
    """By host, ``FORECASTS`` times the points that a place is worth to later visitors.

    The first ``waiting`` of the known visitors are those to be matched now. Equal seeds draw equal
    visitors.
    """
    worth = np.zeros(len(known.places), dtype=np.int64)
    if not known.visitors:
        return worth
    generator = np.random.default_rng(seed)
    for _forecast in range(FORECASTS):
        later = generator.integers(0, known.visitors, expected)
        together = known.of_visitors(np.concatenate([np.arange(waiting), later]))
        worth += best(together).host_prices
    return worth


def weighed(pairs: Pairs, worth: np.ndarray) -> Pairs:
    """The same pairs, each with what it gains over waiting; 0 where waiting is better.

    A place that is worth as much now as later is given now.
    """
    gained = pairs.scores.astype(np.int64) * FORECASTS - worth[pairs.hosts] + 1
    return pairs.scored(np.maximum(gained, 0))
