"""A proposal answered from the mail: yes in two clicks, or something else, or later."""

import re

import pytest

from blues import jobs
from blues.notices.models import Mail
from exchanges.lifecycle.states import State
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposed(cast):
    return story.play(cast, until="proposes an exchange")


def link_in_mail_to(person) -> str:
    """Where the newest mail leads, without the address of the portal."""
    jobs.run_due()
    mail = Mail.objects.filter(address=person.email).latest("pk")
    return re.search(r"https?://[^/\s]+(/exchanges/\S+)", mail.text)[1]


@pytest.mark.feature(39)
def test_a_host_says_yes_from_the_mail_on_one_page_with_two_clicks(cast, proposed, comes_in):
    host = comes_in(cast.host).count_anew()

    host.tally["clicks"] += 1  # on the link in the mail
    host.open(link_in_mail_to(cast.host)).reads("Your answer", proposed.title)
    host.press("Accept the proposal").reads("Accepted.")

    proposed.refresh_from_db()
    assert proposed.state == State.ACCEPTED
    assert (host.tally["clicks"], host.tally["pages"]) == (2, 2)  # the second is the answer's own


@pytest.mark.feature(39)
def test_other_dates_are_suggested_read_and_accepted(cast, proposed, comes_in):
    host = comes_in(cast.host)
    host.open(link_in_mail_to(cast.host)).press("I need more time").reads("You have until")
    host.follow("Suggest something else")
    host.press("Send the offer").reads("This is what was proposed to you already.")
    host.page.go_back()
    host.type("One to three goals", "Measure the same water twice, with both probes.")
    host.press("Check").reads("Working days", "5")
    host.press("Send the offer").reads("Sent. The other side has to answer now.")

    visitor = comes_in(cast.visitor)
    visitor.open(link_in_mail_to(cast.visitor)).reads("What is different now", "with both probes")
    visitor.press("Accept the proposal").reads("Accepted.")
    proposed.refresh_from_db()
    assert (proposed.state, proposed.offers.count()) == (State.ACCEPTED, 2)
