"""A lost second factor is taken off by two other people together, and the owner is told."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from clusters.models import FactorReset
from clusters.people import factors
from clusters.people.appointments import case
from tests.factories import (
    ClusterFactory,
    FactorResetFactory,
    OrganisationFactory,
    UserFactory,
)

LIST = reverse("people:reset-list")
WHY = "Called back on the number we had."


@pytest.fixture
def person():
    person = UserFactory(representative=True, organisation=OrganisationFactory())
    TOTP.activate(person, "A" * 32)
    UserSession.objects.create(user=person, session_key="x" * 32, ip="127.0.0.1")
    return person


@pytest.fixture
def operator():
    return UserFactory(operator=True)


@pytest.fixture
def programme():
    return UserFactory(programme_coordinator=True)


def page(name, row):
    return reverse(f"people:reset-{name}", args=[row.public_id])


@pytest.mark.feature(19)
def test_two_people_take_a_lost_second_factor_off(client, sign_in, person, operator, programme):
    sign_in(operator)
    detail = client.get(reverse("people:person-detail", args=[person.public_id]))
    assert page("new", person) in detail.text
    assert "Two of you together" in client.get(page("new", person)).text
    client.post(page("new", person), {"reason": WHY})
    reset = FactorReset.objects.get()
    assert "Another person than you has to agree." in client.get(page("detail", reset)).text
    assert client.post(page("confirm", reset)).status_code == 403
    assert Authenticator.objects.filter(user=person).exists()

    sign_in(programme)
    assert WHY in client.get(page("detail", reset)).text
    assert client.post(page("confirm", reset)).url == LIST
    reset.refresh_from_db()
    assert (reset.asked_by, reset.confirmed_by, reset.state) == (operator, programme, "taken off")
    assert not Authenticator.objects.filter(user=person).exists()
    assert not UserSession.objects.filter(user=person).exists()
    verbs = [entry.verb for entry in journal.entries_for(case(person))]
    assert verbs == ["factor-reset-asked", "factor-reset"]
    topics = Notice.objects.filter(reader=person).order_by("pk").values_list("topic", flat=True)
    assert list(topics) == ["people.factor-reset-asked", "people.factor-reset"]
    assert client.post(page("confirm", reset)).status_code == 409


def test_a_coordinator_asks_for_the_people_of_the_own_cluster(person, programme):
    cluster = ClusterFactory()
    own = OrganisationFactory(member_of=cluster)
    coordinator = UserFactory(coordinator=True, cluster=cluster)
    with pytest.raises(NotAllowed):
        factors.ask(person=person, reason=WHY, by=coordinator)

    member = UserFactory(representative=True, organisation=own)
    TOTP.activate(member, "A" * 32)
    reset = factors.ask(person=member, reason=WHY, by=coordinator)
    with pytest.raises(NotAllowed):
        factors.confirm(reset=reset, by=UserFactory(coordinator=True, cluster=cluster))
    assert factors.confirm(reset=reset, by=programme).confirmed_by == programme


@pytest.mark.parametrize("persona", ["organisation_admin", "finance", "auditor", "wp_leader"])
def test_others_neither_ask_nor_agree(client, sign_in, person, persona):
    reset = FactorResetFactory(person=person)
    user = sign_in(UserFactory(**{persona: True}))

    with pytest.raises(NotAllowed):
        factors.ask(person=UserFactory(), reason=WHY, by=user)
    with pytest.raises(NotAllowed):
        factors.confirm(reset=reset, by=user)
    with pytest.raises(NotAllowed):
        factors.withdraw(reset=reset, by=user)
    assert client.get(page("new", person)).status_code == (403 if persona == "auditor" else 404)
    assert client.get(page("detail", reset)).status_code == (200 if persona == "auditor" else 404)


def test_nobody_resets_their_own(operator):
    TOTP.activate(operator, "A" * 32)
    with pytest.raises(NotAllowed):
        factors.ask(person=operator, reason=WHY, by=operator)
    reset = FactorResetFactory(person=operator, asked_by=UserFactory(operator=True))
    with pytest.raises(NotAllowed):
        factors.confirm(reset=reset, by=operator)


def test_the_person_stops_what_they_did_not_ask_for(client, sign_in, person, programme):
    reset = FactorResetFactory(person=person)
    sign_in(person)

    assert "Withdraw" in client.get(page("detail", reset)).text
    assert client.post(page("withdraw", reset)).url == LIST
    reset.refresh_from_db()
    assert (reset.withdrawn_by, reset.state) == (person, "withdrawn")
    with pytest.raises(Conflict):
        factors.confirm(reset=reset, by=programme)


def test_time_runs_out_and_one_asks_again(person, operator, programme):
    reset = FactorResetFactory(person=person, expires_at=timezone.now())
    assert reset.state == "expired"
    with pytest.raises(Conflict):
        factors.confirm(reset=reset, by=programme)

    again = factors.ask(person=person, reason=WHY, by=operator)
    assert (again.state, str(again)) == ("waits for a second person", str(person))
    with pytest.raises(Conflict, match="already"):
        factors.ask(person=person, reason=WHY, by=operator)


def test_there_must_be_something_to_take_off_and_a_reason(person, operator):
    with pytest.raises(Conflict, match="no second step"):
        factors.ask(person=UserFactory(), reason=WHY, by=operator)
    with pytest.raises(BadInput):
        factors.ask(person=person, reason="  ", by=operator)


def test_two_different_people_are_a_matter_of_the_row(person, operator):
    now = timezone.now()
    for nonsense in ({"confirmed_by": operator}, {"confirmed_by": person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactorResetFactory(person=person, asked_by=operator, confirmed_at=now, **nonsense)
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorResetFactory(person=person, asked_by=person)


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_reset_list_query_count(client, sign_in, operator, django_assert_num_queries, count):
    FactorResetFactory.create_batch(count)
    sign_in(operator)

    with django_assert_num_queries(5):  # session, person, roles, count, page
        response = client.get(LIST)

    assert len(response.context["page_obj"]) == count


def test_people_see_the_resets_that_concern_them(client, sign_in, person):
    own, asked = FactorResetFactory(person=person), FactorResetFactory(asked_by=person)
    FactorResetFactory()
    sign_in(person)

    assert set(client.get(LIST).context["page_obj"]) == {own, asked}
