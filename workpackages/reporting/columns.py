"""The columns of the list of exchanges, in their order. The agency's own template is not public, so
the order is data: a change here changes workbook, dictionary and snapshot alike.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.words import Words
from clusters.models import OrganisationType, SizeClass
from exchanges.models import Mode, State
from workpackages.reporting.records import ExchangeRecord


@dataclass(frozen=True)
class Column:
    """One column: where its value is found, what it means, in which unit, and who said so.

    ``words`` turns a code into words. ``is_personal`` columns stay empty in a pseudonymised copy.
    """

    key: str
    label: Words
    meaning: Words
    source: Words
    unit: Words = ""
    path: str = ""
    words: Callable | None = None
    is_personal: bool = False

    def value_of(self, record: ExchangeRecord):
        value = attrgetter(self.path or self.key)(record)
        if isinstance(value, tuple):
            return "; ".join(value)
        return str(self.words(value).label) if self.words and value else value


L = gettext_lazy
PROFILE = L("profile of the organisation")
EXCHANGE = L("file of the exchange")
COMMITMENT = L("Commitment to Quality")
AGREEMENT = L("Financial Agreement")
PRESENCE = L("presence confirmation of the host")
REPORTS = L("closing reports")
DAY = L("day")
EUR = "EUR"


def _side(side: str, word) -> Iterator[Column]:
    """The six columns about one of the two organisations."""
    yield Column(
        f"{side}_name",
        format_lazy(L("{side}: name"), side=word),
        L("Legal name; in a pseudonymised copy a sign that is the same throughout the copy."),
        PROFILE,
        path=f"{side}.name",
    )
    yield Column(
        f"{side}_type",
        format_lazy(L("{side}: type"), side=word),
        L("Type of organisation under the rules of the scheme."),
        PROFILE,
        path=f"{side}.type",
        words=OrganisationType,
    )
    yield Column(
        f"{side}_size",
        format_lazy(L("{side}: size"), side=word),
        L("Size class after Commission Recommendation 2003/361, as declared."),
        PROFILE,
        path=f"{side}.size",
        words=SizeClass,
    )
    yield Column(
        f"{side}_country",
        format_lazy(L("{side}: country"), side=word),
        L("Country of registration in the code of EU texts (EL for Greece, UK)."),
        PROFILE,
        path=f"{side}.country",
    )
    yield Column(
        f"{side}_nuts",
        format_lazy(L("{side}: NUTS"), side=word),
        L("Region of the seat, NUTS level 3; level 2 in a pseudonymised copy."),
        PROFILE,
        path=f"{side}.nuts",
    )
    yield Column(
        f"{side}_clusters",
        format_lazy(L("{side}: cluster"), side=word),
        L("Clusters whose confirmed member the organisation is."),
        L("memberships confirmed by the clusters"),
        path=f"{side}.clusters",
    )


COLUMNS: tuple[Column, ...] = (
    Column("reference", L("Reference"), L("Number of the exchange."), EXCHANGE),
    Column(
        "group", L("Group"), L("The same sign in all exchanges of one group exchange."), EXCHANGE
    ),
    Column("mode", L("Mode"), L("In person or online."), EXCHANGE, words=Mode),
    *_side("visitor", L("Visitor")),
    *_side("host", L("Host")),
    Column(
        "vop",
        L("Visitor's partner cluster (VOP)"),
        L("The partner cluster of the visitor: it pays, and the exchange counts for it, once."),
        EXCHANGE,
        path="vop.name",
    ),
    Column(
        "hop",
        L("Host's partner cluster (HOP)"),
        L("The partner cluster of the host; may be the same."),
        EXCHANGE,
        path="hop.name",
    ),
    Column("sectors", L("Sector"), L("Topics of the visitor."), L("visitor's registration")),
    Column("activities", L("Activity types"), L("Kinds of activity during the stay."), COMMITMENT),
    Column(
        "objectives",
        L("Objectives"),
        L("What the visitor wants to reach; left out of a pseudonymised copy."),
        COMMITMENT,
        is_personal=True,
    ),
    Column(
        "planned_first_day", L("Planned from"), L("First working day planned."), EXCHANGE, unit=DAY
    ),
    Column(
        "planned_last_day", L("Planned until"), L("Last working day planned."), EXCHANGE, unit=DAY
    ),
    Column("actual_first_day", L("Present from"), L("First day present."), PRESENCE, unit=DAY),
    Column("actual_last_day", L("Present until"), L("Last day present."), PRESENCE, unit=DAY),
    Column(
        "working_days",
        L("Working days"),
        L("As the host confirmed them; those of the agenda until then."),
        PRESENCE,
        unit=L("working days"),
    ),
    Column(
        "distance_km",
        L("Distance"),
        L("Great circle between the registered places of the two organisations."),
        L("computed from the profiles"),
        unit="km",
    ),
    Column(
        "ceiling",
        L("Ceiling"),
        L("Full lump sum for the host country in the rate table of the agreement."),
        AGREEMENT,
        unit=EUR,
    ),
    Column(
        "is_halved",
        L("Halved"),
        L("Fewer than five working days or less than 200 km: half the ceiling, once."),
        AGREEMENT,
        unit=L("yes or no"),
    ),
    Column(
        "amount",
        L("Amount"),
        L("Lump sum paid; the sum agreed as long as nothing is paid. Online stays have none."),
        L("Financial Agreement, payment"),
        unit=EUR,
    ),
    Column("paid_on", L("Paid on"), L("Value date of the transfer."), L("payment"), unit=DAY),
    Column(
        "commitment_signed_on",
        L("Commitment signed"),
        L("Day of the last of four signatures."),
        COMMITMENT,
        unit=DAY,
    ),
    Column(
        "agreement_signed_on",
        L("Agreement signed"),
        L("Day of the second of two signatures."),
        AGREEMENT,
        unit=DAY,
    ),
    Column(
        "visitor_reported_on",
        L("Visitor reported"),
        L("Day on which the visitor handed in the closing report."),
        REPORTS,
        unit=DAY,
    ),
    Column(
        "host_reported_on",
        L("Host reported"),
        L("Day on which the host handed in the closing report."),
        REPORTS,
        unit=DAY,
    ),
    Column(
        "visitor_satisfaction",
        L("Satisfaction of the visitor"),
        L("Mark for the result of the exchange."),
        REPORTS,
        unit=L("1 (poor) to 5 (excellent)"),
    ),
    Column(
        "host_satisfaction",
        L("Satisfaction of the host"),
        L("Mark for the result of the exchange."),
        REPORTS,
        unit=L("1 (poor) to 5 (excellent)"),
    ),
    Column("outcomes", L("Outcomes"), L("Kinds of outcome named by either side."), REPORTS),
    Column(
        "state",
        L("Status"),
        L("State of the exchange when the copy was taken."),
        EXCHANGE,
        words=State,
    ),
)


def header() -> list[str]:
    return [str(column.label) for column in COLUMNS]


def row(record: ExchangeRecord) -> list:
    return [column.value_of(record) for column in COLUMNS]


def dictionary() -> list[list[str]]:
    """Every column with its meaning, unit and source."""
    return [[_("Exchanges"), *map(str, (c.label, c.meaning, c.unit, c.source))] for c in COLUMNS]
