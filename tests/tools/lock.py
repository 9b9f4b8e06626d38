"""The lock: requirements/*.txt, every package pinned and hashed, written from pyproject.toml.

``./portal lock`` writes them again; ``./portal check`` compares them with pyproject.toml offline.
"""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = ROOT / "requirements"

# The extras and groups that a file holds beside the dependencies; each contains the one before.
FILES = {
    "production": [],
    "demo": ["--extra=embedded"],
    "dev": ["--extra=embedded", "--group=dev"],
    "bench": ["--extra=embedded", "--group=bench"],
}
INSTALLER = "installer"  # uv alone, which reads the others
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Pin:
    name: str
    version: str
    hashes: int


def read_pins(name: str) -> tuple[list[Pin], list[str]]:
    """The pins of a file, and its lines that are no pins."""
    joined = (REQUIREMENTS / f"{name}.txt").read_text().replace("\\\n", " ")
    pins, strange = [], []
    for line in joined.splitlines():
        if found := PIN.match(line):
            hashes = len(HASH.findall(line))
            pins.append(Pin(canonicalize_name(found["name"]), found["version"], hashes))
        elif line.strip() and not line.startswith("#"):
            strange.append(line)
    return pins, strange


def wanted(name: str) -> list[Requirement]:
    """What pyproject.toml asks of a file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = list(project["project"]["dependencies"])
    if name != "production":
        lines += project["project"]["optional-dependencies"]["embedded"]
    if name in project["dependency-groups"]:
        lines += group(project["dependency-groups"], name)
    return [Requirement(line) for line in lines]


def group(groups: dict, name: str) -> list[str]:
    lines: list[str] = []
    for entry in groups[name]:
        lines += group(groups, entry["include-group"]) if isinstance(entry, dict) else [entry]
    return lines


def problems() -> list[str]:
    """Sentences about everything in which the lock and pyproject.toml differ."""
    found = []
    for name in [INSTALLER, *FILES]:
        pins, strange = read_pins(name)
        found += [f"{name}.txt has a line that pins nothing: {line.strip()}" for line in strange]
        found += [f"{name}.txt: {pin.name} has no hash" for pin in pins if not pin.hashes]
    for name in FILES:
        found += unmet(name)
    for small, large in pairwise(FILES):
        found += disagreements(small, large)
    return found


def unmet(name: str) -> list[str]:
    versions: dict[str, list[str]] = {}
    for pin in read_pins(name)[0]:
        versions.setdefault(pin.name, []).append(pin.version)
    found = []
    for requirement in wanted(name):
        pinned = versions.get(canonicalize_name(requirement.name), [])
        if not pinned:
            found.append(f"{name}.txt does not pin {requirement.name}")
        found += [
            f"{name}.txt pins {requirement.name} {version}, pyproject.toml wants {requirement}"
            for version in pinned
            if not requirement.specifier.contains(version, prereleases=True)
        ]
    return found


def disagreements(small: str, large: str) -> list[str]:
    """A larger file holds the smaller one pin for pin, so that .venv need not change back.

    It may want a package on more systems than the smaller one does.
    """
    held = {(pin.name, pin.version) for pin in read_pins(large)[0]}
    return [
        f"{large}.txt does not hold {pin.name} {pin.version} as {small}.txt does"
        for pin in read_pins(small)[0]
        if (pin.name, pin.version) not in held
    ]


def write(options: list[str]) -> None:
    """Largest file first; the others are constrained by it, so that all agree."""
    constraint: list[str] = []
    for name in reversed(FILES):
        compile_file(name, ["pyproject.toml", *FILES[name], *constraint, *options])
        constraint = [f"--constraint=requirements/{name}.txt"]
        options = [option for option in options if option != "--upgrade"]


def compile_file(name: str, options: list[str]) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    command += ["--no-emit-index-url", "--no-emit-find-links"]
    command += [f"--output-file=requirements/{name}.txt", *options]
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def main(options: list[str]) -> int:
    if set(options) - {"--upgrade"}:
        print("Usage: ./portal lock [--upgrade]")
        return 2
    write(options)
    print(
        "\n".join(problems())
        or "requirements/*.txt are written; ./portal up and test install them."
    )
    return 1 if problems() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
