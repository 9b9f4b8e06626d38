"""The harness: what holds for every test.

* An undefined variable in a template fails the test (``FAIL_INVALID_TEMPLATE_VARS``).
* A logged error fails the test, unless it is marked ``logs_errors``.
* ``sign_in(user=None)`` signs a person in; ``committed()`` runs what waits for the commit.
* Browser tests drive the installed Chromium, or skip.
"""

import logging
import os
import shutil

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from playwright.sync_api import sync_playwright

from blues.common import context, navigation

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own
os.environ.setdefault(
    "DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1"
)  # bare machines lack localhost


def pytest_configure(config):
    config.addinivalue_line("markers", "logs_errors: the test provokes an error log on purpose")


def pytest_collection_modifyitems(items):
    if CHROMIUM:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The code lists have some thousand rows: loaded once, they are there for every test."""
    from clusters.programme.seeds import codes  # noqa: PLC0415 -- models load late

    with django_db_blocker.unblock():
        codes.load()


@pytest.fixture(scope="module")
def seeded_demo(django_db_setup, django_db_blocker):
    """The demo as it is seeded, made once; every test of the module starts from it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", "--demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(db):
    """Every test may use the database; it is rolled back."""


@pytest.fixture(autouse=True)
def _fresh_process():
    """What a web process remembers between requests is forgotten between tests."""
    from exchanges.matching.catalogue import reading  # noqa: PLC0415 -- models load late

    translation.deactivate()
    context.forget_programme_lines()
    reading.forget()


@pytest.fixture(autouse=True)
def _no_logged_errors(request, caplog):
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in errors] == []


@pytest.fixture
def sign_in(client):
    """Sign somebody in (a new person unless told) and return them."""

    def enter(user=None):
        from tests.factories import UserFactory  # noqa: PLC0415 -- models load late

        user = user or UserFactory()
        client.force_login(user)
        return user

    return enter


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed(): …`` runs the on-commit callbacks of the block, as a commit would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def bare_menu(monkeypatch):
    """A page without the menu, so that a query count is about the page alone."""
    monkeypatch.setattr(navigation, "_entries", {})


@pytest.fixture(scope="session")
def base_url(live_server):
    """Browser tests may say ``page.goto("/gallery/")``."""
    return live_server.url


@pytest.fixture(scope="module")
def browser():
    """One Chromium for the tests of a module.

    Playwright keeps an event loop running in the thread of the tests for as long as it is up, and
    then nothing else in that thread may start one, as the checking of a seal does. So it goes with
    the module, where the plugin of its makers would keep it to the end of the session.
    """
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield started
        started.close()


@pytest.fixture
def page(browser, base_url):
    with browser.new_context(base_url=base_url) as context:
        yield context.new_page()
