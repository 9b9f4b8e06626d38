"""The lump sum: four eyes, one account, booked once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import account_changes
from exchanges.finalisation import accounts, conditions, guards, payments
from exchanges.models import AccountChange, Exchange, Payment, RegistrationState, State
from exchanges.registration import sweeps
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    FIRST_DAY,
    AccountChangeFactory,
    DocumentFactory,
    ExchangeFactory,
    PaymentFactory,
    RoleAssignmentFactory,
    UserFactory,
    a_stay,
    next_rules,
    told_by_both,
)

pytestmark = pytest.mark.django_db

R = RegistrationState
VALUE_DATE = date(2027, 3, 20)


@pytest.fixture(autouse=True)
def _later():
    with clock.standing_on(VALUE_DATE):
        yield


@pytest.fixture
def exchange():
    return told_by_both(State.REPORTS_VALIDATED, validated=True)


@pytest.fixture
def finance():
    return UserFactory(finance=True)


def book(exchange, by, **changes):
    told = {"value_date": VALUE_DATE, "bank_reference": "TR 7"}
    return payments.book(exchange, by=by, **told | changes)


def test_the_computed_sum_is_approved_with_its_explanation(exchange, finance):
    payment = payments.approve(exchange, by=finance)

    exchange.refresh_from_db()
    assert exchange.state == State.PAYMENT_APPROVED
    assert (payment.amount, payment.agreed) == (Decimal("830.00"), Decimal("830.00"))
    assert payment.explanation["explanation"][0] == "The host confirmed 5 working days."
    assert "IBAN" not in str([e.detail for e in journal.entries_for(exchange.case)])


def test_a_double_click_approves_once(exchange, finance):
    assert payments.approve(exchange, by=finance) == payments.approve(exchange, by=finance)


def test_a_second_officer_meets_a_conflict(exchange, finance):
    payments.approve(exchange, by=finance)

    with pytest.raises(Conflict):
        payments.approve(exchange, by=UserFactory(finance=True))

    assert Payment.objects.get().approved_by == finance


def test_reports_come_before_money(finance):
    exchange = told_by_both(State.REPORTS_SUBMITTED)

    with pytest.raises(Conflict):
        payments.approve(exchange, by=finance)


def test_nothing_due_is_not_approved(finance):
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True, working_days=2)

    with pytest.raises(Conflict) as refused:
        payments.approve(exchange, by=finance)

    assert refused.value.reasons == [
        "Nothing is due: 2 working days are fewer than the 3 of a stay."
    ]


def test_without_an_agreement_no_sum_is_within_a_ceiling():
    online = ExchangeFactory(virtual=True, state=State.REPORTS_VALIDATED)

    reason = guards.sum_is_within_the_ceiling(online, None)

    assert reason == "There is no Financial Agreement, so no sum can be computed."


def test_the_lowest_of_all_ceilings_holds(exchange, finance):
    rules = next_rules(exchange.programme, highest_sum=Decimal(100))
    type(exchange).objects.update(rule_set=rules)
    exchange.agreements.update(amount=Decimal(90), base=Decimal(95))

    assert payments.approve(exchange, by=finance).amount == Decimal("90.00")


# -- The account -------------------------------------------------------------------------------


def test_an_account_changed_after_the_agreement_blocks_the_payment(exchange, finance):
    type(exchange.bank_account).objects.update(given_at=timezone.now())
    exchange.agreements.update(prepared_at=timezone.now() - timedelta(days=1))

    with pytest.raises(Conflict) as refused:
        payments.approve(exchange, by=finance)

    assert refused.value.reasons[0].startswith("The bank details were changed after")
    exchange.refresh_from_db()
    assert exchange.state == State.REPORTS_VALIDATED


def test_an_account_that_the_signed_text_does_not_show_blocks_the_payment(exchange, finance):
    agreement = exchange.agreements.get()
    agreement.text_document = DocumentFactory(record='{"account": "ES91 … 0000"}')
    agreement.save()

    with pytest.raises(Conflict):
        payments.approve(exchange, by=finance)


def test_the_account_in_the_signed_text_is_paid(exchange, finance):
    agreement = exchange.agreements.get()
    agreement.text_document = DocumentFactory(record='{"account": "ES91 … 1332"}')
    agreement.save()

    assert payments.approve(exchange, by=finance).pk is not None


def test_an_account_swapped_after_the_approval_is_not_paid(exchange, finance):
    payments.approve(exchange, by=finance)
    type(exchange.bank_account).objects.update(iban="DE89370400440532013000")

    with pytest.raises(Conflict):
        book(exchange, finance)

    assert Payment.objects.get().booked_at is None


def test_without_account_or_agreement_nothing_is_paid(exchange):
    exchange.bank_account.delete()
    assert accounts.obstacle(Exchange.objects.get(pk=exchange.pk)) == "There are no bank details."

    virtual = a_stay(State.REPORTS_VALIDATED, virtual=True)
    exchange.bank_account.exchange = virtual
    exchange.bank_account.pk = None
    exchange.bank_account.save()
    assert accounts.obstacle(virtual) == "There is no Financial Agreement."


def test_a_holder_of_another_name_is_worth_a_look(exchange):
    assert accounts.holder_remark(exchange) == ""

    exchange.bank_account.holder = "Somebody Else"

    assert accounts.holder_remark(exchange).startswith("The account holder is not called like")


# -- Booking -----------------------------------------------------------------------------------


def test_the_booked_transfer_completes_the_exchange(exchange, finance):
    payments.approve(exchange, by=finance)

    completed = book(exchange, finance, bank_reference="  TR   7 ")

    payment = Payment.objects.get()
    assert completed.state == State.COMPLETED
    assert (payment.value_date, payment.bank_reference) == (VALUE_DATE, "TR 7")


@pytest.mark.parametrize(
    ("state", "afterwards"),
    [
        (R.ACCEPTED, R.EXHAUSTED),
        (R.ON_HOLD, R.EXHAUSTED),
        (R.LOW_ACTIVE, R.EXHAUSTED),
        (R.EXPIRED, R.EXPIRED),
    ],
)
def test_whoever_rested_during_the_exchange_has_used_the_visit(finance, state, afterwards):
    until = VALUE_DATE if state == R.ON_HOLD else None
    exchange = told_by_both(
        State.REPORTS_VALIDATED, validated=True, visitor__state=state, visitor__hold_until=until
    )
    payments.approve(exchange, by=finance)
    book(exchange, finance)

    sweeps.come_back()

    exchange.visitor.refresh_from_db()
    assert exchange.visitor.state == afterwards


def test_booking_the_same_twice_is_one_booking(exchange, finance):
    payments.approve(exchange, by=finance)
    book(exchange, finance)

    assert book(exchange, finance).state == State.COMPLETED
    with pytest.raises(Conflict):
        book(exchange, finance, bank_reference="TR 8")


@pytest.mark.parametrize(
    "changes",
    [
        {"value_date": VALUE_DATE + timedelta(days=1)},
        {"value_date": FIRST_DAY},
        {"bank_reference": "  "},
        {"bank_reference": "x" * 61},
    ],
)
def test_a_booking_without_sense_is_refused(exchange, finance, changes):
    payments.approve(exchange, by=finance)

    with pytest.raises(BadInput):
        book(exchange, finance, **changes)

    exchange.refresh_from_db()
    assert exchange.state == State.PAYMENT_APPROVED


def test_what_was_not_approved_is_not_booked(exchange, finance):
    with pytest.raises(Conflict):
        book(exchange, finance)


@pytest.mark.parametrize("name", ["visitor", "vop", "programme"])
def test_nobody_but_finance_books(exchange, finance, name):
    payments.approve(exchange, by=finance)

    with pytest.raises(NotAllowed):
        book(exchange, Cast(exchange).named(name))


@pytest.mark.parametrize(
    "tampered",
    [{"amount": Decimal("-1")}, {"amount": Decimal(0)}, {"amount": Decimal("830.01")}],
)
def test_the_database_refuses_sums_that_cannot_be(tampered):
    payment = PaymentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**tampered)


# -- Conditions --------------------------------------------------------------------------------


def waiting_for(exchange):
    return conditions.waiting_for(Exchange.objects.get(pk=exchange.pk))


def test_the_conditions_are_met_one_by_one(exchange):
    assert waiting_for(a_stay(State.FA_SIGNED)) == "Presence confirmed by the host"
    assert waiting_for(told_by_both()) == "Both reports validated"
    assert waiting_for(exchange) == "Payment approved by a second person"
    assert waiting_for(PaymentFactory().exchange) == "Transfer booked"


def test_an_online_exchange_waits_for_no_money():
    assert waiting_for(a_stay(State.STAY_ENDED, virtual=True)) == ""


def test_whoever_validated_does_not_approve_as_a_stand_in(exchange, finance):
    """A stand-in counts as the person they are, so that four eyes stay four."""
    validator = exchange.reports.first().validated_by
    held = finance.assignments.get()
    RoleAssignmentFactory(
        user=validator, role=held.role, valid_until=timezone.localdate(), stands_in_for=held
    )
    colleague = UserFactory()
    RoleAssignmentFactory(
        user=colleague, role=held.role, valid_until=timezone.localdate(), stands_in_for=held
    )

    with pytest.raises((Conflict, NotAllowed)):
        payments.approve(exchange, by=validator)
    assert payments.approve(exchange, by=colleague).approved_by == colleague


# -- Another account after the signature ----------------------------------------------------------


def confirmed_change(exchange):
    """Asked for by the visitor and confirmed by two, on the day of the tests."""
    cast = Cast(exchange)
    change = account_changes.ask(
        exchange,
        by=exchange.visitor.representative,
        holder=exchange.visitor_organisation.legal_name,
        iban="DE89370400440532013000",
        reason="Another bank.",
    )
    account_changes.confirm(change, by=cast.vop, note="Called them.")
    account_changes.confirm(change, by=cast.finance, note="Letter seen.")
    return Exchange.objects.get(pk=exchange.pk)


def test_an_open_change_of_the_account_stops_the_approval(exchange, finance):
    AccountChangeFactory(exchange=exchange)

    with pytest.raises(Conflict) as refused:
        payments.approve(exchange, by=finance)

    assert refused.value.reasons == [
        "Another account has been asked for. Nothing is paid until two have decided."
    ]


def test_an_account_that_two_confirmed_is_paid(exchange, finance):
    exchange = confirmed_change(exchange)

    payments.approve(exchange, by=finance)

    assert book(exchange, finance).state == State.COMPLETED


def test_an_account_written_past_the_two_is_not_paid(exchange, finance):
    exchange = confirmed_change(exchange)
    type(exchange.bank_account).objects.update(iban="FR1420041010050500013M02606")
    exchange = Exchange.objects.get(pk=exchange.pk)

    with pytest.raises(Conflict):
        payments.approve(exchange, by=finance)


def test_an_approved_payment_is_approved_again_for_the_other_account(exchange, finance):
    payments.approve(exchange, by=finance)
    AccountChangeFactory(exchange=exchange)
    with pytest.raises(Conflict):
        book(exchange, finance)
    account_changes.withdraw(AccountChange.objects.get(), by=exchange.visitor.representative)

    exchange = confirmed_change(Exchange.objects.get(pk=exchange.pk))
    with pytest.raises(Conflict):
        book(exchange, finance)
    payments.approve_account(exchange, by=finance)

    assert book(exchange, finance).state == State.COMPLETED
    verbs = [entry.verb for entry in journal.entries_for(exchange.case)]
    assert "payment-account-approved" in verbs


@pytest.mark.parametrize("name", ["visitor", "vop", "programme"])
def test_nobody_but_finance_approves_the_other_account(exchange, finance, name):
    payments.approve(exchange, by=finance)
    exchange = confirmed_change(exchange)

    with pytest.raises(NotAllowed):
        payments.approve_account(exchange, by=Cast(exchange).named(name))


def test_whoever_confirmed_the_account_as_coordinator_does_not_approve(exchange):
    exchange = confirmed_change(exchange)
    coordinator = AccountChange.objects.get().coordinator_confirmed_by
    RoleAssignmentFactory(user=coordinator, role="finance_officer")

    with pytest.raises(Conflict):
        payments.approve(exchange, by=coordinator)
