"""In Chromium: axe is content, nothing overflows, nothing is blocked, little is loaded."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.factories import (
    ClusterFactory,
    DeliverableFactory,
    MilestoneFactory,
    ProgrammeFactory,
    TimelineEventFactory,
    UserFactory,
    a_completed_exchange,
    take_and_freeze,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEAVIEST = 150_000  # bytes of a first visit, compressed as a web server sends them
PUBLIC = ["home-page", "how-page", "help-page", "about-page", "privacy-page", "accessibility-page"]


@pytest.fixture
def addresses(page, client, live_server, settings):
    """Every page of this app with something on it; the browser is signed in."""
    settings.MFA_REQUIRED_ROLES = []
    settings.PROGRAMME_LINES = "clusters.programme.lines.for_page"
    ProgrammeFactory()
    ClusterFactory()
    deliverable = DeliverableFactory(due_month=1)
    MilestoneFactory(work_package=deliverable.work_package, needed_exchanges=25)
    TimelineEventFactory().work_packages.add(deliverable.work_package)
    user = UserFactory(programme_coordinator=True)
    take_and_freeze(by=user)
    a_completed_exchange()
    snapshot = take_and_freeze(by=user)
    client.force_login(user)
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    return [
        *(reverse(f"public:{name}") for name in PUBLIC),
        *(reverse(f"reporting:{name}") for name in ("indicators-page", "snapshot-take")),
        reverse("reporting:snapshot-list"),
        reverse("plan:plan-page"),
        snapshot.get_absolute_url(),
        deliverable.get_absolute_url(),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_policy_blocks_nothing(page, addresses, scheme):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in addresses:
        page.goto(address)
        violations = Axe().run(page).response["violations"]
        found += [(address, v["id"], n["html"][:120]) for v in violations for n in v["nodes"]]
    assert found == []
    assert [text for text in said if "Content Security Policy" in text] == []


def test_no_page_is_wider_than_a_small_screen(page, addresses):
    page.set_viewport_size({"width": 320, "height": 800})
    widths = {}
    for address in addresses:
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in widths.items() if width > 320} == {}


def test_a_first_visit_to_the_home_page_loads_little(page, live_server):
    ProgrammeFactory()
    loaded = []
    page.on("response", lambda answer: loaded.append(answer))  # noqa: PLW0108 -- a bound one fails
    page.goto("/")
    page.wait_for_load_state("networkidle")
    sent = {answer.url: len(gzip.compress(answer.body())) for answer in loaded}
    assert sum(sent.values()) < HEAVIEST, sent
