"""The lump sum of one exchange as far as it is known, for those who learn of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from exchanges.building.completeness import ordinary_days, programmed_days
from exchanges.building.steps import newest
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import sees_money
from exchanges.lifecycle.states import STOPPED
from exchanges.matching import preview


@dataclass(frozen=True)
class LumpSum:
    amount: Decimal
    note: str


def lump_sum_of(exchange: Exchange, user) -> LumpSum | None:
    """Paid, approved, agreed or expected, in this order; ``None`` where there is none to show."""
    if exchange.is_virtual or not sees_money(user, exchange):
        return None
    if payment := getattr(exchange, "payment", None):
        return LumpSum(payment.amount, _("paid") if payment.booked_at else _("to be paid"))
    if agreement := newest(exchange.agreements):
        return LumpSum(agreement.amount, _("by the Financial Agreement"))
    return None if exchange.state in STOPPED else _expected(exchange)


def _expected(exchange: Exchange) -> LumpSum | None:
    commitment = newest(exchange.commitments)
    planned = programmed_days(commitment) if commitment else ()
    days = planned or ordinary_days(exchange)
    amount, _reasons = preview.money_for(exchange, len(days))
    return LumpSum(amount, _("expected; the Financial Agreement fixes it")) if amount else None
