"""docs/features.md promises; the tests marked ``feature(number)`` keep the promise."""

import ast
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINE = re.compile(r"^\| (\d+) \| .+ \| (.+) \|$", re.MULTILINE)


def promised() -> set[int]:
    listed = LINE.findall((ROOT / "docs" / "features.md").read_text())
    return {int(number) for number, state in listed if state.startswith("shown")}


def marked() -> set[int]:
    return {
        argument.value
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.feature")
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }


def test_the_features_shown_are_the_features_tested():
    assert promised() == marked()


def test_every_feature_is_shown_or_said_to_be_missing():
    listed = LINE.findall((ROOT / "docs" / "features.md").read_text())
    progress = (ROOT / "docs" / "progress.md").read_text()

    assert {int(number) for number, _state in listed} == {*range(1, 77), 121, *range(130, 136)}
    assert [
        number for number, state in listed if state != "shown" and f"({number})" not in progress
    ] == []
