"""Where a paying cluster stands: allocated, reserved, committed, due, paid, released.

Every sum is read from the newest agreement of an exchange, and where the exchange stands says
which column it belongs to. A prepared agreement reserves its sum already: otherwise several of
them, each within the budget, could together exceed it.
"""

from dataclasses import dataclass
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

from clusters.models import Cluster
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
    rows = _sums().filter(vop=cluster)
    if leaving_out is not None:
        rows = rows.exclude(pk=leaving_out.pk)
    sums = {row["column"]: row["total"] for row in rows if row["column"]}
    return Ledger(allocated=cluster.allocated, **sums)


def of_clusters(clusters) -> dict[int, Ledger]:
    """The ledgers of many clusters by primary key, in one query."""
    sums: dict[int, dict] = {cluster.pk: {} for cluster in clusters}
    for row in _sums().filter(vop__in=sums):
        if row["column"]:
            sums[row["vop"]][row["column"]] = row["total"]
    return {c.pk: Ledger(allocated=c.allocated, **sums[c.pk]) for c in clusters}


@money_left
def left_of(cluster: Cluster) -> Decimal:
    return of_cluster(cluster).left


def lock_cluster(cluster: Cluster) -> Cluster:
    """One promise at a time for each paying cluster."""
    return Cluster.objects.select_for_update().get(pk=cluster.pk)


def _sums():
    agreements = FinancialAgreement.objects.filter(exchange=OuterRef("pk")).order_by("-version")
    agreed = Subquery(agreements.values("amount")[:1], output_field=MONEY)
    committed = [state for state in COMMITTED if state not in DUE]
    return (
        Exchange.objects.filter(Exists(agreements))
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
        )
        .values("vop", "column")
        .annotate(total=Sum("sum"))
    )
