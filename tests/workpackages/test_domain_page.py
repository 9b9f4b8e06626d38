"""The domain page tells the states as the code holds them."""

import re

import pytest
from django.conf import settings

from clusters.models import Role
from exchanges.lifecycle.states import MOVE
from exchanges.policy.checks import TITLES
from exchanges.registration.states import NEXT_STATES as REGISTRATION
from workpackages.plan.states import NEXT_STATES as DELIVERABLE

PAGE = (settings.BASE_DIR / "docs" / "domain.md").read_text()
DIAGRAMS = re.findall(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)


def pairs(table):
    return {(str(source), str(target)) for source, targets in table.items() for target in targets}


@pytest.mark.parametrize(
    ("diagram", "expected"),
    [
        (DIAGRAMS[0], pairs(REGISTRATION)),
        (DIAGRAMS[1], {(str(source), str(target)) for source, target in MOVE}),
        (DIAGRAMS[2], pairs(DELIVERABLE)),
    ],
)
def test_the_diagrams_show_the_steps_of_the_tables(diagram, expected):
    assert set(re.findall(r"(\w+) --> (\w+)", diagram)) == expected


def test_the_page_names_every_rule_once():
    assert re.findall(r"^\| (E\d+) \|", PAGE, re.MULTILINE) == list(TITLES)


def test_the_page_names_every_role():
    section = PAGE[PAGE.index("## People and roles") : PAGE.index("## Who may take part")]
    assert len(re.findall(r"^\| (?!role|---)", section, re.MULTILINE)) == len(Role)
