"""The demo, a running worker, and people who come in by the front door."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from blues.common import clock
from clusters.models import User
from clusters.people.demo import PASSWORD
from exchanges.workspace.cast import gather
from tests.demo import seed_demo
from tests.journeys.reader import WIDE, Reader
from tests.waiting import PATIENCE

expect.set_options(timeout=PATIENCE * 1_000)


@pytest.fixture
def calendar(settings):
    """The demo's calendar, which a page and ``move_demo_calendar`` turn."""
    settings.DEMO_CALENDAR = True
    yield clock
    cache.delete(clock.DEMO_OFFSET)


@pytest.fixture
def cast(transactional_db, broker_in_use, calendar, settings):
    """The demo with two companies that have not registered yet; everybody reads English."""
    settings.PROGRAMME_LINES = "clusters.programme.lines.for_page"
    seed_demo()
    User.objects.update(language="en")
    return gather(password=PASSWORD)


@pytest.fixture
def comes_in(browser, base_url):
    """``comes_in(user)``: they sign in on the page made for it. Nobody: a visitor of the site."""
    contexts, readers = [], []

    def enter(user=None, *, has_javascript=True):
        context = browser.new_context(
            base_url=base_url, viewport=WIDE, locale="en-GB", java_script_enabled=has_javascript
        )
        reader = Reader(context.new_page(), has_javascript=has_javascript)
        contexts.append(context)
        readers.append(reader)
        if user is not None:
            reader.sign_in(user.email, PASSWORD)
        return reader

    yield enter
    found = [one for reader in readers for one in reader.found]
    complaints = [one for reader in readers for one in reader.complaints]
    for context in contexts:
        context.close()
    assert found == []
    assert complaints == []
