"""How people hear of what: at once, once a day, or in the inbox alone."""

from datetime import date

import pytest
from django.urls import reverse

from blues import jobs, notices
from blues.common.errors import BadInput
from blues.notices import wishes
from blues.notices.digests import MOST_NAMED, send_digests
from blues.notices.models import Mail, Notice, Wish
from blues.notices.topics import MATTERS
from tests.factories import NoticeFactory, UserFactory, WishFactory

pytestmark = pytest.mark.django_db
PAGE = "/account/notices/"
PAGE_QUERIES = 3  # session, person, wishes
MESSAGE = "thread.message"


@pytest.fixture
def reader():
    return UserFactory()


def tell(*people, topic=MESSAGE, **more):
    words = {"sender": "Aqua Lab", "reference": "BX-2027-014"} | more
    return notices.tell(people, topic, link="/x/", case="exchange:1", **words)


def mailed() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("address", flat=True))


# -- Where a notice goes -------------------------------------------------------------------------


def test_without_a_wish_everything_is_mailed_at_once(reader):
    tell(reader)

    assert mailed() == [reader.email]
    assert Notice.objects.filter(waits_for_digest=True).count() == 0


def test_each_reader_hears_in_the_way_they_wish():
    at_once, daily, inbox = UserFactory.create_batch(3)
    WishFactory(person=at_once, way="at-once")
    WishFactory(person=daily, way="daily")
    WishFactory(person=inbox, way="inbox")
    tell(at_once, daily, inbox)

    assert mailed() == [at_once.email]
    assert Notice.objects.count() == 3
    assert Notice.objects.get(waits_for_digest=True).reader == daily


def test_a_wish_is_about_its_matter_alone(reader):
    WishFactory(person=reader, matter="matching", way="inbox")
    tell(reader)

    assert mailed() == [reader.email]


def test_what_has_a_last_day_is_mailed_at_once_whatever_was_wished(reader):
    WishFactory(person=reader, way="inbox")
    tell(reader, deadline=date(2027, 5, 14))

    assert mailed() == [reader.email]


@pytest.mark.parametrize("topic", ["lifecycle.cancelled", "people.address-changed"])
def test_what_concerns_the_account_or_the_end_of_an_exchange_is_no_matter_of_choice(reader, topic):
    matter = topic.partition(".")[0]
    WishFactory(person=reader, matter=matter, way="inbox")
    tell(reader, topic=topic)

    assert matter not in MATTERS
    assert mailed() == [reader.email]


def test_two_matters_of_one_code_are_refused():
    with pytest.raises(Exception, match="already a matter thread"):
        notices.matter("thread", "Messages")


# -- The daily mail ------------------------------------------------------------------------------


def test_one_mail_a_day_names_what_waited_and_leads_to_the_inbox(settings):
    settings.PORTAL_URL = "https://portal.example"
    polish, english = UserFactory(language="pl"), UserFactory()
    for person in (polish, english):
        WishFactory(person=person)
    tell(polish, english)
    tell(english, reference="BX-2027-015")

    assert send_digests() == 2
    mail = Mail.objects.get(address=english.email)
    assert mail.subject == "2 new notices"
    assert "– Aqua Lab wrote to you about BX-2027-014\n– Aqua Lab wrote to you about" in mail.text
    assert "https://portal.example/inbox/" in mail.text
    assert Mail.objects.get(address=polish.email).subject == "1 nowe powiadomienie"
    assert send_digests() == 0


def test_what_was_read_meanwhile_is_not_mailed(reader):
    read = NoticeFactory(reader=reader, waits_for_digest=True, read_at="2027-03-01T10:00Z")

    assert send_digests() == 0
    read.refresh_from_db()
    assert read.waits_for_digest is False


def test_a_closed_account_gets_no_daily_mail():
    NoticeFactory(reader=UserFactory(is_active=False), waits_for_digest=True)

    assert send_digests() == 0


def test_a_very_long_day_is_shortened(reader):
    NoticeFactory.create_batch(MOST_NAMED + 5, reader=reader, waits_for_digest=True)
    send_digests()

    mail = Mail.objects.get()
    assert mail.subject == f"{MOST_NAMED + 5} new notices"
    assert mail.text.count("– ") == MOST_NAMED + 1  # and a line that says so


def test_the_daily_work_sends_it(reader, committed):
    NoticeFactory(reader=reader, waits_for_digest=True)
    jobs.request("notices.digest", key="notices.digest:2027-03-01", day="2027-03-01")
    jobs.run_due()

    assert mailed() == [reader.email]


# -- Choosing ------------------------------------------------------------------------------------


def test_a_person_chooses_for_each_matter(client, reader):
    client.force_login(reader)
    ways = dict.fromkeys(MATTERS, "at-once") | {"thread": "daily", "matching": "inbox"}
    answer = client.post(PAGE, ways, follow=True)

    assert "Your choice is saved." in answer.content.decode()
    assert wishes.wishes_of(reader) == ways
    client.post(PAGE, ways | {"thread": "inbox"})
    assert Wish.objects.filter(person=reader, matter="thread").get().way == "inbox"


@pytest.mark.parametrize("wrong", [{"thread": "never"}, {"thread": ""}, {}])
def test_a_way_that_does_not_exist_is_refused(client, reader, wrong):
    client.force_login(reader)

    assert client.post(PAGE, dict(wrong) or {"x": "y"}).status_code == 400
    assert not Wish.objects.exists()


def test_a_matter_that_does_not_exist_is_refused(reader):
    with pytest.raises(BadInput):
        wishes.choose(by=reader, ways={"people": "inbox"})


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_shows_ones_own_wishes_alone(
    client, reader, bare_menu, django_assert_num_queries, count
):
    WishFactory.create_batch(2, way="inbox")
    for matter in ["thread", "matching", "building"][:count]:
        WishFactory(person=reader, matter=matter, way="daily")
    client.force_login(reader)

    with django_assert_num_queries(PAGE_QUERIES):
        form = client.get(PAGE).context["form"]

    assert sorted(code for code in MATTERS if form[code].value() == "daily") == sorted(
        ["thread", "matching", "building"][:count]
    )


def test_the_inbox_leads_to_the_choice(client, reader):
    client.force_login(reader)

    assert reverse("notices:wish-edit") in client.get("/inbox/").content.decode()
