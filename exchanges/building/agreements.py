"""Preparing the Financial Agreement: check the rules, compute the sum, reserve it, write the text.

Nobody types the sum. It follows from the rules pinned to the exchange, the rate table valid on the
day of preparation, the distance and the days that the signed Commitment programmes.
"""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from clusters.models import User
from exchanges.building import ledger, papers, telling
from exchanges.building.account_models import BankAccount
from exchanges.building.amendment_steps import open_amendment
from exchanges.building.clauses import templates
from exchanges.building.clauses.models import PaperKind
from exchanges.building.completeness import programmed_days
from exchanges.building.current import agreement_of, the_commitment_of
from exchanges.building.drafting import LANGUAGE
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.lifecycle import checks
from exchanges.lifecycle.models import CheckRecord, Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock, move
from exchanges.policy import lump_sum
from exchanges.policy.calendar import working_days
from exchanges.policy.lump_sum import LumpSum
from exchanges.policy.rows import ceilings_of, rules_of

ONE_DAY = timedelta(days=1)
MAY_PREPARE = {Party.VOP, Party.PROGRAMME}
OPEN = (State.CTQ_SIGNED, State.FA_PREPARED)


@transaction.atomic
def prepare(exchange: Exchange, *, by, overdraw_reason: str = "") -> FinancialAgreement:
    """Write the agreement, or its next version while not both have signed.

    ``overdraw_reason``: with it the programme coordinator lets the cluster exceed its budget.
    """
    locked = lock(exchange)
    _refuse_unless_preparable(locked, by=by, overdraw_reason=overdraw_reason)
    cluster = ledger.lock_for(locked.vop)
    commitment = the_commitment_of(locked)
    table = locked.programme.rate_table_on(clock.today())
    money = compute(commitment, table)
    promised = ledger.of_cluster(cluster, leaving_out=locked).bound
    refuse_unless_rules_hold(commitment, money, committed=promised, overdraft=bool(overdraw_reason))
    if not overdraw_reason:
        ledger.refuse_beyond_the_programme(locked, money.amount)

    previous = agreement_of(locked)
    if previous and _says_the_same(previous, commitment, table, money, overdraw_reason):
        return previous
    agreement = FinancialAgreement.objects.create(
        exchange=locked,
        version=previous.version + 1 if previous else 1,
        template=templates.in_force(locked.programme, PaperKind.AGREEMENT),
        commitment=commitment,
        rate_table=table,
        working_days=money.working_days,
        distance_km=money.distance_km,
        base=money.base,
        is_halved=money.halved,
        reasons=list(money.reasons),
        amount=money.amount,
        payment_days=locked.rule_set.payment_days,
        overdraw_reason=overdraw_reason,
        prepared_by=by,
    )
    return _released_for_signature(agreement, previous, by=by)


def compute(commitment: Commitment, table) -> LumpSum:
    """The lump sum with its reasons, in the language of the papers."""
    exchange = commitment.exchange
    with override(LANGUAGE):
        return lump_sum.compute(
            mode=exchange.mode,
            host_country=exchange.host_organisation.country_id,
            working_days=len(programmed_days(commitment)),
            distance_km=exchange.distance_km,
            ceilings=ceilings_of(table),
            rules=rules_of(exchange.rule_set),
            rates_version=table.version,
        )


def _says_the_same(
    previous: FinancialAgreement, commitment: Commitment, table, money: LumpSum, reason: str
) -> bool:
    """A second click, or a stale page: another version would void signatures for nothing."""
    account, text = previous.exchange.bank_account, previous.text_document
    return (
        (previous.commitment_id, previous.rate_table_id) == (commitment.pk, table.pk)
        and (previous.amount, previous.working_days) == (money.amount, money.working_days)
        and previous.overdraw_reason == reason
        and not previous.is_refused
        and account.given_at <= previous.prepared_at
        and text is not None
        and text.state != text.State.FAILED
    )


def _refuse_unless_preparable(exchange: Exchange, *, by, overdraw_reason: str) -> None:
    acting_as = parties_of(by, exchange) & MAY_PREPARE
    if not acting_as:
        raise NotAllowed(_("The visitor's partner cluster prepares the Financial Agreement."))
    if overdraw_reason and Party.PROGRAMME not in acting_as:
        raise NotAllowed(_("Only the programme coordinator lets a cluster exceed its budget."))
    if obstacle := obstacle_to_preparing(exchange):
        raise Conflict(_("The Financial Agreement cannot be prepared now."), reasons=[obstacle])


def obstacle_to_preparing(exchange: Exchange) -> str | None:
    """Why it cannot be prepared now, whoever asks; the rules E1 to E12 come on top."""
    if exchange.is_virtual:
        return _("An online exchange needs no Financial Agreement.")
    if exchange.state not in OPEN:
        return _(
            "It is prepared once all four have signed the Commitment, and stays as it is once both"
            " parties have signed it."
        )
    if open_amendment(exchange):
        return _("An amendment of the Commitment is open; the agreement follows it.")
    if not BankAccount.objects.filter(exchange=exchange).exists():
        return _("The visitor has not given the bank details yet.")
    if clock.today() >= exchange.first_day:
        return _("The stay has begun; an agreement is signed before its first day.")
    return None


def warning_of_time(exchange: Exchange) -> str:
    """A sentence when fewer working days are left than the rules recommend; it stops nobody."""
    lead = exchange.rule_set.agreement_lead_days
    left = len(working_days(clock.today(), exchange.first_day - ONE_DAY))
    if left >= lead:
        return ""
    return _("The agreement should be signed %(lead)s working days before the stay.") % {
        "lead": lead
    }


def refuse_unless_rules_hold(
    commitment: Commitment, money: LumpSum, *, committed: Decimal, overdraft: bool
) -> None:
    """E1 to E12, asked anew on the day of preparation and kept with the exchange."""
    report = checks.run(
        commitment.exchange,
        occasion=CheckRecord.Occasion.AGREEMENT,
        agenda=programmed_days(commitment),
        amount=money.amount,
        committed=committed,
        overdraw_allowed=overdraft,
    )
    if in_the_way := checks.in_the_way(report, occasion=CheckRecord.Occasion.AGREEMENT):
        raise Conflict(
            _("The rules do not allow this Financial Agreement yet."),
            reasons=[f"{outcome.reason} {outcome.way_out}".strip() for outcome in in_the_way],
        )


def _released_for_signature(
    agreement: FinancialAgreement, previous: FinancialAgreement | None, *, by
) -> FinancialAgreement:
    exchange = agreement.exchange
    if exchange.state == State.CTQ_SIGNED:
        exchange = move(exchange, to=State.FA_PREPARED, by=by)
    journal.record(
        exchange.case,
        "agreement-prepared",
        by=by,
        version=agreement.version,
        amount=str(agreement.amount),
        rates=agreement.rate_table.version,
        overdraft=bool(agreement.overdraw_reason),
        reason=agreement.overdraw_reason,
    )
    papers.issue_agreement(agreement, by=by)
    told = telling.signature_void(agreement, signed=_signed_in_vain(previous))
    telling.sign_next(agreement, Party.VISITOR, but=told)
    return agreement


def _signed_in_vain(previous: FinancialAgreement | None) -> list[User]:
    """Those whose signature a new version voids; a refusal has told them before."""
    if previous is None or previous.is_refused:
        return []
    return [signature.signed_by for signature in previous.valid_signatures()]
