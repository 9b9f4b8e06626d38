"""Sessions: seen and ended by their owner, limited in time, ended by what happens to an account."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.models import Role
from clusters.people import accounts, appointments, handlers, sessions
from tests.factories import ClusterFactory, RoleAssignmentFactory, UserFactory
from tests.factories.clusters import PASSWORD

LOGIN = reverse("account_login")
LIST, END = reverse("people:session-list"), reverse("people:session-end")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Safari/604.1"


@pytest.fixture
def user():
    return UserFactory()


def signed_in(user, agent=FIREFOX) -> Client:
    """A browser in which the person has signed in by the page."""
    browser = Client(headers={"user-agent": agent})
    browser.get(LOGIN)
    browser.post(LOGIN, {"login": user.email, "password": PASSWORD, "next": LIST})
    return browser


def is_in(browser) -> bool:
    return browser.get(LIST).status_code == 200


def lived(browser, **changed):
    """Turn the clock of the session in the browser's cookie."""
    session = browser.session
    session[sessions.LIFE] = session[sessions.LIFE] | changed
    session.save()


# -- Seen and ended -------------------------------------------------------------------------------


def test_people_see_where_they_are_signed_in(user):
    here, there = signed_in(user), signed_in(user, PHONE)
    signed_in(UserFactory(), "Opera OPR/99 Windows")
    html = here.get(LIST).text

    assert html.count("this one") == 1
    assert "Firefox, Linux" in html
    assert "Safari, iPhone" in html
    assert "Opera" not in html
    assert is_in(there)


def test_one_session_is_ended(user):
    here, there = signed_in(user), signed_in(user, PHONE)
    handle = sessions.handle(there.session.session_key)

    assert here.post(END, {"session": handle}).url == LIST
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.post(END, {"session": handle}).status_code == 409


def test_all_others_are_ended_at_once(user):
    here, there, elsewhere = signed_in(user), signed_in(user), signed_in(user, PHONE)
    stranger = signed_in(UserFactory())

    assert here.post(END).url == LIST
    assert [is_in(b) for b in (here, there, elsewhere, stranger)] == [True, False, False, True]


def test_nobody_ends_the_session_of_somebody_else(user):
    mine, theirs = signed_in(user), signed_in(UserFactory())
    handle = sessions.handle(theirs.session.session_key)

    assert mine.post(END, {"session": handle}).status_code == 409
    assert is_in(theirs)


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_lists_them(user, django_assert_num_queries, count):
    for _number in range(count):
        signed_in(user)
    assert user.roles.assignments == []

    with django_assert_num_queries(1):
        assert len(sessions.live(user)) == count


def test_what_is_over_is_not_listed(user):
    here, there = signed_in(user), signed_in(user)
    rows = UserSession.objects.filter(session_key=there.session.session_key)
    rows.update(last_seen_at=timezone.now() - timedelta(days=1))

    assert [row.session_key for row in sessions.live(user)] == [here.session.session_key]


# -- Limited in time ------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [{"seen": 14_500}, {"began": 43_300}])
def test_a_session_ends_when_idle_or_old(user, limit):
    browser = signed_in(user)
    lived(browser, **{name: int(time.time()) - age for name, age in limit.items()})
    answer = browser.get(LIST)

    assert answer.url.startswith(LOGIN)
    assert "since the session was over" in browser.get(LOGIN).text
    assert not UserSession.objects.filter(user=user).exists()


@pytest.mark.parametrize(("persona", "idle"), [("finance", 1800), ("wp_leader", 14_400)])
def test_the_strictest_role_sets_the_limit(persona, idle):
    user = UserFactory(**{persona: True})
    RoleAssignmentFactory(user=user)

    assert sessions.limits_of(user)["idle"] == idle


def test_use_keeps_a_session_alive_and_is_noted_once_a_minute(user):
    browser = signed_in(user)
    row = UserSession.objects.get(user=user)
    browser.get(LIST)
    assert UserSession.objects.get(user=user).last_seen_at == row.last_seen_at

    lived(browser, seen=int(time.time()) - 61)
    browser.get(LIST)
    assert UserSession.objects.get(user=user).last_seen_at > row.last_seen_at
    assert browser.session[sessions.LIFE]["seen"] >= int(time.time()) - 5


def test_a_new_role_shortens_the_session_within_a_minute_of_use(user):
    browser = signed_in(user)
    appointments.appoint(user, Role.FINANCE_OFFICER, by=None)
    lived(browser, seen=int(time.time()) - 61)
    browser.get(LIST)

    assert browser.session[sessions.LIFE]["idle"] == 1800


def test_a_session_without_a_beginning_is_none(client, user):
    client.force_login(user)
    session = client.session
    del session[sessions.LIFE]
    session.save()

    assert client.get(LIST).status_code == 302


# -- Ended by what happens to the account ---------------------------------------------------------


def test_signing_in_gives_a_new_key(client, user):
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["session"] = before = session.session_key
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})

    assert client.session.session_key != before


def test_a_new_password_ends_every_session(user):
    here, there = signed_in(user), signed_in(user)
    new = {
        "oldpassword": PASSWORD,
        "password1": "another-long-word",
        "password2": "another-long-word",
    }
    here.post(reverse("account_change_password"), new)

    assert (is_in(here), is_in(there)) == (False, False)
    assert not sessions.live(user).exists()


def test_closing_an_account_ends_its_sessions(user):
    browser = signed_in(user)
    accounts.disable(person=user, by=UserFactory(operator=True))

    assert not is_in(browser)
    assert not UserSession.objects.filter(user=user).exists()


def test_losing_an_office_ends_the_sessions_at_once():
    held = RoleAssignmentFactory(role=Role.COORDINATOR)
    RoleAssignmentFactory(role=Role.COORDINATOR, cluster=held.cluster)
    browser = signed_in(held.user)
    appointments.end(assignment=held, by=UserFactory(programme_coordinator=True))

    assert not is_in(browser)


def test_losing_a_role_without_insight_lets_one_stay():
    cluster = ClusterFactory()
    held = RoleAssignmentFactory(organisation__member_of=cluster)
    browser = signed_in(held.user)
    appointments.end(assignment=held, by=UserFactory(coordinator=True, cluster=cluster))

    assert is_in(browser)


def test_what_is_over_is_forgotten_at_night(user):
    here, gone = signed_in(user), signed_in(user)
    Session.objects.filter(session_key=gone.session.session_key).update(expire_date=timezone.now())

    assert handlers.tidy(None, None) == {"sessions": 1}
    assert [row.session_key for row in UserSession.objects.all()] == [here.session.session_key]
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        (PHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142 Safari/537 Edg/142", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/142 Mobile Safari/537", ("Chrome", "Android")),
        ("curl/8", ("", "")),
    ],
)
def test_a_device_in_words(agent, words):
    assert sessions.device(agent) == words
