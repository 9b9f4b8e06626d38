"""The visitor's bank account: given once in the portal, shown in full to finance alone."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from stdnum import iban as iban_number

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from exchanges.building import telling
from exchanges.building.account_models import AccountChange, BankAccount
from exchanges.building.account_numbers import checked
from exchanges.building.rules import sees_money
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock

OPEN = (
    State.CTQ_DRAFTING,
    State.CTQ_AGREED,
    State.CTQ_SIGNED,
    State.FA_PREPARED,
)


@sensitive_variables("holder", "iban", "bic", "fields")
@transaction.atomic
def give(exchange: Exchange, *, by, holder: str, iban: str, bic: str = "") -> BankAccount:
    """Keep the account to pay to. A change makes a prepared agreement outdated, never silently."""
    locked = lock(exchange)
    if Party.VISITOR not in parties_of(by, locked):
        raise NotAllowed(_("Only the visiting organisation gives its bank details."))
    if locked.is_virtual:
        raise Conflict(_("An online exchange takes place without a lump sum."))
    if locked.state not in OPEN:
        raise Conflict(
            _("The bank details are part of a signed agreement and stay as they are."),
            way_out=_("Ask for another account; two people confirm it."),
        )
    fields = checked(holder=holder, iban=iban, bic=bic)
    if present := BankAccount.objects.filter(exchange=locked, **fields).first():
        return present
    account = _keep(locked, by=by, **fields)
    if locked.state in (State.CTQ_SIGNED, State.FA_PREPARED):
        telling.bank_details_given(locked)
    return account


def shown_to(user, exchange: Exchange) -> dict | None:
    """The account as far as the person may see it: finance in full, host and HOP not at all."""
    account = BankAccount.objects.filter(exchange=exchange).first()
    if account is None or not sees_money(user, exchange):
        return None
    return as_seen(account, in_full=Party.FINANCE in parties_of(user, exchange))


def as_seen(account: BankAccount | AccountChange, *, in_full: bool) -> dict:
    return {
        "holder": account.holder,
        "iban": iban_number.format(account.iban) if in_full else account.masked,
        "bic": account.bic if in_full else "",
        "given_at": account.given_at if isinstance(account, BankAccount) else account.asked_at,
        "in_full": in_full,
    }


def _keep(exchange: Exchange, *, by, **fields) -> BankAccount:
    account, is_new = BankAccount.objects.update_or_create(
        exchange=exchange, defaults={**fields, "given_at": clock.now(), "given_by": by}
    )
    verb = "bank-details-given" if is_new else "bank-details-changed"
    journal.record(exchange.case, verb, by=by)
    return account
