"""The best assignment when the programme sets conditions that bind several pairs together.

Pairs that must be, shares of clusters, a ceiling of euros and a number of exchanges that suffices
make the problem a mixed-integer one. HiGHS solves it by branch and bound and says which total no
solution exceeds; the gap between the two is 0 where the optimum is proven.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from blues.common.errors import Conflict
from exchanges.matching.assignment import NOBODY, Pairs, total_of

PATIENCE = 30  # seconds that the solver may take; a round asks it twice within a job's limit
CONTRADICTION = 2  # how the solver says that nothing meets all conditions


@dataclass(frozen=True, kw_only=True)
class Share:
    """At most ``most`` of these visitors are placed."""

    visitors: Sequence[int]
    most: int


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What binds a whole solution.

    ``must`` are pairs of visitor and host; ``cents`` is what each pair would cost, in the order of
    the pairs, and ``ceiling`` what all of them may; ``most`` is the number of exchanges that
    suffices.
    """

    must: Sequence[tuple[int, int]] = ()
    shares: Sequence[Share] = ()
    cents: np.ndarray | None = None
    ceiling: int | None = None
    most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Solution:
    host_of: np.ndarray
    total: int
    bound: int

    @property
    def gap(self) -> float:
        """What may be missing to the best, as a share of it; 0 where the total is proven."""
        return (self.bound - self.total) / self.bound if self.bound else 0.0


def best_under(conditions: Conditions, pairs: Pairs) -> Solution:
    """The highest total that meets the conditions. Equal inputs give equal solutions.

    Raises ``Conflict`` where nothing meets them, or where a pair that must be is not possible.
    """
    if not len(pairs.scores):
        _require_possible(conditions, pairs)
        return Solution(host_of=np.full(pairs.visitors, NOBODY), total=0, bound=0)
    found = milp(
        -pairs.scores.astype(float),
        integrality=np.ones(len(pairs.scores)),
        bounds=Bounds(_require_possible(conditions, pairs), 1),
        constraints=_constraints(conditions, pairs),
        options={"time_limit": PATIENCE, "mip_rel_gap": 0},
    )
    if found.x is None:
        if found.status == CONTRADICTION:
            raise Conflict(_("These conditions contradict each other; no matching meets them all."))
        raise Conflict(_("No matching was found in time. Set fewer conditions and try again."))
    chosen = found.x > 1 / 2
    host_of = np.full(pairs.visitors, NOBODY, dtype=np.int64)
    host_of[pairs.rows[chosen]] = pairs.hosts[chosen]
    # Scores are whole, so a bound between two of them is the lower one.
    bound = int(np.floor(-found.mip_dual_bound + 1e-6))
    return Solution(host_of=host_of, total=total_of(pairs, host_of), bound=bound)


def _require_possible(conditions: Conditions, pairs: Pairs) -> np.ndarray:
    """1 for each pair that must be, 0 for the others."""
    places = {pair: n for n, pair in enumerate(zip(pairs.rows, pairs.hosts, strict=True))}
    least = np.zeros(len(pairs.scores))
    for pair in conditions.must:
        if pair not in places:
            raise Conflict(_("A pair that must be matched is not possible under the rules."))
        least[places[pair]] = 1
    return least


def _constraints(conditions: Conditions, pairs: Pairs) -> LinearConstraint:
    rows, limits = zip(*_sums(conditions, pairs), strict=True)
    return LinearConstraint(vstack(rows, format="csr"), -np.inf, np.concatenate(limits))


def _sums(conditions: Conditions, pairs: Pairs) -> Iterator[tuple[csr_array, np.ndarray]]:
    """Sums over pairs, each with what it may not exceed."""
    count = len(pairs.scores)
    yield _by(pairs.rows, pairs.visitors), np.ones(pairs.visitors)
    yield _by(pairs.hosts, len(pairs.places)), pairs.places.astype(float)
    for share in conditions.shares:
        yield csr_array([np.isin(pairs.rows, share.visitors).astype(float)]), np.array([share.most])
    if conditions.ceiling is not None:
        yield csr_array([np.asarray(conditions.cents, float)]), np.array([conditions.ceiling])
    if conditions.most is not None:
        yield csr_array([np.ones(count)]), np.array([conditions.most])


def _by(numbers: np.ndarray, count: int) -> csr_array:
    """A row for each number, with a 1 for the pairs that bear it."""
    pairs = np.arange(len(numbers))
    ones = np.ones(len(numbers))
    return coo_array((ones, (numbers, pairs)), shape=(count, len(numbers))).tocsr()
