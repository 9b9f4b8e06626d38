"""Production settings start with all their secrets or not at all."""

import runpy
import subprocess
import sys

import pytest
from django.conf import settings as running
from django.core.exceptions import ImproperlyConfigured

from blues.settings import env
from tests.tools.check import PRODUCTION

BASE = running.BASE_DIR / "blues" / "settings" / "base.py"
REQUIRED = [
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "PORTAL_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "SEAL_DIR",
    "MEDIA_ROOT",
    "EMAIL_HOST",
    "DEFAULT_FROM_EMAIL",
]


@pytest.fixture
def production(monkeypatch):
    for name in REQUIRED:
        monkeypatch.setenv(name, PRODUCTION[name])


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", ["", None])
def test_missing_secret_stops_the_start_and_is_named(production, monkeypatch, name, value):
    monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set"):
        runpy.run_path(str(BASE))


def test_complete_environment_starts_with_everything_closed(production):
    settings = runpy.run_path(str(BASE))

    assert (settings["DEBUG"], settings["DEMO"], settings["SECURE_SSL_REDIRECT"]) == (
        False,
        False,
        True,
    )


def test_secret_may_come_from_a_file(production, monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))

    assert runpy.run_path(str(BASE))["SECRET_KEY"] == "from the file"


def test_secret_file_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nowhere"))

    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY_FILE .*nowhere"):
        env.required("SECRET_KEY")


def test_management_command_without_secrets_says_which_in_its_last_line():
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=running.BASE_DIR,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "SECRET_KEY is not set" in done.stderr.splitlines()[-1]) == (1, True)


def test_database_address_may_name_a_socket_directory():
    settings = env.database("postgres://blues@/portal?host=/run/my%20sockets&sslmode=disable")

    assert (settings["HOST"], settings["NAME"], settings["USER"], settings["OPTIONS"]) == (
        "/run/my sockets",
        "portal",
        "blues",
        {"sslmode": "disable"},
    )


def test_database_address_gives_host_port_and_password():
    settings = env.database("postgres://blues:p%40ss@db.example:5433/portal")

    assert (settings["HOST"], settings["PORT"], settings["PASSWORD"]) == (
        "db.example",
        "5433",
        "p@ss",
    )


def test_address_of_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must start with postgres://"):
        env.database("mysql://blues@db/portal")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock"),
        ("rediss://broker:6379/0", "rediss://broker:6379/0"),
    ],
)
def test_broker_address_is_put_in_the_words_of_celery(url, address):
    assert env.broker(url) == address
