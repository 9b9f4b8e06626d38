"""Who may know of a registration, read its papers, and act on it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blues.common.formats import day
from clusters.models import Membership
from exchanges.models import Registration, RegistrationState
from exchanges.registration import registrations
from tests.exchanges.cast import body, coordinator_of, drafted, registered, submitted
from tests.factories import ClusterFactory, OrganisationFactory, UserFactory

R = RegistrationState
PDF = b"%PDF-1.7 my life\n%%EOF\n"
SCOPED = "coordinator"  # holds the role for a cluster, not for the programme
READ = ["registration-detail", "assessment-detail"]
OWN_VERBS = ["registration-hold", "registration-resume"]
CLUSTER_VERBS = [
    *("assessment-take-up", "assessment-accept", "assessment-ask", "assessment-reject"),
    *("assessment-membership", "assessment-exception", "assessment-reserve"),
    *("assessment-release", "assessment-pass-on", "assessment-conflict", "assessment-offer"),
    *("assessment-take", "assessment-refuse", "assessment-review"),
]


def page(name, registration, *args):
    return reverse(f"registration:{name}", args=[registration.public_id, *args])


@pytest.fixture
def registration():
    made = registered("visitor")
    made.cv.save("cv.pdf", ContentFile(PDF))
    return made


def personas(registration) -> dict:
    return {
        "representative": registration.representative,
        "admin": UserFactory(organisation_admin=True, organisation=registration.organisation),
        "coordinator": coordinator_of(registration),
        "programme": UserFactory(programme_coordinator=True),
        "auditor": UserFactory(auditor=True),
        "same cluster": registered("visitor", cluster=registration.cluster).representative,
        "other cluster": registered("host").representative,
        "other coordinator": UserFactory(coordinator=True),
        "finance": UserFactory(finance=True),
        "operator": UserFactory(operator=True),
        "nobody": UserFactory(),
    }


def test_who_reads_what(client, sign_in, registration):
    statuses = {}
    for name, person in personas(registration).items():
        sign_in(person)
        pages = [client.get(page(read, registration)).status_code for read in READ]
        cv = client.get(page("paper-download", registration, "cv"))
        body(cv)
        statuses[name] = (*pages, cv.status_code)

    assert statuses == {
        "representative": (200, 403, 200),
        "admin": (200, 403, 200),
        "coordinator": (200, 200, 200),
        "programme": (200, 200, 200),
        "auditor": (200, 200, 200),
        "same cluster": (404, 404, 404),
        "other cluster": (404, 404, 404),
        "other coordinator": (404, 404, 404),
        "finance": (404, 404, 404),
        "operator": (404, 404, 404),
        "nobody": (404, 404, 404),
    }


def test_strangers_act_on_nothing(client, sign_in, registration):
    people = personas(registration)
    for name in ("same cluster", "other coordinator", "finance", "nobody"):
        sign_in(people[name])
        for verb in [*OWN_VERBS, *CLUSTER_VERBS, "registration-interest", "review-ask"]:
            assert client.post(page(verb, registration)).status_code == 404
        for form in ("registration-check", "registration-withdraw", "registration-sent"):
            assert client.post(page(form, registration)).status_code == 404
    registration.refresh_from_db()
    assert registration.state == R.ACCEPTED


def test_the_organisation_does_not_assess_itself(client, sign_in, registration):
    sign_in(registration.representative)

    assert [client.post(page(verb, registration)).status_code for verb in CLUSTER_VERBS] == [
        403
    ] * len(CLUSTER_VERBS)
    assert client.get(reverse("registration:assessment-list")).status_code == 403


def test_who_comes_to_the_page_that_ends_it(client, sign_in, registration):
    statuses = {}
    for name, person in personas(registration).items():
        sign_in(person)
        statuses[name] = client.get(page("registration-withdraw", registration)).status_code

    assert statuses == {
        **dict.fromkeys(("representative", "admin", "coordinator"), 200),
        **dict.fromkeys(("programme", "auditor"), 403),
        **dict.fromkeys(("same cluster", "other cluster", "other coordinator"), 404),
        **dict.fromkeys(("finance", "operator", "nobody"), 404),
    }


def test_the_cluster_reads_a_page_of_its_own_and_owes_a_reason(client, sign_in, registration):
    url, case = page("registration-withdraw", registration), page("assessment-detail", registration)
    sign_in(coordinator_of(registration))

    shown = client.get(url)
    refused = client.post(url, {"remark": " "})
    ended = client.post(url, {"remark": "It has moved away."})

    assert f"of {registration.organisation}?" in shown.text
    assert "rest for a while" not in shown.text
    assert refused.context["form"].errors == {"remark": ["This field is required."]}
    assert ended.url == case
    registration.refresh_from_db()
    assert (registration.state, registration.remark) == (R.WITHDRAWN, "It has moved away.")


def test_what_waits_for_the_cluster_is_rejected_and_not_ended(
    client, sign_in, representative, coordinator
):
    sent = submitted(representative)
    sign_in(coordinator)

    answers = [
        client.get(page("registration-withdraw", sent)),
        client.post(page("registration-withdraw", sent), {"remark": "Out of scope."}),
    ]

    assert not client.get(page("assessment-detail", sent)).context["may_withdraw"]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("Reject it instead" in answer.text for answer in answers)
    sent.refresh_from_db()
    assert sent.state == R.SUBMITTED


def test_the_cluster_writes_no_answers(client, sign_in, registration):
    sign_in(coordinator_of(registration))

    for url in (
        page("section-edit", registration, "purpose"),
        page("registration-check", registration),
        page("registration-sent", registration),
    ):
        assert client.get(url).status_code == 403


@pytest.mark.parametrize("reader", ["coordinator", "programme_coordinator", "auditor"])
def test_a_draft_is_nobodys_business_yet(client, sign_in, representative, cluster, reader):
    draft = drafted(representative)
    scope = {"cluster": cluster} if reader == SCOPED else {}
    sign_in(UserFactory(**{reader: True}, **scope))

    assert client.get(page("registration-detail", draft)).status_code == 404
    assert client.get(page("assessment-detail", draft)).status_code == 404
    listed = client.get(reverse("registration:assessment-list"))
    assert list(listed.context["page_obj"]) == []
    exported = client.get(reverse("registration:assessment-list"), {"export": "csv"})
    assert draft.reference not in body(exported).decode()


@pytest.mark.parametrize("reader", ["coordinator", "programme_coordinator", "auditor"])
def test_a_draft_that_was_given_up_stays_with_the_organisation(
    client, sign_in, representative, cluster, reader
):
    given_up = registrations.withdraw(drafted(representative), by=representative)
    ended = registrations.withdraw(submitted(representative, "host"), by=representative)
    sign_in(UserFactory(**{reader: True}, **({"cluster": cluster} if reader == SCOPED else {})))
    case_list = reverse("registration:assessment-list")

    exported = body(client.get(case_list, {"export": "csv"})).decode()
    case = client.get(page("assessment-detail", ended))

    assert client.get(page("registration-detail", given_up)).status_code == 404
    assert client.get(page("assessment-detail", given_up)).status_code == 404
    assert list(client.get(case_list).context["page_obj"]) == [ended]
    assert (given_up.reference in exported, ended.reference in exported) == (False, True)
    assert case.context["history"] == []
    sign_in(representative)
    assert client.get(page("registration-detail", given_up)).status_code == 200


def test_no_search_and_no_count_of_the_list_tells_about_another_cluster(
    client, sign_in, registration
):
    mine = registered("visitor")
    sign_in(coordinator_of(mine))
    url = reverse("registration:assessment-list")

    found = client.get(url, {"organisation": registration.organisation.legal_name})

    assert (found.context["count"], found.context["count_of_all"]) == (0, 1)
    assert client.get(url, {"organisation__vat_number": "X"}).status_code == 400
    sign_in(UserFactory(programme_coordinator=True))
    assert client.get(url).context["count"] == 2


def test_a_registration_begins_only_for_an_organisation_one_represents(client, sign_in):
    foreign = OrganisationFactory()
    own = OrganisationFactory()
    ClusterFactory()
    sign_in(UserFactory(representative=True, organisation=own))

    response = client.post(
        reverse("registration:registration-start"),
        {"role": "host", "organisation": foreign.public_id},
    )

    assert "organisation" in response.context["form"].errors
    assert not Registration.objects.exists()


def test_fields_that_no_form_asks_are_never_stored(client, sign_in, representative):
    draft = drafted(representative)
    other = ClusterFactory(outside=True)
    sign_in(representative)

    client.post(
        page("section-edit", draft, "privacy"),
        {
            "state": "accepted",
            "due_on": "2030-01-01",
            "cluster": other.code,
            "reference": "X",
            "sees_email": "2",
            "sees_phone": "3",
            "sees_address": "3",
            "sees_cv": "2",
        },
    )

    draft.refresh_from_db()
    assert (draft.state, draft.due_on, draft.is_listed) == (R.DRAFT, None, False)
    assert draft.cluster != other
    refused = client.post(page("section-edit", draft, "organisation"), {"cluster": other.code})
    assert "cluster" in refused.context["form"].errors


@pytest.mark.parametrize("content", [b"<script>", b""])
def test_a_file_that_is_no_paper_is_refused_and_the_answers_stay(
    client, sign_in, representative, content
):
    draft = drafted(representative)
    sign_in(representative)

    response = client.post(
        page("section-edit", draft, "you"),
        {"is_third_country_national": "on", "cv": SimpleUploadedFile("cv.pdf", content)},
    )

    assert list(response.context["form"].errors) == ["cv"]
    assert response.context["form"]["is_third_country_national"].value()
    draft.refresh_from_db()
    assert (bool(draft.cv), draft.is_third_country_national) == (False, False)
    again = client.get(page("section-edit", draft, "you")).context["form"]
    assert again["is_third_country_national"].value()


def test_periods_have_two_ends_in_order(client, sign_in, representative):
    draft = drafted(representative)
    sign_in(representative)

    response = client.post(
        page("section-edit", draft, "time"),
        {
            "mode": "both",
            "preferred_days": "5",
            "windows_0_0": "30.4.2027",
            "windows_0_1": "1.3.2027",
            "windows_1_0": "1.5.2027",
            "windows_1_1": "",
            "windows_2_0": "1.6.2027",
            "windows_2_1": "soon",
            "windows_3_0": "1.6.2027",
            "windows_3_1": "1.6.2127",
        },
    )

    assert response.context["form"].errors == {
        "windows": [
            "Row 1: The last day cannot come before the first.",
            "Row 2: Give both ends of the period.",
            "Row 3: Enter a day like 13 May 2021 or 13.5.2021.",
            f"Row 4: The programme runs from {day(draft.programme.starts_on)} to"
            f" {day(draft.programme.ends_on)}.",
        ]
    }


@pytest.mark.parametrize("role", ["host", "visitor"])
@pytest.mark.parametrize("section", ["organisation", "you", "purpose", "time", "privacy"])
def test_every_section_shows_its_questions(client, sign_in, representative, role, section):
    draft = drafted(representative, role)
    sign_in(representative)

    assert client.get(page("section-edit", draft, section)).status_code == 200
    assert client.get(page("registration-detail", draft)).status_code == 200
    assert client.get(page("registration-check", draft)).status_code == 200


def test_an_unknown_section_or_paper_is_not_there(client, sign_in, registration):
    sign_in(registration.representative)

    assert client.get(page("section-edit", registration, "money")).status_code == 404
    assert client.get(page("paper-download", registration, "photo")).status_code == 404


def test_a_change_leads_back_to_where_it_began(client, sign_in, representative):
    draft = drafted(representative)
    sign_in(representative)

    response = client.post(
        page("section-edit", draft, "organisation") + "?from=check",
        {"cluster": draft.cluster.code},
    )

    assert response.url == page("registration-check", draft)


def test_what_is_with_the_cluster_has_no_forms(client, sign_in, representative):
    sent = submitted(representative)
    sign_in(representative)

    edit = client.get(page("section-edit", sent, "purpose"))
    check = client.get(page("registration-check", sent))

    assert edit.url == page("registration-detail", sent)
    assert check.url == page("registration-sent", sent)


def test_the_rules_explain_themselves_before_anything_is_sent(client, sign_in, cluster):
    organisation = OrganisationFactory(country__code="ES", large=True, member_of=cluster)
    person = sign_in(UserFactory(representative=True, organisation=organisation))

    shown = client.get(page("registration-check", drafted(person)))

    assert [outcome.rule for outcome in shown.context["ineligible"]] == ["E1"]
    assert "Send the registration" not in shown.content.decode()


# -- The coordinator's buttons ----------------------------------------------------------------


def test_membership_is_confirmed_on_the_page_of_the_case(
    client, sign_in, representative, coordinator
):
    Membership.objects.update(confirmed_at=None, confirmed_by=None)
    sent = submitted(representative)
    sign_in(coordinator)
    assert len(client.get(page("assessment-detail", sent)).context["requests"]) == 1

    client.post(page("assessment-membership", sent))

    assert Membership.objects.get().confirmed_by == coordinator
    assert client.get(page("assessment-detail", sent)).context["requests"] == []


def test_reserving_resting_and_ending_have_buttons(client, sign_in, registration):
    person = registration.representative
    steps = [
        (coordinator_of(registration), "assessment-reserve", R.RESERVED),
        (coordinator_of(registration), "assessment-release", R.ACCEPTED),
        (person, "registration-hold", R.ON_HOLD),
        (person, "registration-resume", R.ACCEPTED),
        (person, "registration-withdraw", R.WITHDRAWN),
    ]
    for who, verb, state in steps:
        sign_in(who)
        assert client.get(page("registration-detail", registration)).status_code == 200
        client.post(page(verb, registration))
        registration.refresh_from_db()
        assert registration.state == state
    assert client.get(page("registration-withdraw", registration)).status_code == 200


@pytest.mark.parametrize("state", list(R))
def test_every_state_has_a_page_with_its_next_step(client, sign_in, state):
    registration = registered("visitor", state=state, is_third_country_national=True)
    sign_in(registration.representative)

    assert client.get(page("registration-detail", registration)).status_code == 200
