import importlib.machinery
import importlib.util
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def script():
    """The launcher's code, as a module; nothing has run yet."""
    loader = importlib.machinery.SourceFileLoader("portal_script", str(ROOT / "portal"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@contextmanager
def open_temporary_directory():
    """A directory that other accounts may enter, which pytest's own are not."""
    directory = Path(tempfile.mkdtemp(prefix="blues-test-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def open_directory():
    with open_temporary_directory() as directory:
        yield directory


@pytest.fixture
def checkout(open_directory):
    """A checkout with nothing in it but the launcher."""
    shutil.copy(ROOT / "portal", open_directory)
    return open_directory


@pytest.fixture
def as_somebody_else():
    """How to run Python without the rights of root: the keywords of ``portal`` below."""
    if os.geteuid() != 0:
        return {}
    python = shutil.which("python3", path="/usr/bin") or pytest.skip("no Python for everyone")
    return {"python": python, "user": "nobody", "group": "nogroup", "extra_groups": []}
