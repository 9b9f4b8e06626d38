"""Newcomers find out, sign up and register, with few pages, clicks and fields.

The numbers are those of our journeys: a visitor comes from the home page to "sent" on at most 12
pages with at most 26 clicks and types at most 17 answers beside the check and the code of the mail;
a host's profile takes at most 5 pages and 11 answers.
"""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command

from blues import jobs
from blues.common import clock
from blues.documents.models import Document
from blues.notices.models import Mail
from clusters.models import Cluster, Programme
from exchanges.registration.models import Registration
from exchanges.registration.states import RegistrationState
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.clusters import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
WHY = "Why do you want to visit another organisation?"
NEEDS = "What do you need to learn, or which business are you looking for?"


@pytest.fixture
def programme(transactional_db, calendar, settings):
    """The programme as it ships, with its clusters and nobody in it, still running."""
    settings.PROGRAMME_LINES = "clusters.programme.lines.for_page"
    call_command("seed", verbosity=0)
    Programme.objects.update(ends_on=clock.today() + timedelta(days=365))


@pytest.mark.feature(1, 2, 3, 4, 11, 12, 14)
def test_a_visitor_comes_from_the_home_page_to_sent_within_the_counts(programme, comes_in):
    visitor = comes_in()
    finds_out(visitor)
    asked_by_the_check = len(visitor.answered)
    signs_up(visitor)
    visitor.page.set_viewport_size(PHONE)
    tells_the_organisation(visitor)
    says_what_for(visitor)
    says_when(visitor)
    checks_and_sends(visitor)

    registration = Registration.objects.get()
    assert registration.state == RegistrationState.SUBMITTED
    assert (registration.preferred_days, registration.earlier_visit) == (5, "never")
    assert len(visitor.pages) <= 12, visitor.pages
    assert visitor.tally["clicks"] <= 26
    assert asked_by_the_check <= 6
    typed = len(visitor.answered) - asked_by_the_check
    assert typed <= 17, visitor.answered

    jobs.run_due()
    visitor.page.reload()
    assert visitor.download("Your answers as you sent them").startswith(b"%PDF")
    assert Document.objects.get().state == Document.State.STORED


def finds_out(visitor):
    visitor.open("/").follow("Check if I can go")
    visitor.choose("small or medium-sized enterprise")
    visitor.press("Continue").pick("Country", "Spain")
    visitor.press("Continue").type("Name of the cluster", "ZINNAE")
    visitor.press("Continue").choose("No")
    visitor.press("Continue").pick("Country of your host", "Germany")
    visitor.type("Working days on site", "5")
    visitor.press(visitor.page.locator("main form button").inner_text())
    visitor.reads("Yes, your organisation may visit.", "830").follow("Start registering")


def signs_up(visitor):
    visitor.type("Given names", "Ana")
    visitor.type("Family name", "Example")
    visitor.type("Email", "ana@probes.example")
    visitor.type("Password", PASSWORD)
    visitor.press("Sign Up")
    code = re.search(r"open: (\S+)", Mail.objects.latest("pk").text)[1]
    visitor.page.get_by_role("textbox").first.fill(code)
    visitor.press("Confirm").has_heading("Register for an exchange")


def tells_the_organisation(visitor):
    visitor.reads("Cannot start yet")
    visitor.type("Legal name", "Example Probes S.L.")
    visitor.pick("Size", "small (fewer than 50 people)")
    visitor.type("Town", "Zaragoza")
    visitor.type("Registered address", "Example Street 1")
    visitor.press("Continue").reads("Example Probes S.L.", "BX-V-")


def says_what_for(visitor):
    visitor.type(WHY, "To see plasma at work.")
    visitor.page.get_by_text("Saved ").wait_for()
    visitor.page.reload()
    assert visitor.page.get_by_label(WHY).input_value() == "To see plasma at work."

    visitor.type(NEEDS, "What clogs a probe.")
    visitor.tick("Sensors and monitoring", of="Topics")
    visitor.tick("Learn from another cluster or country", of="Aims")
    visitor.type("What do you bring to your host?", "Two probes and a year of readings.")
    visitor.press("Continue")


def says_when(visitor):
    begins = clock.today() + timedelta(days=30)
    visitor.pick("Language", "English", of="Languages you can work in")
    visitor.pick("Level", "B2, works in it", of="Languages you can work in")
    visitor.fill_in("From", begins.isoformat(), of="When could you travel?")
    visitor.fill_in("Until", (begins - timedelta(days=1)).isoformat(), of="When could you travel?")
    visitor.press("Continue").reads("There is a problem", "cannot come before the first")
    visitor.fill_in("Until", (begins + timedelta(days=60)).isoformat(), of="When could you travel?")
    visitor.press("Continue")


def checks_and_sends(visitor):
    visitor.has_heading("Check your answers")
    visitor.reads("To see plasma at work.", "English (B2)")
    visitor.press("Send the registration").reads("There is a problem")
    visitor.tick("We declare all of this.")
    visitor.press("Send the registration").reads("sent to ZINNAE", "They answer by")


@pytest.mark.feature(1, 15)
def test_a_host_offers_a_stay_within_the_counts(programme, comes_in):
    cluster = Cluster.objects.get(code="bnpt")
    lab = OrganisationFactory(
        country=cluster.organisation.country, sme_declared=True, member_of=cluster
    )
    host = comes_in()
    host.sign_in(UserFactory(representative=True, organisation=lab).email, PASSWORD)
    host.pages.clear(), host.answered.clear()

    host.open("/registrations/new/?role=host").press("Continue")
    host.type("What can a visitor learn at your place?", "To run a cold-plasma reactor.")
    host.type("What do you expect to gain from a visit?", "Field data from other waters.")
    host.tick("Plasma treatment", of="Topics")
    host.tick("Sharing knowledge and experience", of="What do you offer?")
    host.press("Continue")
    host.pick("Language", "German", of="Languages you can work in")
    host.pick("Level", "native", of="Languages you can work in")
    host.tick("Ask me: we agree on dates case by case")
    host.type("Visitors at once", "3")
    host.tick("Group exchanges welcome")
    host.press("Continue").reads("on request", "German (native)")
    host.tick("We declare all of this.")
    host.press("Send the registration").reads("sent to")

    registration = Registration.objects.get()
    assert (registration.state, registration.capacity) == (RegistrationState.SUBMITTED, 3)
    assert len(host.pages) <= 5, host.pages
    assert len(host.answered) <= 11, host.answered
