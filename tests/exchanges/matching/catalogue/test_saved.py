"""Searches that people keep, and the news they bring."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from blues.common.errors import NotAllowed
from blues.journal.models import Entry
from blues.notices.models import Notice
from exchanges.matching.catalogue import saved
from exchanges.models import RegistrationState, SavedSearch
from tests.exchanges.cast import registered
from tests.factories import SavedSearchFactory, UserFactory

pytestmark = pytest.mark.feature(24)
LIST, NEW = reverse("matching:search-list"), reverse("matching:search-new")
MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)


@pytest.fixture
def visitor(sign_in):
    made = registered("visitor")
    sign_in(made.representative)
    return made


def kept_by(registration, **changes):
    return SavedSearchFactory(
        person=registration.representative,
        programme=registration.programme,
        **{"told_until": datetime.now(UTC)} | changes,
    )


def news() -> list[tuple]:
    return list(Notice.objects.values_list("reader__email", "subject", "link"))


def test_a_search_is_kept_as_it_stands_in_the_address(client, visitor):
    asked = "?words=plasma&country=PL&country=DE&page=3&sort=new&utm_source=mail"

    answer = client.post(NEW + asked, {"name": "Plasma east", "alert": "daily"})

    search = SavedSearch.objects.get()
    assert answer.url == LIST
    assert (search.name, search.asked) == ("Plasma east", "country=DE&country=PL&words=plasma")
    assert (search.person, search.programme) == (visitor.representative, visitor.programme)
    assert Entry.objects.filter(verb="search-kept", actor=visitor.representative).exists()


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("?country=DE", {"name": "", "alert": "daily"}),
        ("?country=DE", {"name": "x" * 81, "alert": "daily"}),
        ("?country=DE", {"name": "a", "alert": "hourly"}),
    ],
)
def test_a_form_with_a_mistake_keeps_nothing(client, visitor, address, form):
    assert client.post(NEW + address, form).context["form"].errors
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("", 409),
        ("?sort=new", 409),
        ("?country=%00", 400),
        ("?around=nowhere", 409),
        ("?words=" + "x" * 200, 409),
    ],
)
def test_what_narrows_nothing_or_makes_no_sense_is_not_kept(client, visitor, address, status):
    answer = client.post(NEW + address, {"name": "a", "alert": "daily"})

    assert (answer.status_code, SavedSearch.objects.count()) == (status, 0)


def test_a_name_is_given_once_and_the_number_has_an_end(client, visitor):
    kept_by(visitor, name="Plasma")
    again = client.post(f"{NEW}?country=DE", {"name": "Plasma", "alert": "none"})
    assert again.status_code == 409
    for _ in range(19):
        kept_by(visitor)

    full = client.post(f"{NEW}?country=DE", {"name": "One more", "alert": "none"})

    assert (full.status_code, SavedSearch.objects.count()) == (409, 20)


def test_nobody_sees_or_touches_the_searches_of_others(client, visitor):
    other = registered("visitor")
    search = kept_by(other, name="Somebody's secret")

    assert "secret" not in client.get(LIST).content.decode()
    for name in ("search-change", "search-forget"):
        url = reverse(f"matching:{name}", args=[search.public_id])
        assert client.post(url, {"alert": "none"}).status_code == 404
    with pytest.raises(NotAllowed):
        saved.forget(search, by=visitor.representative)
    assert SavedSearch.objects.get().alert == "daily"


def test_who_may_not_look_may_not_keep(client, sign_in):
    waiting = registered("visitor", state=RegistrationState.SUBMITTED)
    sign_in(waiting.representative)

    assert client.get(LIST).status_code == 403
    with pytest.raises(NotAllowed):
        saved.keep(
            programme=waiting.programme, name="a", asked="country=DE", alert="daily",
            by=waiting.representative,
        )  # fmt: skip


def test_the_page_says_what_each_search_finds_now(client, visitor):
    kept_by(visitor, name="Germany")
    kept_by(visitor, name="France", asked="country=FR")
    registered("host")

    found = client.get(LIST).context["found"]

    assert [(search.name, number) for search, number, _ in found] == [("France", 0), ("Germany", 1)]


def test_news_are_told_once_and_only_of_what_fits(visitor):
    registered("host")
    search = kept_by(visitor, name="Germany")
    assert (saved.tell_due(TUESDAY), news()) == (0, [])
    registered("host", country="FR")
    registered("host")
    registered("host")
    registered("host", is_listed=False)

    assert (saved.tell_due(TUESDAY), saved.tell_due(TUESDAY)) == (1, 0)
    assert news() == [
        (
            visitor.representative.email,
            "New in your search “Germany”: 2",
            reverse("matching:catalogue-list") + "?country=DE&sort=new",
        )
    ]
    assert search.told_until < SavedSearch.objects.get().told_until


@pytest.mark.parametrize(
    ("alert", "day", "told"),
    [("none", MONDAY, 0), ("weekly", TUESDAY, 0), ("weekly", MONDAY, 1), ("daily", MONDAY, 1)],
)
def test_people_hear_as_often_as_they_wish(visitor, alert, day, told):
    kept_by(visitor, alert=alert)
    registered("host")

    assert (saved.tell_due(day), len(news())) == (told, told)


def test_a_search_that_starts_to_write_begins_with_what_comes_then(client, visitor):
    search = kept_by(visitor, alert="none")
    registered("host")

    client.post(reverse("matching:search-change", args=[search.public_id]), {"alert": "daily"})

    assert (SavedSearch.objects.get().alert, saved.tell_due(MONDAY)) == ("daily", 0)


def test_nothing_is_told_to_who_may_no_longer_look(visitor):
    kept_by(visitor, told_until=datetime.now(UTC) - timedelta(days=9))
    registered("host")
    visitor.representative.assignments.update(valid_until=date(2026, 10, 1))

    assert (saved.tell_due(MONDAY), news()) == (0, [])


def test_a_coordinator_keeps_searches_too(client, sign_in):
    registered("host")
    coordinator = sign_in(UserFactory(coordinator=True))

    client.post(f"{NEW}?country=DE", {"name": "Germany", "alert": "weekly"})

    assert coordinator.saved_searches.get().asked == "country=DE"


def test_a_search_is_forgotten(client, visitor):
    search = kept_by(visitor)

    client.post(reverse("matching:search-forget", args=[search.public_id]))

    assert not SavedSearch.objects.exists()


def test_a_search_that_is_too_long_to_keep_is_told(client, visitor):
    many = "&".join(f"topic=a-topic-with-a-rather-long-code-{number}" for number in range(40))

    answer = client.post(f"{NEW}?{many}", {"name": "Everything", "alert": "none"})

    assert (answer.status_code, SavedSearch.objects.count()) == (409, 0)


def test_three_searches_ask_as_often_as_one(
    client, visitor, bare_menu, django_assert_max_num_queries
):
    def asked() -> int:
        with django_assert_max_num_queries(60) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    kept_by(visitor)
    one = asked()
    kept_by(visitor)
    kept_by(visitor)

    assert asked() == one
