"""How programmes are usually matched, to compare the best assignment with.

None of the three looks ahead: whoever comes first, whoever scores most, or whoever no two would
leave for each other. What they lose is shown beside the optimum.
"""

from heapq import heappush, heapreplace

import numpy as np

from exchanges.matching.assignment import NOBODY, Pairs


def first_come(pairs: Pairs) -> np.ndarray:
    """Visitors in their order, each with the best host that still has a place."""
    order = np.lexsort((pairs.hosts, -pairs.scores, pairs.rows))
    return _taken_in(order, pairs)


def greedy(pairs: Pairs) -> np.ndarray:
    """The highest score first, whoever it is; equals in the order of visitors and hosts."""
    order = np.lexsort((pairs.hosts, pairs.rows, -pairs.scores))
    return _taken_in(order, pairs)


def _taken_in(order: np.ndarray, pairs: Pairs) -> np.ndarray:
    host_of = np.full(pairs.visitors, NOBODY, dtype=np.int64)
    left, rows = pairs.places.tolist(), pairs.rows.tolist()
    hosts = pairs.hosts.tolist()
    for pair in order.tolist():
        visitor, host = rows[pair], hosts[pair]
        if host_of[visitor] == NOBODY and left[host] > 0:
            host_of[visitor] = host
            left[host] -= 1
    return host_of


def stable(pairs: Pairs) -> np.ndarray:
    """Deferred acceptance: visitors ask in the order of their scores, hosts keep the best askers
    (Gale and Shapley, American Mathematical Monthly 69, 1962)."""
    order = np.lexsort((pairs.hosts, -pairs.scores, pairs.rows))
    hosts, scores = pairs.hosts[order].tolist(), pairs.scores[order].tolist()
    asks_next, ends = pairs.starts[:-1].tolist(), pairs.starts[1:].tolist()
    guests: list[list[tuple[int, int]]] = [[] for _host in pairs.places]
    host_of = np.full(pairs.visitors, NOBODY, dtype=np.int64)
    waiting = list(reversed(range(pairs.visitors)))
    while waiting:
        visitor = waiting.pop()
        if asks_next[visitor] == ends[visitor]:
            continue
        host, score = hosts[asks_next[visitor]], scores[asks_next[visitor]]
        asks_next[visitor] += 1
        asker = (score, -visitor)
        if len(guests[host]) < pairs.places[host]:
            heappush(guests[host], asker)
        elif guests[host] and guests[host][0] < asker:
            waiting.append(-heapreplace(guests[host], asker)[1])
        else:
            waiting.append(visitor)
    for host, kept in enumerate(guests):
        host_of[[-visitor for _score, visitor in kept]] = host
    return host_of
