"""From the confirmed match to a draft that is mostly written, and the facts the guards look at."""

from datetime import date
from itertools import groupby

import pytest

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from exchanges.building import bank, guards
from exchanges.building.beginning import begin
from exchanges.building.commitment_forms import CommitmentForm
from exchanges.building.current import commitment_of
from exchanges.building.drafting import draft
from exchanges.building.steps import steps
from exchanges.models import AgendaDay, BankAccount, Commitment, State
from tests.factories import (
    BankAccountFactory,
    CheckRecordFactory,
    CommitmentFactory,
    ExchangeFactory,
    FinancialAgreementFactory,
    ItemFactory,
    TermFactory,
    UserFactory,
    coordinator_of,
    signer,
)

IBAN = "ES9121000418450200051332"


# -- The draft -------------------------------------------------------------------------------------


def test_a_confirmed_match_gets_its_draft_and_both_sides_are_told():
    begun = begin(ExchangeFactory(state=State.MATCHED))

    assert (begun.state, commitment_of(begun).version) == (State.CTQ_DRAFTING, 1)
    told = Notice.objects.filter(topic="building.write-commitment")
    assert {notice.reader for notice in told} == {
        begun.visitor.representative,
        begun.host.representative,
    }


@pytest.mark.feature(53)
@pytest.mark.parametrize("virtual", [False, True])
def test_most_of_what_the_editor_asks_is_written_already(virtual):
    exchange = ExchangeFactory(state=State.MATCHED, virtual=virtual)
    shared = TermFactory(kind="activity")
    exchange.visitor.activities.set([shared, TermFactory(kind="activity")])
    exchange.host.activities.set([shared])

    drafted = draft(exchange)

    asked = CommitmentForm(commitment=drafted).controls()
    empty = [name for name, field in asked.items() if not field.value()]
    assert 1 - len(empty) / len(asked) >= 0.7
    assert empty == ["visitor_outcomes"]
    assert list(drafted.activities.all()) == [shared]
    assert exchange.programme.funding_line in drafted.publicity


def test_what_the_visitor_needs_becomes_the_first_list_of_outcomes():
    exchange = ExchangeFactory(state=State.MATCHED)
    ItemFactory(registration=exchange.visitor, text="Cleaning without acid")
    ItemFactory(registration=exchange.host, text="Not for this list")

    assert draft(exchange).visitor_outcomes == "Learned and written down: Cleaning without acid"


def test_drafting_twice_gives_one_draft():
    exchange = ExchangeFactory(state=State.MATCHED)

    assert draft(exchange) == draft(exchange)
    assert exchange.commitments.count() == 1


def test_the_agenda_has_a_row_for_each_working_day_of_the_hosts_country():
    exchange = ExchangeFactory(
        state=State.MATCHED, first_day=date(2027, 4, 29), last_day=date(2027, 5, 4)
    )

    days = [entry.day for entry in draft(exchange).agenda.all()]

    # 1 May is a holiday and a Saturday, 2 May a Sunday.
    assert days == [date(2027, 4, 29), date(2027, 4, 30), date(2027, 5, 3), date(2027, 5, 4)]


def test_activities_of_the_visitor_stand_where_nothing_is_shared():
    exchange = ExchangeFactory(state=State.MATCHED)
    exchange.visitor.activities.set([only := TermFactory(kind="activity")])

    assert list(draft(exchange).activities.all()) == [only]


def test_activities_of_the_host_stand_where_the_visitor_named_none():
    exchange = ExchangeFactory(state=State.MATCHED)
    exchange.visitor.activities.clear()
    exchange.host.activities.set([only := TermFactory(kind="activity")])

    assert list(draft(exchange).activities.all()) == [only]


def test_an_online_draft_has_no_journey():
    drafted = draft(ExchangeFactory(state=State.MATCHED, virtual=True))

    assert (drafted.outbound_on, drafted.place[:7]) == (None, "Online.")
    assert "Nobody travels" in drafted.insurance
    assert "books and pays" not in drafted.visitor_duties
    assert "protective equipment" not in drafted.host_duties


# -- Guards ----------------------------------------------------------------------------------------


def test_guards_of_the_commitment_say_no():
    bare = ExchangeFactory(state=State.MATCHED)
    empty = CommitmentFactory(blank=True).exchange
    agreed = CommitmentFactory(agreed=True, signatures=["visitor"]).exchange

    assert guards.commitment_is_drafted(bare, None) == "There is no Commitment to Quality yet."
    assert guards.commitment_is_complete(empty, None).startswith("Still empty: activity types")
    assert "0 working days" in guards.agenda_covers_the_stay(empty, None)
    assert guards.both_agreed_on_this_version(empty, None) == "Still to agree: visitor, host."
    assert guards.commitment_has_four_signatures(bare, None) == "There is nothing to sign yet."
    assert guards.commitment_has_four_signatures(agreed, None) == (
        "Still to sign: host, host's partner cluster, visitor's partner cluster."
    )


def test_guards_of_the_commitment_say_yes():
    exchange = CommitmentFactory(signed=True).exchange

    for holds in (
        guards.commitment_is_drafted,
        guards.commitment_is_complete,
        guards.agenda_covers_the_stay,
        guards.commitment_has_four_signatures,
    ):
        assert holds(exchange, None) is None


def test_guards_of_the_agreement_say_no():
    exchange = CommitmentFactory(signed=True).exchange

    assert "not been checked" in guards.agreement_checks_hold(exchange, None)
    CheckRecordFactory(exchange=exchange, passed=False)
    assert guards.agreement_checks_hold(exchange, None) == "Not all rules are met."
    assert "bank details" in guards.bank_details_are_given(exchange, None)
    assert "not been computed" in guards.sum_is_computed(exchange, None)
    assert guards.agreement_has_two_signatures(exchange, None) == "There is nothing to sign yet."


def test_guards_of_the_agreement_say_yes():
    exchange = FinancialAgreementFactory(signed=True).exchange
    CheckRecordFactory(exchange=exchange)

    for holds in (
        guards.agreement_checks_hold,
        guards.bank_details_are_given,
        guards.sum_is_computed,
        guards.agreement_has_two_signatures,
    ):
        assert holds(exchange, None) is None


def test_a_day_outside_the_stay_is_named():
    commitment = CommitmentFactory()
    AgendaDay.objects.create(commitment=commitment, day=date(2027, 4, 1), output="Report")

    assert guards.agenda_covers_the_stay(commitment.exchange, None) == (
        "These days lie outside the stay: 1 April 2027."
    )


# -- The account -----------------------------------------------------------------------------------


def give(exchange, **fields):
    fields = {"holder": "Example Ltd", "iban": IBAN, "bic": ""} | fields
    return bank.give(exchange, by=exchange.visitor.representative, **fields)


def test_the_account_is_kept_compact_and_masked_in_its_name():
    account = give(CommitmentFactory().exchange, iban="ES91 2100 0418 4502 0005 1332")

    assert (account.iban, str(account)) == (IBAN, "ES91 … 1332")


@pytest.mark.parametrize(
    "fields",
    [
        {"iban": "ES9121000418450200051333"},
        {"iban": ""},
        {"iban": "<script>"},
        {"bic": "CAIX"},
        {"holder": "  "},
    ],
)
def test_a_wrong_account_is_refused(fields):
    exchange = CommitmentFactory().exchange

    with pytest.raises(BadInput):
        give(exchange, **fields)

    assert not BankAccount.objects.exists()


def test_giving_the_same_account_again_changes_nothing():
    exchange = CommitmentFactory(signed=True).exchange

    assert give(exchange).given_at == give(exchange).given_at
    assert Notice.objects.filter(topic="building.prepare-agreement").count() == 1


def test_another_account_replaces_the_first_with_its_own_time():
    exchange = CommitmentFactory(signed=True).exchange
    first = give(exchange)

    second = give(exchange, iban="DE89370400440532013000")

    assert (second.pk, second.given_at > first.given_at) == (first.pk, True)
    assert Notice.objects.filter(topic="building.prepare-agreement").count() == 2


def test_only_the_visitor_gives_the_account():
    exchange = CommitmentFactory().exchange

    for person in (
        exchange.host.representative,
        coordinator_of(exchange.vop),
        UserFactory(finance=True),
    ):
        with pytest.raises(NotAllowed):
            bank.give(exchange, by=person, holder="x", iban=IBAN)


@pytest.mark.parametrize("state", [s for s in State if s not in bank.OPEN])
def test_outside_the_building_phase_the_account_stays(state):
    with pytest.raises(Conflict):
        give(CommitmentFactory(exchange__state=state).exchange)


def test_an_online_exchange_needs_no_account():
    with pytest.raises(Conflict):
        give(CommitmentFactory(exchange__virtual=True).exchange)


def test_without_an_account_nobody_is_shown_one():
    exchange = CommitmentFactory().exchange

    assert bank.shown_to(exchange.visitor.representative, exchange) is None


# -- Steps -----------------------------------------------------------------------------------------


def lines(exchange, user):
    with clock.standing_on(date(2027, 2, 1)):
        return steps(type(exchange).objects.get(pk=exchange.pk), user)


def runs(exchange, user):
    return [
        (state, len(list(run))) for state, run in groupby(s.state for s in lines(exchange, user))
    ]


@pytest.mark.parametrize(
    ("make", "party", "expected", "action"),
    [
        (CommitmentFactory, "visitor", [("current", 1), ("waiting", 8)], "Open the"),
        (
            lambda: CommitmentFactory(agreed=True, signatures=["visitor"]),
            "host",
            [("waiting", 1), ("done", 1), ("current", 1), ("waiting", 2)],
            "Sign the Commitment",
        ),
        (
            lambda: CommitmentFactory(signed=True),
            "visitor",
            [("waiting", 1), ("done", 4), ("current", 1), ("waiting", 3)],
            "Give the bank details",
        ),
        (
            FinancialAgreementFactory,
            "visitor",
            [("waiting", 1), ("done", 6), ("current", 1), ("waiting", 1)],
            "Sign the Financial Agreement",
        ),
    ],
)
def test_the_reader_finds_the_next_act(make, party, expected, action):
    exchange = make().exchange
    reader = signer(exchange, party)

    own = [step for step in lines(exchange, reader) if step.is_for_reader]

    assert runs(exchange, reader) == expected
    assert [step.action.startswith(action) for step in own] == [True]


def test_the_agreement_waits_for_the_bank_details():
    exchange = CommitmentFactory(signed=True).exchange

    prepare = lines(exchange, signer(exchange, "vop"))[6]

    assert (prepare.state, prepare.url) == ("waiting", "")
    BankAccountFactory(exchange=exchange)
    assert lines(exchange, signer(exchange, "vop"))[6].is_for_reader


def test_a_cancelled_exchange_stops_what_was_not_done():
    exchange = CommitmentFactory(exchange__state=State.CANCELLED).exchange

    assert {step.state for step in lines(exchange, exchange.host.representative)} == {"stopped"}


def test_steps_about_money_are_hidden_from_the_host():
    exchange = FinancialAgreementFactory().exchange

    assert len(lines(exchange, exchange.host.representative)) == 5


def test_a_commitment_without_rows_is_named_by_its_reference():
    commitment = Commitment(exchange=ExchangeFactory(reference="BX-2026-777"), version=3)

    assert str(commitment) == "CTQ-2026-777-v3"
