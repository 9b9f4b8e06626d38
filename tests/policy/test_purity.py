"""The rules stay plain: what they import decides where they can be used and how they are tested."""

import ast
from pathlib import Path

import pytest

from exchanges.policy import facts

ROOM = Path(facts.__file__).parent
ALLOWED_FROM_DJANGO = {"django.utils.translation"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_the_rules_import_no_models_and_no_clock(path):
    names = set(imported(path))

    assert {n for n in names if n.startswith("django")} <= ALLOWED_FROM_DJANGO
    assert not {n for n in names if n.split(".")[0] in {"clusters", "random", "time"}}
    assert ".today(" not in path.read_text()
    assert ".now(" not in path.read_text()
