"""The whole demo, started as a person starts it, in a place of its own."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request

import psutil
import psycopg
import pytest

from blues.embedded.demo import Demo, preparation, servers
from blues.embedded.places import CHECKOUT
from tests.launcher.conftest import open_temporary_directory
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

PATIENCE = 300  # seconds; the first start makes a database, on a machine with other work


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningDemo:
    def __init__(self, home, *words):
        self.port, self.home = free_port(), home
        self.output = home.with_suffix(".out")
        command = [sys.executable, "-m", "blues.embedded", "up", f"--port={self.port}"]
        with self.output.open("w") as output:
            self.process = psutil.Popen(
                [*command, f"--home={home}", *words],
                cwd=CHECKOUT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self):
        return self.output.read_text()

    def wait_until_ready(self):
        wait_until(self.is_ready_or_gone, seconds=PATIENCE)
        assert "BluesXchange is ready" in self.said, self.said

    def is_ready_or_gone(self):
        return "Stop it with Ctrl-C" in self.said or self.process.poll() is not None

    def family(self):
        return self.process.children(recursive=True)

    def find(self, words):
        """The child whose command line holds these words."""
        found = [child for child in self.process.children() if words in " ".join(child.cmdline())]
        return found[0]

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def prepared_place():
    """A database that was prepared once, with nothing running on it."""
    with open_temporary_directory() as directory:
        with servers(directory / "prepared"):
            pass
        yield directory / "prepared"


@pytest.fixture
def run_demo(open_directory, prepared_place):
    running = []

    def run(*words):
        home = open_directory / "mes données"
        # Postgres insists on the owner of its files, which only cp keeps.
        subprocess.run(["cp", "-a", prepared_place, home], check=True)
        running.append(RunningDemo(home, *words))
        return running[-1]

    yield run
    for demo in running:
        demo.end()


@pytest.fixture
def demo(run_demo):
    demo = run_demo()
    demo.wait_until_ready()
    return demo


def all_gone(processes):
    return psutil.wait_procs(processes, timeout=10)[1] == []


def beside(home, code):
    """Run Python as ``./portal manage`` runs a command beside the demo in this place."""
    imports = "from blues.embedded.demo import join; from pathlib import Path"
    return subprocess.run(
        [sys.executable, "-c", f"{imports}; join(['-c', {code!r}], home=Path({str(home)!r}))"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_demo_answers_and_leaves_nothing_behind_when_told_to_stop(demo):
    settings = beside(demo.home, "from django.conf import settings as s; print(s.PORTAL_URL)")
    family = demo.family()
    page = f"http://127.0.0.1:{demo.port}/health/ready/"
    with urllib.request.urlopen(page) as response:
        answer = response.read()

    demo.process.send_signal(signal.SIGINT)
    code = demo.process.wait(PATIENCE)

    assert (code, demo.said.splitlines()[-1], all_gone(family)) == (0, "Stopped.", True)
    assert settings.stdout == f"http://127.0.0.1:{demo.port}\n"
    assert b'"database": "ok", "broker": "ok"' in answer


@pytest.mark.parametrize(
    ("command_line", "name"),
    [
        ("celery -A blues worker", "worker"),
        ("pgdata", "database"),
    ],
)
def test_dead_child_is_named_and_takes_the_rest_with_it(demo, command_line, name):
    family = demo.family()

    demo.find(command_line).send_signal(signal.SIGKILL)
    code = demo.process.wait(PATIENCE)

    assert (code, all_gone(family)) == (1, True)
    assert f"The {name} stopped by itself (ended by SIGKILL). The last lines of" in demo.said
    assert "Traceback" not in demo.said


def test_check_renders_a_document_and_stops(run_demo):
    demo = run_demo("--check")

    assert demo.process.wait(PATIENCE) == 0, demo.said


def test_nobody_waits_behind_the_papers_of_the_demo(prepared_place):
    """They are asked for, and no worker has been told yet when the portal starts."""
    with servers(prepared_place) as demo, psycopg.connect(demo.postgres.url) as connection:
        asked, told = connection.execute(
            "SELECT count(*), count(published_at) FROM jobs_job WHERE kind = 'documents.render'"
        ).fetchone()

    assert (asked > 10, told) == (True, 0)


def test_command_beside_a_demo_that_is_not_ready_says_so(open_directory):
    done = beside(open_directory / "run", "print('never')")

    assert (done.stdout, done.stderr.splitlines()[-1]) == (
        "",
        "blues.embedded.trouble.Trouble: The demo is still starting; "
        "try again when it says that it is ready.",
    )


def test_management_command_runs_in_the_demo_and_passes_its_code_on(open_directory):
    code = "import sys, django; django.setup(); from clusters.models import Programme as P;"
    programme = [sys.executable, "-c", "from blues.embedded.demo import run; import sys, pathlib;"]
    programme[-1] += f"sys.exit(run(['-c', {code!r} + 'print(P.objects.count()); sys.exit(3)'],"
    programme[-1] += f" home=pathlib.Path({str(open_directory / 'run')!r})))"

    runs = [
        subprocess.run(programme, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        for _ in range(2)
    ]

    assert [(run.returncode, run.stderr) for run in runs] == [
        (3, "• preparing the database\n"),
        (3, ""),
    ]
    assert re.fullmatch(r"\d+\n", runs[0].stdout)


def test_database_of_an_earlier_version_is_prepared_again(open_directory):
    demo = Demo(home=open_directory)
    assert demo.is_prepared is False

    demo.postgres.data.mkdir()
    demo.prepared.write_text(preparation())
    demo.sign_ins.write_text("")
    assert demo.is_prepared is True

    demo.prepared.write_text("the tables of an earlier version")
    assert demo.is_prepared is False


def test_database_that_was_thrown_away_is_prepared_again(open_directory):
    demo = Demo(home=open_directory)
    demo.postgres.data.mkdir()
    demo.prepared.write_text(preparation())
    demo.sign_ins.write_text("")

    shutil.rmtree(demo.postgres.data)

    assert demo.is_prepared is False
