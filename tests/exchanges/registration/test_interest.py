""" "Still interested?": the link in the mail, the click, and the question by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import signing
from django.urls import reverse

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from blues.notices.models import Mail
from clusters.models import Role
from exchanges.models import CallNote, RegistrationState
from exchanges.registration import interest, silent
from tests.exchanges.cast import body, put_away, registered
from tests.exchanges.dates import TODAY
from tests.factories import (
    CallNoteFactory,
    ClusterFactory,
    ConflictOfInterestFactory,
    InvitationFactory,
    MemberContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

R = RegistrationState
LONG_AGO = datetime(2026, 1, 15, 9, tzinfo=UTC)
SILENT = reverse("registration:silent-list")
ASK = reverse("registration:silent-ask")


def quiet(**changes):
    return RegistrationFactory(host=True, decided_at=LONG_AGO, **changes)


def seen(person, on):
    person.last_login = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    person.save()
    return person


# -- The link ----------------------------------------------------------------------------------


@pytest.mark.feature(17)
def test_the_link_of_the_mail_confirms_by_a_button_and_not_by_being_opened(client):
    registration = quiet(hidden_on=TODAY)
    by = UserFactory(coordinator=True, cluster=registration.cluster)
    interest.ask_hosts([registration], by=by)
    link = registration.representative.notices.get().link
    assert link in Mail.objects.get().text

    for _scanner in range(3):
        opened = client.get(link)
        client.head(link)
    registration.refresh_from_db()
    assert (opened.status_code, registration.hidden_on) == (200, TODAY)
    assert client.post(link).status_code == 200
    client.post(link)

    registration.refresh_from_db()
    assert (registration.hidden_on, registration.awake_on) == (None, TODAY)
    recorded = [e for e in journal.entries_for(registration.case) if e.verb == "interest-confirmed"]
    assert [entry.actor for entry in recorded] == [registration.representative]


def test_the_link_wakes_a_resting_registration(client):
    registration = quiet(state=R.LOW_ACTIVE)

    client.post(interest.link_for(registration, registration.representative))

    registration.refresh_from_db()
    assert (registration.state, registration.awake_on) == (R.ACCEPTED, TODAY)


def test_a_link_that_is_old_forged_or_made_for_something_else_says_so(client, monkeypatch):
    registration = quiet()
    person = registration.representative
    keys = [str(registration.public_id), str(person.public_id)]
    good = interest.link_for(registration, person)
    token = good.rstrip("/").rpartition("/")[2]
    other_purpose = signing.dumps(keys, salt="people.invitation")

    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), other_purpose, "nonsense"):
        answer = client.get(reverse("registration:interest-confirm", args=[wrong]))
        assert answer.status_code == 410
    monkeypatch.setattr(interest, "_lasts", lambda registration: timedelta(seconds=-1))
    assert client.post(good).status_code == 410


def test_whoever_no_longer_speaks_for_the_organisation_confirms_nothing(client):
    registration = quiet(state=R.LOW_ACTIVE)
    person = registration.representative
    link = interest.link_for(registration, person)
    person.assignments.update(valid_until=date(2026, 10, 1))

    assert client.post(link).status_code == 410
    with pytest.raises(NotAllowed):
        interest.confirm(registration, by=UserFactory())


def test_an_ended_registration_has_nothing_to_confirm():
    registration = quiet(state=R.EXPIRED)

    with pytest.raises(Conflict):
        interest.confirm(registration, by=registration.representative)


def test_a_hidden_profile_comes_back_on_its_own_page(client, sign_in):
    registration = quiet(hidden_on=TODAY)
    sign_in(registration.representative)
    detail = reverse("registration:registration-detail", args=[registration.public_id])
    assert "Hidden from the catalogue" in client.get(detail).content.decode()

    client.post(reverse("registration:registration-interest", args=[registration.public_id]))

    assert "Hidden from the catalogue" not in client.get(detail).content.decode()


def test_a_pause_has_a_last_day_when_one_is_given(client, sign_in):
    registration = registered("host")
    sign_in(registration.representative)
    url = reverse("registration:registration-hold", args=[registration.public_id])
    assert client.post(url, {"until": "never"}).status_code == 400
    assert client.post(url, {"until": "1.1.2026"}).status_code == 400

    client.post(url, {"until": "24.12.2026"})

    registration.refresh_from_db()
    assert (registration.state, registration.hold_until) == (R.ON_HOLD, date(2026, 12, 24))


# -- Silent members ----------------------------------------------------------------------------


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


def member(cluster, **changes):
    return OrganisationFactory(member_of=cluster, **changes)


def with_person(organisation, on=None, **changes):
    person = UserFactory(representative=True, organisation=organisation, **changes)
    return seen(person, on) if on else person


def shown(client, **query):
    return {row.legal_name for row in client.get(SILENT, query).context["page_obj"]}


def test_the_silent_are_found_by_days_and_by_reason(client, sign_in, cluster, coordinator):
    for name, days in (("Lately", 5), ("Month", 40), ("Season", 100), ("Year", 300)):
        organisation = member(cluster, legal_name=name, description="Water.")
        with_person(organisation, TODAY - timedelta(days=days))
        RegistrationFactory(role="host", organisation=organisation, membership=False)
    invited = member(cluster, legal_name="Invited")
    InvitationFactory(organisation=invited)
    with_person(OrganisationFactory(legal_name="Elsewhere", member_of=ClusterFactory()))
    sign_in(coordinator)

    assert shown(client) == {"Month", "Season", "Year", "Invited"}
    assert shown(client, days="90") == {"Season", "Year", "Invited"}
    assert shown(client, days="180") == {"Year", "Invited"}
    assert shown(client, why="never-registered") == {"Invited"}
    assert shown(client, why="empty") == {"Invited"}
    assert shown(client, why="invited") == {"Invited"}
    text = client.get(SILENT, {"why": "invited"}).content.decode()
    assert "invited, no answer, not registered, empty profile" in text


def test_the_list_says_whom_to_call_and_what_came_of_the_last_call(
    client, sign_in, cluster, coordinator
):
    organisation = member(cluster)
    with_person(organisation, phone="+34 900 000 001", given_names="Ana", family_name="Silent")
    CallNoteFactory(
        organisation=organisation, cluster=cluster, outcome=CallNote.Outcome.WRONG_NUMBER
    )
    CallNoteFactory(
        organisation=organisation,
        cluster=cluster,
        outcome="call_again",
        next_call_on=TODAY + timedelta(days=3),
    )
    sign_in(coordinator)

    page = client.get(SILENT).content.decode()
    exported = body(client.get(SILENT, {"export": "csv"})).decode()

    for words in ("Ana Silent", "+34 900 000 001", "reached, call again"):
        assert words in page
    assert "Ana Silent" in exported
    assert "wrong number" not in exported


@pytest.mark.parametrize(
    ("own_phone", "called"),
    [
        ("", ("Contact Listed", "+34 900 000 002")),
        ("+34 900 000 001", ("Ana Silent", "+34 900 000 001")),
    ],
)
def test_a_number_from_a_member_list_is_called_where_no_other_is_known(
    client, sign_in, cluster, coordinator, own_phone, called
):
    organisation = member(cluster)
    with_person(organisation, phone=own_phone, given_names="Ana", family_name="Silent")
    about = {"organisation": organisation, "cluster": cluster}
    MemberContactFactory(**about)
    MemberContactFactory(**about, family_name="Listed", phone="+34 900 000 002")
    MemberContactFactory(organisation=organisation, phone="+34 900 000 003")  # another cluster's
    sign_in(coordinator)

    [row] = client.get(SILENT).context["page_obj"]
    page = client.get(reverse("registration:silent-call", args=[organisation.public_id])).text

    assert silent.whom_to_call(row) == called
    assert f'<a href="tel:{called[1]}">' in page


def test_whom_a_member_list_names_without_a_number_is_named(client, sign_in, cluster, coordinator):
    MemberContactFactory(cluster=cluster, family_name="Listed")
    sign_in(coordinator)

    [row] = client.get(SILENT).context["page_obj"]

    assert silent.whom_to_call(row) == ("Contact Listed", "")


@pytest.mark.parametrize("count", [1, 3])
def test_the_silent_list_asks_as_often_for_three_as_for_one(
    client, sign_in, django_assert_num_queries, bare_menu, cluster, coordinator, count
):
    for _number in range(count):
        with_person(member(cluster))
    sign_in(coordinator)

    with django_assert_num_queries(6):
        client.get(SILENT)


def test_a_call_is_noted(client, sign_in, cluster, coordinator):
    organisation = member(cluster)
    url = reverse("registration:silent-call", args=[organisation.public_id])
    sign_in(coordinator)
    assert "Nobody has called yet." in client.get(url).content.decode()
    assert "outcome" in client.post(url, {}).context["form"].errors
    again = client.post(url, {"outcome": "call_again"})
    assert again.context["form"].errors == {"next_call_on": ["Say when you will call again."]}

    client.post(url, {"outcome": "call_again", "text": "On leave.", "next_call_on": "1.12.2026"})

    note = CallNote.objects.get()
    assert (note.made_by, note.cluster, note.text, note.next_call_on) == (
        coordinator,
        cluster,
        "On leave.",
        date(2026, 12, 1),
    )
    assert "On leave." in client.get(url).content.decode()


def test_a_member_of_two_clusters_keeps_the_notes_of_each_apart(
    client, sign_in, cluster, coordinator
):
    organisation, other = member(cluster), ClusterFactory()
    MembershipFactory(organisation=organisation, cluster=other)
    theirs = UserFactory(coordinator=True, cluster=other)
    silent.note_call(
        organisation, by=theirs, outcome="call_again", text="Their secret.", next_call_on=TODAY
    )
    programme = UserFactory(programme_coordinator=True)
    silent.note_call(organisation, by=programme, outcome="wrong_number", text="Programme only.")
    call = reverse("registration:silent-call", args=[organisation.public_id])

    read = {}
    for person in (coordinator, theirs, programme):
        sign_in(person)
        row = client.get(SILENT).context["page_obj"][0]
        notes = {note.text for note in client.get(call).context["notes"]}
        read[person] = (row.called_outcome, row.next_call_on, notes)

    assert read == {
        coordinator: (None, None, set()),
        theirs: ("call_again", TODAY, {"Their secret."}),
        programme: ("wrong_number", None, {"Their secret.", "Programme only."}),
    }


def test_nobody_calls_members_of_another_cluster(client, sign_in, cluster):
    url = reverse("registration:silent-call", args=[member(cluster).public_id])
    sign_in(UserFactory(coordinator=True))
    assert client.get(url).status_code == 404
    sign_in(UserFactory(finance=True))
    assert client.get(SILENT).status_code == 403
    assert client.get(ASK).status_code == 403
    with pytest.raises(NotAllowed):
        silent.note_call(member(cluster), by=UserFactory(), outcome="reached")


def test_silent_hosts_are_asked_in_bulk_after_a_preview(client, sign_in, cluster, coordinator):
    hosts = [quiet(cluster=cluster) for _number in range(3)]
    quiet()  # of another cluster
    RegistrationFactory(visitor=True, cluster=cluster, decided_at=LONG_AGO)
    seen(RegistrationFactory(host=True, cluster=cluster).representative, TODAY)
    sign_in(coordinator)

    preview = client.get(ASK)
    assert list(preview.context["hosts"]) == hosts
    assert "Are you still hosting?" in preview.content.decode()
    assert Mail.objects.count() == 0
    assert "hosts" in client.post(ASK, {}).context["form"].errors
    chosen = [str(host.public_id) for host in hosts[:2]]
    client.post(ASK, {"hosts": chosen})
    client.post(ASK, {"hosts": chosen})

    assert set(Mail.objects.values_list("address", flat=True)) == {
        host.representative.email for host in hosts[:2]
    }
    assert Mail.objects.count() == 2


def test_hosts_that_a_coordinator_is_tied_to_are_left_to_a_colleague(
    client, sign_in, cluster, coordinator
):
    quiet(cluster=cluster, organisation=cluster.organisation, membership=False)
    declared, employer, free = (quiet(cluster=cluster) for _number in range(3))
    ConflictOfInterestFactory(registration=declared, person=coordinator)
    RoleAssignmentFactory(
        user=coordinator, role=Role.REPRESENTATIVE, organisation=employer.organisation
    )
    ConflictOfInterestFactory(registration=free)  # of somebody else
    sign_in(coordinator)

    offered = list(client.get(ASK).context["hosts"])
    refused = client.post(ASK, {"hosts": [str(free.public_id), str(declared.public_id)]})
    client.post(ASK, {"hosts": [str(host.public_id) for host in offered]})

    assert offered == [free]
    assert "hosts" in refused.context["form"].errors
    assert [mail.address for mail in Mail.objects.all()] == [free.representative.email]


def test_nobody_asks_the_hosts_of_an_archived_programme(client, sign_in, cluster, coordinator):
    host = quiet(cluster=cluster)
    put_away(cluster.programme)
    running = quiet(cluster=ClusterFactory(programme=ProgrammeFactory(code="other")))
    RoleAssignmentFactory(user=coordinator, role=Role.COORDINATOR, cluster=running.cluster)
    sign_in(coordinator)

    assert list(client.get(ASK).context["hosts"]) == [running]
    with pytest.raises(Conflict, match="is archived"):
        interest.ask_hosts([running, host], by=coordinator)
    assert Mail.objects.count() == 0


HOSTS = reverse("registration:host-list")


def test_hosts_stand_by_freshness(client, sign_in, cluster, coordinator):
    lately, asleep, awake = (quiet(cluster=cluster) for _number in range(3))
    seen(lately.representative, TODAY)
    interest.confirm(awake, by=awake.representative)
    seen(awake.representative, date(2026, 3, 1))
    elsewhere = quiet()
    RegistrationFactory(visitor=True, cluster=cluster, decided_at=LONG_AGO)
    RegistrationFactory(host=True, cluster=cluster, state=R.SUBMITTED)
    sign_in(coordinator)

    response = client.get(HOSTS)

    assert list(response.context["page_obj"]) == [asleep, lately, awake]
    assert [row.last_sign for row in response.context["page_obj"]] == [
        LONG_AGO.date(),
        TODAY,
        TODAY,
    ]
    assert "Ask 1 silent host" in response.text
    assert list(client.get(HOSTS, {"state": R.ON_HOLD}).context["page_obj"]) == []
    sign_in(UserFactory(programme_coordinator=True))
    assert elsewhere in client.get(HOSTS).context["page_obj"]
    sign_in(lately.representative)
    assert client.get(HOSTS).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_hosts_asks_as_often_for_three_as_for_one(
    client, sign_in, django_assert_num_queries, bare_menu, cluster, coordinator, count
):
    for _number in range(count):
        quiet(cluster=cluster)
    sign_in(coordinator)

    with django_assert_num_queries(6):
        client.get(HOSTS)


def test_without_silent_hosts_there_is_nobody_to_ask(client, sign_in, coordinator):
    sign_in(coordinator)

    assert "There is nobody to ask." in client.get(ASK).content.decode()
