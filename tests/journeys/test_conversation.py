"""Two who do not know each other yet write, one coordinator joins, and a mail is answered."""

import re

import pytest

from blues import jobs
from blues.notices.models import Mail
from exchanges.lifecycle.thread.receiving import receive
from exchanges.matching import proposals
from exchanges.models import InboundMail
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposed(cast, settings):
    settings.REPLY_DOMAIN = "reply.portal.example"
    return story.play(cast, until="proposes an exchange")


@pytest.mark.feature(40, 41, 42, 43)
def test_two_get_to_know_each_other_in_writing(cast, proposed, comes_in):
    visitor = comes_in(cast.visitor)
    visitor.open(f"/exchanges/{proposed.public_id}/proposal/").follow("Write or read on")
    visitor.type("Your message", "May we bring a sensor? Call +420 601 234 567.")
    visitor.press("Send").reads("Sent.", "The other side does not see")

    host = comes_in(cast.host)
    host.open(link_in_mail_to(cast.host)).reads("Call [number hidden].", "Nobody else reads along.")
    proposals.accept(proposed, by=cast.host)
    host.open(link_in_mail_to(cast.host)).reads("Call +420 601 234 567.")

    coordinator = comes_in(cast.vop)
    coordinator.open(proposed.get_absolute_url()).follow("Join the conversation")
    coordinator.press("Join and read along").reads("has joined and reads along", "+420 601")

    receive(answer_of(cast.host, "Yes, the bench has room.\n\n-- \nHost"), source="webhook")
    visitor.open(f"/exchanges/{proposed.public_id}/thread/")
    visitor.reads("Yes, the bench has room.", "by e-mail", "has joined and reads along")
    assert InboundMail.objects.get().outcome == "filed"


def test_a_person_chooses_what_is_mailed(cast, comes_in):
    visitor = comes_in(cast.visitor)
    visitor.open("/inbox/").follow("Choose what is mailed to you")
    visitor.choose("by mail, once a day", of="Messages in conversations")
    visitor.press("Save").reads("Your choice is saved.")


def newest_mail_to(person) -> Mail:
    jobs.run_due()
    found = Mail.objects.filter(address=person.email, notice__topic="thread.message")
    return found.latest("pk")


def link_in_mail_to(person) -> str:
    return re.search(r"https?://[^/\s]+(/exchanges/\S+)", newest_mail_to(person).text)[1]


def answer_of(person, words: str) -> bytes:
    head = f"From: {person.email}\r\nTo: {newest_mail_to(person).reply_to}\r\nMessage-ID: <1@x>"
    return f"{head}\r\n\r\n{words}".encode()
