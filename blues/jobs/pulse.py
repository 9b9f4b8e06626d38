"""Signs of life of a running job, visible to others while its transaction is still open.

The handler's own connection is inside the transaction that will mark the job done, so nothing it
writes can be seen. A thread has a Django connection of its own, in autocommit: it writes the
heartbeat every few seconds, and the progress as soon as the handler reports it.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models.functions import Now

from blues.jobs.models import Job

logger = logging.getLogger(__name__)

INTERVAL = 15  # seconds


class Pulse(threading.Thread):
    """``with Pulse(job): …``. Stops by itself when the task may no longer live, so that a handler
    which hangs for ever is found by the sweep."""

    def __init__(self, job: Job):
        super().__init__(name=f"pulse of {job.public_id}", daemon=True)
        self.job = job
        self.wake = threading.Event()
        self.ended = threading.Event()

    def __enter__(self):
        self.job.pulse = self
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.job.pulse = None
        self.ended.set()
        self.wake.set()
        self.join()

    def hurry(self) -> None:
        self.wake.set()

    def run(self):
        dies_at = time.monotonic() + settings.CELERY_TASK_TIME_LIMIT
        try:
            while time.monotonic() < dies_at:
                self.wake.wait(INTERVAL)
                self.wake.clear()
                if self.ended.is_set():
                    break
                self.beat()
        finally:
            connection.close()

    def beat(self) -> None:
        try:
            Job.objects.held(self.job).update(
                heartbeat_at=Now(), percent=self.job.percent, note=self.job.note
            )
        except DatabaseError:
            logger.warning("A heartbeat of job %s was lost.", self.job.public_id, exc_info=True)
