"""The box of a long list in Chromium: a combobox with JavaScript, a search and choices without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def box(page):
    page.goto("/gallery/")
    return page.get_by_role("combobox", name="Words, or a code")


@pytest.fixture
def found(page):
    return page.locator(".long-list").get_by_role("option")


def test_an_entry_is_found_and_chosen_from_the_keyboard(page, box, found):
    box.press_sequentially("wat")
    expect(found).to_have_text(["W1 Drinking water group", "W1.2 Water towers class"])
    assert box.get_attribute("aria-expanded") == "true"

    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.text_content() == "W1.2 Water towers class"
    box.press("Enter")

    expect(page.get_by_role("radio", name="W1.2 Water towers class")).to_be_checked()
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert box.input_value() == ""


def test_escape_closes_what_was_found_and_a_click_chooses(page, box, found):
    box.press_sequentially("sewers")
    expect(found).to_have_count(1)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()

    box.press_sequentially(" ")
    found.click()

    expect(page.get_by_role("radio", name="W2.1 Sewers and pumps class")).to_be_checked()


def test_axe_finds_nothing_in_the_open_list(page, box, found):
    box.press_sequentially("wat")
    expect(found).to_have_count(2)

    violations = Axe().run(page).response["violations"]

    assert [(v["id"], node["html"][:120]) for v in violations for node in v["nodes"]] == []


def test_words_that_find_nothing_are_said_to_be_so(page, box):
    box.press_sequentially("lava")

    expect(page.get_by_text("No entry has all of these words.")).to_be_attached()
