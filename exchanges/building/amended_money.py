"""What an amendment does to the Financial Agreement: computed anew at the rates signed before."""

from django.db.models import Max
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict
from exchanges.building import account_changes, agreements, ledger
from exchanges.building.amendment_models import Amendment
from exchanges.building.amendment_steps import on_its_days
from exchanges.building.clauses import templates
from exchanges.building.clauses.models import PaperKind
from exchanges.building.current import agreement_of
from exchanges.building.models import Commitment, FinancialAgreement


def reserve(amendment: Amendment, *, by) -> FinancialAgreement | None:
    """The next version of the agreement with its sum reserved; nothing where none is needed.

    It is written before anybody signs, so that no signature is given for money that is not there.
    Its text follows the signed Commitment, whose digest it names.
    """
    present = agreement_of(amendment.exchange)
    if present is None:
        return None
    draft = on_its_days(amendment, Commitment.every.with_content().get(pk=amendment.commitment_id))
    money = agreements.compute(draft, present.rate_table)
    same_money = (money.amount, money.working_days) == (present.amount, present.working_days)
    if same_money and not amendment.moves_the_days:
        return None
    if account_changes.open_change(amendment.exchange):
        raise Conflict(_("Another account has been asked for; that is decided first."))
    _refuse_unless_affordable(amendment, draft, money, present)
    versions = FinancialAgreement.every.filter(exchange=amendment.exchange)
    reserved = FinancialAgreement.objects.create(
        exchange=amendment.exchange,
        version=versions.aggregate(latest=Max("version"))["latest"] + 1,
        is_pending=True,
        template=templates.in_force(amendment.exchange.programme, PaperKind.AGREEMENT),
        commitment=draft,
        rate_table=present.rate_table,
        working_days=money.working_days,
        distance_km=money.distance_km,
        base=money.base,
        is_halved=money.halved,
        reasons=list(money.reasons),
        amount=money.amount,
        payment_days=present.payment_days,
        overdraw_reason=present.overdraw_reason,
        prepared_by=by,
    )
    journal.record(
        amendment.exchange.case,
        "agreement-amendment-prepared",
        by=by,
        version=reserved.version,
        before=str(present.amount),
        amount=str(reserved.amount),
    )
    return reserved


def on_its_days_too(amendment: Amendment) -> FinancialAgreement:
    """The agreement as its text is written: on the new days, under the signed new Commitment."""
    agreement = on_its_days(amendment, amendment.agreement)
    agreement.commitment = on_its_days(amendment, amendment.commitment)
    agreement.prepared_at = clock.now()  # the account it prints is the one of this moment
    agreement.save(update_fields=["prepared_at"])
    return agreement


def _refuse_unless_affordable(amendment, draft, money, present) -> None:
    """A sum that does not rise is bound already, and what was overdrawn for it stays allowed."""
    exchange = amendment.exchange
    ledger.lock_for(exchange.vop)
    rises = money.amount > present.amount
    promised = ledger.of_cluster(exchange.vop, leaving_out=exchange).bound
    agreements.refuse_unless_rules_hold(draft, money, committed=promised, overdraft=not rises)
    if rises:
        ledger.refuse_beyond_the_programme(exchange, money.amount)
