"""Who visits whom, so that the whole programme gains the most, with the proof that none gains more.

A visitor is placed once, a host as often as it has places, and both may stay without. An auction
gives prices that are nearly right and an assignment that nearly is the best (``bidding``); what is
missing is found along alternating ways, first for the visitors and then for the places (``ways``).
Where the prices of both sides add up to the total score they prove it: no assignment can be worth
more than the prices of everybody (weak duality of linear programming).
"""

from dataclasses import dataclass, replace

import numpy as np

from exchanges.matching.bidding import NOBODY, first_prices
from exchanges.matching.ways import Net, lower_other_prices, place_all, turned


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

    def at(self, places: np.ndarray) -> "Pairs":
        """The same pairs with other places."""
        return replace(self, places=places)

    def scored(self, scores: np.ndarray) -> "Pairs":
        """The same pairs with other scores."""
        return replace(self, scores=scores.astype(np.int32))

    def of_visitors(self, chosen: np.ndarray) -> "Pairs":
        """The pairs of these visitors, in this order, each as often as it is chosen."""
        counts = np.diff(self.starts)[chosen]
        starts = np.zeros(len(chosen) + 1, dtype=np.int64)
        np.cumsum(counts, out=starts[1:])
        taken = np.repeat(self.starts[chosen] - starts[:-1], counts) + np.arange(starts[-1])
        return replace(self, starts=starts, hosts=self.hosts[taken], scores=self.scores[taken])

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
    net = _started(pairs)
    place_all(net)
    place_all(turned(net))
    lower_other_prices(net)
    host_of = np.full(pairs.visitors, NOBODY, dtype=np.int64)
    host_of[pairs.rows[net.matched]] = pairs.hosts[net.matched]
    found = Assignment(
        host_of=host_of,
        total=total_of(pairs, host_of),
        visitor_prices=net.price,
        host_prices=net.other_price,
    )
    require_proof(pairs, found)
    return found


def _started(pairs: Pairs) -> Net:
    """The auction's prices, and those of its pairs that cost nothing at them."""
    host_price, pair_of = first_prices(pairs.starts, pairs.hosts, pairs.scores, pairs.places)
    rows = pairs.rows.astype(np.int32)
    worth = pairs.scores - host_price[pairs.hosts]
    price = np.zeros(pairs.visitors, dtype=np.int64)
    np.maximum.at(price, rows, worth)
    kept = pair_of[pair_of != NOBODY]
    kept = kept[worth[kept] == price[rows[kept]]]
    matched = np.zeros(len(rows), dtype=np.bool_)
    matched[kept] = True
    back = np.argsort(pairs.hosts, kind="stable").astype(np.int32)
    starts_back = np.zeros(len(pairs.places) + 1, dtype=np.int64)
    np.cumsum(np.bincount(pairs.hosts, minlength=len(pairs.places)), out=starts_back[1:])
    return Net(
        starts=pairs.starts,
        others=pairs.hosts,
        pairs=np.arange(len(rows), dtype=np.int32),
        starts_back=starts_back,
        rows=rows[back],
        pairs_back=back,
        scores=pairs.scores,
        matched=matched,
        room=np.ones(pairs.visitors, dtype=np.int64),
        used=np.bincount(rows[kept], minlength=pairs.visitors),
        price=price,
        other_room=pairs.places,
        other_used=np.bincount(pairs.hosts[kept], minlength=len(pairs.places)),
        other_price=host_price,
    )


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
