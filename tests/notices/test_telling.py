"""What people are told, in which language, and what becomes of the mail."""

import re
from datetime import date
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as outgoing
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError
from django.utils.functional import lazy
from django.utils.translation import get_language

from blues import jobs, notices
from blues.notices.models import Mail, Notice
from blues.notices.topics import TOPICS
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SAY = {"en": "Answer %(name)s", "pl": "Odpowiedz: %(name)s"}
in_reader_language = lazy(lambda: SAY.get(get_language(), SAY["en"]), str)


@pytest.fixture
def topic():
    yield notices.topic(
        "test-topic", subject=in_reader_language(), body="About %(name)s.", button="Answer"
    )
    del TOPICS["test-topic"]


@pytest.fixture
def quiet_topic():
    yield notices.topic(
        "quiet-topic", subject="Done", body="Nothing to do.", button="Look", by_mail=False
    )
    del TOPICS["quiet-topic"]


def test_each_reader_is_told_once_in_their_own_language(topic):
    polish, english = UserFactory(language="pl"), UserFactory(language="en")

    notices.tell([polish, english], "test-topic", link="/x/", case="exchange:1", name="Aqua Lab")

    assert {n.reader: n.subject for n in Notice.objects.all()} == {
        polish: "Odpowiedz: Aqua Lab",
        english: "Answer Aqua Lab",
    }
    assert {m.address: m.subject for m in Mail.objects.all()} == {
        polish.email: "Odpowiedz: Aqua Lab",
        english.email: "Answer Aqua Lab",
    }


def test_a_mail_says_what_by_when_and_leads_to_one_page(topic, settings):
    settings.PORTAL_URL = "https://portal.example"
    reader = UserFactory()

    notices.tell([reader], "test-topic", link="/x/", case="c", name="A", deadline=date(2027, 5, 14))
    jobs.run_due()

    (message,) = outgoing.outbox
    assert message.to == [reader.email]
    assert "About A.\n\nPlease act by 14 May 2027." in message.body
    assert re.findall(r"https?://\S+", message.body) == ["https://portal.example/x/"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert Mail.objects.get().state == Mail.State.SENT


def test_a_mail_keeps_its_message_id_however_often_it_is_tried(topic):
    notices.tell([UserFactory()], "test-topic", link="/x/", case="c", name="A")
    mail = Mail.objects.get()
    jobs.run_due()
    jobs.run_due()

    (message,) = outgoing.outbox
    assert message.extra_headers["Message-ID"] == f"<{mail.public_id}@testserver>"


def test_a_quiet_topic_stays_in_the_inbox(quiet_topic):
    notices.tell([UserFactory()], "quiet-topic", link="/x/", case="c")

    assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)


def test_line_breaks_in_a_name_do_not_reach_the_subject(topic):
    notices.tell([UserFactory()], "test-topic", link="/x/", case="c", name="A\r\nBcc: b@c.example")

    assert Notice.objects.get().subject == "Answer A Bcc: b@c.example"


def test_markup_in_a_name_is_text_in_the_mail(topic):
    notices.tell([UserFactory()], "test-topic", link="/x/", case="c", name="<b>A</b>")

    assert "About &lt;b&gt;A&lt;/b&gt;." in Mail.objects.get().html
    assert "About <b>A</b>." in Mail.objects.get().text


def test_somebody_without_an_account_can_be_mailed(topic):
    notices.mail_address(
        address="new@people.example", language="pl", topic="test-topic", link="/i/", name="A"
    )

    mail = Mail.objects.get()
    assert (mail.address, mail.subject, mail.notice) == (
        "new@people.example",
        "Odpowiedz: A",
        None,
    )


def test_outside_the_demo_a_sent_invitation_forgets_its_link(topic, settings):
    settings.DEMO = False
    notices.mail_address(
        address="new@people.example", language="en", topic="test-topic", link="/i/", name="A"
    )
    jobs.run_due()

    mail = Mail.objects.get()
    assert (mail.state, mail.text, mail.html) == (Mail.State.SENT, "", "")


class RefusingBackend:
    """A mail server that knows nobody."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({})


class UnreachableBackend(RefusingBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody there")


def test_a_refused_address_ends_as_failed_with_the_reason(topic, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    notices.tell([UserFactory()], "test-topic", link="/x/", case="c", name="A")
    jobs.run_due()

    mail = Mail.objects.get()
    assert (mail.state, mail.failure) == (
        Mail.State.FAILED,
        "The mail server refuses this address.",
    )


def test_two_topics_of_one_code_are_refused(topic):
    with pytest.raises(ImproperlyConfigured, match="test-topic"):
        notices.topic("test-topic", subject="", body="", button="")


def test_a_notice_never_leads_out_of_the_portal(topic):
    with pytest.raises(IntegrityError, match="notice_links_into_the_portal"):
        notices.tell([UserFactory()], "test-topic", link="//evil.example", case="c", name="A")
