"""Signatures that wait, expire, are refused, or are given by two people in the same moment."""

from datetime import date, timedelta

import pytest
from allauth.core import context as allauth_context
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from clusters.models import RuleSet
from exchanges.building import agreements, commitments, reminding, signing, steps
from exchanges.building.current import agreement_of, commitment_of
from exchanges.building.refusing import refuse_agreement
from exchanges.models import AgreementRefusal, Exchange, Signature, State
from exchanges.workspace.progress import with_progress
from tests.exchanges.together import at_once
from tests.factories import (
    PASSWORD,
    AgreementRefusalFactory,
    CommitmentFactory,
    FinancialAgreementFactory,
    SignedUploadFactory,
    UserFactory,
    coordinator_of,
    signer,
)

FOUR = ["visitor", "host", "hop", "vop"]
FIRST_DAY = date(2027, 3, 1)
DUE = date(2027, 2, 15)


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


def waiting(**fields):
    """An agreed Commitment that the visitor has signed, due on 15 February."""
    return CommitmentFactory(
        agreed=True, exchange__due_on=DUE, **({"signatures": ["visitor"]} | fields)
    )


def sign(paper, party, by=None, sha256=""):
    verb = signing.sign_commitment if hasattr(paper, "agenda") else signing.sign_agreement
    return verb(
        paper.exchange,
        by=by or signer(paper.exchange, party),
        party=party,
        document_sha256=sha256 or paper.text_document.sha256,
        password=PASSWORD,
    )


def remind(on: date) -> dict:
    with clock.standing_on(on):
        return reminding.remind_due()


def told(topic: str) -> set:
    return set(Notice.objects.filter(topic=topic).values_list("reader", flat=True))


NOTHING = {"reminded": 0, "overdue": 0, "expired": 0}


# -- Reminders, the due day, and the end ----------------------------------------------------------


@pytest.mark.feature(75)
def test_whoever_is_next_is_reminded_on_the_days_of_the_rules_and_told_when():
    paper = waiting()
    days = [DUE - timedelta(days=left) for left in range(10)]

    reminded = [(DUE - day).days for day in days if remind(day)["reminded"]]

    assert reminded == [1, 3, 7]
    assert told("building.sign-reminder") == {paper.exchange.host.representative.pk}
    assert (
        "15 February 2027" in Notice.objects.filter(topic="building.sign-reminder").first().subject
    )


def test_the_days_of_reminders_are_rules_of_the_programme():
    paper = waiting()
    rules = paper.exchange.rule_set
    fresh = RuleSet.objects.get(pk=rules.pk)
    fresh.pk, fresh.version = None, "other"
    fresh.valid_from = fresh.valid_until = date(2001, 1, 1)
    fresh.first_signature_reminder_days = 12
    fresh.save()
    Exchange.objects.filter(pk=paper.exchange.pk).update(rule_set=fresh)

    assert remind(DUE - timedelta(days=12))["reminded"] == 1
    assert remind(DUE - timedelta(days=7)) == NOTHING


def test_nobody_is_reminded_twice_on_one_day():
    waiting()

    assert remind(DUE - timedelta(days=3))["reminded"] == 1
    assert remind(DUE - timedelta(days=3)) == NOTHING


def test_papers_that_do_not_wait_are_left_alone():
    CommitmentFactory(exchange__due_on=DUE)
    CommitmentFactory(signed=True, exchange__due_on=DUE)
    AgreementRefusalFactory(agreement__exchange__due_on=DUE)

    assert remind(DUE - timedelta(days=3)) == NOTHING


@pytest.mark.feature(75)
def test_after_the_due_day_all_four_are_told_once_and_can_still_sign():
    paper = waiting()
    late = DUE + timedelta(days=1)
    four = {signer(paper.exchange, party).pk for party in FOUR}

    assert [remind(late)["overdue"], remind(late + timedelta(days=1))["overdue"]] == [1, 0]
    assert told("building.sign-overdue") == four
    with clock.standing_on(late):
        assert sign(paper, "host").party == "host"


@pytest.mark.feature(75)
def test_on_the_first_day_of_the_stay_it_expires_and_what_was_signed_is_kept():
    paper = waiting()
    four = {signer(paper.exchange, party).pk for party in FOUR}
    kept = paper.text_document.sha256

    assert [remind(FIRST_DAY)["expired"], remind(FIRST_DAY)["expired"]] == [1, 0]
    assert told("building.sign-expired") == four
    with clock.standing_on(FIRST_DAY), pytest.raises(Conflict, match="before the first day"):
        sign(paper, "host")
    paper = commitment_of(paper.exchange)
    assert ([s.party for s in paper.valid_signatures()], paper.text_sha256) == (["visitor"], kept)
    entry = journal.entries_for(paper.exchange.case).last()
    assert (entry.verb, entry.actor, entry.detail["party"]) == ("signing-expired", None, "host")


@pytest.mark.parametrize(
    ("day", "sentence"), [(DUE + timedelta(days=1), "Overdue"), (FIRST_DAY, "Expired")]
)
def test_what_is_late_is_visible_to_all(client, sign_in, day, sentence):
    paper = waiting()
    with clock.standing_on(day):
        for party in FOUR:
            sign_in(signer(paper.exchange, party))
            address = reverse("building:commitment-detail", args=[paper.exchange.public_id])
            assert sentence in client.get(address).content.decode()


@pytest.mark.feature(57)
def test_all_four_see_who_signed_who_is_next_and_until_when(client, sign_in):
    paper = waiting()
    host = paper.exchange.host.representative.name
    for party in FOUR:
        sign_in(signer(paper.exchange, party))
        address = reverse("building:commitment-sign", args=[paper.exchange.public_id])
        shown = client.get(address).context["signing_steps"]

        assert [(step.state, step.due) for step in shown] == [
            ("done", None),
            ("current", DUE),
            ("waiting", None),
            ("waiting", None),
        ]
        assert shown[0].who.startswith(paper.valid_signatures()[0].name)
        assert shown[1].who.startswith(host)


# -- Not signing ----------------------------------------------------------------------------------


@pytest.mark.feature(58)
def test_refusing_opens_the_next_version_tells_all_and_keeps_what_was_signed():
    paper = waiting()
    signed = paper.valid_signatures()[0]
    delegate = UserFactory()
    hop = coordinator_of(paper.exchange.hop)
    vop = coordinator_of(paper.exchange.vop)
    sha256 = paper.text_document.sha256

    commitments.send_back(paper.exchange, by=hop, reason="The agenda has two days only.")

    fresh = commitment_of(paper.exchange)
    assert (fresh.version, fresh.valid_signatures()) == (2, [])
    assert told("building.commitment-sent-back") == {
        signed.signed_by_id,
        paper.exchange.host.representative.pk,
        vop.pk,
    }
    assert delegate.pk not in told("building.commitment-sent-back")
    paper.refresh_from_db()
    assert paper.return_reason == "The agenda has two days only."
    assert paper.text_document.sha256 == sha256
    assert list(Signature.objects.filter(commitment=paper)) == [signed]


def test_whoever_signed_hears_of_the_refusal_although_the_role_has_ended():
    paper = waiting()
    signed = paper.valid_signatures()[0].signed_by
    signed.assignments.all().delete()

    commitments.send_back(
        paper.exchange, by=coordinator_of(paper.exchange.hop), reason="The days are wrong."
    )

    assert signed.pk in told("building.commitment-sent-back")


def test_the_version_before_is_not_signed_any_more():
    paper = waiting(signatures=[])
    old = paper.text_document.sha256
    commitments.send_back(
        paper.exchange, by=coordinator_of(paper.exchange.hop), reason="The days are wrong."
    )
    fresh = commitment_of(paper.exchange)
    Exchange.objects.filter(pk=paper.exchange.pk)
    for side in ("visitor", "host"):
        commitments.agree(fresh.exchange, by=signer(fresh.exchange, side))

    with pytest.raises(Conflict):
        sign(commitment_of(Exchange.objects.get(pk=paper.exchange.pk)), "visitor", sha256=old)

    assert Signature.objects.count() == 0


@pytest.mark.feature(58)
def test_a_refused_agreement_is_signed_by_nobody_and_answered_by_the_next_version():
    agreement = FinancialAgreementFactory(signatures=["visitor"])
    vop = signer(agreement.exchange, "vop")

    refuse_agreement(agreement.exchange, by=vop, reason="The account is another one.")

    assert told("building.agreement-refused") == {agreement.exchange.visitor.representative.pk}
    with pytest.raises(Conflict, match="was refused"):
        sign(agreement_of(agreement.exchange), "vop", by=vop)
    assert [s.party for s in agreement_of(agreement.exchange).valid_signatures()] == ["visitor"]


def test_a_refused_agreement_is_not_taken_for_the_same_as_the_next_one():
    agreement = agreement_of(FinancialAgreementFactory().exchange)
    money = agreements.compute(agreement.commitment, agreement.rate_table)
    agreement.amount, agreement.working_days = money.amount, money.working_days
    same = (agreement.commitment, agreement.rate_table, money, "")
    assert agreements._says_the_same(agreement, *same)

    AgreementRefusalFactory(agreement=agreement)

    assert not agreements._says_the_same(agreement_of(agreement.exchange), *same)


def test_the_step_of_a_refused_agreement_asks_for_a_new_version():
    agreement = AgreementRefusalFactory().agreement
    vop = coordinator_of(agreement.exchange.vop)
    exchange = with_progress(Exchange.objects.filter(pk=agreement.exchange.pk)).get()

    mine = [step.action for step in steps.steps(exchange, vop) if step.is_for_reader]

    assert mine == ["Check and prepare"]


@pytest.mark.parametrize("who", ["host", "hop", "programme"])
def test_only_those_who_would_sign_refuse(who):
    agreement = FinancialAgreementFactory()
    people = {"programme": UserFactory(programme_coordinator=True)}
    by = people.get(who) or signer(agreement.exchange, who)

    with pytest.raises(NotAllowed):
        refuse_agreement(agreement.exchange, by=by, reason="No.")


def test_refusing_takes_a_reason_and_happens_once():
    agreement = FinancialAgreementFactory()
    by = agreement.exchange.visitor.representative

    with pytest.raises(BadInput, match="reason"):
        refuse_agreement(agreement.exchange, by=by, reason=" ")
    refuse_agreement(agreement.exchange, by=by, reason="The dates are not ours.")
    with pytest.raises(Conflict, match="not open"):
        refuse_agreement(agreement.exchange, by=by, reason="The dates are not ours.")


def test_a_refusal_is_never_changed():
    refusal = AgreementRefusalFactory()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        AgreementRefusal.objects.filter(pk=refusal.pk).update(reason="Another one.")


def test_the_visitor_refuses_from_the_page_and_the_reason_is_read(client, sign_in):
    agreement = FinancialAgreementFactory()
    exchange = agreement.exchange
    sign_in(exchange.visitor.representative)
    address = reverse("building:agreement-refuse", args=[exchange.public_id])
    assert client.post(address, {"reason": ""}).status_code == 400

    client.post(address, {"reason": "The account is another one."})

    sign_in(coordinator_of(exchange.vop))
    page = client.get(reverse("building:agreement-detail", args=[exchange.public_id]))
    assert "The account is another one." in page.content.decode()
    sign_in(coordinator_of(exchange.hop))
    assert client.get(address).status_code == 403


# -- Two at once ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_of_one_cluster_who_sign_at_once_leave_one_signature():
    paper = waiting(signatures=["visitor", "host"])
    both = [coordinator_of(paper.exchange.hop) for _ in range(2)]

    outcomes = at_once([_act(paper, "hop", person) for person in both])

    assert outcomes.count("conflict") == 1
    assert Signature.objects.filter(commitment=paper, party="hop").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_signatories_in_a_row_who_sign_at_once_keep_the_order():
    paper = waiting(signatures=["visitor", "host"])
    people = {party: coordinator_of(paper.exchange.cluster_of(party)) for party in ("hop", "vop")}

    at_once([_act(paper, party, person) for party, person in people.items()])

    signed = [s.party for s in Signature.objects.filter(commitment=paper).order_by("pk")]
    assert signed in (["visitor", "host", "hop"], FOUR)
    paper.exchange.refresh_from_db()
    assert paper.exchange.state == (State.CTQ_SIGNED if signed == FOUR else State.CTQ_AGREED)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_the_same_moment_signs_once():
    paper = waiting(signatures=[])
    person = paper.exchange.visitor.representative

    first, second = at_once([_act(paper, "visitor", person) for _ in range(2)])

    assert first == second
    assert Signature.objects.filter(commitment=paper).count() == 1


def _act(paper, party, person):
    def act():
        with allauth_context.request_context(RequestFactory().get("/")):
            return sign(paper, party, by=type(person).objects.get(pk=person.pk))

    return act


def test_a_signatory_whose_role_ended_a_second_ago_does_not_sign():
    """Also where the request began while the role was held."""
    paper = waiting(signatures=[])
    by = paper.exchange.visitor.representative
    assert by.roles.assignments  # looked up, as at the beginning of a request
    by.assignments.all().delete()

    with pytest.raises(NotAllowed):
        sign(paper, "visitor", by=by)

    assert Signature.objects.count() == 0


def test_the_step_of_a_waiting_scan_is_for_the_coordinator():
    upload = SignedUploadFactory(commitment__exchange__due_on=DUE)
    vop = coordinator_of(upload.paper.exchange.vop)
    exchange = with_progress(Exchange.objects.filter(pk=upload.paper.exchange.pk)).get()

    def for_reader(user):
        return [step.action for step in steps.steps(exchange, user) if step.is_for_reader]

    assert (for_reader(vop), for_reader(upload.uploaded_by)) == (["Check the scan"], [])
