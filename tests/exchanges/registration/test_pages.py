"""The pages of registering and assessing, walked through."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusters.models import Term
from exchanges.models import Registration, RegistrationState
from tests.factories import (
    CountryFactory,
    RegistrationFactory,
    TermFactory,
)

R = RegistrationState
PDF = b"%PDF-1.7 a paper\n%%EOF\n"


def page(name, registration, *args):
    return reverse(f"registration:{name}", args=[registration.public_id, *args])


def paper(name="cv.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.mark.feature(1, 3, 4)
def test_a_newcomer_says_which_organisation_it_is_before_anything_else(client, sign_in, cluster):
    person = sign_in()
    url = reverse("registration:registration-start")
    told = {"role": "visitor", "type": "sme", "country": "ES", "cluster": cluster.code}
    told |= {"to": "DE", "days": "5", "before": "no"}
    CountryFactory(code="ES", name="Spain"), CountryFactory(code="DE", name="Germany")

    shown = client.get(url, told)
    assert [task.status for task in shown.context["tasks_to_come"]] == ["Cannot start yet"] * 4
    begun = client.post(
        f"{url}?{urlencode(told)}",
        {
            "role": "visitor",
            "legal_name": "Example Probes",
            "type": "sme",
            "country": "ES",
            "size_class": "small",
            "city": "Zaragoza",
            "address": "Example Street 1",
            "position": "41.65, -0.88",
            "cluster": cluster.pk,
        },
    )

    registration = Registration.objects.get()
    assert begun.url == page("section-edit", registration, "purpose") + "#open"
    assert (registration.role, registration.representative) == ("visitor", person)
    assert registration.organisation.memberships.get().cluster == cluster
    assert (registration.preferred_days, registration.earlier_visit) == (5, "never")
    assert [country.code for country in registration.preferred_countries.all()] == ["DE"]


@pytest.mark.feature(3, 4, 11, 12, 14)
def test_a_registration_is_begun_filled_in_checked_and_sent(client, sign_in, representative):
    sign_in(representative)
    organisation = representative.assignments.get().organisation
    topic, aim = TermFactory(), TermFactory(kind=Term.Kind.AIM)

    begun = client.post(
        reverse("registration:registration-start"),
        {"role": "visitor", "organisation": organisation.public_id},
    )
    registration = Registration.objects.get()
    assert begun.url == page("section-edit", registration, "purpose") + "#open"
    statuses = [task.status for _code, task in client.get(begun.url).context["tasks"]]
    assert statuses == ["Completed", "Completed", "Not started", "Not started", "Not started"]

    sections = {
        "organisation": {"cluster": registration.cluster.code},
        "you": {"cv": paper(), "function": "Head of research"},
        "purpose": {
            "summary": "See membranes.",
            "objectives": "Learn to clean them.",
            "contribution": "Data.",
            "topics": [topic.pk],
            "aims": [aim.pk],
        },
        "time": {
            "mode": "physical",
            "languages_0_0": "es",
            "languages_0_1": "native",
            "languages_1_0": "en",
            "languages_1_1": "B2",
            "preferred_days": 5,
            "windows_0_0": "1.3.2027",
            "windows_0_1": "30 April 2027",
        },
        "privacy": {
            "is_listed": "on",
            "earlier_visit": "never",
            "sees_email": "2",
            "sees_phone": "3",
            "sees_address": "3",
            "sees_cv": "2",
        },
    }
    for section, data in sections.items():
        url = page("section-edit", registration, section)
        assert client.get(url).status_code == 200
        following = client.post(url, data).url
    assert following == page("registration-check", registration)
    tasks = client.get(page("registration-detail", registration)).context["tasks"]
    assert [task.status for _code, task in tasks] == ["Completed"] * 5

    check = page("registration-check", registration)
    assert client.get(check).context["missing"] == []
    assert client.post(check).status_code == 400
    sent = client.post(check, {"declared": "on"})

    registration.refresh_from_db()
    assert sent.url == page("registration-sent", registration)
    assert client.get(sent.url).status_code == 200
    assert (registration.state, registration.declared_by) == (R.SUBMITTED, representative)
    assert registration.languages == {"es": "native", "en": "B2"}
    assert (registration.mode, registration.representative.function) == (
        "physical",
        "Head of research",
    )
    assert registration.cv.name.startswith("cv/")
    assert "cv.pdf" not in registration.cv.name


@pytest.mark.parametrize("count", [1, 3])
def test_my_list_asks_as_often_for_three_as_for_one(
    client, sign_in, django_assert_num_queries, representative, count
):
    organisation = representative.assignments.get().organisation
    made = [
        RegistrationFactory(
            role="host", organisation=organisation, state=R.WITHDRAWN, membership=False
        )
        for _number in range(count)
    ]
    RegistrationFactory(host=True)
    sign_in(representative)

    with django_assert_num_queries(6):
        response = client.get(reverse("registration:registration-list"))

    assert set(response.context["page_obj"]) == set(made)
