"""The clock rings in UTC, whatever people's clocks do in autumn."""

import pytest
from django.db import DatabaseError

from blues.celery import app
from blues.jobs import health, tasks
from blues.jobs.models import STALLED_AFTER, Job
from tests.factories.platform import JobFactory, ago


def test_beat_lives_in_utc():
    assert (app.conf.timezone, app.conf.enable_utc) == ("UTC", True)


def test_every_tick_is_a_task_that_exists_and_is_dropped_when_late():
    app.loader.import_default_modules()
    entries = app.conf.beat_schedule.values()

    assert {entry["task"] for entry in entries} == {"jobs.relay", "jobs.sweep", "jobs.daily"}
    assert {entry["task"] for entry in entries} <= set(app.tasks)
    assert all(entry["options"]["expires"] == entry["schedule"] for entry in entries)


def test_ticks_do_not_stand_in_the_queue_of_the_jobs():
    assert {entry["options"]["queue"] for entry in app.conf.beat_schedule.values()} == {"clock"}
    assert {queue.name for queue in app.conf.task_queues} == {"jobs", "clock"}
    assert app.conf.task_default_queue == "jobs"


def test_sweep_is_more_patient_than_the_longest_task():
    assert STALLED_AFTER.total_seconds() > app.conf.task_time_limit > app.conf.task_soft_time_limit


@pytest.mark.django_db
def test_ticks_do_their_part(caplog):
    due, stalled = JobFactory(), JobFactory(stalled=True)

    tasks.run(str(due.public_id))
    tasks.sweep()
    tasks.relay()
    tasks.daily()

    states = dict(Job.objects.values_list("pk", "state"))
    assert (states[due.pk], states[stalled.pk]) == ("done", "queued")


@pytest.mark.django_db
def test_health_is_fine_while_jobs_wait_for_moments():
    JobFactory(next_attempt_at=ago(minutes=4))

    assert health.jobs() == "ok"


@pytest.mark.django_db
def test_health_says_for_how_long_a_job_has_waited():
    JobFactory(next_attempt_at=ago(minutes=10))

    assert health.jobs() == "the oldest job has waited for 600 s"


def test_health_without_a_database_does_not_raise(monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr("blues.jobs.health.oldest_waiting", refuse)

    assert health.jobs() == "unreachable"
