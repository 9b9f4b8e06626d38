from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread
from time import monotonic
from uuid import uuid4

import pytest
from django.db import connection, transaction

from blues import jobs, journal
from blues.jobs import outbox
from blues.jobs.models import Job
from blues.jobs.registry import HANDLERS, Handler
from tests.factories.clusters import UserFactory
from tests.factories.platform import JobFactory, ago


@pytest.mark.django_db
def test_request_writes_what_is_needed_to_do_the_work_later():
    asker = UserFactory()

    job = jobs.request("test.fail", key="k", by=asker, day="2021-05-04")

    assert (job.kind, job.args, job.requested_by) == ("test.fail", {"day": "2021-05-04"}, asker)
    assert (job.state, job.attempts, job.max_attempts) == ("queued", 0, 3)


@pytest.mark.django_db
def test_request_again_returns_the_job_there_is():
    job = jobs.request("test.add", key="k", a=1, b=2)

    assert jobs.request("test.add", key="k", a=1, b=2) == job
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_request_for_work_nobody_does_is_refused_at_once():
    with pytest.raises(KeyError, match="unheard"):
        jobs.request("test.unheard-of", key="k")


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_the_same_moment_make_one_job():
    start, made = Barrier(2), []

    def ask():
        try:
            start.wait()
            with transaction.atomic():
                made.append(jobs.request("test.add", key="k", a=1, b=2).pk)
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [Job.objects.get().pk] * 2


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_job():
    with pytest.raises(ZeroDivisionError):
        ask_and_stumble()

    assert Job.objects.count() == 0


@transaction.atomic
def ask_and_stumble():
    jobs.request("test.add", key="k", a=1, b=2)
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_request_stands_and_is_done_later():
    job = jobs.request("test.add", key="k", a=1, b=2)

    assert Job.objects.get().published_at is None
    assert jobs.run_due() == [job]
    assert Job.objects.get().state == "done"


@pytest.mark.django_db
def test_bell_rings_once_for_a_job_that_is_asked_for_twice(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        jobs.request("test.add", key="k", a=1, b=2)
        jobs.request("test.add", key="k", a=1, b=2)

    assert len(callbacks) == 1


def test_bell_stays_quiet_for_a_while_after_the_broker_did_not_answer():
    began = monotonic()

    assert outbox.bell.ring(uuid4()) is False
    quiet_until = outbox.bell.quiet_until
    assert outbox.bell.ring(uuid4()) is False

    assert outbox.bell.quiet_until == quiet_until
    assert quiet_until >= began + outbox.Bell.QUIET


@pytest.mark.django_db
def test_what_is_left_to_the_relay_is_not_rung_and_the_bell_rings_again_afterwards(
    broker_in_use, django_capture_on_commit_callbacks
):
    with jobs.left_to_the_relay(), django_capture_on_commit_callbacks(execute=True):
        left = jobs.request("test.add", key="left", a=1, b=2)
        outbox.ring(left.public_id)
    rung = jobs.request("test.add", key="rung", a=1, b=2)

    assert (outbox.ring(left.public_id), outbox.ring(rung.public_id)) == (True, True)
    with broker_in_use.client() as client:
        assert client.llen("jobs") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("circumstance", "row", "expected"),
    [
        ("never published", {}, True),
        ("published long ago", {"published_at": ago(seconds=61)}, True),
        ("published just now", {"published_at": ago(seconds=55)}, False),
        ("not due yet", {"later": True}, False),
        ("in progress", {"running": True, "published_at": None}, False),
        ("done", {"done": True, "published_at": None}, False),
        ("failed", {"failed": True, "published_at": None}, False),
    ],
)
def test_relay_publishes_what_may_have_been_lost(circumstance, row, expected):
    job = JobFactory(**row)

    assert list(Job.objects.unheard()) == ([job] if expected else []), circumstance


@pytest.mark.django_db
def test_relay_stops_at_the_first_job_the_broker_does_not_take():
    JobFactory.create_batch(3)

    assert outbox.relay() == 0
    assert Job.objects.filter(published_at__isnull=False).count() == 0


@pytest.mark.django_db
def test_oldest_waiting_counts_only_what_is_due():
    assert jobs.oldest_waiting() is None
    JobFactory(running=True)
    JobFactory(later=True)
    assert jobs.oldest_waiting() is None

    JobFactory(next_attempt_at=ago(minutes=5))
    JobFactory(next_attempt_at=ago(minutes=2))

    assert timedelta(minutes=5) <= jobs.oldest_waiting() < timedelta(minutes=6)


@pytest.mark.django_db
def test_daily_work_is_asked_for_once_a_day_from_its_hour_on(monkeypatch):
    monkeypatch.setitem(HANDLERS, "test.daily", Handler("test.daily", print, daily_at=time(6)))
    too_early = datetime(2021, 5, 4, 3, 59, tzinfo=UTC)  # 05:59 in Brussels

    asked = []
    for now in [too_early, too_early + timedelta(minutes=1), too_early + timedelta(hours=9)]:
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        outbox.request_daily()
        asked.append(list(Job.objects.filter(kind="test.daily").values_list("key", "args")))

    assert asked[0] == []
    assert asked[1] == asked[2] == [("test.daily:2021-05-04", {"day": "2021-05-04"})]


def test_two_functions_cannot_do_the_same_kind_of_work():
    with pytest.raises(ValueError, match="already a handler"):
        jobs.handler("test.add")(print)


def test_face_of_the_room_names_what_it_has_not():
    with pytest.raises(AttributeError, match="has no attribute 'cancel'"):
        _ = jobs.cancel
    with pytest.raises(AttributeError, match="has no attribute 'erase'"):
        _ = journal.erase
