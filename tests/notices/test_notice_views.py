"""The inbox belongs to its reader; the mails of the demo are closed elsewhere."""

import pytest
from django.urls import reverse

from blues.notices.models import Notice
from tests.factories import MailFactory, NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db
INBOX = "/inbox/"
INBOX_QUERIES = 6  # session, person, roles (menu), unread, count, page
MAIL_QUERIES = 2


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_query_count(client, django_assert_num_queries, count):
    reader = UserFactory()
    mine = NoticeFactory.create_batch(count, reader=reader)
    client.force_login(reader)

    with django_assert_num_queries(INBOX_QUERIES):
        response = client.get(INBOX)

    assert list(response.context["page_obj"]) == mine[::-1]


def test_inbox_shows_nothing_of_others(client):
    theirs = NoticeFactory(subject="Secret of others")
    client.force_login(UserFactory())

    assert list(client.get(INBOX).context["page_obj"]) == []
    response = client.post(reverse("notices:notice-open", args=[theirs.public_id]))
    assert response.status_code == 404
    assert Notice.objects.unread().get() == theirs


def test_opening_a_notice_marks_it_and_leads_on(client):
    notice = NoticeFactory(link="/verify/")
    client.force_login(notice.reader)

    response = client.post(reverse("notices:notice-open", args=[notice.public_id]))

    assert response.url == "/verify/"
    assert not Notice.objects.unread().exists()


def test_clearing_the_inbox_leaves_that_of_others(client):
    mine, theirs = NoticeFactory(), NoticeFactory()
    client.force_login(mine.reader)

    response = client.post(reverse("notices:inbox-clear"))

    assert response.url == INBOX
    assert list(Notice.objects.unread()) == [theirs]


@pytest.mark.parametrize("count", [1, 3])
def test_demo_mails_are_read_without_signing_in(client, django_assert_num_queries, count):
    MailFactory.create_batch(count)

    with django_assert_num_queries(MAIL_QUERIES):
        response = client.get(reverse("notices:mail-list"))

    assert len(response.context["page_obj"]) == count


def test_a_demo_mail_shows_its_text(client):
    mail = MailFactory(text="Confirm: https://portal.example/x/")

    response = client.get(reverse("notices:mail-detail", args=[mail.public_id]))

    assert '<a href="https://portal.example/x/"' in response.content.decode()


def test_outside_the_demo_nobody_reads_mails(client, settings):
    settings.DEMO = False
    mail = MailFactory()
    client.force_login(UserFactory(operator=True))

    assert client.get(reverse("notices:mail-list")).status_code == 404
    assert client.get(reverse("notices:mail-detail", args=[mail.public_id])).status_code == 404
