"""Choosing a programme and running several of them, page by page."""

from datetime import date

import pytest
from django.urls import reverse

from clusters.models import Programme
from clusters.programme.states import ProgrammeState
from tests.factories import (
    ClusterFactory,
    MembershipFactory,
    ProgrammeFactory,
    RegistrationFactory,
    UserFactory,
)

S = ProgrammeState
LIST = reverse("programme:programme-list")


def page(name, programme):
    return reverse(f"programme:programme-{name}", args=[programme.code])


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def other():
    return ProgrammeFactory(code="other", name="OTHER", starts_on=date(2019, 1, 1))


# -- Choosing -------------------------------------------------------------------------------------


@pytest.mark.feature(133)
def test_an_office_is_held_in_every_programme(client, sign_in, programme, other):
    sign_in(UserFactory(finance=True))

    answer = client.get(LIST)

    assert [row for row, _tone in answer.context["rows"]] == [programme, other]
    assert answer.context["current"] == programme


@pytest.mark.feature(133)
def test_a_participant_chooses_among_the_own_programmes(client, sign_in, programme, other):
    ProgrammeFactory(code="third", name="THIRD")
    person = UserFactory(representative=True)
    organisation = person.assignments.get().organisation
    MembershipFactory(organisation=organisation, cluster=ClusterFactory(programme=programme))
    RegistrationFactory(
        organisation=organisation, cluster=ClusterFactory(programme=other), state="draft"
    )
    sign_in(person)

    assert [row for row, _tone in client.get(LIST).context["rows"]] == [programme, other]
    assert client.get(page("detail", programme)).status_code == 404
    assert client.post(reverse("programme:programme-choose", args=["third"])).status_code == 404

    client.post(page("choose", other))
    answer = client.get(LIST)
    assert answer.context["current"] == other
    assert "header__programme" in answer.text


@pytest.mark.feature(133)
def test_a_membership_that_is_over_or_refused_shows_no_programme(client, sign_in, programme):
    person = UserFactory(representative=True)
    organisation = person.assignments.get().organisation
    MembershipFactory(organisation=organisation, ended_on=date(2021, 1, 1))
    sign_in(person)

    answer = client.get(LIST)

    assert answer.context["rows"] == []
    assert "You take part in no programme yet" in answer.text


@pytest.mark.feature(133)
def test_the_header_names_the_programme_only_where_there_are_several(client, sign_in, programme):
    sign_in(UserFactory(finance=True))
    assert "header__programme" not in client.get(LIST).text

    ProgrammeFactory(code="other", name="OTHER", starts_on=date(2019, 1, 1))
    sign_in(UserFactory(finance=True))
    assert "header__programme" in client.get(LIST).text


@pytest.mark.feature(133)
def test_who_takes_part_in_another_programme_only_begins_there(client, sign_in, programme, other):
    sign_in(UserFactory(coordinator=True, cluster=ClusterFactory(programme=other)))

    assert client.session["programme"] == "other"
    assert client.get(LIST).context["current"] == other


@pytest.mark.feature(133)
def test_the_foot_of_the_page_is_that_of_the_programme_looked_at(
    client, sign_in, settings, programme, other
):
    settings.PROGRAMME_LINES = "clusters.programme.lines.for_page"
    Programme.objects.filter(pk=other.pk).update(funding_line="Paid by somebody else")
    sign_in(UserFactory(finance=True))
    assert "Co-funded by the COSME programme" in client.get(LIST).text

    client.post(page("choose", other))

    assert "Paid by somebody else" in client.get(LIST).text
    client.logout()
    assert "Co-funded by the COSME programme" in client.get("/").text


@pytest.mark.feature(133)
def test_a_choice_that_is_no_longer_possible_is_forgotten(client, sign_in, programme, other):
    person = sign_in(UserFactory(finance=True))
    client.post(page("choose", other))
    person.assignments.all().delete()
    UserFactory(coordinator=True)
    ClusterFactory(programme=programme)

    assert client.get(LIST).context["current"] is None


# -- Running --------------------------------------------------------------------------------------


@pytest.mark.feature(134)
def test_a_programme_is_cloned_started_shown_and_closed(client, sign_in, programme):
    sign_in(UserFactory(programme_coordinator=True))
    answer = client.post(
        page("clone", programme),
        {
            "name": "NEXT",
            "code": "next",
            "reference_prefix": "NX",
            "grant_number": "900001",
            "starts_on": "2030-01-01",
            "ends_on": "31.12.2031",
        },
        follow=True,
    )
    made = Programme.objects.get(code="next")
    assert answer.redirect_chain == [(page("detail", made), 302)]
    assert answer.context["steps"] == [
        ("running", "Start the programme", "primary"),
        ("archived", "Archive the programme", "danger"),
    ]

    client.post(page("move", made), {"to": "running"})
    client.post(page("show", made))
    client.post(page("move", made), {"to": "closing"})

    made.refresh_from_db()
    assert (made.state, made.is_default, made.ends_on) == (S.CLOSING, True, date(2031, 12, 31))
    answer = client.get(page("detail", made))
    assert answer.context["steps"][0] == ("running", "Open the programme again", "secondary")


@pytest.mark.feature(134)
def test_a_clone_without_a_name_of_its_own_says_so(client, sign_in, programme):
    sign_in(UserFactory(programme_coordinator=True))

    answer = client.post(page("clone", programme), {"code": "blues", "reference_prefix": "BX"})

    assert sorted(answer.context["form"].errors) == [
        "code",
        "ends_on",
        "grant_number",
        "name",
        "reference_prefix",
        "starts_on",
    ]


@pytest.mark.feature(134)
def test_texts_are_changed_on_a_page(client, sign_in, programme):
    sign_in(UserFactory(programme_coordinator=True))
    form = client.get(page("edit", programme)).context["form"]
    assert "grant_number" not in form.fields
    sent = {name: form[name].value() for name in form.fields} | {"ends_on": "2031-12-31"}

    client.post(page("edit", programme), sent)

    programme.refresh_from_db()
    assert programme.ends_on == date(2031, 12, 31)


@pytest.mark.parametrize("persona", ["finance", "auditor", "coordinator"])
def test_others_read_a_programme_and_run_none(client, sign_in, programme, persona):
    ClusterFactory(programme=programme)
    sign_in(UserFactory(**{persona: True}))

    answer = client.get(page("detail", programme))
    assert (answer.status_code, answer.context["steps"], answer.context["may_edit"]) == (
        200,
        [],
        False,
    )
    assert [client.get(page(name, programme)).status_code for name in ("edit", "clone")] == [
        403,
        403,
    ]
    assert client.post(page("move", programme), {"to": "closing"}).status_code == 403
    assert client.post(page("show", programme)).status_code == 403


def test_there_is_no_other_step(client, sign_in, programme):
    sign_in(UserFactory(programme_coordinator=True))

    assert client.post(page("move", programme), {"to": "gone"}).status_code == 404
    assert client.post(page("move", programme), {"to": "archived"}).status_code == 409


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_of_programmes_query_count(client, sign_in, django_assert_num_queries, count):
    for number in range(count):
        ProgrammeFactory(code=f"p{number}", furnished=False)
    sign_in(UserFactory(finance=True))

    with django_assert_num_queries(5):  # session, person, roles, programmes, the one looked at
        client.get(LIST)
