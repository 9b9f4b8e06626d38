"""In Chromium: nothing is blocked, nothing overflows, axe is content, the keyboard gets around."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/gallery/", "/gallery/?errors=1", "/accounts/login/", "/accounts/signup/", "/nothing/"]


@pytest.fixture
def console(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)

    violations = Axe().run(page).response["violations"]

    found = [(v["id"], node["html"][:120]) for v in violations for node in v["nodes"]]
    assert found == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_a_small_screen(page, address):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", ["/gallery/?errors=1", "/accounts/login/"])
def test_the_content_policy_blocks_nothing_we_use(page, console, address):
    page.goto(address)
    page.wait_for_function("window.htmx !== undefined")

    assert [text for text in console if "Content Security Policy" in text] == []


def test_the_error_summary_has_the_focus_and_leads_to_the_field(page):
    page.goto("/gallery/?errors=1")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.className") == "error-summary"

    page.get_by_role("link", name="First day of the stay").click()

    assert page.evaluate(f"{focused}.id") == "id_first_day"


def test_the_first_tab_reaches_the_skip_link(page):
    page.goto("/gallery/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_escape_closes_an_open_menu_and_keeps_the_place(page):
    page.goto("/gallery/")
    menu = page.locator("details.languages")
    menu.locator("summary").click()
    assert menu.evaluate("menu => menu.open")

    page.keyboard.press("Escape")

    assert not menu.evaluate("menu => menu.open")
    assert menu.locator("summary").evaluate("summary => summary === document.activeElement")


@pytest.mark.parametrize("width", [320, 1280])
def test_an_open_menu_lies_within_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/gallery/")
    page.locator("details.languages summary").click()

    box = page.locator("details.languages ul").bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_language_can_be_changed_without_javascript(browser, base_url):
    with browser.new_context(java_script_enabled=False, base_url=base_url) as plain:
        page = plain.new_page()
        page.goto("/gallery/?page=2")
        page.locator("details.languages summary").click()
        page.get_by_role("button", name="Deutsch").click()

        assert page.url.endswith("/gallery/?page=2")
        assert page.locator("html").get_attribute("lang") == "de"
