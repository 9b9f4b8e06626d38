"""./portal check finds what it claims to find."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tools import check, habits, lock

ROOT = lock.ROOT


# -- The lock ---------------------------------------------------------------------------------


@pytest.fixture
def requirements(tmp_path, monkeypatch):
    copy = shutil.copytree(lock.REQUIREMENTS, tmp_path / "requirements")
    monkeypatch.setattr(lock, "REQUIREMENTS", copy)
    return copy


def change(path, old, new):
    text = path.read_text()
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed)


def test_lock_is_in_step():
    assert lock.problems() == []


def test_dependency_that_is_not_pinned_is_found(requirements):
    change(requirements / "bench.txt", r"^ortools==", "ortools-too==")

    assert lock.problems() == ["bench.txt does not pin ortools"]


def test_pin_outside_of_the_wanted_range_is_found(requirements):
    for name in lock.FILES:
        change(requirements / f"{name}.txt", r"^django==[\d.]+", "django==5.1.0")

    assert lock.problems() == [
        f"{name}.txt pins django 5.1.0, pyproject.toml wants django<5.3,>=5.2.19"
        for name in lock.FILES
    ]


def test_pin_without_a_hash_is_found(requirements):
    change(requirements / "installer.txt", r"(?s)^(uv==\S+).*", r"\1\n")

    assert lock.problems() == ["installer.txt: uv has no hash"]


def test_files_that_disagree_are_found(requirements):
    change(requirements / "production.txt", r"^redis==[\d.]+", "redis==8.1.99")

    assert lock.problems() == ["demo.txt does not hold redis 8.1.99 as production.txt does"]


def test_line_that_pins_nothing_is_found(requirements):
    with (requirements / "dev.txt").open("a") as file:
        file.write("--extra-index-url https://elsewhere.example\n")

    assert lock.problems() == [
        "dev.txt has a line that pins nothing: --extra-index-url https://elsewhere.example"
    ]


# -- Habits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line", "why"),
    [
        ("clusters/models.py", "<<<<<<< HEAD", "a merge was left unfinished"),
        ("clusters/models.py", "# TODO later", "finish it, or file it"),
        ("requirements/dev.txt", "--index-url https://x", "names a registry"),
        ("templates/a.html", "{{ note|safe }}", "prints what people wrote as HTML"),
        ("clusters/views.py", "mark_safe(note)", "prints what people wrote as HTML"),
        ("clusters/views.py", "@csrf_exempt", "opens a form to other sites"),
        ("templates/a.html", '<p style="x">', "refused by the Content Security Policy"),
        ("templates/a.html", "<script>x</script>", "refused by the Content Security Policy"),
        ("templates/a.html", '<a onclick="x()">', "refused by the Content Security Policy"),
    ],
)
def test_bad_habit_is_found(tmp_path, name, line, why):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(f"first line\n{line}\n")

    assert habits.problems([name], root=tmp_path) == [f"{name}:2: {why}"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("templates/documents/agreement.html", "<style>p { color: black }</style>"),
        ("templates/a.html", '<script src="/static/htmx.js" defer></script>'),
        ("tests/test_a.py", "mark_safe('<b>')"),
    ],
)
def test_good_habit_is_left_alone(tmp_path, name, line):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(line)

    assert habits.problems([name], root=tmp_path) == []


def test_file_that_is_no_text_is_left_alone(tmp_path):
    (tmp_path / "font.woff2").write_bytes(b"\xff\xfe<<<<<<< ")

    assert habits.problems(["font.woff2"], root=tmp_path) == []


# -- The runner -------------------------------------------------------------------------------


def test_failed_program_is_reported_with_what_it_said():
    assert check.command("sh", "-c", "echo oh; exit 1")() == "oh\n"
    assert check.command("sh", "-c", "exit 4")() == "exit code 4"
    assert check.command("sh", "-c", "echo fine")() == ""


def test_every_failure_is_printed_at_the_end(capsys, monkeypatch):
    checks = [check.Check(name, lambda said=said: said) for name, said in [("a", ""), ("b", "no")]]
    monkeypatch.setattr(check, "CHECKS", checks)

    code = check.main()

    assert (code, capsys.readouterr().out.splitlines()) == (
        1,
        ["a              ok", "b              FAILED", "", "--- b ---", "no"],
    )


# -- Containers -------------------------------------------------------------------------------


def compose(environment):
    command = [check.tool("docker-compose"), "--env-file=/dev/null", "config"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def variables(pattern):
    return sorted(set(re.findall(pattern, (ROOT / "docker-compose.yml").read_text())))


SECRETS = variables(r"\$\{(\w+):\?")
COMPLETE = dict.fromkeys(SECRETS, "value") | {"HOME": os.environ.get("HOME", "/")}


@pytest.mark.parametrize("missing", SECRETS)
def test_containers_do_not_start_without_their_secrets(missing):
    done = compose({name: value for name, value in COMPLETE.items() if name != missing})

    assert (done.returncode != 0, missing in done.stderr) == (True, True)


@pytest.mark.feature(135)
def test_containers_get_every_setting_that_production_requires():
    configured = compose(COMPLETE).stdout

    required = re.findall(
        r'env\.required\("(\w+)"\)', Path(check.ROOT / "blues/settings/base.py").read_text()
    )
    assert [name for name in required if configured.count(f"{name}:") < 4] == []


def test_example_environment_names_every_variable_of_the_compose_file():
    named = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(named) == variables(r"\$\{(\w+):")


def test_operations_manual_describes_every_variable():
    manual = (ROOT / "docs" / "operations.md").read_text()
    settings = (ROOT / "blues" / "settings" / "base.py").read_text()
    read = set(re.findall(r'env\.(?:required|optional)\(\s*"(\w+)"', settings))

    assert [
        name for name in sorted(read | set(variables(r"\$\{(\w+):"))) if f"`{name}`" not in manual
    ] == []
