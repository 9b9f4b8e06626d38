"""The work list of a cluster and the page of a case."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.urls import reverse

from blues import journal
from blues.common import clock
from clusters.models import Membership, Role
from clusters.people import appointments
from exchanges.models import FieldRemark, RegistrationState
from exchanges.registration import assessment
from tests.exchanges.cast import body, coordinator_of, registered, submitted
from tests.exchanges.dates import TODAY
from tests.factories import (
    ChecklistAnswerFactory,
    ChecklistItemFactory,
    ClusterFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    RuleExceptionFactory,
    UserFactory,
)

R = RegistrationState
WORK_LIST = reverse("registration:assessment-list")


def page(name, registration):
    return reverse(f"registration:{name}", args=[registration.public_id])


def decide(client, registration, verb, /, **answers):
    """Open the case and send one of its forms, as a browser would."""
    form = {"accept": "accept_form", "ask": "ask_form", "reject": "reject_form"}[verb]
    shown = client.get(page("assessment-detail", registration))
    data = {f"{verb}-{name}": value for name, value in answers.items()}
    data[f"{verb}-version"] = shown.context[form].current_version
    return client.post(page(f"assessment-{verb}", registration), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def two_cases(representative, cluster):
    """Two of the cluster, the second a day younger."""
    first = submitted(representative)
    organisation = OrganisationFactory(
        country__code="FR", sme_declared=True, member_of=cluster, legal_name="Example Younger Ltd"
    )
    other = UserFactory(representative=True, organisation=organisation)
    with clock.standing_on(TODAY + timedelta(days=1)):
        second = submitted(other)
    return first, second


def test_accepting_opens_the_next_case_and_the_last_one_the_list(
    client, sign_in, coordinator, two_cases
):
    first, second = two_cases
    sign_in(coordinator)

    accepted = decide(client, first, "accept", rest_is_fine="on")
    assert accepted.url == page("assessment-detail", second)
    assert said(accepted) == [f"Accepted {first.reference}. Next: {second}."]
    rejected = decide(client, second, "reject", code="duplicate", reason="Registered before.")

    assert rejected.url == WORK_LIST
    assert said(rejected)[-1] == f"Rejected {second.reference}. Nothing else waits for you."
    for case in two_cases:
        case.refresh_from_db()
    assert (first.state, second.state, second.remark) == (
        R.ACCEPTED,
        R.REJECTED,
        "Registered before.",
    )


def test_whoever_decides_finds_the_way_to_the_decision_at_the_top(
    client, sign_in, coordinator, representative
):
    address = page("assessment-detail", submitted(representative))
    found = []
    for person in (coordinator, UserFactory(auditor=True)):
        sign_in(person)
        shown = client.get(address).text
        found.append((shown.count('href="#decide">Decide</a>'), shown.count('id="decide"')))

    assert found == [(1, 1), (0, 0)]


def test_two_clicks_accept_a_newcomer_and_confirm_its_membership(
    client, sign_in, representative, coordinator, cluster
):
    case = submitted(representative)
    ChecklistItemFactory(programme=cluster.programme, code="membership", rule="E2")
    Membership.objects.update(confirmed_at=None, confirmed_by=None)
    confirms = "Accepting the registration also confirms that"
    sign_in(coordinator)
    assert confirms in client.get(page("assessment-detail", case)).text

    decide(client, case, "accept", rest_is_fine="on")

    case.refresh_from_db()
    membership = Membership.objects.get()
    assert (case.state, membership.confirmed_by) == (R.ACCEPTED, coordinator)
    entries = journal.entries_for(f"organisation:{case.organisation.public_id}")
    assert [str(entry.verb) for entry in entries][-1] == "membership-confirmed"
    assert [answer.answer for answer in case.checklist_answers.all()] == ["yes"]
    assert confirms not in client.get(page("assessment-detail", case)).text


def test_the_next_case_is_neither_a_colleagues_nor_one_of_an_own_organisation(
    client, sign_in, coordinator, cluster, two_cases
):
    first, second = two_cases
    assessment.take_up(first, by=UserFactory(coordinator=True, cluster=cluster))
    sign_in(coordinator)
    assert client.get(reverse("registration:assessment-next")).url == page(
        "assessment-detail", second
    )

    RoleAssignmentFactory(
        user=coordinator, role=Role.REPRESENTATIVE, organisation=second.organisation
    )

    assert client.get(reverse("registration:assessment-next")).url == WORK_LIST


def test_a_case_of_somebody_who_has_left_is_free_again(
    client, sign_in, coordinator, cluster, two_cases
):
    first, _second = two_cases
    leaver = UserFactory(coordinator=True, cluster=cluster)
    assessment.take_up(first, by=leaver)
    programme = UserFactory(programme_coordinator=True)
    appointments.end(assignment=leaver.assignments.get(), by=programme)
    sign_in(coordinator)

    following = client.get(reverse("registration:assessment-next"))
    shown = client.get(following.url)

    assert following.url == page("assessment-detail", first)
    assert f"{leaver} had taken it up and works here no longer" in shown.content.decode()
    assert list(client.get(WORK_LIST, {"taken": "nobody"}).context["page_obj"]) == [*two_cases]
    client.post(page("assessment-take-up", first))
    first.refresh_from_db()
    assert (first.state, first.taken_up_by) == (R.UNDER_ASSESSMENT, coordinator)


def test_the_list_says_what_waits_and_filters_it(client, sign_in, coordinator, two_cases):
    first, second = two_cases
    assessment.take_up(second, by=coordinator)
    decided = RegistrationFactory(host=True, cluster=first.cluster)
    sign_in(coordinator)

    with clock.standing_on(TODAY + timedelta(days=15)):
        response = client.get(WORK_LIST)
        found = {
            value: list(client.get(WORK_LIST, {name: value}).context["page_obj"])
            for name, value in (
                ("turn", "cluster"),
                ("turn", "overdue"),
                ("turn", "organisation"),
                ("taken", "me"),
                ("taken", "nobody"),
            )
        }

    assert list(response.context["page_obj"]) == [first, second, decided]
    assert response.context["said"] == "Waiting for your cluster: 2, of these overdue: 1, yours: 1."
    assert "1 day late" in response.content.decode()
    assert found == {
        "cluster": [first, second],
        "overdue": [first],
        "organisation": [],
        "me": [second],
        "nobody": [first],
    }


@pytest.mark.parametrize("persona", ["programme_coordinator", "auditor"])
def test_who_oversees_reads_the_list_of_the_programme_looked_at(client, sign_in, cluster, persona):
    here, there = registered_in_two_programmes(cluster)
    sign_in(UserFactory(**{persona: True}))
    lists = (WORK_LIST, reverse("registration:exception-list"))

    before = [list(client.get(url).context["page_obj"]) for url in lists]
    exported = body(client.get(WORK_LIST, {"export": "csv"})).decode()
    client.post(reverse("programme:programme-choose", args=[there.programme.code]))
    after = [list(client.get(url).context["page_obj"]) for url in lists]

    assert before == [[here], [here.exceptions.get()]]
    assert after == [[there], [there.exceptions.get()]]
    assert there.reference not in exported


def test_the_own_work_is_on_the_list_whichever_programme_is_looked_at(client, sign_in, cluster):
    here, there = registered_in_two_programmes(cluster)
    RegistrationFactory(host=True, cluster__programme=there.programme)
    person = UserFactory(coordinator=True, cluster=there.cluster)
    sign_in(person)
    assert set(client.get(WORK_LIST).context["page_obj"]) == {there}

    RoleAssignmentFactory(user=person, role=Role.AUDITOR)
    client.post(reverse("programme:programme-choose", args=[cluster.programme.code]))

    assert set(client.get(WORK_LIST).context["page_obj"]) == {here, there}


def registered_in_two_programmes(cluster):
    other = ProgrammeFactory(code="other", name="OTHER", reference_prefix="OT")
    found = (
        RegistrationFactory(host=True, cluster=cluster, membership=False),
        RegistrationFactory(host=True, cluster=ClusterFactory(programme=other), membership=False),
    )
    for registration in found:
        RuleExceptionFactory(registration=registration)
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_the_cluster_asks_as_often_for_three_as_for_one(
    client, sign_in, django_assert_num_queries, coordinator, cluster, count
):
    shown = RegistrationFactory.create_batch(
        count, host=True, cluster=cluster, state=R.SUBMITTED, due_on=TODAY
    )
    RegistrationFactory(host=True)
    sign_in(coordinator)

    with django_assert_num_queries(9):
        response = client.get(WORK_LIST)

    assert set(response.context["page_obj"]) == set(shown)


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_asks_as_often_for_three_of_everything_as_for_one(
    client, sign_in, django_assert_num_queries, count
):
    case = registered("host", state=R.UNDER_ASSESSMENT)
    person = coordinator_of(case)
    for _number in range(count):
        ChecklistAnswerFactory(registration=case, answered_by=person)
        RegistrationFactory(
            role="visitor", organisation=case.organisation, state=R.WITHDRAWN, membership=False
        )
    sign_in(person)

    with django_assert_num_queries(41):
        client.get(page("assessment-detail", case))


def test_every_required_point_is_answered_before_acceptance(
    client, sign_in, coordinator, representative, cluster
):
    case = submitted(representative)
    needed = ChecklistItemFactory(programme=cluster.programme, code="identity")
    ChecklistItemFactory(programme=cluster.programme, code="cv", is_required=False)
    ChecklistItemFactory(programme=cluster.programme, code="hosts", role="host")
    sign_in(coordinator)

    open_point = decide(client, case, "accept")
    assert open_point.context["accept_form"].errors == {
        "answer_identity": ["Answer this point, or say yes to all that is left open."]
    }
    bare_no = decide(client, case, "accept", answer_identity="no")
    assert list(bare_no.context["accept_form"].errors) == ["note_identity"]
    explained = decide(client, case, "accept", answer_identity="no", note_identity="Unknown.")
    assert list(explained.context["accept_form"].errors) == ["answer_identity"]
    accepted = decide(client, case, "accept", answer_identity="na", answer_cv="no", note_cv="Old.")

    assert accepted.url == WORK_LIST
    kept = case.checklist_answers.values_list("item__code", "answer", "note", "answered_by")
    assert list(kept) == [
        ("identity", "na", "", coordinator.pk),
        ("cv", "no", "Old.", coordinator.pk),
    ]
    assert needed.answers.get().registration == case


def test_one_tick_answers_what_needs_no_look_and_is_marked(
    client, sign_in, coordinator, representative, cluster
):
    case = submitted(representative, is_third_country_national=True)
    for code, rule in (("seen", ""), ("country", "E4"), ("residence", "E9"), ("cv", "")):
        ChecklistItemFactory(programme=cluster.programme, code=code, rule=rule, text=f"On {code}")
    sign_in(coordinator)

    left_open = decide(client, case, "accept", rest_is_fine="on", answer_seen="yes")
    assert left_open.context["accept_form"].errors == {
        "answer_residence": ["Its rule has not passed: look at this point and answer it."]
    }
    decide(client, case, "accept", rest_is_fine="on", answer_seen="yes", answer_residence="na")

    kept = case.checklist_answers.values_list("item__code", "answer", "in_one_go")
    assert list(kept) == [
        ("seen", "yes", False),
        ("country", "yes", True),
        ("residence", "na", False),
        ("cv", "na", True),
    ]
    entry = journal.entries_for(case.case).get(verb="checklist-answered")
    assert entry.detail["in_one_go"] == ["country", "cv"]
    assert client.get(page("assessment-detail", case)).text.count("in one go with others") == 2


def test_a_cv_that_was_handed_in_is_a_point_like_the_others(representative, coordinator, cluster):
    case = submitted(representative)
    case.cv = "cv/one.pdf"
    case.save(update_fields=["cv"])
    ChecklistItemFactory(programme=cluster.programme, code="cv")

    assessment.accept(case, by=coordinator, rest_is_fine=True)

    assert [answer.answer for answer in case.checklist_answers.all()] == ["yes"]


def test_what_was_answered_before_is_not_answered_in_one_go(
    client, sign_in, representative, coordinator, cluster
):
    case = submitted(representative, is_third_country_national=True)
    known = ChecklistItemFactory(programme=cluster.programme, code="residence", rule="E9")
    ChecklistAnswerFactory(registration=case, item=known, note="Seen.")
    sign_in(coordinator)

    assert decide(client, case, "accept", rest_is_fine="on").url == WORK_LIST

    answer = case.checklist_answers.get()
    assert (answer.answer, answer.note, answer.in_one_go) == ("yes", "Seen.", False)


def test_nobody_says_no_in_one_go():
    with pytest.raises(IntegrityError, match="checklistanswer_no_is_looked_at"):
        ChecklistAnswerFactory(answer="no", note="Unknown.", in_one_go=True)


def test_remarks_point_at_single_answers(client, sign_in, coordinator, representative):
    case = submitted(representative)
    sign_in(coordinator)

    empty = decide(client, case, "ask")
    assert "remark" in empty.context["ask_form"].errors
    decide(client, case, "ask", remark_summary="Which rivers?", remark_windows="Too short.")

    case.refresh_from_db()
    assert case.state == R.MORE_INFO_NEEDED
    assert list(FieldRemark.objects.values_list("round", "field", "text", "made_by")) == [
        (1, "summary", "Which rivers?", coordinator.pk),
        (1, "windows", "Too short.", coordinator.pk),
    ]


def test_a_rejection_has_a_reason_from_the_list_and_words(
    client, sign_in, coordinator, representative
):
    case = submitted(representative)
    sign_in(coordinator)

    refused = decide(client, case, "reject", reason="Because.")

    assert list(refused.context["reject_form"].errors) == ["code"]
    case.refresh_from_db()
    assert case.state == R.SUBMITTED


def test_whoever_comes_second_reads_who_was_first(
    client, sign_in, coordinator, representative, cluster
):
    case = submitted(representative)
    colleague = UserFactory(
        coordinator=True, cluster=cluster, given_names="Zoraida", family_name="First"
    )
    sign_in(coordinator)
    version = client.get(page("assessment-detail", case)).context["accept_form"].current_version
    assessment.reject(case, by=colleague, reason="A duplicate.")

    late = client.post(
        page("assessment-accept", case),
        {"accept-version": version, "accept-rest_is_fine": "on"},
    )

    assert late.status_code == 409
    assert f"Zoraida First has rejected {case.reference}" in late.content.decode()
    assert "Nothing of yours was saved." in late.content.decode()


def test_nobody_decides_on_answers_that_have_changed_since(
    client, sign_in, coordinator, representative
):
    from exchanges.registration import registrations  # noqa: PLC0415 -- beside its use

    case = submitted(representative)
    sign_in(coordinator)
    version = client.get(page("assessment-detail", case)).context["accept_form"].current_version
    registrations.submit(
        assessment.ask_for_more(case, by=coordinator, remark="Which rivers?"), by=representative
    )

    late = client.post(
        page("assessment-accept", case), {"accept-version": version, "accept-rest_is_fine": "on"}
    )

    assert late.status_code == 409
    case.refresh_from_db()
    assert case.state == R.SUBMITTED


def test_the_case_shows_registers_history_and_why_this_cluster(
    client, sign_in, coordinator, representative
):
    case = submitted(representative)
    organisation = case.organisation
    organisation.vat_number = "ESB58378431"
    organisation.save()
    earlier = RegistrationFactory(
        role="host", organisation=organisation, state=R.WITHDRAWN, membership=False
    )
    foreign = RegistrationFactory(host=True)
    sign_in(coordinator)

    shown = client.get(page("assessment-detail", case)).content.decode()

    assert "ESB58378431 (the check digits are right)" in shown
    assert earlier.reference in shown
    assert foreign.reference not in shown
    assert "The organisation belongs to this cluster." in shown
    assert "Nobody has taken it up yet." in shown


@pytest.mark.parametrize(
    ("country", "number", "words"),
    [
        ("ES", "ESB58378432", "its digits cannot be right"),
        ("UA", "123456789", "cannot be checked here"),
    ],
)
def test_a_vat_number_that_cannot_be_right_or_checked_says_so(
    client, sign_in, country, number, words
):
    organisation = OrganisationFactory(country__code=country, vat_number=number)
    case = RegistrationFactory(host=True, organisation=organisation, state=R.SUBMITTED)
    sign_in(coordinator_of(case))

    assert words in client.get(page("assessment-detail", case)).content.decode()


def test_the_export_holds_what_the_list_shows(client, sign_in, coordinator, two_cases):
    sign_in(coordinator)

    exported = body(client.get(WORK_LIST, {"export": "csv"})).decode()

    assert [line.split(",")[0] for line in exported.splitlines()[1:]] == [
        f'"{case.reference}"' for case in two_cases
    ]
