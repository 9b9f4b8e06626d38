"""Who visits whom, so that the whole programme gains the most, with the proof that none gains more.

A visitor is placed once, a host as often as it has places. The graph of possible pairs is sparse,
so visitors are placed one after the other along shortest augmenting paths over it, as Jonker and
Volgenant do for the square problem (Computing 38, 1987), here with places instead of single columns
and with the right to stay at home. Prices on both sides come with it, and where they add up to the
total score they prove it: no assignment can be worth more than the prices of everybody (weak
duality of linear programming).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit

FAR = np.int64(1) << 60
UNSEEN, SETTLED = -1, -2
NOBODY = -1


class NotProven(AssertionError):  # noqa: N818 -- reads as a sentence where it is caught
    """The prices do not prove the total: a slip of ours, and never a reason to go on."""


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Who may be matched with whom: visitors in rows, their hosts beside each other (CSR).

    ``starts[v]:starts[v + 1]`` are the pairs of visitor ``v`` in ``hosts`` and ``scores``. Scores
    are whole and not negative; ``places`` is the capacity of each host.
    """

    starts: np.ndarray
    hosts: np.ndarray
    scores: np.ndarray
    places: np.ndarray

    @classmethod
    def of(cls, rows, hosts, scores, *, visitors: int, places) -> "Pairs":
        """From pairs in any order; ``rows`` numbers the visitor of each."""
        rows = np.asarray(rows, dtype=np.int64)
        order = np.argsort(rows, kind="stable")
        starts = np.zeros(visitors + 1, dtype=np.int64)
        np.cumsum(np.bincount(rows, minlength=visitors), out=starts[1:])
        return cls(
            starts=starts,
            hosts=np.asarray(hosts, dtype=np.int32)[order],
            scores=np.asarray(scores, dtype=np.int32)[order],
            places=np.asarray(places, dtype=np.int64),
        )

    def only(self, kept: np.ndarray) -> "Pairs":
        """Those of the pairs for which ``kept`` is true; visitors and places stay."""
        parts = self.rows[kept], self.hosts[kept], self.scores[kept]
        return Pairs.of(*parts, visitors=self.visitors, places=self.places)

    def plus(self, rows, hosts, scores) -> "Pairs":
        """These pairs and further ones."""
        parts = (self.rows, rows), (self.hosts, hosts), (self.scores, scores)
        joined = (np.concatenate(part) for part in parts)
        return Pairs.of(*joined, visitors=self.visitors, places=self.places)

    @property
    def visitors(self) -> int:
        return len(self.starts) - 1

    @property
    def rows(self) -> np.ndarray:
        """The visitor of each pair."""
        return np.repeat(np.arange(self.visitors), np.diff(self.starts))


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """``host_of[v]`` is the host of a visitor, or ``NOBODY``. Prices are those of the proof."""

    host_of: np.ndarray
    total: int
    visitor_prices: np.ndarray
    host_prices: np.ndarray

    @property
    def matched(self) -> int:
        return int((self.host_of != NOBODY).sum())


def best(pairs: Pairs) -> Assignment:
    """The assignment of the highest total score, proven. Equal inputs give equal results."""
    sides = Sides(
        np.zeros(pairs.visitors, dtype=np.int64),
        np.zeros(len(pairs.places), dtype=np.int64),
        np.full(pairs.visitors, NOBODY, dtype=np.int64),
        np.full(len(pairs.places), NOBODY, dtype=np.int64),
        np.full(pairs.visitors, NOBODY, dtype=np.int64),
        np.full(pairs.visitors, NOBODY, dtype=np.int64),
        np.zeros(len(pairs.places), dtype=np.int64),
    )
    graph = Graph(pairs.starts, pairs.hosts, pairs.scores, pairs.places)
    _place_all(graph, sides, _ways(len(pairs.places)))
    found = Assignment(
        host_of=sides.host_of,
        total=total_of(pairs, sides.host_of),
        visitor_prices=sides.visitor_price,
        host_prices=sides.host_price,
    )
    require_proof(pairs, found)
    return found


def total_of(pairs: Pairs, host_of: np.ndarray) -> int:
    return int(pairs.scores[host_of[pairs.rows] == pairs.hosts].sum())


def require_proof(pairs: Pairs, found: Assignment) -> None:
    """Raise ``NotProven`` unless the prices show that no assignment can be worth more.

    Prices are not negative, every pair costs at least what it is worth, and all of them together
    (a host's for each of its places) come to the total.
    """
    visitor, host = found.visitor_prices, found.host_prices
    is_fair = bool((visitor >= 0).all() and (host >= 0).all())
    is_fair &= bool((visitor[pairs.rows] + host[pairs.hosts] >= pairs.scores).all())
    used = np.bincount(found.host_of[found.host_of != NOBODY], minlength=len(pairs.places))
    if not is_fair or (used > pairs.places).any():
        raise NotProven("The prices or the places of an assignment do not hold.")
    bound = int(visitor.sum() + (host * pairs.places).sum())
    if bound != found.total:
        raise NotProven(f"The assignment is worth {found.total}, and the bound is {bound}.")


# -- Compiled from here on -------------------------------------------------------------------------


class Graph(NamedTuple):
    starts: np.ndarray
    hosts: np.ndarray
    scores: np.ndarray
    places: np.ndarray


class Sides(NamedTuple):
    """What is known of both sides; the guests of a host are a list that its visitors link."""

    visitor_price: np.ndarray
    host_price: np.ndarray
    host_of: np.ndarray
    first_guest: np.ndarray
    next_guest: np.ndarray
    previous_guest: np.ndarray
    guests: np.ndarray


class Ways(NamedTuple):
    """One search: how far each host is, who leads there, and a heap of those to look at."""

    distance: np.ndarray
    led_by: np.ndarray
    heap: np.ndarray
    position: np.ndarray  # in the heap, else ``UNSEEN`` or ``SETTLED``
    touched: np.ndarray
    counts: np.ndarray  # of the heap, of the touched


class End(NamedTuple):
    """Where a way ends: at a host with a free place, or with a visitor who goes home."""

    length: int | np.int64
    host: int | np.int64
    visitor: int | np.int64


def _ways(hosts: int) -> Ways:
    return Ways(
        np.full(hosts, FAR, dtype=np.int64),
        np.full(hosts, NOBODY, dtype=np.int64),
        np.zeros(hosts, dtype=np.int64),
        np.full(hosts, UNSEEN, dtype=np.int64),
        np.zeros(hosts, dtype=np.int64),
        np.zeros(2, dtype=np.int64),
    )


@njit(cache=True)
def _place_all(graph, sides, ways):
    for visitor in range(len(graph.starts) - 1):
        _open_price(visitor, graph, sides)
        end = _search(visitor, graph, sides, ways)
        _settle_prices(visitor, end, sides, ways)
        _move_along(end, sides, ways)
        _forget(ways)


@njit(cache=True)
def _open_price(visitor, graph, sides):
    """What a newcomer is worth at the best host, once that host's price is paid."""
    price = np.int64(0)
    for pair in range(graph.starts[visitor], graph.starts[visitor + 1]):
        price = max(price, graph.scores[pair] - sides.host_price[graph.hosts[pair]])
    sides.visitor_price[visitor] = price


@njit(cache=True)
def _search(start, graph, sides, ways):
    """The shortest way from a newcomer to a free place, or to somebody who had better go home."""
    end = End(sides.visitor_price[start], NOBODY, start)
    end = _look_around(start, 0, end, graph, sides, ways)
    while ways.counts[0] > 0:
        host = ways.heap[0]
        so_far = ways.distance[host]
        if so_far >= end.length:
            break
        _pop(ways)
        placed = sides.first_guest[host]
        while placed != NOBODY:
            if so_far + sides.visitor_price[placed] < end.length:
                end = End(so_far + sides.visitor_price[placed], NOBODY, placed)
            end = _look_around(placed, so_far, end, graph, sides, ways)
            placed = sides.next_guest[placed]
    return end


@njit(cache=True)
def _look_around(visitor, so_far, end, graph, sides, ways):
    """Go on to every host of a visitor that is nearer this way, and nearer than the end."""
    base = so_far + sides.visitor_price[visitor]
    for pair in range(graph.starts[visitor], graph.starts[visitor + 1]):
        host = np.int64(graph.hosts[pair])
        length = base + sides.host_price[host] - graph.scores[pair]
        if length >= end.length or length >= ways.distance[host]:
            continue
        if ways.distance[host] == FAR:
            ways.touched[ways.counts[1]] = host
            ways.counts[1] += 1
        ways.distance[host] = length
        ways.led_by[host] = visitor
        if sides.guests[host] < graph.places[host]:
            end = End(length, host, NOBODY)
        else:
            _push(host, ways)
    return end


@njit(cache=True)
def _settle_prices(start, end, sides, ways):
    """Those nearer than the end gain or lose the difference, so that every pair stays paid."""
    sides.visitor_price[start] -= end.length
    for place in range(ways.counts[1]):
        host = ways.touched[place]
        if ways.position[host] != SETTLED:
            continue
        gain = end.length - ways.distance[host]
        sides.host_price[host] += gain
        placed = sides.first_guest[host]
        while placed != NOBODY:
            sides.visitor_price[placed] -= gain
            placed = sides.next_guest[placed]


@njit(cache=True)
def _move_along(end, sides, ways):
    """Everybody on the way moves one host on, back to the newcomer."""
    hole = end.host
    if end.visitor != NOBODY:
        hole = sides.host_of[end.visitor]
        if hole != NOBODY:
            _leave(end.visitor, sides)
    while hole != NOBODY:
        visitor = ways.led_by[hole]
        left = sides.host_of[visitor]
        if left != NOBODY:
            _leave(visitor, sides)
        _enter(visitor, hole, sides)
        hole = left


@njit(cache=True)
def _enter(visitor, host, sides):
    head = sides.first_guest[host]
    sides.previous_guest[visitor] = NOBODY
    sides.next_guest[visitor] = head
    if head != NOBODY:
        sides.previous_guest[head] = visitor
    sides.first_guest[host] = visitor
    sides.host_of[visitor] = host
    sides.guests[host] += 1


@njit(cache=True)
def _leave(visitor, sides):
    host = sides.host_of[visitor]
    before, after = sides.previous_guest[visitor], sides.next_guest[visitor]
    if before == NOBODY:
        sides.first_guest[host] = after
    else:
        sides.next_guest[before] = after
    if after != NOBODY:
        sides.previous_guest[after] = before
    sides.host_of[visitor] = NOBODY
    sides.guests[host] -= 1


@njit(cache=True)
def _forget(ways):
    for place in range(ways.counts[1]):
        host = ways.touched[place]
        ways.distance[host] = FAR
        ways.position[host] = UNSEEN
    ways.counts[0] = ways.counts[1] = 0


# -- A heap whose entries know where they stand, so that a nearer way moves them up ----------------


@njit(cache=True)
def _push(host, ways):
    place = ways.position[host]
    if place == UNSEEN:
        place = ways.counts[0]
        ways.counts[0] += 1
    while place > 0:
        above = (place - 1) // 2
        other = ways.heap[above]
        if ways.distance[other] <= ways.distance[host]:
            break
        ways.heap[place], ways.position[other] = other, place
        place = above
    ways.heap[place], ways.position[host] = host, place


@njit(cache=True)
def _pop(ways):
    """Settle the nearest host."""
    ways.position[ways.heap[0]] = SETTLED
    ways.counts[0] -= 1
    size = ways.counts[0]
    if size == 0:
        return
    host, place = ways.heap[size], 0
    while 2 * place + 1 < size:
        below = 2 * place + 1
        if below + 1 < size and (
            ways.distance[ways.heap[below + 1]] < ways.distance[ways.heap[below]]
        ):
            below += 1
        other = ways.heap[below]
        if ways.distance[host] <= ways.distance[other]:
            break
        ways.heap[place], ways.position[other] = other, place
        place = below
    ways.heap[place], ways.position[host] = host, place
