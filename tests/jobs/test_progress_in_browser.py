"""Somebody watches their job until it ends."""

import pytest
from playwright.sync_api import expect

from blues.jobs.models import Job
from tests.factories.clusters import UserFactory
from tests.factories.platform import JobFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asker(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def watch(client, live_server, page):
    """Open a job's page in the browser, signed in; yields what its console complains of."""
    complaints = []

    def open_page(job):
        session = {"name": "session", "value": client.cookies["session"].value}
        page.context.add_cookies([session | {"url": live_server.url}])
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.goto(f"{live_server.url}{job.get_absolute_url()}")
        return page, complaints

    return open_page


def test_page_follows_the_work_to_its_end(asker, watch):
    job = JobFactory(running=True, requested_by=asker, percent=20, note="page 2 of 10")
    page, complaints = watch(job)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "20")

    Job.objects.filter(pk=job.pk).update(percent=70, note="page 7 of 10")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "70")

    Job.objects.filter(pk=job.pk).update(
        state="failed", finished_at=job.heartbeat_at, error="The template has no title."
    )
    expect(page.get_by_role("alert")).to_contain_text("The template has no title.")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert complaints == []
