"""Words that must not stand in the repository, each with its reason."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Habit:
    pattern: str
    where: str  # file names, as a regular expression
    why: str
    unless: str = "^$"


HABITS = [
    Habit(r"^(<{7}|>{7}) ", r".", "a merge was left unfinished"),
    Habit(
        r"\b(TO[D]O|FIX[M]E)\b",
        r"\.(py|html|css|js|yml)$",
        "finish it, or file it",
        unless=r"^tests/launcher/test_tools\.py$",
    ),
    Habit(r"--(extra-)?index-url|--find-links|://", r"^requirements/", "names a registry"),
    Habit(
        r"\|\s*safe\b|autoescape off",
        r"^templates/.*\.html$",
        "prints what people wrote as HTML",
        unless=r"^templates/forms/",  # help texts stand in the code, and Django joins them as HTML
    ),
    Habit(r"mark_safe\(", r"\.py$", "prints what people wrote as HTML", unless=r"^tests/"),
    Habit(
        r"csrf_exempt",
        r"\.py$",
        "opens a form to other sites",
        # a mail server has no session; its signature is looked at instead
        unless=r"^(tests/|exchanges/lifecycle/thread/webhook\.py$)",
    ),
    Habit(
        r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)",
        r"^templates/.*\.html$",
        "refused by the Content Security Policy",
        unless=r"^templates/(documents|.*/documents)/",
    ),
]


def tracked_files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def problems(files: list[str] | None = None, *, root: Path = ROOT) -> list[str]:
    return [
        f"{name}:{number}: {habit.why}"
        for name in (files if files is not None else tracked_files())
        for habit in HABITS
        if re.search(habit.where, name) and not re.search(habit.unless, name)
        for number, line in enumerate(lines_of(root / name), start=1)
        if re.search(habit.pattern, line)
    ]


def lines_of(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except UnicodeDecodeError:
        return []
