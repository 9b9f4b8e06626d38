"""How much is due for a stay as it was lived. Nobody types the sum.

The rule set pinned to the exchange, the ceiling and the distance of the Financial Agreement, and
the days that the host confirmed decide; the sum agreed is never exceeded.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from blues.common.errors import Conflict
from exchanges.building.models import FinancialAgreement
from exchanges.finalisation.models import Interruption
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.policy import lump_sum
from exchanges.policy.rows import rules_of

NOTHING = Decimal("0.00")
CLOCK_RUNS = (State.REPORTS_VALIDATED, State.PAYMENT_APPROVED)  # the days to pay are counted
LANGUAGE = "en"  # of the papers and of what is stored for the auditors


@dataclass(frozen=True, kw_only=True)
class Due:
    """The sum with the sentences that explain it; ``calculation`` is kept with the payment."""

    amount: Decimal
    explanation: tuple[str, ...]
    agreed: Decimal = NOTHING
    calculation: dict | None = None

    @property
    def is_reduced(self) -> bool:
        return self.amount < self.agreed

    def as_json(self) -> dict:
        return {
            "amount": str(self.amount),
            "agreed": str(self.agreed),
            "explanation": list(self.explanation),
            "calculation": self.calculation,
        }


def agreement_of(exchange: Exchange) -> FinancialAgreement | None:
    """The Financial Agreement in force: always the highest version."""
    return max(exchange.agreements.all(), key=lambda paper: paper.version, default=None)


def amount_due(exchange: Exchange) -> Due:
    """What is owed to the visitor now. ``Conflict`` where a paper for the answer is missing."""
    with override(LANGUAGE):
        return _due(exchange)


def _due(exchange: Exchange) -> Due:
    if exchange.is_virtual:
        return _nothing(_("An online exchange takes place without a lump sum."))
    agreement, presence = agreement_of(exchange), getattr(exchange, "presence", None)
    if agreement is None:
        raise Conflict(_("There is no Financial Agreement, so no sum can be computed."))
    if presence is None:
        raise Conflict(_("The host has not confirmed the presence yet."))
    interruption = getattr(exchange, "interruption", None)
    found = _computed(exchange, agreement, presence.working_days, interruption)
    if found is None:
        return _nothing(_too_short(exchange, presence.working_days), agreed=agreement.amount)
    lived = _("The host confirmed %(days)s working days.") % {"days": presence.working_days}
    return Due(
        amount=found.amount,
        agreed=agreement.amount,
        explanation=(lived, *_circumstances(interruption), *found.reasons),
        calculation=found.as_json(),
    )


def _computed(exchange, agreement, working_days, interruption):
    country = exchange.host_organisation.country_id
    inputs = {
        "mode": exchange.mode,
        "host_country": country,
        "distance_km": agreement.distance_km,
        # As signed: neither a later rate nor a host that moves changes what is owed.
        "ceilings": {country: agreement.base},
        "agreed_cap": agreement.amount,
        "rates_version": agreement.rate_table.version,
    }
    return lump_sum.after_interruption(
        working_days=working_days,
        force_majeure=_is_force_majeure(interruption),
        rules=rules_of(exchange.rule_set),
        **inputs,
    )


def _is_force_majeure(interruption) -> bool:
    return interruption is not None and interruption.cause == Interruption.Cause.FORCE_MAJEURE


def _circumstances(interruption) -> list[str]:
    if interruption is None:
        return []
    return [
        _("The stay was broken off; cause: %(cause)s.")
        % {"cause": interruption.get_cause_display()}
    ]


def _too_short(exchange, working_days) -> str:
    return _("Nothing is due: %(days)s working days are fewer than the %(least)s of a stay.") % {
        "days": working_days,
        "least": exchange.rule_set.shortest_stay_days,
    }


def _nothing(reason: str, *, agreed: Decimal = NOTHING) -> Due:
    return Due(amount=NOTHING, explanation=(reason,), agreed=agreed)
