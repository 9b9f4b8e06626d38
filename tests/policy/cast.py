"""Invented organisations and stays for the tests of the rules."""

from datetime import date
from decimal import Decimal

from clusters.programme.merits import FIRST
from exchanges.policy.facts import (
    Country,
    Facts,
    Party,
    ProgrammeFacts,
    Rules,
    Stay,
    TypeRule,
    Weight,
)

SPAIN = Country(code="ES", name="Spain")
GERMANY = Country(code="DE", name="Germany")
NORWAY = Country(code="NO", name="Norway")

WEIGHTS = {
    merit.value: Weight(points=first.points, most=first.most or 1, within=first.within or 0)
    for merit, first in FIRST.items()
}
RULES = Rules(
    version="2020-1",
    weights=WEIGHTS,
    countries=frozenset({"DE", "ES"}),
    types={
        "sme": TypeRule(
            may_visit=True, may_host=True, needs_membership=True, host_by_approval=True
        ),
        "support": TypeRule(may_visit=True, may_host=True, needs_membership=True),
        "cluster": TypeRule(may_visit=True, may_host=True, needs_membership=True),
        "network": TypeRule(may_visit=True, may_host=True, needs_membership=False),
        "large": TypeRule(may_visit=False, may_host=False, needs_membership=True),
        "training": TypeRule(may_visit=False, may_host=True, needs_membership=True),
    },
)

MONDAY = date(2021, 6, 7)
WEDNESDAY = date(2021, 6, 9)
FRIDAY = date(2021, 6, 11)
PROGRAMME = ProgrammeFacts(
    starts_on=date(2020, 1, 1),
    ends_on=date(2022, 4, 30),
    allocated=Decimal(11000),
    committed=Decimal(9900),
)


def answers_to(rule, report):
    return [outcome for outcome in report.outcomes if outcome.rule == rule]


def june(*days):
    return tuple(date(2021, 6, day) for day in days)


def party(**changes):
    usual = {
        "name": "Aguas Ficticias",
        "type": "sme",
        "country": SPAIN,
        "latitude": 41.65,
        "longitude": -0.89,
        "is_member_on_eccp": True,
        "membership_confirmed": True,
        "sme_declared": True,
    }
    return Party(**usual | changes)


def host_party(**changes):
    usual = {
        "name": "Plasma Beispiel",
        "country": GERMANY,
        "latitude": 54.09,
        "longitude": 13.38,
    }
    return party(**usual | changes)


def stay(**changes):
    usual = {
        "mode": "physical",
        "first": MONDAY,
        "last": FRIDAY,
        "agenda": june(7, 8, 9, 10, 11),
    }
    return Stay(**usual | changes)


def facts(**changes):
    usual = {
        "rules": RULES,
        "on": date(2021, 3, 1),
        "visitor": party(),
        "host": host_party(),
        "stay": stay(),
        "programme": PROGRAMME,
        "amount": Decimal(830),
    }
    return Facts(**usual | changes)
