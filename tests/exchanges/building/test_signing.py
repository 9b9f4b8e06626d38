"""Who may sign what, in which order, under which bytes."""

from datetime import date

import pytest
from allauth.core import context as allauth_context
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from blues import jobs, journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.documents import issuing
from blues.documents.models import Document
from blues.notices.models import Notice
from exchanges.building import signing
from exchanges.building.current import agreement_of, commitment_of
from exchanges.models import Signature, State
from tests.factories import (
    PASSWORD,
    BankAccountFactory,
    CommitmentFactory,
    DocumentFactory,
    FinancialAgreementFactory,
    RoleAssignmentFactory,
    SignatureFactory,
    UserFactory,
    coordinator_of,
    signer,
)

FOUR = ["visitor", "host", "hop", "vop"]
BEFORE_THE_STAY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def _in_a_request():
    """The limit on wrong passwords looks at where a request comes from."""
    with allauth_context.request_context(RequestFactory().get("/")):
        yield


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(BEFORE_THE_STAY):
        yield


def sign(paper, party, *, by=None, password=PASSWORD, sha256=None, told=True, **how):
    verb = signing.sign_commitment if hasattr(paper, "agenda") else signing.sign_agreement
    return verb(
        paper.exchange,
        by=by or signer(paper.exchange, party),
        party=party if told else None,
        document_sha256=sha256 or paper.text_document.sha256,
        password=password,
        **how,
    )


# -- Order ----------------------------------------------------------------------------------------


@pytest.mark.feature(56)
def test_the_four_sign_in_order_and_the_last_signature_closes_the_commitment():
    agreed = CommitmentFactory(agreed=True)

    for party in FOUR:
        sign(agreed, party, address="192.0.2.7")

    done = commitment_of(type(agreed.exchange).objects.get(pk=agreed.exchange.pk))
    assert done.exchange.state == State.CTQ_SIGNED
    assert [(s.party, s.identity, s.address) for s in done.signatures.all()] == [
        (party, "password", "192.0.2.7") for party in FOUR
    ]
    record = done.signed_document
    assert (record.kind, record.reference) == (
        "commitment-signed",
        f"{agreed.reference}-signed",
    )
    assert list(record.attachments.all()) == [agreed.text_document]
    signed = [e for e in journal.entries_for(agreed.exchange.case) if e.verb == "commitment-signed"]
    assert [entry.detail["party"] for entry in signed] == FOUR


@pytest.mark.parametrize("signed", range(4))
@pytest.mark.parametrize("who", range(4))
def test_whoever_is_not_next_waits(signed, who):
    if who <= signed:
        return
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:signed])

    with pytest.raises(Conflict, match="not your turn"):
        sign(agreed, FOUR[who])

    assert agreed.signatures.count() == signed


def test_the_next_to_sign_is_told():
    agreed = CommitmentFactory(agreed=True)

    sign(agreed, "visitor")

    notice = Notice.objects.get(topic="building.sign-commitment")
    assert notice.reader == agreed.exchange.host.representative


def test_after_the_fourth_signature_all_are_told_and_the_visitor_asked_for_the_account():
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:3])

    sign(agreed, "vop")

    told = Notice.objects.values_list("topic", "reader")
    visitor = agreed.exchange.visitor.representative.pk
    assert ("building.commitment-signed", visitor) in told
    assert ("building.give-bank-details", visitor) in told


def test_without_a_named_party_one_signs_in_ones_own_place():
    agreed = CommitmentFactory(agreed=True)

    assert sign(agreed, "visitor", told=False).party == "visitor"
    with pytest.raises(Conflict, match="not your turn"):
        sign(agreed, "hop", told=False)


# -- One person, one act --------------------------------------------------------------------------


def test_a_double_click_gives_the_stored_signature():
    agreed = CommitmentFactory(agreed=True)

    first, second = sign(agreed, "visitor"), sign(agreed, "visitor")

    assert first == second
    assert agreed.signatures.count() == 1


def test_a_double_click_on_the_last_signature_gives_the_stored_one():
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:3])
    by = signer(agreed.exchange, "vop")

    first, second = sign(agreed, "vop", by=by), sign(agreed, "vop", by=by)

    assert first == second


def test_one_coordinator_of_both_clusters_signs_twice():
    agreed = CommitmentFactory(agreed=True)
    exchange = agreed.exchange
    exchange.hop = exchange.vop
    exchange.save(update_fields=["hop"])
    for party in ("visitor", "host"):
        SignatureFactory(commitment=agreed, party=party)
    one = coordinator_of(exchange.vop)

    first = sign(agreed, "hop", by=one)
    again = sign(agreed, "hop", by=one)
    assert (first, agreed.signatures.count()) == (again, 3)

    assert sign(agreed, "vop", by=one).party == "vop"


def test_a_second_coordinator_does_not_sign_after_the_first():
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:3])
    other = coordinator_of(agreed.exchange.hop)

    with pytest.raises(Conflict):
        sign(agreed, "hop", by=other)


# -- The right person -----------------------------------------------------------------------------


@pytest.mark.parametrize("party", FOUR)
def test_nobody_signs_for_somebody_else(party):
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[: FOUR.index(party)])
    others = [signer(agreed.exchange, other) for other in FOUR if other != party]

    for person in [*others, UserFactory(), UserFactory(programme_coordinator=True)]:
        with pytest.raises(NotAllowed):
            sign(agreed, party, by=person)


def test_a_colleague_who_is_not_the_named_representative_does_not_sign():
    agreed = CommitmentFactory(agreed=True)
    colleague = UserFactory(representative=True, organisation=agreed.exchange.visitor_organisation)

    with pytest.raises(NotAllowed, match="named in its registration"):
        sign(agreed, "visitor", by=colleague)


def test_a_representative_whose_role_has_ended_does_not_sign():
    agreed = CommitmentFactory(agreed=True)
    by = agreed.exchange.visitor.representative
    by.assignments.all().delete()

    with pytest.raises(NotAllowed):
        sign(agreed, "visitor", by=type(by).objects.get(pk=by.pk))


def test_a_coordinator_who_represents_the_visitor_does_not_sign_for_the_cluster():
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:2])
    by = agreed.exchange.visitor.representative
    RoleAssignmentFactory(user=by, role="coordinator", cluster=agreed.exchange.hop)

    with pytest.raises(NotAllowed):
        sign(agreed, "hop", by=type(by).objects.get(pk=by.pk))


def test_a_wrong_password_signs_nothing():
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(BadInput):
        sign(agreed, "visitor", password="wrong")

    assert agreed.signatures.count() == 0


def test_no_proof_signs_nothing():
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(BadInput):
        sign(agreed, "visitor", password="")


# -- The right bytes ------------------------------------------------------------------------------


def test_other_bytes_than_those_on_file_are_refused():
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(Conflict, match="older version"):
        sign(agreed, "visitor", sha256="0" * 64)

    assert agreed.signatures.count() == 0


@pytest.mark.logs_errors
def test_a_file_that_could_not_be_made_is_not_promised():
    agreed = CommitmentFactory(agreed=True)
    agreed.text_document = DocumentFactory(pending=True)
    agreed.save()
    issuing.give_up(agreed.text_document, reason="The layout has no end.")

    with pytest.raises(Conflict, match="could not be made"):
        sign(agreed, "visitor")


def test_nothing_is_signed_before_the_file_is_there():
    agreed = CommitmentFactory(agreed=True)
    agreed.text_document = DocumentFactory(pending=True)
    agreed.save()

    with pytest.raises(Conflict, match="still being made"):
        sign(agreed, "visitor", sha256="0" * 64)


def test_a_signature_under_other_bytes_does_not_count():
    agreed = CommitmentFactory(agreed=True)
    SignatureFactory(commitment=agreed, party="visitor", document_sha256="0" * 64)

    assert commitment_of(agreed.exchange).next_to_sign == "visitor"


@pytest.mark.parametrize("state", [s for s in State if s != State.CTQ_AGREED])
def test_only_an_agreed_commitment_is_signed(state):
    commitment = CommitmentFactory(agreed=True, exchange__state=state, signatures=[])

    with pytest.raises(Conflict):
        sign(commitment, "visitor")


def test_a_signature_keeps_the_name_and_function_of_the_day():
    agreed = CommitmentFactory(agreed=True)
    by = agreed.exchange.visitor.representative
    by.function = "Managing director"
    by.save()

    signature = sign(agreed, "visitor", by=by)
    by.family_name = "Married"
    by.save()

    signature.refresh_from_db()
    assert (signature.name, signature.function, signature.organisation) == (
        f"{by.given_names} Family{by.given_names[5:]}",
        "Managing director",
        agreed.exchange.visitor_organisation.legal_name,
    )


@pytest.mark.parametrize("change", [{"name": "Somebody else"}, {"document_sha256": "1" * 64}])
def test_a_signature_is_never_changed(change):
    signature = SignatureFactory()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(**change)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        signature.delete()


# -- The agreement --------------------------------------------------------------------------------


def test_visitor_then_cluster_sign_the_agreement():
    agreement = FinancialAgreementFactory()

    with pytest.raises(Conflict):
        sign(agreement, "vop")
    sign(agreement, "visitor")
    sign(agreement, "vop")

    done = agreement_of(type(agreement.exchange).objects.get(pk=agreement.exchange.pk))
    assert done.exchange.state == State.FA_SIGNED
    assert done.signed_document.reference == f"{agreement.reference}-signed"
    assert Notice.objects.filter(topic="building.agreement-signed").count() == 1


@pytest.mark.parametrize("party", ["host", "hop"])
def test_host_and_its_cluster_do_not_sign_the_agreement(party):
    with pytest.raises(Conflict):
        sign(FinancialAgreementFactory(), party)


PAPERS = {
    "Commitment": lambda: CommitmentFactory(agreed=True, signatures=["visitor", "host", "hop"]),
    "Financial Agreement": lambda: FinancialAgreementFactory(signatures=["visitor"]),
}


@pytest.mark.parametrize("day", [date(2027, 3, 1), date(2027, 3, 4), date(2027, 6, 1)])
@pytest.mark.parametrize("what", PAPERS)
def test_from_the_first_day_on_it_is_too_late(what, day):
    paper = PAPERS[what]()
    before = paper.signatures.count()

    with clock.standing_on(day), pytest.raises(Conflict, match="before the first day"):
        sign(paper, "vop")

    assert paper.signatures.count() == before


def test_a_changed_account_makes_the_prepared_version_outdated():
    agreement = FinancialAgreementFactory()
    account = agreement.exchange.bank_account
    account.given_at = clock.now()
    account.save()

    with pytest.raises(Conflict, match="bank details changed"):
        sign(agreement, "visitor")


def test_without_an_account_nothing_is_signed():
    agreement = FinancialAgreementFactory(account=False)

    with pytest.raises(Conflict, match="bank details changed"):
        sign(agreement, "visitor")


@pytest.mark.parametrize("verb", [signing.sign_commitment, signing.sign_agreement])
def test_signing_what_does_not_exist_is_out_of_order(verb):
    exchange = BankAccountFactory().exchange

    with pytest.raises(Conflict):
        verb(exchange, by=exchange.visitor.representative, document_sha256="0" * 64, password="x")


# -- The signed record ----------------------------------------------------------------------------


@pytest.mark.slow
def test_the_signed_record_carries_the_signed_bytes():
    agreed = CommitmentFactory(agreed=True, signatures=FOUR[:3])
    sign(agreed, "vop")

    jobs.run_due()

    record = Document.objects.get(kind="commitment-signed")
    assert record.state == "stored", record.failure
    assert record.snapshot["signed_sha256"] == agreed.text_document.sha256
