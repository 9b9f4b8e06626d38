"""Where a paying cluster stands: allocated, reserved, committed, due, paid, released.

Every sum is read from the newest agreement of an exchange, and where the exchange stands says
which column it belongs to. A prepared agreement reserves its sum already: otherwise several of
them, each within the budget, could together exceed it.
"""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db.models import (
    Case,
    CharField,
    DecimalField,
    Exists,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from clusters.models import Cluster, Programme
from exchanges.building.amendment_models import Amendment, Step
from exchanges.building.models import FinancialAgreement
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.money_left import money_left
from exchanges.lifecycle.states import COMMITTED, PAID_OUT, State

NOTHING = Decimal("0.00")
DUE = (State.REPORTS_VALIDATED, State.PAYMENT_APPROVED)
MONEY = DecimalField(max_digits=12, decimal_places=2)


@dataclass(frozen=True, kw_only=True)
class Ledger:
    allocated: Decimal
    reserved: Decimal = NOTHING  # agreement prepared, not signed by both
    committed: Decimal = NOTHING  # signed, the stay or its reports still to come
    due: Decimal = NOTHING  # reports validated, not paid yet
    paid: Decimal = NOTHING
    released: Decimal = NOTHING  # cancelled after an agreement had been prepared

    @property
    def bound(self) -> Decimal:
        """What cannot be promised again."""
        return self.reserved + self.committed + self.due + self.paid

    @property
    def left(self) -> Decimal:
        return self.allocated - self.bound


def of_cluster(cluster: Cluster, *, leaving_out: Exchange | None = None) -> Ledger:
    """The ledger as it stands; ``leaving_out`` the exchange under examination."""
    return of_clusters([cluster], leaving_out=leaving_out)[cluster.pk]


def of_clusters(clusters, *, leaving_out: Exchange | None = None) -> dict[int, Ledger]:
    """The ledgers of many clusters by primary key, in two queries."""
    sums: dict[int, dict] = {cluster.pk: {} for cluster in clusters}
    paid_for = Exchange.objects.filter(vop__in=sums)
    if leaving_out is not None:
        paid_for = paid_for.exclude(pk=leaving_out.pk)
    for row in _sums(paid_for):
        if row["column"]:
            sums[row["vop"]][row["column"]] = row["total"]
    for vop, more in _raises(paid_for).items():
        sums[vop]["reserved"] = sums[vop].get("reserved", NOTHING) + more
    return {c.pk: Ledger(allocated=c.allocated, **sums[c.pk]) for c in clusters}


def of_programme(programme: Programme, *, leaving_out: Exchange | None = None) -> Ledger:
    """All its clusters together; what it has for lump sums is what it has allocated."""
    clusters = list(Cluster.objects.filter(programme=programme))
    return total(of_clusters(clusters, leaving_out=leaving_out).values())


def total(ledgers) -> Ledger:
    ledgers = list(ledgers)
    return Ledger(
        **{
            column.name: sum((getattr(one, column.name) for one in ledgers), NOTHING)
            for column in fields(Ledger)
        }
    )


@money_left
def left_of(cluster: Cluster) -> Decimal:
    return of_cluster(cluster).left


def lock_for(cluster: Cluster) -> Cluster:
    """One promise at a time in the whole programme: its clusters share one ceiling."""
    Programme.objects.select_for_update(no_key=True).get(pk=cluster.programme_id)
    return Cluster.objects.select_for_update().get(pk=cluster.pk)


def refuse_beyond_the_programme(exchange: Exchange, amount: Decimal) -> None:
    """What clusters overdraw, with leave, is missing for the others."""
    left = of_programme(exchange.programme, leaving_out=exchange).left
    if amount > left:
        raise Conflict(
            _("The programme has EUR %(left)s left in all, but EUR %(amount)s are needed.")
            % {"left": left, "amount": amount},
            way_out=_("Ask the programme coordinator to move budget or to allow it."),
        )


def _raises(exchanges) -> dict[int, Decimal]:
    """What amendments under signature would add, by paying cluster: reserved until decided."""
    found: dict[int, Decimal] = {}
    signing = Amendment.objects.filter(
        exchange__in=exchanges, state=Step.SIGNING, agreement__isnull=False
    )
    present = FinancialAgreement.objects.filter(exchange=OuterRef("exchange")).order_by("-version")
    rows = signing.annotate(agreed=Subquery(present.values("amount")[:1], output_field=MONEY))
    for vop, new, agreed in rows.values_list("exchange__vop", "agreement__amount", "agreed"):
        found[vop] = found.get(vop, NOTHING) + max(NOTHING, new - agreed)
    return found


def _sums(exchanges):
    return entries(exchanges).values("vop", "column").annotate(total=Sum("sum"))


def entries(exchanges):
    """Exchanges with an agreement: its ``sum``, the ``column`` it stands in, why it is above."""
    agreements = FinancialAgreement.objects.filter(exchange=OuterRef("pk")).order_by("-version")
    agreed = Subquery(agreements.values("amount")[:1], output_field=MONEY)
    committed = [state for state in COMMITTED if state not in DUE]
    return (
        exchanges.filter(Exists(agreements))
        .order_by()
        .annotate(
            # What is paid may be less than agreed, after an interrupted stay; or nothing at all.
            sum=Case(
                When(state__in=PAID_OUT, then=Coalesce("payment__amount", Value(NOTHING))),
                default=Coalesce("payment__amount", agreed),
                output_field=MONEY,
            ),
            column=Case(
                When(state=State.FA_PREPARED, then=Value("reserved")),
                When(state__in=committed, then=Value("committed")),
                When(state__in=DUE, then=Value("due")),
                When(state__in=PAID_OUT, then=Value("paid")),
                When(state=State.CANCELLED, then=Value("released")),
                default=Value(""),
                output_field=CharField(),
            ),
            overdraft=Subquery(agreements.values("overdraw_reason")[:1]),
        )
    )
