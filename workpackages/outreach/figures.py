"""Numbers for everybody. Small cells never leave: from one exchange one could tell the company."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from blues.common import clock
from clusters.models import Programme, Rate
from exchanges.models import Exchange, Registration
from exchanges.registration.states import TAKES_PART

SMALLEST_CELL = 3


@dataclass(frozen=True)
class Figures:
    """What the programme promised and has reached; ``highest_sum`` is that of today's rates.

    ``countries`` are those of completed exchanges and of accepted registrations.
    """

    target: int
    completed: int
    countries: int
    highest_sum: Decimal | None


def figures_of(programme: Programme) -> Figures:
    pairs = _countries(programme)
    rates = Rate.objects.filter(table__in=programme.rate_tables.valid_on(clock.today()))
    return Figures(
        target=programme.target_exchanges,
        completed=len(pairs),
        countries=len({country for pair in pairs for country in pair} | _registered(programme)),
        highest_sum=rates.aggregate(highest=Max("amount"))["highest"],
    )


def _registered(programme) -> set[str]:
    """Countries of the organisations whose registration a cluster has accepted."""
    accepted = Registration.objects.filter(programme=programme, state__in=TAKES_PART)
    return set(accepted.values_list("organisation__country__name", flat=True).distinct())


def by_host_country(programme: Programme) -> list[tuple[str, int]]:
    """Completed exchanges by host country, small cells merged."""
    return merged(Counter(host for _visitor, host in _countries(programme)))


def _countries(programme) -> list[tuple[str, str]]:
    return list(
        Exchange.objects.filter(programme=programme)
        .completed()
        .values_list("visitor_organisation__country__name", "host_organisation__country__name")
    )


def merged(counts: dict[str, int], *, least: int = SMALLEST_CELL) -> list[tuple[str, int]]:
    """The counts, largest first, with small cells in one line "other".

    Where that line itself would be small, the next smallest joins it; a subtraction from the total
    then tells no more than the line does. If everything together is small, nothing is told.
    """
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = [pair for pair in ordered if pair[1] >= least]
    rest = sum(counts.values()) - sum(count for _label, count in kept)
    while kept and 0 < rest < least:
        rest += kept.pop()[1]
    if rest >= least:
        kept.append((_("Other countries"), rest))
    return kept
