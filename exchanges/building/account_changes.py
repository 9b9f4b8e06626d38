"""Naming another account after the Financial Agreement was signed (docs/adr/0030).

Whoever takes over a mailbox tries exactly this. So the payment stops at once, the people who signed
are told at the addresses they had then, and two others look: the coordinator of the paying cluster,
who knows the company and calls it, and a finance officer, who sees the number.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import account_telling, bank
from exchanges.building.account_models import AccountChange, BankAccount
from exchanges.building.account_numbers import checked
from exchanges.building.amendment_models import Step
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import COMMITTED, Party
from exchanges.lifecycle.transitions import lock
from exchanges.registration.models import LONGEST_TEXT

OPEN = COMMITTED  # from the signed agreement until the transfer is booked
CONFIRMS = {Party.VOP: "coordinator", Party.FINANCE: "finance"}
REFUSES = {Party.VOP, Party.FINANCE, Party.PROGRAMME}


@sensitive_variables("holder", "iban", "bic", "fields")
@transaction.atomic
def ask(
    exchange: Exchange, *, by, holder: str, iban: str, bic: str = "", reason: str
) -> AccountChange | BankAccount:
    """Stop the payment and ask two people to confirm another account.

    Nothing happens where the account is the one in force already.
    """
    locked = lock(exchange)
    _refuse_unless_changeable(locked, by)
    fields = checked(holder=holder, iban=iban, bic=bic)
    reason = _needed(reason, _("Say why the account changes; those who confirm it read it."))
    account = BankAccount.objects.get(exchange=locked)
    if (account.holder, account.iban, account.bic) == tuple(fields.values()):
        return account
    if locked.account_changes.filter(outcome="").exists():
        raise Conflict(
            _("Another change of the account is still open."),
            way_out=_("Withdraw it first if it is not the right one."),
        )
    _refuse_beside_signatures(locked)
    change = AccountChange.objects.create(exchange=locked, asked_by=by, reason=reason, **fields)
    told = account_telling.asked(change)
    journal.record(
        locked.case,
        "account-change-asked",
        by=by,
        change=str(change.public_id),
        state=locked.state,
        earlier_addresses_told=told,
    )
    return change


@transaction.atomic
def confirm(change: AccountChange, *, by, note: str) -> AccountChange:
    """One of the two confirms, and says how they made sure. The second one puts it into force."""
    locked = _open(change)
    party = next((p for p in CONFIRMS if p in parties_of(by, locked.exchange)), None)
    if party is None:
        raise NotAllowed(
            _("A coordinator of the paying cluster and a finance officer confirm another account.")
        )
    if already := _confirmed_before(locked, party, by):
        return already
    note = _needed(note, _("Say how you made sure that the company wants this."))
    _refuse_the_same_person(locked, party, by)
    role = CONFIRMS[party]
    setattr(locked, f"{role}_confirmed_at", clock.now())
    setattr(locked, f"{role}_confirmed_by", by)
    setattr(locked, f"{role}_note", note)
    locked.save()
    journal.record(
        locked.exchange.case,
        "account-change-confirmed",
        by=by,
        change=str(locked.public_id),
        party=party,
    )
    if locked.coordinator_confirmed_at and locked.finance_confirmed_at:
        _put_in_force(locked, by=by)
    return locked


@transaction.atomic
def refuse(change: AccountChange, *, by, reason: str) -> AccountChange:
    """The account in force stays; everybody concerned reads why."""
    locked = _open(change)
    if not REFUSES & parties_of(by, locked.exchange):
        raise NotAllowed(_("Those who would confirm another account may refuse it."))
    reason = _needed(reason, _("Please give a reason; the others will read it."))
    return _end(locked, AccountChange.Outcome.REFUSED, by=by, reason=reason)


@transaction.atomic
def withdraw(change: AccountChange, *, by) -> AccountChange:
    """Anybody who represents the visitor stops it: a slip, or a change they know nothing of."""
    locked = _open(change)
    if Party.VISITOR not in parties_of(by, locked.exchange):
        raise NotAllowed(_("Only the visiting organisation withdraws what it has asked for."))
    return _end(locked, AccountChange.Outcome.WITHDRAWN, by=by)


def open_change(exchange: Exchange) -> AccountChange | None:
    """Through ``.all()``, so that lists prefetch it."""
    return next((change for change in exchange.account_changes.all() if change.is_open), None)


def is_confirmed(exchange: Exchange, account: BankAccount) -> bool:
    """Did two people confirm the account in force after the agreement had been signed?"""
    confirmed = AccountChange.Outcome.CONFIRMED
    newest = next((c for c in exchange.account_changes.all() if c.outcome == confirmed), None)
    return newest is not None and newest.content == (account.holder, account.iban, account.bic)


# -- Steps ----------------------------------------------------------------------------------------


def _open(change: AccountChange) -> AccountChange:
    exchange = lock(change.exchange)
    locked = AccountChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    locked.exchange = exchange
    if not locked.is_open:
        raise Conflict(_("This change of the account has already come to an end."))
    if exchange.state not in OPEN:
        raise Conflict(_("The lump sum is not paid any more, so its account stays as it is."))
    return locked


def _refuse_unless_changeable(exchange: Exchange, by) -> None:
    if Party.VISITOR not in parties_of(by, exchange):
        raise NotAllowed(_("Only the visiting organisation gives its bank details."))
    if exchange.is_virtual:
        raise Conflict(_("An online exchange takes place without a lump sum."))
    if exchange.state not in OPEN:
        raise Conflict(
            _("Another account is asked for between the signed agreement and the payment."),
            way_out=_("Before the agreement is signed, simply give the bank details again."),
        )


def _refuse_beside_signatures(exchange: Exchange) -> None:
    """An amended agreement names the account; under another one nobody could sign it any more."""
    if exchange.amendments.filter(state=Step.SIGNING, agreement__isnull=False).exists():
        raise Conflict(
            _("An amendment of the agreement is being signed, and it names the account."),
            way_out=_("Ask again once it is signed, or have it withdrawn or refused first."),
        )


def _confirmed_before(change: AccountChange, party: Party, by) -> AccountChange | None:
    """A double click confirms once."""
    return change if getattr(change, f"{CONFIRMS[party]}_confirmed_by_id") == by.pk else None


def _refuse_the_same_person(change: AccountChange, party: Party, by) -> None:
    if getattr(change, f"{CONFIRMS[party]}_confirmed_at"):
        raise Conflict(_("Somebody has already confirmed it in this role."))
    taken = {change.asked_by_id, change.coordinator_confirmed_by_id, change.finance_confirmed_by_id}
    if by.pk in taken:
        raise NotAllowed(_("Two different people confirm, and neither is the one who asked."))


def _put_in_force(change: AccountChange, *, by) -> None:
    exchange = change.exchange
    holder, iban, bic = change.content
    BankAccount.objects.filter(exchange=exchange).update(
        holder=holder, iban=iban, bic=bic, given_at=clock.now(), given_by=change.asked_by
    )
    _end(change, AccountChange.Outcome.CONFIRMED, by=by)


def _end(change: AccountChange, outcome, *, by, reason: str = "") -> AccountChange:
    change.outcome, change.end_reason = outcome, reason
    change.ended_at, change.ended_by = clock.now(), by
    change.save()
    journal.record(
        change.exchange.case, f"account-change-{outcome}", by=by, change=str(change.public_id)
    )
    account_telling.ended(change, by=by)
    return change


def _needed(text: str, sentence: str) -> str:
    text = (text or "").strip()
    if not text:
        raise BadInput(sentence)
    if len(text) > LONGEST_TEXT:
        raise BadInput(_("At most %(most)s characters.") % {"most": LONGEST_TEXT})
    return text


# -- What people see ------------------------------------------------------------------------------


def shown_to(user, exchange: Exchange) -> dict[str, Any] | None:
    """The open change as far as the person may see it, and what they may do with it."""
    change = open_change(exchange)
    if change is None or not bank.sees_money(user, exchange):
        return None
    held = parties_of(user, exchange)
    return {
        "change": change,
        "account": bank.as_seen(change, in_full=Party.FINANCE in held),
        "may_confirm": _may_confirm(change, user, held),
        "may_refuse": bool(REFUSES & held),
        "may_withdraw": Party.VISITOR in held,
    }


def _may_confirm(change: AccountChange, user, held) -> bool:
    party = next((p for p in CONFIRMS if p in held), None)
    taken = {change.asked_by_id, change.coordinator_confirmed_by_id, change.finance_confirmed_by_id}
    return (
        party is not None
        and not getattr(change, f"{CONFIRMS[party]}_confirmed_at")
        and user.pk not in taken
    )
