"""One paper for each sending, with the answers as they were sent, for those who assess them."""

import pytest
from django.urls import reverse

from blues.documents.models import Document
from exchanges.registration import assessment, registrations
from tests.exchanges.cast import drafted, registered, submitted
from tests.factories import UserFactory


def facts_of(document) -> dict:
    return {label: value for part in document.snapshot["parts"] for label, value in part["facts"]}


@pytest.mark.feature(3)
def test_sending_leaves_a_paper_with_the_answers_of_that_moment(representative, coordinator):
    sent = submitted(representative, summary="To see membranes.")
    asked = assessment.ask_for_more(sent, by=coordinator, remark="Which ones?")
    registrations.change(asked, by=representative, summary="Hollow fibres.")
    registrations.submit(asked, by=representative)

    first, second = Document.objects.for_case(sent.case).order_by("version")

    question = "Why do you want to visit another organisation?"
    assert [facts_of(paper)[question] for paper in (first, second)] == [
        "To see membranes.",
        "Hollow fibres.",
    ]
    assert (first.reference, second.reference) == (f"{sent.reference}-v1", f"{sent.reference}-v2")
    assert facts_of(first)["Languages"] == "English (B2), Spanish (native)"
    assert first.snapshot["declared"]["name"] == representative.name
    assert len(first.snapshot["declared"]["lines"]) == 5


def test_the_organisation_its_cluster_and_the_programme_may_have_it(
    client, sign_in, representative, coordinator, cluster
):
    sent = submitted(representative)
    url = reverse("registration:summary-download", args=[sent.public_id])
    statuses = {}
    for name, person in {
        "representative": representative,
        "coordinator": coordinator,
        "programme": UserFactory(programme_coordinator=True),
        "auditor": UserFactory(auditor=True),
        "same cluster": registered("host", cluster=cluster).representative,
        "other coordinator": UserFactory(coordinator=True),
        "finance": UserFactory(finance=True),
    }.items():
        sign_in(person)
        response = client.get(url)
        statuses[name] = response.status_code if b"<h1" in response.content else 200
    # Nobody has made the file yet, which those who may have it are told.
    assert {name for name, status in statuses.items() if status == 404} == {
        "same cluster",
        "other coordinator",
        "finance",
    }


def test_a_draft_has_no_paper(client, sign_in, representative):
    draft = drafted(representative)
    sign_in(representative)

    url = reverse("registration:summary-download", args=[draft.public_id])

    assert client.get(url).status_code == 404


def test_the_page_after_sending_names_reference_cluster_and_day(client, sign_in, representative):
    sent = submitted(representative)
    sign_in(representative)

    content = client.get(
        reverse("registration:registration-sent", args=[sent.public_id])
    ).content.decode()

    assert f"{sent.reference} sent to {sent.cluster}" in content
    assert "They answer by 16 November 2026" in content
    assert "A PDF with your answers is being made" in content
