"""What is asked of a round, and what comes back: plain values, without the solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exchanges.matching.candidates import Visitor

Pair = tuple[int, int]  # keys of the visitor and of the host


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What people ask of a round, by the keys of candidates.

    ``shares`` are visitors with the number of them that is placed at most; ``cents`` is what each
    possible pair would cost (0 where it is missing), and ``ceiling`` what all of them may.
    ``needs_subject`` leaves out pairs without a topic, need or activity in common.
    """

    must: frozenset[Pair] = frozenset()
    must_not: frozenset[Pair] = frozenset()
    shares: Sequence[tuple[frozenset[int], int]] = ()
    cents: Mapping[Pair, int] = field(default_factory=dict)
    ceiling: int | None = None
    most: int | None = None
    needs_subject: bool = True

    @property
    def bind_together(self) -> bool:
        """Whether pairs can no longer be judged by themselves."""
        return bool(self.must or self.shares) or (self.ceiling, self.most) != (None, None)


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Who may still come: how many visitors, and like whom. ``seed`` draws the same ones again."""

    expected: int = 0
    like: Sequence[Visitor] = ()
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Solved:
    """``pairs`` are keys of visitor and host with their score, the best first.

    ``foregone`` is how much more the best solution gains that gives every place now, and ``bound``
    what no solution exceeds. ``kept_back`` are pairs of that solution whose visitors wait instead,
    with their score and what the place is worth to later ones.
    ``gains`` are keys of hosts with the points that one more place there would bring, the most
    first, and ``tried`` what a further host in a country would: the country, the host whose like it
    is, points, visitors placed more where they were counted. Both are told where pairs are not
    bound together.
    """

    pairs: tuple[tuple[int, int, int], ...]
    total: int
    bound: int
    is_mixed: bool
    others: Mapping[str, int]
    foregone: int = 0
    kept_back: tuple[tuple[int, int, int, int], ...] = ()
    gains: tuple[tuple[int, int], ...] = ()
    tried: tuple[tuple[str, int, int, int | None], ...] = ()
