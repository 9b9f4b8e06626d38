"""The demo of this checkout: its servers, its environment, its processes."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError

from blues.embedded import programs
from blues.embedded.children import Child
from blues.embedded.places import CHECKOUT, Place, settle
from blues.embedded.postgres import Postgres
from blues.embedded.supervisor import Supervisor
from blues.embedded.trouble import Trouble, explain, last_lines
from blues.embedded.valkey import Valkey

HOME = CHECKOUT / ".run"
DEFAULT_PORT = 8000
UNTIL_WEB = UNTIL_WORKER = 60  # seconds
UNTIL_DOCUMENT = 120  # seconds
# What decides about the tables and about what is put into them.
PREPARED_FROM = (
    "[a-z]*/**/migrations/[0-9]*.py",
    "[a-z]*/**/*seed*.py",
    "[a-z]*/**/seeds/*.py",
    "[a-z]*/**/*demo*.py",
    "[a-z]*/**/data/*.csv",
    "requirements/demo.txt",
)
FIRST_PEOPLE = 12  # of those who can sign in, on the screen


class Demo:
    def __init__(self, *, port: int = DEFAULT_PORT, home: Path = HOME):
        self.place: Place = settle(home)
        self.port = port
        self.postgres, self.valkey = Postgres(self.place), Valkey(self.place)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "blues.settings.demo",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "PORTAL_URL": self.address,
            "MEDIA_ROOT": str(self.place.home / "media"),
            "SEAL_DIR": str(self.place.home / "seal"),
            "PYTHONUNBUFFERED": "1",
        }

    def log(self, name: str) -> Path:
        return self.place.home / f"{name}.log"

    @property
    def prepared(self) -> Path:
        """A mark beside the database's own files, so that it goes where the database goes."""
        return self.postgres.data / "prepared-from"

    @property
    def sign_ins(self) -> Path:
        """Who can sign in, a line each; written when the database was prepared."""
        return self.place.home / "sign-ins.txt"

    @property
    def is_prepared(self) -> bool:
        """Whether this version of the portal has prepared the database, and not an earlier one."""
        marks = self.prepared, self.sign_ins
        return all(mark.exists() for mark in marks) and marks[0].read_text() == preparation()

    def prepare(self) -> None:
        """Bring the database up to date, with the seeded programme and the people of the demo."""
        with self.log("prepare").open("wb") as log:
            done = subprocess.run(
                [sys.executable, "-m", "blues.embedded.prepare"],
                env={**os.environ, **self.environment},
                cwd=CHECKOUT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                check=False,
            )
        if done.returncode:
            raise explain("The database could not be prepared", self.log("prepare").read_text())
        self.sign_ins.write_text(done.stdout)
        self.prepared.write_text(preparation())

    def ensure_prepared(self) -> None:
        if not self.is_prepared:
            print("• preparing the database", file=sys.stderr, flush=True)
            self.prepare()

    def web_answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.address}/health/ready/", timeout=2) as response:
                return response.status == 200  # noqa: PLR2004 -- OK
        except (URLError, OSError):
            return False

    def worker_answers(self) -> bool:
        return programs.worker_answers(celery_address(self.valkey.url))


def preparation() -> str:
    """Changes with the tables, with what is seeded, and with the year that the demo plays in."""
    files = sorted({path for pattern in PREPARED_FROM for path in CHECKOUT.glob(pattern)})
    state = sha256(str(date.today().year).encode())  # noqa: DTZ011 -- the day of this machine
    for path in files:
        state.update(str(path.relative_to(CHECKOUT)).encode())
        state.update(path.read_bytes())
    return state.hexdigest()


def celery_address(url: str) -> str:
    return url.replace("unix://", "redis+socket://", 1)


def up(*, port: int, check: bool, home: Path = HOME) -> None:
    """Run everything until told to stop; with ``check`` only until one document is rendered."""
    with Supervisor() as supervisor:
        demo = Demo(port=port, home=home)
        supervisor.start(demo.postgres, demo.valkey)
        demo.ensure_prepared()
        if check:
            with sample(demo) as result:
                start_programs(supervisor, demo)
                announce(demo)
                print(result(), end="", flush=True)
        else:
            start_programs(supervisor, demo)
            announce(demo)
            print("Stop it with Ctrl-C.", flush=True)
            supervisor.watch()


def start_programs(supervisor: Supervisor, demo: Demo) -> None:
    environment = demo.environment
    (demo.place.home / "environment.json").write_text(json.dumps(environment))
    worker = programs.worker(environment=environment, log=demo.log("worker"))
    beat = programs.beat(environment=environment, log=demo.log("beat"))
    web = programs.web(environment=environment, log=demo.log("web"), port=demo.port)
    supervisor.start(worker, web)
    print("• waiting for the web server and the worker", flush=True)
    supervisor.wait_until(demo.web_answers, of=web, seconds=UNTIL_WEB)
    supervisor.wait_until(demo.worker_answers, of=worker, seconds=UNTIL_WORKER)
    supervisor.start(beat)  # last: nobody waits for the clock


def announce(demo: Demo) -> None:
    people = demo.sign_ins.read_text().splitlines()
    print(f"\nBluesXchange is ready: {demo.address}/\n")
    print("\n".join(["Sign in as", *people[:FIRST_PEOPLE]]))
    if len(people) > FIRST_PEOPLE:
        print(f"and {len(people) - FIRST_PEOPLE} more: ./portal manage seed --list-sign-ins")
    print(f"\nLogs: {demo.place.home}/*.log", flush=True)


@contextmanager
def sample(demo: Demo) -> Iterator[Callable[[], str]]:
    """Ask for a document while everything starts; the function waits for it and tells its place."""
    command = [sys.executable, "manage.py", "render_sample", f"--timeout={UNTIL_DOCUMENT}"]
    child = Child("sample document", command, log=demo.log("sample"), environment=demo.environment)
    child.start()
    try:
        yield partial(what_became_of, child, demo)
    finally:
        child.kill()


def what_became_of(child: Child, demo: Demo) -> str:
    code = child.wait(UNTIL_DOCUMENT)
    if code != 0:
        raise Trouble(
            f"The sample document was not rendered{' in time' if code is None else ''}; "
            f"what the worker says is in {demo.log('worker')}.\n{last_lines(child.output())}"
        )
    return child.output()


@contextmanager
def servers(home: Path) -> Iterator[Demo]:
    """The demo's database and broker alone, for one management command."""
    with Supervisor() as supervisor:
        demo = Demo(home=home)
        supervisor.start(demo.postgres, demo.valkey)
        demo.ensure_prepared()
        yield demo


def run(program: list[str], *, home: Path = HOME) -> int:
    with servers(home) as demo:
        environment = {**os.environ, **demo.environment}
        with subprocess.Popen([sys.executable, *program], env=environment, cwd=CHECKOUT) as process:
            return wait_through_interrupts(process)


def wait_through_interrupts(process: subprocess.Popen) -> int:
    """Ctrl-C reaches the program too, and it is for the program to decide what that means."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def join(program: list[str], *, home: Path = HOME) -> None:
    """Become a program beside the running demo."""
    place = settle(home)
    try:
        environment = json.loads((place.home / "environment.json").read_text())
    except OSError:
        raise Trouble(
            "The demo is still starting; try again when it says that it is ready."
        ) from None
    os.execve(  # noqa: S606 -- no shell on purpose
        sys.executable, [sys.executable, *program], {**os.environ, **environment}
    )
