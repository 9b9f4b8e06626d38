"""Finding a partner oneself: narrowing, forgiving words, the map, and a search that is kept."""

import pytest

from clusters.models import User
from clusters.people.demo import FIRST

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
