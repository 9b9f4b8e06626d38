"""The best assignment of a whole programme, proven over every possible pair.

Most pairs are never part of a good solution, so the first one chooses among the best hosts of each
visitor. Its prices tell which of the pairs that were left out could still gain; these join, and the
assignment is made again until there is none: then the proof holds for all pairs.
"""

from dataclasses import dataclass

import numpy as np

from exchanges.matching.assignment import Assignment, best
from exchanges.matching.pairs import IMPOSSIBLE, KEPT, Field


@dataclass(frozen=True, kw_only=True)
class Optimum:
    assignment: Assignment
    rounds: int  # assignments that were made
    added: int  # pairs that the first one had left out

    @property
    def bound(self) -> int:
        """What no assignment can exceed: equal to the total, or it would not be here."""
        return self.assignment.total


def of(field: Field, *, kept: int = KEPT) -> Optimum:
    scores, hosts = field.best_hosts(kept=kept)
    pairs = field.as_pairs(scores, hosts)
    # Whoever has fewer hosts than were kept has all of them already.
    is_full = (scores != IMPOSSIBLE).all(axis=1)
    worst_kept = np.where(is_full, scores[:, -1], IMPOSSIBLE)
    first, rounds = len(pairs.scores), 0
    while True:
        assignment, rounds = best(pairs), rounds + 1
        gainful = field.gainful(
            worst_kept,
            visitor_prices=assignment.visitor_prices,
            host_prices=assignment.host_prices,
        )
        if not len(gainful[0]):
            added = len(pairs.scores) - first
            return Optimum(assignment=assignment, rounds=rounds, added=added)
        pairs = pairs.plus(*gainful)
