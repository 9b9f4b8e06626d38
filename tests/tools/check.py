"""``./portal check``: everything that can be said about the code without running the tests."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.tools import catalogues, habits, lock

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable

# Values of the right shape for settings that are only looked at.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "blues.settings.base",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "portal.example",
    "PORTAL_URL": "https://portal.example",
    "DATABASE_URL": "postgres://blues@127.0.0.1:1/blues",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SEAL_DIR": "/var/lib/blues/seal",
    "MEDIA_ROOT": "/var/lib/blues/media",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "portal@portal.example",
    "POSTGRES_PASSWORD": "only-looked-at",
}


@dataclass(frozen=True)
class Check:
    name: str
    find_problems: Callable[[], str]


def tool(name: str) -> str:
    return str(Path(PYTHON).with_name(name))


def command(*words: str) -> Callable[[], str]:
    """A check that is a program: its output is the problem when it fails."""

    def run() -> str:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env={**os.environ, **PRODUCTION},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout or f"exit code {done.returncode}" if done.returncode else ""

    return run


def templates() -> str:
    names = [name for name in habits.tracked_files() if name.endswith(".html")]
    return command(tool("djade"), "--check", "--target-version=5.2", *names)() if names else ""


# The tests are left out: factories promise a model and mypy sees a factory.
TYPED = ["blues", "clusters", "exchanges", "workpackages", "tests/tools", "portal"]
IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = [
    Check("types", command(PYTHON, "-m", "mypy", *TYPED)),
    Check("format", command(PYTHON, "-m", "ruff", "format", "--check", ".", "portal")),
    Check("lint", command(PYTHON, "-m", "ruff", "check", ".", "portal")),
    Check("templates", templates),
    Check("imports", command(PYTHON, "-c", IMPORTS, "--no-cache")),
    Check("migrations", command(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check(
        "deployment",
        command(PYTHON, "manage.py", "check", "--deploy", "--fail-level=WARNING"),
    ),
    Check("lock", lambda: "\n".join(lock.problems())),
    Check("compose file", command(tool("docker-compose"), "config", "--quiet")),
    Check("catalogues", lambda: "\n".join(catalogues.problems())),
    Check("habits", lambda: "\n".join(habits.problems())),
]


def main() -> int:
    failed = {}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = [(check, pool.submit(check.find_problems)) for check in CHECKS]
        for check, future in running:
            problems = future.result()
            print(f"{check.name:<14} {'FAILED' if problems else 'ok'}", flush=True)
            if problems:
                failed[check.name] = problems
    for name, problems in failed.items():
        print(f"\n--- {name} ---\n{problems.rstrip()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
