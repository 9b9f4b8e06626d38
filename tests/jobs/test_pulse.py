"""Others see a job move while its transaction is still open."""

from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection

from blues import journal
from blues.jobs import pulse, work
from blues.jobs.models import Job
from tests.factories.platform import JobFactory
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting_job(tmp_path):
    """A job that stands at its gate until the test opens it, see ``at_work``."""
    return JobFactory(kind="test.wait", args={"gate": str(tmp_path / "gate")})


@contextmanager
def at_work(job, tmp_path):
    worker = Thread(target=run_in_thread, args=[job])
    worker.start()
    try:
        yield
    finally:
        (tmp_path / "gate").touch()
        worker.join()


def run_in_thread(job):
    try:
        work.run(job.public_id)
    finally:
        connection.close()


def test_progress_is_seen_as_soon_as_it_is_reported(monkeypatch, waiting_job, tmp_path):
    monkeypatch.setattr(pulse, "INTERVAL", 3600)

    with at_work(waiting_job, tmp_path):
        wait_until(lambda: Job.objects.filter(state="running", percent=10).exists())
        waiting_job.refresh_from_db()
        assert waiting_job.note == "at the gate"
        assert journal.entries_for(waiting_job.key).count() == 0

    waiting_job.refresh_from_db()
    assert (waiting_job.state, waiting_job.percent) == ("done", 100)
    assert journal.entries_for(waiting_job.key).count() == 1


def test_heart_beats_while_the_work_says_nothing(monkeypatch, waiting_job, tmp_path):
    monkeypatch.setattr(pulse, "INTERVAL", 0.05)

    with at_work(waiting_job, tmp_path):
        first = wait_until(lambda: beat_of(waiting_job))
        wait_until(lambda: beat_of(waiting_job) > first)


def beat_of(job):
    return Job.objects.values_list("heartbeat_at", flat=True).get(pk=job.pk)


def test_heart_stops_when_the_task_may_no_longer_live(settings):
    settings.CELERY_TASK_TIME_LIMIT = 0
    beating = pulse.Pulse(JobFactory(running=True))

    beating.start()
    beating.join(10)

    assert not beating.is_alive()


def test_beat_of_a_lost_claim_changes_nothing():
    job = JobFactory(running=True)
    Job.objects.update(attempts=2)
    before = Job.objects.values().get()
    job.percent = 50

    pulse.Pulse(job).beat()

    assert Job.objects.values().get() == before


def test_beat_that_the_database_refuses_does_not_stop_the_work(caplog):
    job = JobFactory(running=True)
    job.percent = 101

    pulse.Pulse(job).beat()

    assert "heartbeat" in caplog.text
