from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from blues import jobs, journal
from blues.common.errors import Conflict
from blues.jobs import work
from blues.jobs.models import Job
from tests.factories.clusters import UserFactory
from tests.factories.platform import JobFactory, ago


def attempt(job):
    work.run(job.public_id)
    job.refresh_from_db()
    return job


@pytest.mark.django_db
def test_done_job_keeps_its_result_and_its_effect():
    job = attempt(JobFactory(kind="test.add", args={"a": 1, "b": 2}))

    assert (job.state, job.percent, job.note) == ("done", 100, "adding")
    assert (job.result, job.attempts) == ({"sum": 3}, 1)
    assert journal.entries_for(job.key).count() == 1


@pytest.mark.django_db
def test_second_delivery_changes_nothing():
    job = attempt(JobFactory())
    first = (job.finished_at, job.attempts)

    attempt(job)

    assert (job.finished_at, job.attempts) == first
    assert journal.entries_for(job.key).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["later", "running", "done", "failed"])
def test_delivery_of_a_job_that_is_not_due_does_nothing(trait):
    job = JobFactory(**{trait: True})
    before = Job.objects.values().get()

    work.run(job.public_id)

    assert Job.objects.values().get() == before


@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_the_same_moment_run_the_work_once():
    job, start = JobFactory(), Barrier(2)

    def deliver():
        try:
            start.wait()
            work.run(job.public_id)
        finally:
            connection.close()

    threads = [Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
    assert journal.entries_for(job.key).count() == 1


@pytest.mark.django_db
@pytest.mark.logs_errors
def test_failed_attempt_leaves_no_effect_and_waits_longer_each_time(caplog):
    job = JobFactory(kind="test.fail", args={}, max_attempts=3)
    pauses = []
    for _ in range(2):
        attempt(job)
        assert (job.state, job.error) == ("queued", "")
        pauses.append(round((job.next_attempt_at - timezone.now()).total_seconds()))
        Job.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))

    attempt(job)

    assert pauses == [10, 20]
    assert (job.state, job.attempts, job.error) == ("failed", 3, work.KEPT_FAILING)
    assert journal.entries_for(job.key).count() == 0
    assert "secret of the machine room" in caplog.text


def test_pauses_have_an_end():
    assert work._pause_after(30) == timedelta(hours=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("test.give-up", "The template has no title."),
        ("test.refuse", "The agreement was withdrawn."),
        ("test.forgotten", work.NOBODY_DOES_IT),
    ],
)
def test_job_that_cannot_succeed_fails_at_once_and_says_why(kind, reason):
    job = attempt(JobFactory(kind=kind, args={}))

    assert (job.state, job.attempts, job.error) == ("failed", 1, reason)


@pytest.mark.django_db
@pytest.mark.logs_errors
def test_failure_is_told_to_the_handler_that_asked_for_it(caplog):
    job = attempt(JobFactory(kind="test.mark", args={}, max_attempts=1))

    told = journal.entries_for(f"mark:{job.public_id}").get()
    assert told.detail == {"error": work.KEPT_FAILING}


@pytest.mark.django_db
@pytest.mark.logs_errors
def test_job_ends_even_if_its_on_failure_stumbles(caplog):
    job = attempt(JobFactory(kind="test.stumble", args={}, max_attempts=1))

    assert job.state == "failed"
    assert "job_percent_in_range" in caplog.text


@pytest.mark.django_db
def test_run_due_also_does_what_the_work_asks_for():
    first = JobFactory(next_attempt_at=ago(minutes=2))
    second = JobFactory(next_attempt_at=ago(minutes=1))
    JobFactory(later=True)

    assert jobs.run_due() == [first, second]


@pytest.mark.django_db(transaction=True)
def test_attempt_that_was_taken_over_leaves_no_trace(caplog):
    job = JobFactory()
    zombie = work._claim(job.public_id)
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=4))
    work.sweep()
    successor = attempt(job)

    work._attempt(zombie)

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", successor.attempts)
    assert journal.entries_for(job.key).count() == 1
    assert "taken over" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_zombie_that_fails_does_not_fail_its_successor():
    job = JobFactory(kind="test.give-up", args={})
    zombie = work._claim(job.public_id)
    Job.objects.update(attempts=2)

    work._attempt(zombie)

    assert Job.objects.get().state == "running"


@pytest.mark.django_db
def test_sweep_gives_a_stalled_job_another_attempt(caplog):
    job = JobFactory(stalled=True)

    assert [work.sweep(), work.sweep()] == [1, 0]

    job.refresh_from_db()
    assert (job.state, job.attempts, job.published_at) == ("queued", 1, None)
    assert list(Job.objects.unheard()) == [job]


@pytest.mark.django_db
def test_sweep_ends_a_job_that_killed_all_its_workers(caplog):
    job = JobFactory(stalled=True, kind="test.mark", attempts=5, max_attempts=5)

    work.sweep()

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", work.KEPT_STOPPING)
    assert journal.entries_for(f"mark:{job.public_id}").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        {"running": True, "heartbeat_at": ago(seconds=175)},
        {"done": True, "heartbeat_at": ago(seconds=500)},
        {"failed": True, "heartbeat_at": ago(seconds=500)},
        {},
    ],
    ids=["too young", "already done", "already failed", "not claimed"],
)
def test_sweep_leaves_others_alone(row):
    JobFactory(**row)
    before = Job.objects.values().get()

    assert work.sweep() == 0
    assert Job.objects.values().get() == before


@pytest.mark.django_db
def test_operator_has_a_failed_job_tried_again():
    operator = UserFactory()
    job = JobFactory(failed=True, attempts=5)

    work.try_again(job, by=operator)
    attempt(job)

    assert (job.state, job.attempts, job.error) == ("done", 6, "")
    entry = journal.entries_for(f"job:{job.public_id}").get()
    assert (entry.verb, entry.actor) == ("tried-again", operator)


@pytest.mark.django_db
@pytest.mark.parametrize("row", [{}, {"running": True}, {"done": True}])
def test_job_that_has_not_failed_is_not_tried_again(row):
    with pytest.raises(Conflict):
        work.try_again(JobFactory(**row), by=UserFactory())


def test_reason_is_never_empty():
    job = JobFactory()

    work._fail(work._claim(job.public_id), "")

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", work.KEPT_FAILING)
