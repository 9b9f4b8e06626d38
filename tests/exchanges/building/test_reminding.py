"""Reminded is whoever can go on: who checks a scan, and who signs an amendment."""

from datetime import date, timedelta

import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory
from django.urls import reverse

from blues.common import clock
from blues.notices.models import Notice
from exchanges.building import amendment_answers, elsewhere, reminding
from exchanges.building.current import commitment_of
from exchanges.building.signing_log import lines_of
from exchanges.finalisation import stay
from exchanges.models import Exchange, State
from tests.exchanges.building.amending import FOUR, agreed, contracted, sign, version
from tests.factories import CommitmentFactory, SignedUploadFactory, coordinator_of, signer

FIRST_DAY, DUE = date(2027, 3, 1), date(2027, 2, 15)
NOTHING = {"reminded": 0, "overdue": 0, "expired": 0}


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


def remind(on: date) -> dict:
    with clock.standing_on(on):
        return reminding.remind_due()


def told(topic: str) -> set:
    return set(Notice.objects.filter(topic=topic).values_list("reader", flat=True))


# -- A scan that waits ----------------------------------------------------------------------------


@pytest.fixture
def scan():
    return SignedUploadFactory(commitment__exchange__due_on=DUE)


@pytest.mark.feature(75)
def test_of_a_waiting_scan_whoever_checks_it_is_reminded_and_not_its_signatory(scan):
    checker = coordinator_of(scan.paper.exchange.vop)

    assert [remind(DUE - timedelta(days=3))["reminded"] for _twice in range(2)] == [1, 0]

    assert told("building.check-scan") == {checker.pk}
    assert told("building.sign-reminder") == set()


def test_a_scan_that_is_overdue_is_told_once_to_whoever_checks_it(scan):
    checker = coordinator_of(scan.paper.exchange.vop)
    late = DUE + timedelta(days=1)

    assert [remind(late + timedelta(days=n))["overdue"] for n in range(2)] == [1, 0]

    assert told("building.check-scan") == {checker.pk}
    assert told("building.sign-overdue") == set()


def test_after_a_refused_scan_the_signatory_is_late_again(scan):
    late = DUE + timedelta(days=1)
    remind(late)
    elsewhere.refuse_scan(scan, by=coordinator_of(scan.paper.exchange.vop), reason="Page 3 lacks.")

    assert remind(late)["overdue"] == 1

    assert scan.uploaded_by_id in told("building.sign-overdue")


def test_a_scan_that_nobody_checked_expires_with_its_paper(scan):
    assert remind(FIRST_DAY) == NOTHING | {"expired": 1}

    assert scan.uploaded_by_id in told("building.sign-expired")


def test_the_turn_of_the_cluster_itself_is_not_mixed_up_with_the_scan_it_checked():
    paper = CommitmentFactory(
        agreed=True, exchange__due_on=DUE, signatures=["visitor", "host", "hop"]
    )
    scan = SignedUploadFactory(commitment=paper, party="vop")
    late = DUE + timedelta(days=1)
    assert remind(late)["overdue"] == 1
    elsewhere.refuse_scan(scan, by=coordinator_of(paper.exchange.vop), reason="Page 3 lacks.")

    assert remind(late)["overdue"] == 1


def test_the_log_says_who_was_late_with_the_scan(scan):
    remind(DUE - timedelta(days=3))
    remind(DUE + timedelta(days=1))

    exchange = Exchange.objects.get(pk=scan.paper.exchange.pk)
    assert [line.what for line in lines_of(commitment_of(exchange))] == [
        "The portal reminded to check the scan: visitor.",
        "The check of the scan was overdue: visitor.",
    ]


# -- An amendment that is signed ------------------------------------------------------------------


@pytest.mark.feature(75)
def test_whoever_is_next_under_an_amendment_is_reminded_until_the_last_day():
    exchange = contracted()
    agreed(exchange, title="Pumps")
    sign(exchange, "visitor")
    days = [FIRST_DAY - timedelta(days=left) for left in range(12)]

    reminded = [(FIRST_DAY - day).days for day in days if remind(day)["reminded"]]

    assert reminded == [2, 4, 8]
    assert told("building.sign-reminder") == {exchange.host.representative.pk}
    notice = Notice.objects.filter(topic="building.sign-reminder").first()
    assert notice.link == reverse("building:amendment-sign", args=[exchange.public_id])
    assert "-v2 by 28 February 2027" in notice.subject


def test_after_the_commitment_of_an_amendment_its_agreement_is_reminded_of():
    exchange = contracted(State.READY)
    agreed(exchange, first=date(2027, 3, 15), days=3)
    for party in (*FOUR, "visitor"):
        sign(exchange, party)

    assert remind(date(2027, 2, 25)) == NOTHING | {"reminded": 1}
    assert remind(date(2027, 2, 25)) == NOTHING

    assert told("building.sign-reminder") == {signer(exchange, "vop").pk}
    assert "FA-" in Notice.objects.get(topic="building.sign-reminder").subject


def test_an_earlier_stay_is_signed_before_its_own_first_day():
    exchange = contracted()
    agreed(exchange, first=date(2027, 2, 22))

    assert remind(date(2027, 2, 20)) == NOTHING | {"reminded": 1}


def test_the_waiting_scan_of_an_amendment_is_for_whoever_checks_it():
    exchange = contracted()
    agreed(exchange, title="Pumps")
    paper = amendment_answers.paper_to_sign(exchange)
    SignedUploadFactory(commitment=paper, document_sha256=paper.text_sha256)

    assert remind(date(2027, 2, 25)) == NOTHING | {"reminded": 1}

    assert told("building.check-scan") == {signer(exchange, "vop").pk}
    assert told("building.sign-reminder") == set()


def test_amendments_that_nobody_signs_are_left_alone():
    version(contracted(), title="Pumps")
    ended = contracted()
    amendment_answers.withdraw(agreed(ended, title="Pumps"), by=ended.visitor.representative)
    begun = contracted(State.READY)
    agreed(begun, title="Pumps")
    with clock.standing_on(FIRST_DAY):
        stay.start(begun, by=signer(begun, "vop"))

    assert remind(FIRST_DAY) == NOTHING
    assert remind(date(2027, 2, 25)) == NOTHING
