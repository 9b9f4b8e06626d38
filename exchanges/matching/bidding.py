"""A first assignment with prices, by auction: nearly the best one, found in a fraction of the time.

Visitors bid for the host that is worth most to them after its price, up to what the next best would
leave them and a step more; a host keeps the highest bids. Few scores differ, so many bid for the
same: in large steps first and in small ones then, as Bertsekas does (Annals of Operations Research
14, 1988). What is not quite right afterwards is mended along alternating ways (``ways``).
"""

import numpy as np
from numba import njit

NOBODY = -1
FINER = 4  # prices of the auction are in quarters of a point
LARGE, SMALL = 70, 1120  # steps, as parts of the highest score
BACK = 3  # by so many large steps prices fall before the small ones begin


def first_prices(starts, hosts, scores, places) -> tuple[np.ndarray, np.ndarray]:
    """The price of every host, in whole points, and the pair of every visitor or ``NOBODY``."""
    fine = scores * np.int32(FINER)
    top = int(fine.max(initial=0))
    prices = np.zeros(len(places), dtype=np.int32)
    large, small = max(1, top // LARGE), max(1, top // SMALL)
    _auction(starts, hosts, fine, places, large, prices)
    prices = np.maximum(prices - BACK * large, 0).astype(np.int32)
    pair_of = _auction(starts, hosts, fine, places, small, prices)
    return (prices.astype(np.int64) + FINER // 2) // FINER, pair_of


@njit(cache=True)
def _auction(starts, hosts, scores, places, step, prices):
    """Until nobody bids any more; ``prices`` go up from what they are."""
    visitors = len(starts) - 1
    first_place, bids, bidders = _empty_places(places, prices)
    pair_of = np.full(visitors, NOBODY, dtype=np.int64)
    waiting, head, count = np.arange(visitors), 0, visitors
    while count > 0:
        visitor, head, count = waiting[head], (head + 1) % visitors, count - 1
        pair, over = _favourite(visitor, starts, hosts, scores, prices)
        if pair == NOBODY:
            continue
        host = hosts[pair]
        first, last = first_place[host], first_place[host + 1]
        if first == last:
            prices[host] = scores[pair]  # a host without places is worth nothing to anybody
            waiting[(head + count) % visitors], count = visitor, count + 1
            continue
        place = _lowest(bids, first, last)
        outbid, bidders[place] = bidders[place], visitor
        bids[place] = prices[host] + over + step
        pair_of[visitor] = pair
        prices[host] = bids[_lowest(bids, first, last)]
        if outbid != NOBODY:
            pair_of[outbid] = NOBODY
            waiting[(head + count) % visitors], count = outbid, count + 1
    return pair_of


@njit(cache=True)
def _empty_places(places, prices):
    """Places of all hosts in a row: where those of each begin, what is bid, and by whom."""
    first_place = np.zeros(len(places) + 1, dtype=np.int64)
    first_place[1:] = np.cumsum(places)
    bids = np.zeros(first_place[-1], dtype=np.int32)
    for host in range(len(places)):
        bids[first_place[host] : first_place[host + 1]] = prices[host]
    return first_place, bids, np.full(first_place[-1], NOBODY, dtype=np.int32)


@njit(cache=True)
def _favourite(visitor, starts, hosts, scores, prices):
    """The pair worth most after the price, and by how much; staying at home is worth nothing."""
    best, next_best, chosen = 0, 0, NOBODY
    for pair in range(starts[visitor], starts[visitor + 1]):
        worth = scores[pair] - prices[hosts[pair]]
        if worth > best:
            best, next_best, chosen = worth, best, pair
        elif worth > next_best:
            next_best = worth
    return chosen, best - next_best


@njit(cache=True)
def _lowest(bids, first, last):
    lowest = first
    for place in range(first + 1, last):
        if bids[place] < bids[lowest]:
            lowest = place
    return lowest
