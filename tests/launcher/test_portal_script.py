"""What ./portal says when something is in its way: one sentence, a code, no traceback."""

import fcntl
import os
import socket
import subprocess
import sys

import pytest

FREE_PORT = "18999"


def portal(checkout, *words, python=sys.executable, **options):
    return subprocess.run(
        [python, checkout / "portal", *words],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.mark.parametrize("words", [[], ["down"], ["--port", "8000"]])
def test_wrong_call_prints_the_usage_and_fails(checkout, words):
    done = portal(checkout, *words)

    assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (2, "", "Usage:")


def test_help_prints_the_usage(checkout):
    done = portal(checkout, "--help")

    assert (done.returncode, done.stdout.splitlines()[0], done.stderr) == (0, "Usage:", "")


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_impossible_port_is_refused(checkout, port):
    done = portal(checkout, "up", "--port", port)

    assert (done.returncode, "invalid port_number value" in done.stderr) == (2, True)


def test_busy_port_is_named_before_anything_is_installed(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = portal(checkout, "up", "--port", str(port))

    assert (done.returncode, done.stderr) == (
        1,
        f"Port {port} cannot be used (Address already in use); stop the program that holds it, "
        "or choose another port: ./portal up --port 8010\n",
    )
    assert not (checkout / ".venv").exists()


def test_second_up_in_the_same_checkout_names_the_first(checkout):
    (checkout / ".run").mkdir()
    with (checkout / ".run" / "demo.lock").open("w") as lock:
        lock.write('{"process": 4711, "doing": "up"}')
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)

        done = portal(checkout, "up", "--port", FREE_PORT)

    assert (done.returncode, done.stderr) == (
        1,
        "The demo of this checkout is already in use by “./portal up” (process 4711); "
        "stop that first, for instance with Ctrl-C.\n",
    )


def test_lock_of_a_dead_process_holds_nobody_up(script, tmp_path, monkeypatch):
    monkeypatch.setattr(script, "RUN", tmp_path)
    (tmp_path / "demo.lock").write_text('{"process": 4711, "doing": "a longer thing than now"}')

    assert script.take_demo(doing="up") is None
    assert script.json.loads((tmp_path / "demo.lock").read_text())["process"] == os.getpid()


def test_checkout_of_somebody_else_is_refused(checkout, as_somebody_else):
    checkout.chmod(0o555)

    done = portal(checkout, "up", "--port", FREE_PORT, **as_somebody_else)

    checkout.chmod(0o755)
    assert (done.returncode, done.stderr) == (
        1,
        f"This user may not write to the checkout {checkout}, and setting up needs that.\n",
    )


def test_full_disk_is_said_before_it_is_full(script):
    with pytest.raises(script.Trouble, match=r"^The disk is full: .* MB left and this needs"):
        script.require_room(10**9)


def test_full_disk_during_the_installation_is_said(script):
    write = "import sys; sys.exit('OSError: [Errno 28] No space left on device')"

    with pytest.raises(script.Trouble, match=r"^The disk is full: the packages do not fit"):
        script.run_installer(sys.executable, "-c", write)


def test_failed_installation_quotes_the_installer(script):
    write = "import sys; sys.exit('hash mismatch')"

    with pytest.raises(script.Trouble, match=r"^The packages could not be installed: hash mis"):
        script.run_installer(sys.executable, "-c", write)


def test_missing_library_says_what_to_install(script, monkeypatch):
    monkeypatch.setattr(script, "TEXT_LAYOUT", {"no-such-library-1.0": "libno-such-1.0-0"})
    monkeypatch.setattr(script, "administrator", lambda: None)

    with pytest.raises(script.Trouble, match=r"sudo apt-get install libno-such-1\.0-0"):
        script.ensure_libraries()


def test_old_python_is_refused(script, monkeypatch):
    monkeypatch.setattr(script, "OLDEST_PYTHON", (4, 0))

    with pytest.raises(script.Trouble, match=r"^Python 3\.11 or newer is needed; this is 3"):
        script.require_python()


# -- The virtual environment -----------------------------------------------------------------


@pytest.fixture
def venv(script, tmp_path, monkeypatch):
    """A .venv that looks complete: a Python with pip, and what was installed."""
    monkeypatch.setattr(script, "VENV", tmp_path / ".venv")
    python = script.python()
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    package = script.VENV / "lib" / "python3.11" / "site-packages" / "thing-1.0.dist-info"
    package.mkdir(parents=True)
    script.stamp("demo").write_text(f"{script.digest('demo')}\n{package.name}")
    return script.VENV


def test_complete_venv_is_used_as_it_is(script, venv):
    assert (script.is_half_made(), script.is_installed("demo")) == (False, True)


def test_venv_of_an_interrupted_installation_is_half_made(script, venv):
    script.unfinished().touch()

    assert script.is_half_made()


def test_venv_without_a_working_python_is_half_made(script, venv):
    script.python().unlink()

    assert script.is_half_made()


def test_venv_that_lost_a_package_is_half_made(script, venv):
    next(venv.glob("lib/*/*/thing*")).rmdir()

    assert script.is_half_made()


def test_changed_requirements_are_installed_again(script, venv, tmp_path, monkeypatch):
    monkeypatch.setattr(script, "REQUIREMENTS", tmp_path)
    (tmp_path / "demo.txt").write_text("another==1.0")

    assert not script.is_installed("demo")


@pytest.mark.parametrize(
    ("installed", "wanted"), [("dev", "demo"), ("bench", "demo"), ("bench", "dev")]
)
def test_more_packages_serve_where_fewer_are_wanted(script, venv, installed, wanted):
    script.stamp("demo").unlink()
    script.stamp(installed).write_text(script.digest(installed))

    script.ensure_packages(wanted)

    assert not script.unfinished().exists()


def test_linked_venv_is_never_touched(script, venv, capsys):
    venv.rename(venv.with_name("elsewhere"))
    venv.symlink_to(venv.with_name("elsewhere"))
    script.unfinished().touch()

    script.ensure_packages("dev")

    assert (venv.is_symlink(), capsys.readouterr().out) == (
        True,
        "• .venv is a link: used as it is, nothing gets installed into it\n",
    )


@pytest.mark.slow
def test_half_made_venv_is_made_again_and_used(checkout):
    """Without network: this checkout pins nothing, and plain pip serves where there is no uv."""
    (checkout / "requirements").mkdir()
    (checkout / "requirements" / "demo.txt").touch()
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / "blues" / "embedded").mkdir(parents=True)
    (checkout / "blues" / "embedded" / "__main__.py").write_text("import sys; print(sys.argv[1:])")

    runs = [portal(checkout, "up", "--port", FREE_PORT) for _ in range(2)]

    assert [(run.returncode, run.stdout.splitlines()) for run in runs] == [
        (
            0,
            [
                "• the .venv here was left half-made, so it is made again from the start",
                "• making .venv",
                "• installing the packages of requirements/demo.txt",
                f"['up', '--port', '{FREE_PORT}']",
            ],
        ),
        (0, [f"['up', '--port', '{FREE_PORT}']"]),
    ]
