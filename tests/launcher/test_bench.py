"""``./portal bench`` fails where a measurement says that its goal was not held."""

import sys

import pytest

from tests import bench
from tests.bench import __main__ as program
from tests.bench import _papers, directory
from tests.factories import CountryFactory, ProgrammeFactory

HELD = """
def main():
    return [{"bench": "held", "seconds": 1, "goal_held": True}, {"bench": "held", "ratio": 2}]
"""
MISSED = """
def main():
    return [{"bench": "missed", "seconds": 9, "goal_held": False}]
"""


@pytest.fixture
def measurements(tmp_path, monkeypatch):
    """Two small measurements in the place of ours."""
    monkeypatch.setattr(bench, "__path__", [str(tmp_path)])
    for name, text in (("held", HELD), ("missed", MISSED)):
        (tmp_path / f"{name}.py").write_text(text)
    yield
    for name in ("held", "missed"):
        sys.modules.pop(f"tests.bench.{name}", None)


@pytest.mark.usefixtures("measurements")
@pytest.mark.parametrize(
    ("wanted", "code", "said"),
    [
        (["held"], 0, ""),
        (["missed"], 1, 'Goal not held: {"bench": "missed", "seconds": 9, "goal_held": false}\n'),
        (
            ["missed", "held"],
            1,
            'Goal not held: {"bench": "missed", "seconds": 9, "goal_held": false}\n',
        ),
        (["held", "nothing"], 2, ""),
        ([], 2, ""),
    ],
)
def test_the_exit_code_says_whether_every_goal_was_held(capsys, wanted, code, said):
    assert program.main(wanted) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("kind", ["agreement", "commitment"])
def test_the_papers_that_are_measured_are_the_papers_of_today(kind):
    text = _papers.page(kind).partition("<body>")[2]

    assert "working days" in text
    assert "{" not in text


@pytest.mark.parametrize(("goal", "held"), [(600, True), (0, False)])
def test_bringing_in_members_has_a_goal_in_seconds(settings, tmp_path, monkeypatch, goal, held):
    settings.MEDIA_ROOT = tmp_path
    for name, size in (("MEMBERS", 20), ("NAIVE_MEMBERS", 2), ("GOAL", goal)):
        monkeypatch.setattr(directory, name, size)
    CountryFactory(code="DE")
    ProgrammeFactory()

    figures = directory.importing()

    assert [one["goal_held"] for one in figures if "goal_held" in one] == [held]
