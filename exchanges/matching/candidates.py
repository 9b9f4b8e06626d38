"""Who is looking for whom: the plain values that are matched, and what two of them share."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.utils.dateformat import format as format_date
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from exchanges.policy.calendar import working_days
from exchanges.policy.distance import great_circle_km
from exchanges.policy.facts import Mode, Rules


@dataclass(frozen=True, kw_only=True)
class Window:
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What host and visitor have in common. Terms, languages and countries are codes.

    In ``at_ease`` are the languages spoken at B2 or better, in ``fluent`` those at C1 or better.
    No windows means "ask me"; ``days_since_active`` and ``answers_within_days`` are ``None`` while
    unknown, and so are an empty size and empty sectors.
    """

    key: Hashable  # decides between equals, so keys must sort
    organisation_type: str
    country: str
    latitude: float
    longitude: float
    topics: frozenset[str] = frozenset()
    activities: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    size: str = ""
    languages: frozenset[str] = frozenset()
    at_ease: frozenset[str] = frozenset()
    fluent: frozenset[str] = frozenset()
    windows: tuple[Window, ...] = ()
    modes: frozenset[str] = frozenset({Mode.PHYSICAL})
    days_since_active: int | None = None
    answers_within_days: int | None = None

    @property
    def well_spoken(self) -> frozenset[str]:
        """Whoever is fluent is at ease, too."""
        return self.at_ease | self.fluent


@dataclass(frozen=True, kw_only=True)
class Host(Candidate):
    offers: frozenset[str] = frozenset()
    capacity_left: int = 1


@dataclass(frozen=True, kw_only=True)
class Visitor(Candidate):
    needs: frozenset[str] = frozenset()  # in the same codes as the offers
    preferred_types: frozenset[str] = frozenset()
    preferred_countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pair:
    """Two candidates with what can be said about both, worked out once."""

    visitor: Visitor
    host: Host
    rules: Rules
    labels: Mapping[str, str]
    asking: Candidate

    @property
    def other(self) -> Candidate:
        return self.host if self.asking is self.visitor else self.visitor

    @property
    def modes(self) -> frozenset[str]:
        return self.visitor.modes & self.host.modes

    @property
    def asks_for_dates(self) -> bool:
        """One of the two is flexible, so dates are agreed in the conversation."""
        return not (self.visitor.windows and self.host.windows)

    @property
    def is_located(self) -> bool:
        """A town that nobody has found on the map yet leaves a profile without a position."""
        places = (self.visitor.latitude, self.visitor.longitude)
        return None not in (*places, self.host.latitude, self.host.longitude)

    @cached_property
    def distance_km(self) -> float:
        here, there = self.visitor, self.host
        return great_circle_km(here.latitude, here.longitude, there.latitude, there.longitude)

    @cached_property
    def overlaps(self) -> dict[Window, int]:
        """The periods in which both are free, earliest first, with their working days.

        Holidays are left to the rules, which see the dates that are finally chosen.
        """
        overlaps = set(_overlaps(self.visitor.windows, self.host.windows))
        return {window: len(_days_of(window)) for window in sorted(overlaps, key=_ends)}

    @cached_property
    def long_windows(self) -> tuple[Window, ...]:
        """Overlaps in which a stay on site fits."""
        least = self.rules.shortest_stay_days
        return tuple(window for window, days in self.overlaps.items() if days >= least)

    @cached_property
    def is_on_site(self) -> bool:
        wanted = any(mode != Mode.VIRTUAL for mode in self.modes)
        return wanted and bool(self.asks_for_dates or self.long_windows)

    @cached_property
    def shared_windows(self) -> tuple[Window, ...]:
        """Where the dates of the two meet. Online sessions may lie apart, a stay may not."""
        if self.is_on_site:
            return self.long_windows
        days = {day for window in self.overlaps for day in _days_of(window)}
        if Mode.VIRTUAL in self.modes and len(days) >= self.rules.shortest_stay_days:
            return tuple(self.overlaps)
        return ()

    @property
    def longest_window(self) -> int:
        return max((self.overlaps[window] for window in self.shared_windows), default=0)

    def name(self, codes: Iterable[str]) -> str:
        """The labels of the codes, joined as a sentence wants them."""
        return get_text_list([str(self.labels.get(code, code)) for code in sorted(codes)], _("and"))


def span(window: Window) -> str:
    """ "7–18 June 2021": what both ends share is said once."""
    first, last = window.first, window.last
    if first == last:
        return format_date(last, "j F Y")
    shared = "j" if (first.year, first.month) == (last.year, last.month) else "j F"
    if first.year != last.year:
        shared = "j F Y"
    return f"{format_date(first, shared)}–{format_date(last, 'j F Y')}"


def _overlaps(some: Iterable[Window], others: Iterable[Window]) -> Iterator[Window]:
    others = tuple(others)
    for one in some:
        for other in others:
            first, last = max(one.first, other.first), min(one.last, other.last)
            if first <= last:
                yield Window(first=first, last=last)


def _ends(window: Window) -> tuple[date, date]:
    return window.first, window.last


@lru_cache(maxsize=4096)  # the same free weeks meet in hundreds of pairs
def _days_of(window: Window) -> tuple[date, ...]:
    return working_days(window.first, window.last)
