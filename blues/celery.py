"""The Celery application. Tasks are doorbells; see blues/jobs."""

import os
from importlib import import_module

from celery import Celery
from celery.signals import worker_init, worker_process_init
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "blues.settings.base")

app = Celery("blues")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["blues.jobs"])

# The clock has a queue of its own: workers take from both in turn, so a long queue of jobs does not
# keep the relay and the sweep waiting. A tick that nobody took in time is dropped.
app.conf.task_default_queue = "jobs"
app.conf.task_queues = [Queue("jobs"), Queue("clock")]
app.conf.beat_schedule = {
    "relay": {
        "task": "jobs.relay",
        "schedule": 10,
        "options": {"queue": "clock", "expires": 10},
    },
    "daily": {
        "task": "jobs.daily",
        "schedule": 600,
        "options": {"queue": "clock", "expires": 600},
    },
    "sweep": {
        "task": "jobs.sweep",
        "schedule": 60,
        "options": {"queue": "clock", "expires": 60},
    },
}


@worker_init.connect
def load(**_kwargs) -> None:
    """Once, before the pool forks: what every worker process needs is shared among them."""
    import_module("blues.documents.making")


@worker_process_init.connect
def warm_up(**_kwargs) -> None:
    """Each process has a press of its own; the first document need not wait until it is warm."""
    import_module("blues.documents.printing").press.start()
