"""A pytest plugin: the tests' own Postgres and Valkey, and a real Celery worker for those who ask.

Loaded by ``-p`` (pyproject.toml), since the database must exist before Django reads its settings.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_postgres = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Start Postgres once; the processes of xdist inherit its address and add databases."""
    global _postgres  # noqa: PLW0603 -- pytest gives hooks no other place
    if os.environ.get("DATABASE_URL"):
        return
    from blues.embedded.places import settle  # noqa: PLC0415 -- after coverage has started
    from blues.embedded.postgres import Postgres  # noqa: PLC0415

    _postgres = Postgres(settle(throwaway_directory("blues-test-database-")), throwaway=True)
    _postgres.start()
    os.environ["DATABASE_URL"] = _postgres.url


def pytest_unconfigure(config):
    global _postgres  # noqa: PLW0603
    if _postgres is not None:
        _postgres.stop()
        shutil.rmtree(_postgres.place.home)
        del os.environ["DATABASE_URL"]
        _postgres = None


def throwaway_directory(prefix):
    """In memory where there is such a place. Postgres's account cannot enter pytest's own."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if os.access(memory, os.W_OK) else None))


@pytest.fixture(scope="session")
def broker_server():
    """A Valkey of this session's own."""
    from blues.embedded.places import settle  # noqa: PLC0415
    from blues.embedded.valkey import Valkey  # noqa: PLC0415

    server = Valkey(settle(throwaway_directory("blues-test-broker-")))
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.place.home)


@pytest.fixture(scope="session")
def broker(broker_server):
    """The address of a throwaway Valkey, in the form of REDIS_URL."""
    return broker_server.url


@pytest.fixture
def broker_in_use(broker_server, settings):
    """Has this test publish to the throwaway Valkey, emptied before; yields the server."""
    from blues.celery import app  # noqa: PLC0415
    from blues.jobs.outbox import bell  # noqa: PLC0415
    from blues.settings import env  # noqa: PLC0415

    bell.quiet_until = 0.0  # another test may have rung where nobody listens
    with broker_server.client() as client:
        client.flushall()
    before = app.conf.broker_url  # first, since the first look reads the settings
    settings.REDIS_URL = broker_server.url
    settings.CELERY_BROKER_URL = app.conf.broker_url = env.broker(broker_server.url)
    forget_connections(app)
    yield broker_server
    app.conf.broker_url = before
    forget_connections(app)


def forget_connections(app):
    """Closed pools are remembered by address, so that the next test would be handed one."""
    from kombu import pools  # noqa: PLC0415

    pools.reset()
    app.amqp._producer_pool = None
    app._pool = None


class LiveWorker:
    """A real worker process group on the test's database and broker."""

    def __init__(self, child, broker_url):
        self.child, self.broker_url = child, broker_url

    @property
    def pid(self):
        return self.child.pid

    @property
    def log(self):
        return self.child.output()

    def start(self):
        self.child.start()
        self.wait_until_ready()

    def wait_until_ready(self, seconds=60):
        from blues.embedded.programs import worker_answers  # noqa: PLC0415
        from tests.waiting import wait_until  # noqa: PLC0415

        wait_until(
            lambda: worker_answers(self.broker_url) or not self.child.is_running(), seconds=seconds
        )
        assert self.child.is_running(), self.log

    def kill(self):
        """End the worker and its pool at once, as a power cut would."""
        self.child.kill()

    def stop(self):
        self.child.stop()


@pytest.fixture
def live_worker(transactional_db, broker_in_use, settings, tmp_path):
    """A started Celery worker that sees what this test commits; ``LiveWorker`` has its handles."""
    from blues.embedded import programs  # noqa: PLC0415

    child = programs.worker(
        environment=worker_environment(settings), log=tmp_path / "worker.log", processes=1
    )
    child.patience = 5
    worker = LiveWorker(child, settings.CELERY_BROKER_URL)
    worker.start()
    yield worker
    worker.stop()


def worker_environment(settings):
    from django.db import connection  # noqa: PLC0415

    server, _, query = os.environ["DATABASE_URL"].partition("?")
    database = f"{server.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    return {
        "DJANGO_SETTINGS_MODULE": "blues.settings.test",
        "DATABASE_URL": f"{database}?{query}",
        "REDIS_URL": settings.REDIS_URL,
        "PORTAL_URL": settings.PORTAL_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "SEAL_DIR": str(settings.SEAL_DIR),
        "QUALIFIED_DIR": str(settings.QUALIFIED_DIR),
    }
