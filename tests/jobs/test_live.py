"""The promises of the room, kept while processes die."""

import os
import signal
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from blues import jobs, journal
from blues.embedded import programs
from blues.embedded.children import Child
from blues.jobs import outbox, work
from blues.jobs.models import Job
from tests.embedded_plugin import worker_environment
from tests.factories.platform import JobFactory
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def broker(broker_in_use):
    """A broker that a test may freeze, wipe and kill."""
    yield broker_in_use
    os.kill(broker_in_use.pid, signal.SIGCONT)
    if not broker_in_use.is_running():
        broker_in_use.start()


@pytest.fixture
def worker(broker, settings, tmp_path):
    """A worker that is not yet started. It knows the work of these tests."""
    options = ["worker", "--concurrency=1", "--without-gossip", "--without-mingle"]
    child = Child(
        "worker",
        [sys.executable, "-m", "celery", "-A", "tests.jobs.live_app", *options],
        log=tmp_path / "worker.log",
        environment=worker_environment(settings),
        patience=5,
    )
    yield child
    child.kill()


def test_request_rings_and_a_worker_answers(worker):
    worker.start()
    job = jobs.request("test.add", key="once", a=1, b=2)
    wait_until(lambda: state_of(job) == "done")

    assert Job.objects.get().published_at
    assert effects_of(job) == 1


def test_worker_killed_in_mid_work_has_one_effect(worker, tmp_path):
    gate = tmp_path / "gate"
    worker.start()
    job = jobs.request("test.wait", key="once", gate=str(gate))
    wait_until(lambda: Job.objects.filter(percent=10).exists())
    worker.kill()
    gate.touch()
    assert (state_of(job), effects_of(job)) == ("running", 0)

    let_time_pass(heartbeat_at=181)
    assert (work.sweep(), outbox.relay()) == (1, 1)
    worker.start()
    wait_until(lambda: state_of(job) == "done")

    assert Job.objects.get().attempts == 2
    assert effects_of(job) == 1


def test_job_that_kills_every_worker_ends_with_a_reason(worker):
    """The pool replaces the child that died; the job may not take them all with it."""
    worker.start()
    job = jobs.request("test.poison", key="once")
    for attempt in [1, 2]:
        wait_until(lambda n=attempt: Job.objects.filter(note=f"dying of attempt {n}").exists())
        let_time_pass(heartbeat_at=181)
        assert work.sweep() == 1
        outbox.relay()

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", work.KEPT_STOPPING)
    healthy = jobs.request("test.add", key="healthy", a=1, b=2)
    wait_until(lambda: state_of(healthy) == "done")


def test_worker_told_to_stop_finishes_its_job_first(worker, tmp_path):
    gate = tmp_path / "gate"
    worker.start()
    job = jobs.request("test.wait", key="once", gate=str(gate))
    wait_until(lambda: Job.objects.filter(percent=10).exists())

    worker.ask_to_stop()
    gate.touch()
    worker.process.wait(30)

    assert (state_of(job), effects_of(job)) == ("done", 1)


def test_wiped_broker_loses_no_job(broker, worker):
    asked = [jobs.request("test.add", key=f"job:{n}", a=n, b=n) for n in range(5)]
    with broker.client() as client:
        client.flushall()
    assert outbox.relay() == 0  # just published: nobody knows yet that the messages are gone

    let_time_pass(published_at=61)
    assert outbox.relay() == 5
    worker.start()
    wait_until(lambda: Job.objects.filter(state="done").count() == 5)

    assert [effects_of(job) for job in asked] == [1] * 5


def test_broker_killed_under_a_running_worker_loses_no_job(broker, worker):
    worker.start()
    warm = jobs.request("test.add", key="warm", a=0, b=0)
    wait_until(lambda: state_of(warm) == "done")
    broker.kill()
    job = jobs.request("test.add", key="once", a=1, b=2)
    assert Job.objects.get(pk=job.pk).published_at is None

    broker.start()
    outbox.bell.quiet_until = 0.0
    assert outbox.relay() == 1
    wait_until(lambda: state_of(job) == "done")

    assert effects_of(job) == 1


def test_frozen_broker_holds_nobody_up(broker, worker):
    os.kill(broker.pid, signal.SIGSTOP)
    began = time.monotonic()
    asked = [jobs.request("test.add", key=f"job:{n}", a=n, b=n) for n in range(5)]
    waited = time.monotonic() - began
    os.kill(broker.pid, signal.SIGCONT)

    assert waited < 8  # the two seconds of one socket once, not five times
    assert [state_of(job) for job in asked] == ["queued"] * 5
    outbox.bell.quiet_until = 0.0
    assert outbox.relay() == 5
    worker.start()
    wait_until(lambda: Job.objects.filter(state="done").count() == 5)
    assert [effects_of(job) for job in asked] == [1] * 5


def test_clock_brings_home_what_everybody_forgot(worker, settings, tmp_path):
    """No bell is rung: beat and the relay do it between them."""
    forgotten = JobFactory()
    beat = programs.beat(environment=worker_environment(settings), log=tmp_path / "beat.log")
    worker.start()
    beat.start()
    try:
        wait_until(lambda: state_of(forgotten) == "done")
    finally:
        beat.stop()


def let_time_pass(**seconds):
    """Nobody waits in tests: the row looks as it will look then."""
    Job.objects.exclude(**dict.fromkeys(seconds)).update(
        **{name: timezone.now() - timedelta(seconds=age) for name, age in seconds.items()}
    )


def state_of(job):
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def effects_of(job):
    return journal.entries_for(job.key).count()
