from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blues.jobs.apps import looks_after_jobs
from blues.jobs.models import Job
from tests.factories.clusters import UserFactory
from tests.factories.platform import JobFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def operator():
    return UserFactory(operator=True)


@pytest.fixture
def asker(sign_in):
    return sign_in()


def test_stranger_must_sign_in_first(client):
    response = client.get(JobFactory().get_absolute_url())

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_others_do_not_learn_of_a_job(client, sign_in):
    job = JobFactory(requested_by=UserFactory())
    sign_in()

    assert client.get(job.get_absolute_url()).status_code == 404
    assert client.get(reverse("jobs:job-detail", args=[uuid4()])).status_code == 404


def test_who_asked_sees_how_far_it_is(client, asker):
    job = JobFactory(running=True, requested_by=asker, percent=40, note="page 4 of 10")

    page = client.get(job.get_absolute_url())

    assert page.status_code == 200
    for shown in ["Adding two numbers", 'value="40"', "page 4 of 10"]:
        assert shown in page.content.decode()


@pytest.mark.parametrize("trait", ["later", "running"])
def test_page_of_unfinished_work_moves_with_and_without_javascript(client, asker, trait):
    job = JobFactory(requested_by=asker, **{trait: True})

    page = client.get(job.get_absolute_url()).content.decode()

    assert '<noscript><meta http-equiv="refresh"' in page
    assert f'hx-get="{job.get_absolute_url()}"' in page


@pytest.mark.parametrize(
    ("trait", "words"), [("done", "finished"), ("failed", "The template has no title.")]
)
def test_page_of_finished_work_says_how_it_ended_and_rests(client, asker, trait, words):
    job = JobFactory(requested_by=asker, **{trait: True})

    page = client.get(job.get_absolute_url()).content.decode()

    assert words in page
    assert "http-equiv" not in page
    assert "hx-get" not in page


def test_poll_gets_the_moving_part_only(client, asker):
    job = JobFactory(running=True, requested_by=asker)

    response = client.get(job.get_absolute_url(), headers=HTMX)

    assert "<html" not in response.content.decode()
    assert "HX-Refresh" not in response.headers


def test_last_poll_loads_the_page_that_has_the_result(client, asker):
    job = JobFactory(done=True, requested_by=asker)

    assert client.get(job.get_absolute_url(), headers=HTMX)["HX-Refresh"] == "true"


def test_operator_sees_any_job_but_does_not_poll_it(client, sign_in, operator):
    sign_in(operator)
    job = JobFactory(running=True, requested_by=UserFactory())

    page = client.get(job.get_absolute_url())

    assert page.status_code == 200
    assert "hx-get" not in page.content.decode()


def test_work_nobody_knows_any_more_still_has_a_page(client, asker):
    job = JobFactory(kind="test.forgotten", requested_by=asker)

    assert "Work in the background" in client.get(job.get_absolute_url()).content.decode()


def test_operator_tries_a_failed_job_again(client, sign_in, operator):
    sign_in(operator)
    job = JobFactory(failed=True)

    response = client.post(reverse("jobs:job-try-again", args=[job.public_id]))

    assert response.url == job.get_absolute_url()
    assert [str(m) for m in get_messages(response.wsgi_request)] == ["The job will be tried again."]
    assert Job.objects.get().state == "queued"


def test_only_operators_are_offered_another_try(client, sign_in, asker, operator):
    job = JobFactory(failed=True, requested_by=asker)
    address = reverse("jobs:job-try-again", args=[job.public_id])

    assert address not in client.get(job.get_absolute_url()).content.decode()
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405

    sign_in(operator)
    assert address in client.get(job.get_absolute_url()).content.decode()


def test_job_that_did_not_fail_is_not_tried_again(client, sign_in, operator):
    sign_in(operator)
    job = JobFactory(done=True)

    response = client.post(reverse("jobs:job-try-again", args=[job.public_id]))

    assert response.status_code == 409


def test_stranger_cannot_try_a_job_again(client, sign_in):
    job = JobFactory(failed=True, requested_by=UserFactory())
    sign_in()

    response = client.post(reverse("jobs:job-try-again", args=[job.public_id]))

    assert response.status_code == 404
    assert Job.objects.get().state == "failed"


def test_list_is_for_operators(client, sign_in):
    JobFactory()
    sign_in()

    assert client.get(reverse("jobs:job-list")).status_code == 403


def test_list_needs_the_same_queries_for_one_and_three_jobs(client, sign_in, operator):
    """The header asks for things of its own, so the number itself is not ours."""
    sign_in(operator)
    needed = []
    for more in [1, 2]:
        JobFactory.create_batch(more, failed=True)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("jobs:job-list"))
        needed.append(len(queries))

    assert needed[0] == needed[1]
    assert sum("jobs_job" in query["sql"] for query in queries) == 2  # count, rows
    assert page.content.decode().count("The template has no title.") == 3


def test_list_is_filtered_by_state_and_kind(client, sign_in, operator):
    sign_in(operator)
    wanted = JobFactory(failed=True, kind="test.fail")
    JobFactory(failed=True, kind="test.add")
    JobFactory(done=True, kind="test.fail")

    page = client.get(reverse("jobs:job-list"), {"state": "failed", "kind": "test.fail"})

    assert list(page.context["page_obj"]) == [wanted]


def test_menu_leads_operators_to_the_list(operator):

    assert looks_after_jobs(operator)
    assert not looks_after_jobs(UserFactory())
