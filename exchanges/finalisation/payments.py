"""The lump sum: approved by somebody who had no part in the case, booked once."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from exchanges.finalisation import accounts, closing, dues, telling
from exchanges.finalisation.guards import another_person_validated
from exchanges.finalisation.models import Payment
from exchanges.finalisation.rules import require_party
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import PAID_OUT, Party, State
from exchanges.lifecycle.transitions import lock, move

LONGEST_REFERENCE = 60


@transaction.atomic
def approve(exchange: Exchange, *, by) -> Payment:
    """Approve the computed sum. A second click of the same person gives what there is."""
    locked = lock(exchange)
    require_party(by, locked, Party.FINANCE)
    payment = Payment.objects.filter(exchange=locked).first()
    if payment is not None and payment.approved_by_id == by.pk:
        return payment
    approved = move(locked, to=State.PAYMENT_APPROVED, by=by)
    if obstacle := accounts.obstacle(approved):
        raise Conflict(_("Nothing can be paid to this account."), reasons=[obstacle])
    due = dues.amount_due(approved)
    payment = Payment(
        exchange=approved,
        agreement=dues.agreement_of(approved),
        agreed=due.agreed,
        amount=due.amount,
        explanation=due.as_json(),
        account_sha256=accounts.fingerprint(approved.bank_account),
        approved_by=by,
    )
    payment.save()
    journal.record(approved.case, "payment-approved", by=by, amount=str(payment.amount))
    telling.transfer_now(approved)
    return payment


@transaction.atomic
def approve_account(exchange: Exchange, *, by) -> Payment:
    """Approve once more: two people have confirmed another account since the first approval.

    The sum stays; only the account that it goes to is another one.
    """
    locked = lock(exchange)
    require_party(by, locked, Party.FINANCE)
    payment = Payment.objects.select_for_update().filter(exchange=locked).first()
    if payment is None or locked.state != State.PAYMENT_APPROVED:
        raise Conflict(_("This payment is not waiting for its transfer."))
    if obstacle := accounts.obstacle(locked):
        raise Conflict(_("Nothing can be paid to this account."), reasons=[obstacle])
    if reason := another_person_validated(locked, by):
        raise Conflict(_("This step has to wait."), reasons=[reason])
    present = accounts.fingerprint(locked.bank_account)
    if payment.account_sha256 == present:
        return payment
    payment.account_sha256, payment.approved_at, payment.approved_by = present, clock.now(), by
    payment.save(update_fields=["account_sha256", "approved_at", "approved_by"])
    journal.record(locked.case, "payment-account-approved", by=by, amount=str(payment.amount))
    telling.transfer_now(locked)
    return payment


@transaction.atomic
def book(exchange: Exchange, *, by, value_date: date, bank_reference: str) -> Exchange:
    """Record the transfer that the bank has made; the exchange is complete with it."""
    locked = lock(exchange)
    require_party(by, locked, Party.FINANCE)
    reference = " ".join(bank_reference.split())
    payment = Payment.objects.filter(exchange=locked).first()
    if payment is None:
        raise Conflict(_("This payment has not been approved yet."))
    if locked.state in PAID_OUT:
        return _already_booked(locked, payment, value_date, reference)
    _refuse_nonsense(locked, value_date, reference)
    _refuse_another_account(locked, payment)
    payment.value_date, payment.bank_reference = value_date, reference
    payment.booked_at, payment.booked_by = clock.now(), by
    payment.save(update_fields=["value_date", "bank_reference", "booked_at", "booked_by"])
    journal.record(
        locked.case, "payment-booked", by=by, amount=str(payment.amount), value_date=value_date
    )
    paid = move(locked, to=State.PAID, by=by)
    telling.paid(paid)
    return closing.complete(paid)


def _already_booked(exchange, payment, value_date, reference) -> Exchange:
    if (payment.value_date, payment.bank_reference) == (value_date, reference):
        return exchange
    raise Conflict(_("This payment is already booked, with another value date or reference."))


def _refuse_nonsense(exchange, value_date, reference) -> None:
    wrong = []
    if value_date > clock.today():
        wrong.append(_("The value date lies in the future. Book the transfer once it is made."))
    if value_date < exchange.presence.last_day:
        wrong.append(_("The value date lies before the end of the stay. Nothing is prepaid."))
    if not reference or len(reference) > LONGEST_REFERENCE:
        wrong.append(_("The bank's reference has 1 to 60 characters."))
    if wrong:
        raise BadInput(_("The payment was not booked."), reasons=wrong)


def _refuse_another_account(exchange, payment) -> None:
    same = accounts.fingerprint(exchange.bank_account) == payment.account_sha256
    if obstacle := accounts.obstacle(exchange):
        raise Conflict(_("Nothing can be paid to this account."), reasons=[obstacle])
    if not same:
        raise Conflict(
            _("The bank details have changed since the approval."),
            way_out=_("A finance officer approves the payment to the confirmed account."),
        )
