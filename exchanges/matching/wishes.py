"""What is asked of a round, and what comes back: plain values, without the solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[int, int]  # keys of the visitor and of the host


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What people ask of a round, by the keys of candidates.

    ``shares`` are visitors with the number of them that is placed at most; ``cents`` is what each
    possible pair would cost (0 where it is missing), and ``ceiling`` what all of them may.
    """

    must: frozenset[Pair] = frozenset()
    must_not: frozenset[Pair] = frozenset()
    shares: Sequence[tuple[frozenset[int], int]] = ()
    cents: Mapping[Pair, int] = field(default_factory=dict)
    ceiling: int | None = None
    most: int | None = None

    @property
    def bind_together(self) -> bool:
        """Whether pairs can no longer be judged by themselves."""
        return bool(self.must or self.shares) or (self.ceiling, self.most) != (None, None)


@dataclass(frozen=True, kw_only=True)
class Solved:
    """``pairs`` are keys of visitor and host with their score, the best first.

    ``gains`` are keys of hosts with the points that one more place there would bring, the most
    first; they are told where pairs are not bound together.
    """

    pairs: tuple[tuple[int, int, int], ...]
    total: int
    bound: int
    is_mixed: bool
    others: Mapping[str, int]
    gains: tuple[tuple[int, int], ...] = ()
