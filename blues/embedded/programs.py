"""The portal's own processes, as the demo and the tests start them."""

import sys
from pathlib import Path

from celery import Celery

from blues.embedded.children import Child

WARM_STOP = 15  # seconds that a worker gets to finish the document it is on


def worker(*, environment: dict[str, str], log: Path, processes: int = 2) -> Child:
    options = ["--pool=prefork", f"--concurrency={processes}", "--loglevel=INFO"]
    command = [sys.executable, "-m", "celery", "-A", "blues", "worker", *options]
    command += ["--without-gossip", "--without-mingle"]  # saves a second at the start
    return Child("worker", command, log=log, environment=environment, patience=WARM_STOP)


def beat(*, environment: dict[str, str], log: Path) -> Child:
    schedule = log.with_name("beat-schedule")
    command = [sys.executable, "-m", "celery", "-A", "blues", "beat", "--pidfile="]
    command += [f"--schedule={schedule}", "--loglevel=INFO"]
    return Child("beat", command, log=log, environment=environment)


def web(*, environment: dict[str, str], log: Path, port: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface=wsgi", "blues.wsgi:application"]
    command += ["--host=127.0.0.1", f"--port={port}", "--blocking-threads=4", "--no-ws"]
    return Child("web server", command, log=log, environment=environment)


def worker_answers(broker_url: str) -> bool:
    """Whether a worker takes messages from this broker and sends an answer back."""
    with Celery(broker=broker_url, set_as_current=False) as app:
        return bool(app.control.ping(timeout=0.3, limit=1))
