"""The register of exceptions: asking the agency, its answer on file, sealed."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Role
from exchanges.models import RegistrationState, RuleException
from exchanges.registration import agency, assessment, eligibility
from exchanges.workspace.walkthrough import TINY_PDF
from tests.exchanges.cast import body, coordinator_of, registered
from tests.exchanges.dates import TODAY
from tests.factories import (
    ExchangeFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    RuleExceptionFactory,
    UserFactory,
)
from tests.policy.cast import answers_to

R = RegistrationState
PDF = TINY_PDF
REGISTER = reverse("registration:exception-list")


def letter(content=PDF):
    return ContentFile(content, name="letter.pdf")


def detail(exception):
    return reverse("registration:exception-detail", args=[exception.public_id])


@pytest.fixture
def outsider():
    """A host that belongs to no cluster on ECCP."""
    return registered("host", state=R.UNDER_ASSESSMENT, membership=False)


@pytest.fixture
def coordinator(outsider):
    return coordinator_of(outsider)


def asked_for(outsider, coordinator, **changes):
    told = {"reason": "The only plant of its kind.", "asked_on": TODAY - timedelta(days=9)}
    return agency.ask(outsider, by=coordinator, **told | changes)


def verdict(registration, rule="E10"):
    (outcome,) = answers_to(rule, eligibility.check(registration))
    return outcome.verdict


@pytest.mark.feature(71)
def test_the_agencys_yes_makes_an_outsider_an_exceptional_host(outsider, coordinator):
    asked = asked_for(outsider, coordinator)
    assert verdict(outsider) == "needs-evidence"
    with pytest.raises(Conflict):
        assessment.accept(outsider, by=coordinator, rest_is_fine=True)

    noted = agency.note_answer(
        asked, by=coordinator, outcome="granted", answered_on=TODAY, letter=letter()
    )

    assert verdict(outsider) == "pass"
    assert noted.letter_sha256 == agency.digest(letter())
    assert assessment.accept(outsider, by=coordinator).state == R.ACCEPTED
    told = {notice.topic for notice in outsider.representative.notices.all()}
    assert told == {"registration.exception_granted", "registration.accepted"}
    recorded = [str(entry.verb) for entry in journal.entries_for(outsider.case)]
    assert {"exception-asked", "exception-granted"} <= set(recorded)


def test_a_no_of_the_agency_stands_until_it_is_asked_again(outsider, coordinator):
    asked = asked_for(outsider, coordinator)

    agency.note_answer(asked, by=coordinator, outcome="refused", answered_on=TODAY, letter=letter())

    assert verdict(outsider) == "fail"
    with pytest.raises(Conflict):
        assessment.accept(outsider, by=coordinator, rest_is_fine=True)
    again = asked_for(outsider, coordinator, reason="The plant has grown.")
    assert (again.outcome, verdict(outsider)) == ("", "needs-evidence")


def test_the_answer_of_another_host_approves_nobody(outsider):
    RuleExceptionFactory(granted=True)

    assert verdict(outsider) == "needs-evidence"


def test_nobody_asks_the_agency_for_the_own_organisation(outsider, coordinator):
    overseer = UserFactory(programme_coordinator=True)
    tied = UserFactory(programme_coordinator=True)
    RoleAssignmentFactory(user=tied, role=Role.REPRESENTATIVE, organisation=outsider.organisation)
    with pytest.raises(NotAllowed):
        asked_for(outsider, tied)
    asked = asked_for(outsider, overseer)

    with pytest.raises(NotAllowed):
        agency.note_answer(asked, by=tied, outcome="granted", answered_on=TODAY, letter=letter())

    assert [agency.may_note(person, outsider) for person in (coordinator, overseer, tied)] == [
        True,
        True,
        False,
    ]


def test_what_is_asked_must_make_sense(outsider, coordinator):
    member = registered("visitor", cluster=outsider.cluster)
    ended = registered("host", cluster=outsider.cluster, state=R.EXPIRED)
    foreign = ExchangeFactory()
    for registration, changes, error in (
        (member, {}, Conflict),
        (ended, {}, Conflict),
        (outsider, {"rule": "E4"}, BadInput),
        (outsider, {"reason": " "}, BadInput),
        (outsider, {"asked_on": TODAY + timedelta(days=1)}, BadInput),
        (outsider, {"exchange": foreign}, BadInput),
    ):
        with pytest.raises(error):
            asked_for(registration, coordinator, **changes)
    asked_for(outsider, coordinator)
    with pytest.raises(Conflict):
        asked_for(outsider, coordinator)


def test_an_exception_can_be_asked_in_view_of_one_exchange(outsider, coordinator):
    exchange = ExchangeFactory(host=outsider)

    assert asked_for(outsider, coordinator, exchange=exchange).exchange == exchange


def test_an_answer_has_a_letter_and_a_day_that_can_be(outsider, coordinator):
    asked = asked_for(outsider, coordinator)
    good = {"outcome": "granted", "answered_on": TODAY, "letter": letter()}
    for changes in (
        {"letter": None},
        {"outcome": "perhaps"},
        {"answered_on": TODAY + timedelta(days=1)},
        {"answered_on": asked.asked_on - timedelta(days=1)},
    ):
        with pytest.raises(BadInput):
            agency.note_answer(asked, by=coordinator, **good | changes)
    with pytest.raises(NotAllowed):
        agency.note_answer(asked, by=outsider.representative, **good)
    agency.note_answer(asked, by=coordinator, **good)
    with pytest.raises(Conflict):
        agency.note_answer(asked, by=coordinator, **good)


def test_an_answered_row_is_sealed_by_the_database():
    sealed = RuleExceptionFactory(granted=True)

    for change in (
        lambda: RuleException.objects.update(outcome="refused"),
        lambda: RuleException.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    sealed.refresh_from_db()
    assert sealed.outcome == "granted"


def test_a_letter_that_was_changed_on_the_disk_is_not_handed_out(outsider, coordinator):
    noted = agency.note_answer(
        asked_for(outsider, coordinator),
        by=coordinator,
        outcome="granted",
        answered_on=TODAY,
        letter=letter(),
    )
    with open(noted.letter.path, "ab") as stored:
        stored.write(b" and more")

    with pytest.raises(Conflict):
        agency.read_letter(noted)


# -- Pages --------------------------------------------------------------------------------------


@pytest.mark.feature(71)
def test_from_the_question_on_the_case_to_the_letter_for_the_auditor(
    client, sign_in, outsider, coordinator
):
    sign_in(coordinator)
    ask = reverse("registration:assessment-exception", args=[outsider.public_id])
    assert set(client.post(ask, {}).context["exception_form"].errors) == {"asked_on", "reason"}
    noted = client.post(
        ask, {"exception-asked_on": "1.10.2026", "exception-reason": "The only plant."}
    )
    exception = RuleException.objects.get()
    assert noted.url == detail(exception)

    assert "letter" in client.post(noted.url, {"outcome": "granted"}).context["form"].errors
    download = reverse("registration:exception-letter", args=[exception.public_id])
    assert client.get(download).status_code == 404
    upload = SimpleUploadedFile("letter.pdf", PDF)
    client.post(
        noted.url, {"outcome": "granted", "answered_on": TODAY.isoformat(), "letter": upload}
    )

    sign_in(UserFactory(auditor=True))
    exception.refresh_from_db()
    assert exception.letter_sha256 in client.get(noted.url).content.decode()
    assert client.post(noted.url, {}).status_code == 403
    case = reverse("registration:assessment-detail", args=[outsider.public_id])
    assert detail(exception) in client.get(case).content.decode()
    assert body(client.get(download)).startswith(b"%PDF-")


def test_who_reads_the_register(client, sign_in, outsider, coordinator):
    exception = RuleExceptionFactory(registration=outsider, granted=True)
    people = {
        "coordinator": coordinator,
        "programme": UserFactory(programme_coordinator=True),
        "auditor": UserFactory(auditor=True),
        "other coordinator": UserFactory(coordinator=True),
        "host": outsider.representative,
        "finance": UserFactory(finance=True),
    }
    statuses = {}
    for name, person in people.items():
        sign_in(person)
        listed = client.get(REGISTER)
        rows = len(listed.context["page_obj"]) if listed.status_code == 200 else None
        statuses[name] = (listed.status_code, rows, client.get(detail(exception)).status_code)

    assert statuses == {
        "coordinator": (200, 1, 200),
        "programme": (200, 1, 200),
        "auditor": (200, 1, 200),
        "other coordinator": (200, 0, 404),
        "host": (403, None, 404),
        "finance": (403, None, 404),
    }


def test_the_register_is_filtered_and_exported(client, sign_in):
    granted, waiting = RuleExceptionFactory(granted=True), RuleExceptionFactory()
    sign_in(UserFactory(auditor=True))

    found = {
        answer: list(client.get(REGISTER, {"outcome": answer}).context["page_obj"])
        for answer in ("open", "granted", "refused")
    }
    exported = body(client.get(REGISTER, {"export": "csv"})).decode()

    assert found == {"open": [waiting], "granted": [granted], "refused": []}
    assert granted.letter_sha256 in exported
    assert "The only plant of its kind." in exported


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_often_for_three_as_for_one(
    client, sign_in, django_assert_num_queries, bare_menu, count
):
    for _number in range(count):
        registration = RegistrationFactory(host=True, membership=False)
        RuleExceptionFactory(registration=registration, granted=True)
    sign_in(UserFactory(auditor=True))

    with django_assert_num_queries(5):
        client.get(REGISTER)
