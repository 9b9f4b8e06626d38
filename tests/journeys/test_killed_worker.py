"""The Commitment is made once, whatever dies on the way."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from blues import documents
from blues.documents.models import Document
from blues.jobs import outbox, work
from blues.jobs.models import Job
from exchanges.lifecycle.states import Party
from tests.journeys import story
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def agreed(cast):
    """Both are about to agree: the visitor's word is all that is missing."""
    return story.play(cast, until="completes the agenda")


def test_worker_killed_while_it_renders_leaves_exactly_one_document(cast, agreed, live_worker):
    asked = both_agree(cast, agreed)
    wait_until(lambda: state_of(asked) == "running")
    live_worker.kill()
    assert (state_of(asked), text_of(agreed).state) == ("running", Document.State.PENDING)

    let_time_pass(heartbeat_at=181)
    assert work.sweep() == 1
    outbox.relay()
    live_worker.start()
    wait_until(lambda: state_of(asked) == "done")

    assert Job.objects.get(pk=asked.pk).attempts == 2
    assert_one_true_document(agreed)
    story.signs_commitment(cast, agreed, Party.VISITOR)


def test_broker_wiped_after_the_request_delays_the_document_only(
    cast, agreed, live_worker, broker_in_use
):
    live_worker.stop()
    asked = both_agree(cast, agreed)
    with broker_in_use.client() as client:
        assert client.llen("jobs") > 0
        client.flushall()

    let_time_pass(published_at=61)
    assert outbox.relay() == Job.objects.due().count()
    live_worker.start()
    wait_until(lambda: state_of(asked) == "done")

    assert Job.objects.get(pk=asked.pk).attempts == 1
    assert_one_true_document(agreed)


def both_agree(cast, exchange) -> Job:
    """The second word closes the text and asks for its file."""
    for person in (cast.visitor, cast.host):
        story.agrees(person, exchange)
    return text_of(exchange).job


def text_of(exchange) -> Document:
    return Document.objects.for_case(exchange.case).get()


def state_of(job) -> str:
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def let_time_pass(**seconds):
    """Nobody waits in tests: the rows look as they will look then."""
    Job.objects.exclude(**dict.fromkeys(seconds)).update(
        **{name: timezone.now() - timedelta(seconds=age) for name, age in seconds.items()}
    )


def assert_one_true_document(exchange):
    document = text_of(exchange)
    content = documents.read(document)
    assert document.state == Document.State.STORED
    assert sha256(content).hexdigest() == document.sha256
    assert content.startswith(b"%PDF")
