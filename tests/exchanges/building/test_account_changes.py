"""Another account after the signature: the payment stops, two confirm, old addresses are told."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.documents.models import Document
from blues.notices.models import Mail, Notice
from exchanges.building import account_changes, account_numbers, amendment_answers, bank
from exchanges.models import AccountChange, BankAccount, State
from tests.exchanges.building.amending import agreed, contracted, version
from tests.exchanges.finalisation.cast import EVERYBODY, Cast
from tests.factories import (
    AccountChangeFactory,
    BankAccountFactory,
    ExchangeFactory,
    FinancialAgreementFactory,
    RoleAssignmentFactory,
    UserFactory,
)

OLD, NEW = "ES9121000418450200051332", "DE89370400440532013000"
ASKED = {"holder": "Example Water Ltd", "iban": NEW, "reason": "We have moved to another bank."}


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


@pytest.fixture
def exchange():
    return FinancialAgreementFactory(signed=True).exchange


@pytest.fixture
def cast(exchange):
    return Cast(exchange)


def ask(exchange, **changes):
    by = changes.pop("by", exchange.visitor.representative)
    return account_changes.ask(exchange, by=by, **ASKED | changes)


def page(exchange, name="account-change"):
    return reverse(f"building:{name}", args=[exchange.public_id])


# -- Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "iban",
    [
        "DE89 3704 0044 0532 0130 01",  # one digit changed
        "DE8937040044053201300",  # one digit lost
        "ES91210004184502000513320",  # one too many
        "XX89370400440532013000",  # no such country
        "",
        "DE",
        "12345",
        "<script>",
    ],
)
def test_a_number_that_cannot_be_an_account_is_refused_and_not_repeated(exchange, iban):
    with pytest.raises(BadInput) as refused:
        ask(exchange, iban=iban)

    assert refused.value.reasons == ["This IBAN is not valid. Compare it with your bank card."]
    assert not AccountChange.objects.exists()


@pytest.mark.parametrize(
    ("iban", "bic", "problem"),
    [
        (NEW, "COBADEFF", False),
        (NEW, "COBADEFFXXX", False),
        (NEW, "", False),
        (NEW, "CAIXESBB", True),
        ("FR1420041010050500013M02606", "BNPAGPGX", False),  # Guadeloupe banks with French numbers
        ("GB29NWBK60161331926819", "NWBKJESX", False),
        ("GB29NWBK60161331926819", "NWBKIE2D", True),
    ],
)
def test_the_bank_must_lead_accounts_of_that_country(iban, bic, problem):
    assert bool(account_numbers.country_problem(iban, bic)) == problem


def test_bank_and_account_of_two_countries_are_refused_before_the_signature_too():
    exchange = ExchangeFactory(state=State.CTQ_SIGNED)

    with pytest.raises(BadInput) as refused:
        bank.give(
            exchange,
            by=exchange.visitor.representative,
            holder="Example Water Ltd",
            iban=OLD,
            bic="COBADEFF",
        )

    assert refused.value.reasons == [
        "The BIC belongs to a bank in DE, the IBAN to an account in ES."
    ]
    assert not BankAccount.objects.exists()


# -- Asking ---------------------------------------------------------------------------------------


def test_asking_stops_the_payment_and_leaves_the_account_in_force(exchange, cast):
    change = ask(exchange)

    assert (change.iban, BankAccount.objects.get().iban) == (NEW, OLD)
    told = {
        (notice.topic, notice.reader_id)
        for notice in Notice.objects.filter(topic__startswith="bank-account")
    }
    assert told >= {
        ("bank-account.asked", cast.visitor.pk),
        ("bank-account.confirm", cast.vop.pk),
        ("bank-account.confirm", cast.finance.pk),
    }
    assert not {reader for _topic, reader in told} & {cast.host.pk, cast.hop.pk}


def test_the_address_known_at_the_signature_is_told_though_it_was_changed(exchange):
    person = exchange.visitor.representative
    earlier, person.email = person.email, "taken.over@example.org"
    person.save()

    ask(exchange)

    mails = Mail.objects.values_list("address", flat=True)
    assert {earlier, "taken.over@example.org"} <= set(mails)
    assert all(NEW not in mail.text for mail in Mail.objects.all())


def test_the_address_of_somebody_who_signed_and_has_left_is_told(exchange):
    leaver = exchange.visitor.representative
    leaver.assignments.update(valid_until=date(2027, 1, 31))
    successor = RoleAssignmentFactory(
        role="representative", organisation=exchange.visitor_organisation
    ).user

    ask(exchange, by=successor)

    assert Mail.objects.filter(address=leaver.email).count() == 1


def test_neither_journal_nor_papers_nor_mails_hold_the_number(exchange, cast):
    change = ask(exchange)
    account_changes.confirm(change, by=cast.vop, note="Called them.")
    account_changes.confirm(change, by=cast.finance, note="Letter of the bank seen.")

    told = str([entry.detail for entry in journal.entries_for(exchange.case)])
    told += str(list(Mail.objects.values_list("subject", "text", "html")))
    told += str(list(Document.objects.values_list("record")))
    assert NEW not in told
    assert NEW[4:16] not in told.replace(" ", "")


@pytest.mark.parametrize("name", [n for n in EVERYBODY if n != "visitor"])
def test_nobody_else_asks_for_another_account(exchange, cast, name):
    with pytest.raises(NotAllowed):
        ask(exchange, by=cast.named(name))

    assert not AccountChange.objects.exists()


@pytest.mark.parametrize("state", [state for state in State if state not in account_changes.OPEN])
def test_it_is_asked_between_signature_and_payment_only(state):
    exchange = ExchangeFactory(state=state)
    BankAccountFactory(exchange=exchange)

    with pytest.raises(Conflict):
        ask(exchange)


def test_the_account_in_force_asked_for_again_changes_nothing(exchange):
    present = exchange.bank_account

    assert ask(exchange, iban=OLD, bic=present.bic, holder=present.holder) == present
    assert not AccountChange.objects.exists()


def test_none_is_asked_for_while_an_amended_agreement_is_being_signed():
    exchange = contracted()
    agreed(exchange, days=3)

    with pytest.raises(Conflict):
        ask(exchange)

    assert not AccountChange.objects.exists()


def test_one_is_asked_for_while_only_words_are_amended():
    exchange = contracted()
    assert agreed(exchange, title="Pumps").agreement is None

    assert ask(exchange).is_open


def test_it_is_asked_once_the_amendment_has_ended():
    exchange = contracted()
    amendment = agreed(exchange, days=3)
    amendment_answers.withdraw(amendment, by=exchange.visitor.representative)

    assert ask(exchange).is_open


def test_no_amended_agreement_goes_to_its_signatures_while_an_account_is_asked_for():
    exchange = contracted()
    amendment = version(exchange, days=3)
    ask(exchange)

    with pytest.raises(Conflict):
        amendment_answers.agree(amendment, by=exchange.host.representative)

    amendment.refresh_from_db()
    assert amendment.state == "proposed"


def test_one_change_at_a_time(exchange):
    ask(exchange)

    with pytest.raises(Conflict):
        ask(exchange, iban="FR1420041010050500013M02606")

    assert AccountChange.objects.count() == 1


# -- Confirming -----------------------------------------------------------------------------------


def test_two_people_put_it_into_force(exchange, cast):
    change = ask(exchange)
    account_changes.confirm(change, by=cast.finance, note="Letter of the bank seen.")
    assert BankAccount.objects.get().iban == OLD

    account_changes.confirm(change, by=cast.vop, note="Called them.")

    change.refresh_from_db()
    assert (BankAccount.objects.get().iban, change.outcome) == (NEW, "confirmed")
    verbs = [entry.verb for entry in journal.entries_for(exchange.case)]
    assert verbs.count("account-change-confirmed") == 3


def test_a_double_click_confirms_once(exchange, cast):
    change = ask(exchange)

    account_changes.confirm(change, by=cast.vop, note="Called them.")
    account_changes.confirm(change, by=cast.vop, note="Called them.")

    assert BankAccount.objects.get().iban == OLD


def test_one_person_with_two_offices_confirms_once(exchange, cast):
    change = ask(exchange)
    RoleAssignmentFactory(user=cast.vop, role="finance_officer")
    account_changes.confirm(change, by=cast.vop, note="Called them.")

    account_changes.confirm(change, by=cast.vop, note="Looked at it twice.")

    assert BankAccount.objects.get().iban == OLD
    change.refresh_from_db()
    assert change.finance_confirmed_by is None


@pytest.mark.parametrize("name", ["visitor", "host", "hop", "visiting_admin", "programme"])
def test_nobody_else_confirms(exchange, cast, name):
    change = ask(exchange)

    with pytest.raises(NotAllowed):
        account_changes.confirm(change, by=cast.named(name), note="Looks fine.")


def test_who_asked_never_confirms_not_even_with_another_role_later(exchange, cast):
    change = ask(exchange)
    person = exchange.visitor.representative
    person.assignments.all().delete()
    RoleAssignmentFactory(user=person, role="finance_officer")

    with pytest.raises(NotAllowed):
        account_changes.confirm(change, by=type(person).objects.get(pk=person.pk), note="Fine.")


def test_how_one_made_sure_is_said(exchange, cast):
    change = ask(exchange)

    with pytest.raises(BadInput):
        account_changes.confirm(change, by=cast.vop, note="  ")


@pytest.mark.parametrize("field", ["coordinator_confirmed_by", "finance_confirmed_by"])
def test_the_database_refuses_a_confirmation_by_who_asked(field):
    change = AccountChangeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AccountChange.objects.update(
            **{field: change.asked_by, field.replace("_by", "_at"): change.asked_at}
        )


def test_the_database_refuses_an_outcome_without_two(exchange):
    change = AccountChangeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AccountChange.objects.update(
            outcome="confirmed", ended_at=change.asked_at, ended_by=UserFactory()
        )


def test_what_has_ended_is_sealed():
    AccountChangeFactory(confirmed=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        AccountChange.objects.update(iban=OLD)


# -- Refusing and withdrawing ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["vop", "finance", "programme"])
def test_a_refusal_leaves_the_account_and_is_told(exchange, cast, name):
    change = ask(exchange)

    account_changes.refuse(change, by=cast.named(name), reason="Nobody there knew of it.")

    assert BankAccount.objects.get().iban == OLD
    assert account_changes.open_change(exchange) is None
    assert Notice.objects.filter(topic="bank-account.refused", reader=cast.visitor).exists()


def test_a_colleague_who_knows_nothing_of_it_withdraws_it(exchange):
    change = ask(exchange)
    colleague = RoleAssignmentFactory(
        role="representative", organisation=exchange.visitor_organisation
    ).user

    account_changes.withdraw(change, by=colleague)

    change.refresh_from_db()
    assert (change.outcome, BankAccount.objects.get().iban) == ("withdrawn", OLD)


def test_what_has_ended_is_not_confirmed_any_more(exchange, cast):
    change = ask(exchange)
    account_changes.confirm(change, by=cast.vop, note="Called them.")
    account_changes.withdraw(change, by=cast.visitor)

    with pytest.raises(Conflict):
        account_changes.confirm(change, by=cast.finance, note="Letter seen.")

    assert BankAccount.objects.get().iban == OLD


# -- The page -------------------------------------------------------------------------------------


def test_only_finance_reads_the_number_in_full(exchange, cast, client):
    ask(exchange)
    shown = {}
    for name in ("visitor", "vop", "finance", "programme", "auditor"):
        client.force_login(cast.named(name))
        text = client.get(page(exchange)).content.decode()
        shown[name] = "DE89 3704 0044 0532 0130 00" in text
        assert "DE89 … 3000" in text or shown[name]

    assert [name for name, in_full in shown.items() if in_full] == ["finance"]


@pytest.mark.parametrize(("name", "status"), [("host", 403), ("hop", 403), ("stranger", 404)])
def test_others_do_not_see_the_page(exchange, cast, client, name, status):
    ask(exchange)
    client.force_login(cast.named(name))

    response = client.get(page(exchange))

    assert response.status_code == status
    assert "DE89" not in response.content.decode()


def test_the_whole_way_through_the_pages(exchange, cast, client):
    client.force_login(cast.visitor)
    client.post(page(exchange), ASKED | {"bic": "COBADEFF"})
    for name in ("vop", "finance"):
        client.force_login(cast.named(name))
        assert client.get(page(exchange)).context["asked"]["may_confirm"]
        client.post(page(exchange, "account-confirm"), {"note": "Called them."})

    client.force_login(cast.visitor)
    text = client.get(page(exchange)).content.decode()
    assert "Ask for another account" in text
    assert BankAccount.objects.get().iban == NEW


def test_a_wrong_bank_is_said_at_the_field(exchange, cast, client):
    client.force_login(cast.visitor)

    response = client.post(page(exchange), ASKED | {"bic": "CAIXESBB"})

    assert "The BIC belongs to a bank in ES" in response.content.decode()
    assert not AccountChange.objects.exists()


def test_an_empty_refusal_is_asked_again(exchange, cast, client):
    ask(exchange)
    client.force_login(cast.vop)

    response = client.post(page(exchange, "account-refuse"), {"reason": ""})

    assert "This field is required." in response.content.decode()
    assert account_changes.open_change(exchange) is not None
