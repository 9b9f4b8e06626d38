"""Inviting many members: chosen, looked at once more, mailed once."""

import re
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from blues import jobs, journal
from blues.common.errors import BadInput, NotAllowed, TooOften
from blues.jobs.models import Job
from blues.notices.models import Mail
from clusters.imports import inviting
from clusters.models import Invitation, MemberContact, Role, User
from clusters.people import invitations
from tests.factories import (
    ClusterFactory,
    MemberContactFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

LIST = reverse("imports:contact-list")
PREVIEW, SEND = reverse("imports:contact-preview"), reverse("imports:contact-invite")


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def coordinator(cluster, sign_in):
    return sign_in(UserFactory(coordinator=True, cluster=cluster))


def previewed(client, data, **filters):
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return client.post(f"{PREVIEW}?{query}", data)


def send(client, preview, role=Role.REPRESENTATIVE):
    form = preview.context["form"]
    return client.post(SEND, {"role": role, **form.initial})


def addresses() -> list[str]:
    return sorted(
        Mail.objects.filter(subject__contains="invited").values_list("address", flat=True)
    )


def results() -> list[dict]:
    return [job.result for job in Job.objects.filter(kind="imports.invite")]


def test_the_chosen_get_one_mail_each_in_their_language(client, cluster, coordinator):
    german = MemberContactFactory(cluster=cluster, language="de")
    english, left = MemberContactFactory.create_batch(2, cluster=cluster)

    preview = previewed(client, {"contact": [german.public_id, english.public_id]})
    assert preview.context["count"] == 2
    assert not Mail.objects.exists()
    sent = send(client, preview)
    assert sent.url == Job.objects.get(kind="imports.invite").get_absolute_url()
    jobs.run_due()

    mails = dict(Mail.objects.values_list("address", "language"))
    assert mails == {german.email: "de", english.email: "en"}
    assert {(i.email, i.role, i.organisation) for i in Invitation.objects.all()} == {
        (contact.email, Role.REPRESENTATIVE, contact.organisation) for contact in (german, english)
    }
    left.refresh_from_db()
    assert (left.times_invited, left.invited_at) == (0, None)


def test_pressing_twice_sends_once(client, cluster, coordinator):
    MemberContactFactory(cluster=cluster)
    preview = previewed(client, {"all": "1"})

    assert send(client, preview).url == send(client, preview).url
    jobs.run_due()
    jobs.run_due()

    assert Mail.objects.count() == 1


def test_all_that_fit_the_filters_are_taken(client, cluster, coordinator):
    fits = MemberContactFactory(cluster=cluster, family_name="Aqua")
    MemberContactFactory(cluster=cluster)

    send(client, previewed(client, {"all": "1"}, q="aqua"))
    jobs.run_due()

    assert list(Mail.objects.values_list("address", flat=True)) == [fits.email]


def test_a_filter_that_makes_no_sense_chooses_nobody(client, coordinator):
    assert previewed(client, {"all": "1"}, cluster="nowhere").status_code == 400


def test_nobody_is_mailed_again_within_a_week_nor_a_fourth_time(client, cluster, coordinator):
    lately, often, again = MemberContactFactory.create_batch(3, cluster=cluster)
    MemberContact.objects.update(
        invited_at=timezone.now() - timedelta(days=8), times_invited=F("times_invited") + 1
    )
    MemberContact.objects.filter(pk=lately.pk).update(invited_at=timezone.now())
    MemberContact.objects.filter(pk=often.pk).update(times_invited=3)

    preview = previewed(client, {"all": "1"})
    assert (preview.context["count"], preview.context["left_out"]) == (1, 2)
    send(client, preview)
    jobs.run_due()

    assert list(Mail.objects.values_list("address", flat=True)) == [again.email]


def newest_link() -> str:
    return re.search(r"/invitations/accept/[^/\s]+/", Mail.objects.latest("pk").text)[0]


def test_whoever_has_an_account_adds_the_role_to_it(client, sign_in, cluster, coordinator):
    contact = MemberContactFactory(cluster=cluster)
    known = UserFactory(email=contact.email, representative=True)
    send(client, previewed(client, {"all": "1"}))
    jobs.run_due()

    sign_in(known)
    client.post(newest_link())

    assert Mail.objects.get(subject__contains="invited").address == contact.email
    assert User.objects.get(pk=known.pk).represents(contact.organisation)
    assert known.assignments.count() == 2
    assert results() == [{"people": 1, "left_out": []}]


def test_nobody_learns_who_has_an_account(client, cluster, coordinator):
    known, unknown = MemberContactFactory.create_batch(2, cluster=cluster)
    UserFactory(email=known.email)
    pages = []
    for contact in (known, unknown):
        preview = previewed(client, {"contact": [contact.public_id]})
        send(client, preview)
        jobs.run_due()
        job = Job.objects.filter(kind="imports.invite").latest("pk")
        rows = client.get(LIST).context["page_obj"].object_list
        shown = next(row for row in rows if row.pk == contact.pk)
        pages.append((preview.context["count"], job.result, shown.times_invited))

    assert addresses() == sorted([known.email, unknown.email])
    assert pages[0] == pages[1] == (1, {"people": 1, "left_out": []}, 1)


def test_nobody_is_asked_to_invite_themselves(client, cluster, coordinator):
    second = EmailAddress.objects.create(user=coordinator, email="second@people.example")
    for own in (coordinator.email.upper(), second.email):
        MemberContactFactory(cluster=cluster, email=own)
    other = MemberContactFactory(cluster=cluster)

    assert list(client.get(LIST).context["page_obj"]) == [other]
    preview = previewed(client, {"all": "1"})
    assert (preview.context["count"], preview.context["left_out"]) == (1, 0)
    inviting.request(
        MemberContact.objects.all(), role=Role.REPRESENTATIVE, token=uuid4(), by=coordinator
    )
    jobs.run_due()

    assert addresses() == [other.email]
    assert results() == [{"people": 1, "left_out": []}]
    counted = MemberContact.objects.filter(times_invited=1)
    assert list(counted) == [other]


def test_only_members_for_whom_nobody_acts_are_on_the_list(client, cluster, coordinator):
    waiting = MemberContactFactory(cluster=cluster)
    acted_for = MemberContactFactory(cluster=cluster)
    RoleAssignmentFactory(organisation=acted_for.organisation)
    asking = OrganisationFactory()
    MembershipFactory(organisation=asking, cluster=cluster, requested=True)
    MemberContactFactory(cluster=cluster, organisation=asking)
    elsewhere = MemberContactFactory()

    shown = client.get(LIST)

    assert list(shown.context["page_obj"]) == [waiting]
    preview = previewed(client, {"contact": [elsewhere.public_id, acted_for.public_id, "nonsense"]})
    assert preview.context["count"] == 0


def test_the_limit_for_single_invitations_does_not_stop_many(
    client, cluster, coordinator, monkeypatch
):
    monkeypatch.setattr(invitations, "MOST_PER_DAY", 2)
    organisation = OrganisationFactory(member_of=cluster)
    MemberContactFactory.create_batch(3, cluster=cluster, organisation=organisation)

    send(client, previewed(client, {"all": "1"}))
    jobs.run_due()

    assert Invitation.objects.count() == 3
    entries = journal.entries_for(f"person:{coordinator.public_id}")
    assert [(e.verb, e.detail) for e in entries] == [
        ("members-invited", {"people": 3, "left_out": 0})
    ]


def test_an_address_that_cannot_be_used_stops_nobody_else_and_is_named(
    client, cluster, coordinator
):
    posing = MemberContactFactory(cluster=cluster, email="info@\u0430qua.example")
    others = MemberContactFactory.create_batch(2, cluster=cluster)

    sent = send(client, previewed(client, {"all": "1"}))
    jobs.run_due()

    assert addresses() == sorted(other.email for other in others)
    why = "This address mixes letters of different alphabets that look alike."
    named = f"{posing.organisation}: {posing.email}"
    job = Job.objects.get(kind="imports.invite")
    assert (job.result["people"], job.left_out) == (2, [(named, why)])
    page = client.get(sent.url).content.decode()
    assert re.findall("<li>([^<]+@[^<]+)</li>", page) == [f"{named}. {why}"]
    entries = journal.entries_for(f"person:{coordinator.public_id}")
    assert [(e.verb, e.detail) for e in entries] == [
        ("members-invited", {"people": 2, "left_out": 1})
    ]
    posing.refresh_from_db()
    assert (posing.times_invited, posing.invited_at) == (0, None)


def test_many_at_once_leave_the_day_open_for_single_invitations(
    client, cluster, coordinator, monkeypatch
):
    monkeypatch.setattr(invitations, "MOST_PER_DAY", 2)
    organisation = OrganisationFactory(member_of=cluster)
    MemberContactFactory.create_batch(3, cluster=cluster, organisation=organisation)
    send(client, previewed(client, {"all": "1"}))
    jobs.run_due()

    again = invitations.send_again(invitation=Invitation.objects.latest("pk"), by=coordinator)
    single = partial(
        invitations.invite, role=Role.REPRESENTATIVE, organisation=organisation, by=coordinator
    )
    single(email="first@people.example")

    assert (again.times_sent, Invitation.objects.count()) == (2, 4)
    with pytest.raises(TooOften, match="very many invitations today"):
        single(email="second@people.example")


@pytest.mark.parametrize("people", [0, 3])
def test_nobody_or_too_many_cannot_be_invited(cluster, coordinator, monkeypatch, people):
    monkeypatch.setattr(inviting, "MOST_AT_ONCE", 2)
    contacts = MemberContactFactory.create_batch(people, cluster=cluster)

    with pytest.raises(BadInput):
        inviting.request(contacts, role=Role.REPRESENTATIVE, token=uuid4(), by=coordinator)


def test_a_preview_of_too_many_is_refused(client, cluster, coordinator, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_AT_ONCE", 1)
    MemberContactFactory.create_batch(2, cluster=cluster)

    assert previewed(client, {"all": "1"}).status_code == 400


def test_members_are_invited_for_their_organisation_only(client, cluster, coordinator):
    contact = MemberContactFactory(cluster=cluster)

    with pytest.raises(BadInput):
        inviting.request([contact], role=Role.OPERATOR, token=uuid4(), by=coordinator)
    with pytest.raises(NotAllowed):
        inviting.request([contact], role=Role.REPRESENTATIVE, token=uuid4(), by=UserFactory())
    assert (
        client.post(SEND, {"role": Role.OPERATOR, "contacts": "x", "token": uuid4()}).status_code
        == 400
    )


@pytest.mark.parametrize("persona", ["programme_coordinator", "finance", "auditor"])
def test_others_invite_nobody_here(client, sign_in, persona):
    sign_in(UserFactory(**{persona: True}))

    assert client.get(LIST).status_code == 403
    assert client.post(PREVIEW, {"all": "1"}).status_code == 403
    assert client.post(SEND).status_code == 403


def test_the_list_can_be_taken_along_without_the_boxes(client, cluster, coordinator):
    MemberContactFactory(cluster=cluster)

    text = b"".join(client.get(LIST, {"export": "csv"}).streaming_content).decode()

    assert text.splitlines()[0].startswith('\ufeff"Organisation","Contact person"')


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_contact_list_query_count(client, cluster, coordinator, django_assert_num_queries, count):
    MemberContactFactory.create_batch(count, cluster=cluster)

    with django_assert_num_queries(6):  # session, person, roles, count, page, filter
        response = client.get(LIST)

    assert len(response.context["page_obj"]) == count
