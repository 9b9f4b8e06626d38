"""The fixtures that give other rooms a real worker."""

import pytest

from blues.celery import app
from blues.embedded.programs import worker_answers

pytestmark = pytest.mark.slow


def test_worker_works_on_the_tests_own_broker(live_worker):
    assert worker_answers(app.conf.broker_url)


def test_killed_worker_is_gone_and_starts_again(live_worker):
    live_worker.kill()
    gone = not worker_answers(app.conf.broker_url)

    live_worker.start()

    assert (gone, worker_answers(app.conf.broker_url)) == (True, True)
