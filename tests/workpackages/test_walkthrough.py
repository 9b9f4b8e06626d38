"""``manage.py walkthrough`` leaves the papers of an exchange and the workbook in a folder."""

import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from clusters import seeds as who
from exchanges import seeds as what_happens
from workpackages import seeds


def play(folder, **options):
    who.programme()
    what_happens.programme()
    seeds.programme()
    who.demo()
    seeds.demo()
    said = io.StringIO()
    call_command("walkthrough", folder=folder, stdout=said, **options)
    return said.getvalue()


def test_an_online_exchange_leaves_its_papers_and_the_workbook(tmp_path):
    said = play(tmp_path, virtual=True)
    [workbook] = tmp_path.glob("*_full.xlsx")
    [row] = list(openpyxl.load_workbook(workbook)["Exchanges"].values)[1:]
    assert row[2] == "online"
    assert row[-1] == "completed"
    assert workbook.name in said
    assert list(tmp_path.glob("*.pdf"))


def test_the_walkthrough_invents_companies_in_the_demo_alone(settings, tmp_path):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        call_command("walkthrough", folder=tmp_path)
