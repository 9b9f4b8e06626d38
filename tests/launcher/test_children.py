"""Programs that run beside us: watched, stopped in order, never left behind."""

import os
import signal
import sys

import psutil
import pytest

from blues.embedded.children import Child
from blues.embedded.supervisor import STOPS, Supervisor
from blues.embedded.trouble import Trouble
from tests.waiting import wait_until

SLEEPS = ["sleep", "60"]


@pytest.fixture
def child(tmp_path):
    """Makes children of this test, and ends those that it leaves."""
    made = []

    def make(command=SLEEPS, *, name="helper", **options):
        made.append(Child(name, command, log=tmp_path / f"{name}.log", **options))
        return made[-1]

    yield make
    for child in made:
        child.kill()


@pytest.fixture
def own_signals():
    """What the test does about signals ends with it."""
    before = [signal.getsignal(number) for number in STOPS]
    yield
    for number, handler in zip(STOPS, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def supervisor(own_signals):
    with Supervisor() as supervisor:
        yield supervisor


def script(code):
    return [sys.executable, "-c", code]


def test_child_that_never_started_is_neither_running_nor_in_need_of_a_stop(child):
    sleeper = child()

    sleeper.stop()

    assert (sleeper.is_running(), sleeper.ending()) == (False, "still running")


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("import sys; sys.exit(3)", "exit code 3"),
        ("import os; os.kill(os.getpid(), 9)", "ended by SIGKILL"),
    ],
)
def test_obituary_says_how_it_ended_and_quotes_its_last_lines(child, code, ending):
    dead = child(script(f"print('one', flush=True); print('two', flush=True); {code}"))
    dead.start()
    wait_until(lambda: not dead.is_running())

    assert dead.obituary() == (
        f"The helper stopped by itself ({ending}). The last lines of {dead.log}:\n    one\n    two"
    )


def test_stop_ends_by_force_what_does_not_listen(child):
    ignore = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True)"
    deaf = child(script(f"{ignore}; time.sleep(60)"), patience=0.2)
    deaf.start()
    wait_until(deaf.output)

    deaf.stop()

    assert deaf.ending() == "ended by SIGKILL"


def test_stop_leaves_no_grandchild(child):
    parent = child(["sh", "-c", "sleep 60 & wait"])
    parent.start()
    (grandchild,) = wait_until(psutil.Process(parent.pid).children)

    parent.kill()

    wait_until(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_child_dies_with_the_process_that_started_it(tmp_path):
    code = (
        "import os, pathlib; from blues.embedded.children import Child;"
        f"child = Child('helper', ['sleep', '60'], log=pathlib.Path({str(tmp_path)!r}) / 'log');"
        "child.start(); print(child.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    launcher = psutil.Popen(script(code), stdout=-1)
    orphan = int(launcher.communicate()[0])

    wait_until(lambda: not psutil.pid_exists(orphan) or is_zombie(orphan))

    assert launcher.returncode == -signal.SIGKILL


def is_zombie(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_watch_names_the_child_that_died_and_the_rest_is_stopped(child):
    healthy = child(name="healthy")
    dying = child(script("print('out of luck'); raise SystemExit(1)"), name="dying")

    with pytest.raises(
        Trouble, match=r"^The dying stopped by itself \(exit code 1\).*\n    out of"
    ):
        run_until_trouble(healthy, dying)

    assert healthy.ending() == "ended by SIGTERM"


def run_until_trouble(*children):
    supervisor = Supervisor()
    try:
        supervisor.start(*children)
        supervisor.watch()
    finally:
        supervisor.stop()


def test_waiting_ends_when_any_child_dies(child, supervisor):
    waited_for, dying = child(name="waited for"), child(["false"], name="dying")
    supervisor.start(waited_for, dying)

    with pytest.raises(Trouble, match=r"^The dying stopped by itself"):
        supervisor.wait_until(lambda: False, of=waited_for, seconds=30)


def test_waiting_has_an_end(child, supervisor):
    silent = child(script("print('still thinking', flush=True); import time; time.sleep(60)"))
    supervisor.start(silent)
    wait_until(silent.output)

    with pytest.raises(Trouble, match=r"did not answer within 0 s. Its last words:\n    still th"):
        supervisor.wait_until(lambda: False, of=silent, seconds=0)


@pytest.mark.parametrize("received", STOPS)
def test_being_told_to_stop_ends_the_watch(child, own_signals, received):
    """Even where we were started with the signal ignored, as a shell does in the background."""
    signal.signal(received, signal.SIG_IGN)

    with Supervisor() as supervisor:
        supervisor.start(child())
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), received)


def test_children_started_after_a_supervisor_still_hear_that_they_should_stop(child, own_signals):
    with Supervisor():
        pass
    sleeper = child()
    sleeper.start()

    sleeper.stop()

    assert sleeper.ending() == "ended by SIGTERM"


def test_servers_stop_after_the_programs_that_use_them(child, tmp_path):
    order = tmp_path / "order"

    def says_when_it_stops(name):
        trap = f"trap 'echo {name} >> {order}; exit' TERM; echo ready; sleep 60 & wait"
        return child(["sh", "-c", trap], name=name)

    server, program = says_when_it_stops("server"), says_when_it_stops("program")
    server.others_depend_on_it = True
    with_both = Supervisor()
    with_both.start(server, program)
    wait_until(lambda: server.output() and program.output())

    with_both.stop()

    assert order.read_text().split() == ["program", "server"]
