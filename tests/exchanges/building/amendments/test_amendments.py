"""What was signed changes by a new version, and stays in force until that one is signed."""

from datetime import date
from decimal import Decimal

import pytest
from allauth.core import context as allauth_context
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.documents.models import Document
from exchanges.building import agreements, amendment_answers, amendments, ledger, signing
from exchanges.building.amendment_models import STEPS, Amendment, Step
from exchanges.building.current import agreement_of, commitment_of
from exchanges.finalisation import stay
from exchanges.models import Commitment, FinancialAgreement, State
from tests.exchanges.building.amending import (
    FOUR,
    TUESDAY,
    WEDNESDAY,
    agreed,
    contracted,
    days_of,
    fresh,
    notice,
    sign,
    version,
)
from tests.exchanges.together import at_once
from tests.factories import (
    PASSWORD,
    AmendmentFactory,
    CommitmentFactory,
    signer,
    store,
)


@pytest.mark.feature(59)
def test_a_change_of_words_is_signed_by_four_and_no_money_is_touched(exchange):
    agreed(exchange, title="Membranes, and pumps")
    for party in FOUR:
        assert commitment_of(fresh(exchange)).version == 1
        sign(exchange, party)

    now = commitment_of(fresh(exchange))
    assert (now.version, now.title) == (2, "Membranes, and pumps")
    assert agreement_of(fresh(exchange)).version == 1
    assert fresh(exchange).state == State.FA_SIGNED
    assert Commitment.objects.get(version=1).is_signed
    assert now.signed_document is not None


@pytest.mark.feature(59)
def test_other_days_and_money_are_signed_by_four_and_then_by_two(exchange):
    amendment = agreed(exchange, first=date(2027, 3, 15), days=3)
    assert amendment.agreement.amount == Decimal("415.00")
    for party in FOUR:
        sign(exchange, party)
    before = fresh(exchange)
    assert (commitment_of(before).version, agreement_of(before).version) == (1, 1)
    assert (before.first_day, before.last_day) == (date(2027, 3, 1), date(2027, 3, 5))

    for party in ("visitor", "vop"):
        sign(exchange, party)

    after = fresh(exchange)
    assert (commitment_of(after).version, agreement_of(after).version) == (2, 2)
    assert agreement_of(after).amount == Decimal("415.00")
    assert (after.first_day, after.last_day) == (date(2027, 3, 15), date(2027, 3, 17))
    text = Document.objects.get(kind="agreement", reference=agreement_of(after).reference)
    assert "15" in text.record
    assert commitment_of(after).text_document.sha256 in text.record
    assert ledger.of_cluster(after.vop).committed == Decimal("415.00")


def test_the_rates_of_the_signed_agreement_hold(exchange):
    signed = agreement_of(exchange)

    amendment = agreed(exchange, first=date(2027, 3, 15))

    assert amendment.agreement.rate_table == signed.rate_table


def test_a_larger_sum_is_reserved_before_anybody_signs():
    exchange = contracted(amount=Decimal("415.00"), working_days=3, is_halved=True)
    agreed(exchange, first=date(2027, 3, 15))

    books = ledger.of_cluster(exchange.vop)

    assert (books.committed, books.reserved) == (Decimal("415.00"), Decimal("415.00"))


def test_a_larger_sum_that_the_budget_does_not_hold_stops_before_the_signatures():
    exchange = contracted(amount=Decimal("415.00"), working_days=3, is_halved=True)
    exchange.vop.allocated = Decimal("500.00")
    exchange.vop.save()
    amendment = version(exchange, first=date(2027, 3, 15))

    with pytest.raises(Conflict):
        amendment_answers.agree(amendment, by=exchange.host.representative)

    assert FinancialAgreement.every.count() == 1


@pytest.mark.parametrize("stage", ["proposed", "signing", "half"])
@pytest.mark.parametrize("how", ["refused", "withdrawn", "lapsed"])
def test_a_failed_amendment_leaves_the_signed_version_in_force(exchange, stage, how):
    amendment = version(exchange, first=date(2027, 3, 15), days=3)
    if stage != "proposed":
        amendment_answers.agree(amendment, by=exchange.host.representative)
    if stage == "half":
        sign(exchange, "visitor")

    if how == "refused":
        amendment_answers.refuse(amendment, by=exchange.host.representative, reason="No.")
    elif how == "withdrawn":
        amendment_answers.withdraw(amendment, by=exchange.visitor.representative)
    else:
        assert amendment_answers.lapse(on=exchange.first_day) == 1

    amendment.refresh_from_db()
    now = fresh(exchange)
    assert (amendment.state, now.state) == (how, State.FA_SIGNED)
    assert (commitment_of(now).version, agreement_of(now).version) == (1, 1)
    assert ledger.of_cluster(now.vop).bound == Decimal("830.00")
    with pytest.raises(Conflict):
        amendment_answers.paper_to_sign(now)


def test_the_next_amendment_gets_the_next_number(exchange):
    amendment_answers.withdraw(agreed(exchange, title="One"), by=exchange.visitor.representative)

    second = agreed(exchange, title="Two")

    assert (second.number, second.commitment.version) == (2, 3)


def test_a_moved_stay_is_amended_from_where_it_is(exchange):
    amendment_answers.agree(notice(exchange), by=exchange.host.representative)
    same_days = [
        {"day": d.takes_place_on, "morning": d.morning, "afternoon": d.afternoon}
        for d in commitment_of(fresh(exchange)).agenda.all()
    ]

    with pytest.raises(BadInput) as refused:
        amendments.propose(
            fresh(exchange),
            by=exchange.visitor.representative,
            first_day=WEDNESDAY,
            last_day=TUESDAY,
            reason="Nothing.",
            days=same_days,
        )

    assert refused.value.message == "Nothing changes. Write what shall be different."


def test_one_amendment_at_a_time(exchange):
    notice(exchange)

    with pytest.raises(Conflict):
        version(exchange, title="Another title", by=exchange.host.representative)


def test_no_agreement_is_prepared_beside_an_open_amendment():
    commitment = CommitmentFactory(signed=True)
    version(commitment.exchange, title="Another title")

    assert agreements.obstacle_to_preparing(commitment.exchange) == (
        "An amendment of the Commitment is open; the agreement follows it."
    )


def test_too_few_days_are_no_version(exchange):
    with pytest.raises(Conflict):
        version(exchange, days=2)

    assert Commitment.every.count() == 1


def test_under_the_old_bytes_nobody_signs_the_new_version(exchange):
    agreed(exchange, title="Another title")
    old = commitment_of(exchange).text_document.sha256
    store(amendment_answers.paper_to_sign(fresh(exchange)).text_document)

    with pytest.raises(Conflict):
        signing.sign_amendment(
            fresh(exchange),
            by=signer(exchange, "visitor"),
            party="visitor",
            document_sha256=old,
            password=PASSWORD,
        )


def test_on_the_first_day_nobody_signs_an_amendment(exchange):
    agreed(exchange, first=date(2027, 3, 15), days=3)
    with clock.standing_on(date(2027, 3, 1)), pytest.raises(Conflict):
        sign(exchange, "visitor")


def test_a_stay_begins_under_the_signed_version_and_the_open_amendment_lapses():
    exchange = contracted(State.READY)
    agreed(exchange, first=date(2027, 3, 15), days=3)

    with clock.standing_on(date(2027, 3, 1)):
        stay.start(exchange, by=signer(exchange, "vop"))
        with pytest.raises(Conflict):
            sign(exchange, "visitor")
        assert amendment_answers.lapse(on=date(2027, 3, 1)) == 1

    assert days_of(exchange) == (date(2027, 3, 1), date(2027, 3, 5))


@pytest.mark.django_db(transaction=True)
def test_two_amendments_at_once_are_one():
    exchange = contracted()
    acts = [
        lambda: notice(fresh(exchange)).kind,
        lambda: version(fresh(exchange), title="T", by=exchange.host.representative).kind,
    ]

    outcomes = at_once(acts)

    assert sorted(map(str, outcomes)).count("conflict") == 1
    assert Amendment.objects.filter(state=Step.PROPOSED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_signing_and_refusing_at_once_have_one_outcome():
    exchange = contracted()
    amendment = agreed(exchange, title="Another title")
    for party in FOUR[:3]:
        sign(exchange, party)
    text = amendment_answers.paper_to_sign(fresh(exchange)).text_document
    by, host = signer(exchange, "vop"), exchange.host.representative

    def last_signature():
        with allauth_context.request_context(RequestFactory().get("/")):
            return signing.sign_amendment(
                fresh(exchange),
                by=by,
                party="vop",
                document_sha256=text.sha256,
                password=PASSWORD,
            )

    outcomes = at_once(
        [last_signature, lambda: amendment_answers.refuse(amendment, by=host, reason="No.")]
    )

    amendment.refresh_from_db()
    assert outcomes.count("conflict") == 1
    in_force = commitment_of(fresh(exchange)).version
    assert (amendment.state, in_force) in {(Step.IN_FORCE, 2), (Step.REFUSED, 1)}


# -- The database ---------------------------------------------------------------------------------


def test_the_trigger_knows_the_same_steps():
    from importlib import import_module  # noqa: PLC0415 -- a name that begins with a digit

    migration = import_module("exchanges.migrations.0015_after_the_signatures")

    assert set(migration.AMENDMENT_STEPS) == {(str(a), str(b)) for a, b in STEPS}


@pytest.mark.parametrize("state", ["signing", "in_force", "refused"])
def test_nobody_writes_the_state_past_the_verbs(state):
    AmendmentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.update(state=state)


@pytest.mark.parametrize("party", ["vop", "hop"])
def test_a_cluster_refuses_what_is_proposed_and_the_proposer_withdraws_instead(exchange, party):
    proposed = version(exchange)
    with pytest.raises(NotAllowed):
        amendment_answers.refuse(proposed, by=exchange.visitor.representative, reason="No.")

    refused = amendment_answers.refuse(
        proposed, by=signer(exchange, party), reason="The budget does not carry it."
    )

    assert (refused.state, refused.end_reason) == (Step.REFUSED, "The budget does not carry it.")
