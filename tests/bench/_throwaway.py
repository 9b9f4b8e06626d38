"""A portal of its own for measurements that leave documents behind: those can never be deleted."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from blues.embedded.places import CHECKOUT, settle
from blues.embedded.postgres import Postgres
from blues.embedded.valkey import Valkey
from tests.embedded_plugin import throwaway_directory


@contextmanager
def portal() -> Iterator[dict[str, str]]:
    """Postgres and Valkey, migrated and empty; yields the environment of its processes."""
    home = throwaway_directory("blues-bench-")
    postgres = Postgres(settle(throwaway_directory("blues-bench-database-")), throwaway=True)
    valkey = Valkey(settle(throwaway_directory("blues-bench-broker-")))
    postgres.start()
    valkey.start()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "blues.settings.demo",
        "DATABASE_URL": postgres.url,
        "REDIS_URL": valkey.url,
        "MEDIA_ROOT": str(home / "media"),
        "SEAL_DIR": str(home / "seal"),
    }
    try:
        run(environment, "manage.py", "migrate", "--verbosity=0")
        yield environment
    finally:
        for server in (valkey, postgres):
            server.stop()
            with suppress(FileNotFoundError):
                shutil.rmtree(server.place.home)
        shutil.rmtree(home)


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        cwd=CHECKOUT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout
