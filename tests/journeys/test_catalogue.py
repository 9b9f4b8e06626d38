"""Finding a partner oneself: narrowing, forgiving words, the map, and a search that is kept."""

from datetime import timedelta

import pytest

from clusters.models import User
from clusters.people.demo import FIRST
from exchanges.lifecycle.models import Exchange
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visitor(cast, comes_in):
    return comes_in(User.objects.get(email=FIRST[0]))


@pytest.mark.feature(22)
def test_a_partner_is_found_by_narrowing_and_the_search_is_kept(visitor):
    visitor.open("/catalogue/").has_heading("Catalogue").reads(
        "Example Plasma Lab GmbH", "km from you"
    )
    visitor.page.get_by_label("Germany").check()
    visitor.page.get_by_label("Host", exact=False).first.check()
    visitor.press("Show")
    visitor.reads("Example Membranes GmbH")
    assert visitor.page.get_by_text("Example Irrigation S.L.").count() == 0

    visitor.follow("Keep this search")
    visitor.type("Name of the search", "Hosts in Germany")
    visitor.press("Keep the search").reads(
        "The search is kept.", "Hosts in Germany", "2 organisations now"
    )
    visitor.press("Forget this search").reads("No search is kept yet")


@pytest.mark.feature(23)
def test_a_slip_of_the_pen_still_finds(visitor):
    visitor.open("/catalogue/")
    visitor.type("Words", "membrene")
    visitor.press("Show").reads("entries with similar words are shown", "Example Membranes GmbH")


@pytest.mark.feature(25)
def test_the_map_leads_to_those_who_are_near(visitor):
    visitor.open("/catalogue/").follow("Show on the map").reads("The cross is where you are")
    visitor.follow("Montpellier, France").reads("Example Reuse SAS", "around a place on the map")
    assert visitor.page.locator(".entry").count() == 1


def test_the_public_list_is_narrowed_without_an_account(cast, comes_in):
    somebody = comes_in()
    somebody.open("/participants/").reads("Names and profiles open once")
    somebody.page.get_by_label("Germany").check()
    somebody.press("Show")
    assert somebody.page.get_by_role("rowheader").count() == 3
    assert somebody.page.get_by_text("Example").count() == 0


def test_everything_works_without_javascript_on_a_phone(cast, comes_in):
    visitor = comes_in(User.objects.get(email=FIRST[0]), has_javascript=False)
    visitor.page.set_viewport_size({"width": 390, "height": 800})
    visitor.open("/catalogue/").unfold("Filters")
    visitor.page.get_by_label("France").check()
    visitor.press("Show").reads("Example Reuse SAS", "Clear all")


@pytest.mark.feature(46)
def test_from_the_suggestion_to_the_proposal_and_back_within_the_counts(cast, visitor, comes_in):
    """Four pages, twelve clicks and five answers at most; the host needs one page to answer."""
    first_day = story.first_day(cast)
    visitor.open("/suggestions/").has_heading("For you").count_anew()
    visitor.pages.clear(), visitor.answered.clear()
    visitor.look().follow("See the profile", within="Example Plasma Lab GmbH")
    visitor.reads("Why you fit", "both at ease in English")
    visitor.follow("Propose an exchange")
    visitor.choose("in person", of="How will you meet?")
    visitor.type("First working day", first_day.isoformat())
    visitor.type("Last working day", (first_day + timedelta(days=4)).isoformat())
    visitor.type("Title of the exchange", "Readings side by side")
    visitor.type("One to three goals", "See a reactor at work and compare readings.")
    visitor.press("Check").reads("Working days", "Lump sum")
    visitor.press("Send the proposal").reads("Sent. We write to you")

    assert len(visitor.pages) <= 4, visitor.pages
    assert len(visitor.answered) <= 5, visitor.answered
    assert visitor.tally["clicks"] <= 12

    proposed = Exchange.objects.get(title="Readings side by side")
    host = comes_in(User.objects.get(email=FIRST[1]))
    host.open(f"/exchanges/{proposed.public_id}/proposal/").follow("Suggest something else")
    host.type("One to three goals", "Run the reactor yourself and compare readings.")
    host.press("Send the offer").reads("The other side has to answer now.")
    visitor.open(f"/exchanges/{proposed.public_id}/proposal/")
    visitor.reads("What is different now", "Run the reactor yourself")
