from dataclasses import replace

import pytest

from exchanges.policy.checks import evaluate
from exchanges.policy.facts import EarlierExchange, Rules
from tests.policy.cast import (
    SPAIN,
    facts,
    host_party,
    party,
    stay,
)

PROFILED = {"is_member_on_eccp": False, "is_profiled_on_eccp": True}


def ask(rule, **changes):
    """The verdicts of one rule, in the order visitor, host."""
    return [str(outcome.verdict) for outcome in evaluate(facts(**changes), only=[rule]).outcomes]


def answer(rule, **changes):
    (outcome,) = evaluate(facts(**changes), only=[rule]).failed
    return outcome.side, outcome.reason


@pytest.mark.parametrize(
    ("visitor_type", "host_type", "verdicts"),
    [
        ("sme", "sme", ["pass", "pass"]),
        ("cluster", "support", ["pass", "pass"]),
        ("large", "sme", ["fail", "pass"]),
        ("training", "training", ["fail", "pass"]),
        ("sme", "large", ["pass", "fail"]),
        ("ministry", "ministry", ["fail", "fail"]),
    ],
)
def test_e1_reads_the_type_rules(visitor_type, host_type, verdicts):
    parties = {"visitor": party(type=visitor_type), "host": host_party(type=host_type)}

    assert ask("E1", **parties) == verdicts


def test_e1_follows_a_later_phase_that_admits_large_hosts():
    large = Rules(version="2022-1", types={"large": facts().rules.types["training"]})

    assert ask("E1", rules=large, visitor=None, host=host_party(type="large")) == ["pass"]


def test_e1_names_the_type_for_people():
    visitor = party(type="large", type_name="large company")

    assert answer("E1", visitor=visitor) == (
        "visitor",
        "Aguas Ficticias may not visit: the scheme does not send this type (large company).",
    )


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "pass"),
        ({"membership_confirmed": False}, "needs-evidence"),
        ({"is_member_on_eccp": False}, "fail"),
        ({"is_member_on_eccp": False, "agency_approval": True}, "fail"),
        ({"is_member_on_eccp": False, "type": "support"}, "fail"),
        ({"is_member_on_eccp": False, "type": "cluster"}, "fail"),
        (PROFILED, "pass"),
        (PROFILED | {"type": "cluster"}, "pass"),
        ({"is_member_on_eccp": False, "type": "network"}, "pass"),
    ],
)
def test_e2_wants_a_confirmed_membership_of_the_visitor(changes, verdict):
    assert ask("E2", visitor=party(**changes), host=None) == [verdict]


@pytest.mark.parametrize(
    ("changes", "e2", "e10"),
    [
        ({}, "pass", "pass"),
        ({"membership_confirmed": False}, "needs-evidence", "pass"),
        ({"is_member_on_eccp": False}, "pass", "needs-evidence"),
        ({"is_member_on_eccp": False, "agency_approval": True}, "pass", "pass"),
        ({"is_member_on_eccp": False, "agency_approval": False}, "pass", "fail"),
        ({"is_member_on_eccp": False, "type": "support"}, "fail", "pass"),
        (
            {"is_member_on_eccp": False, "type": "support", "agency_approval": True},
            "fail",
            "pass",
        ),
        ({"is_member_on_eccp": False, "type": "cluster"}, "fail", "pass"),
        (PROFILED, "pass", "pass"),
        ({"is_member_on_eccp": False, "type": "network"}, "pass", "pass"),
    ],
)
def test_a_host_without_membership_depends_on_the_agency(changes, e2, e10):
    host = host_party(**changes)

    assert (ask("E2", visitor=None, host=host), ask("E10", visitor=None, host=host)) == (
        [e2],
        [e10],
    )


def test_a_cluster_hears_about_its_own_profile():
    outside = party(type="cluster", is_member_on_eccp=False)

    assert answer("E2", visitor=outside) == (
        "visitor",
        "Aguas Ficticias has no profile on ECCP and belongs to no cluster that has one.",
    )


def test_e10_never_speaks_about_a_visitor():
    assert ask("E10", visitor=party(is_member_on_eccp=False), host=None) == []


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"sme_declared": True}, "pass"),
        ({"sme_declared": None}, "needs-evidence"),
        ({"sme_declared": False}, "fail"),
        ({"sme_declared": None, "type": "support"}, "pass"),
    ],
)
def test_e3_wants_the_declaration_of_an_sme_only(changes, verdict):
    assert ask("E3", visitor=party(**changes), host=None) == [verdict]


@pytest.mark.parametrize(
    ("listed", "verdicts"),
    [
        ({"DE", "ES"}, ["pass", "pass"]),
        ({"DE"}, ["fail", "pass"]),
        ({"ES", "NO"}, ["pass", "fail"]),
        (set(), ["fail", "fail"]),
    ],
)
def test_e4_wants_a_country_that_the_rules_name(listed, verdicts):
    rules = replace(facts().rules, countries=frozenset(listed))

    assert ask("E4", rules=rules) == verdicts


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "pass"),
        ({"host": host_party(country=SPAIN)}, "fail"),
        ({"host": None}, "needs-evidence"),
        ({"visitor": None}, "needs-evidence"),
    ],
)
def test_e5_wants_two_countries(changes, verdict):
    assert ask("E5", **changes) == [verdict]


def earlier(mode, *, cancelled=False):
    return EarlierExchange(reference="BX-0001", mode=mode, cancelled=cancelled)


@pytest.mark.parametrize(
    ("before", "mode", "verdict"),
    [
        ([], "physical", "pass"),
        ([earlier("virtual")], "physical", "pass"),
        ([earlier("virtual"), earlier("virtual")], "hybrid", "pass"),
        ([earlier("physical", cancelled=True)], "physical", "pass"),
        ([earlier("physical")], "physical", "fail"),
        ([earlier("hybrid")], "physical", "fail"),
        ([earlier("virtual"), earlier("physical")], "hybrid", "fail"),
        ([earlier("physical")], "virtual", "pass"),
    ],
)
def test_e8_grants_one_visit_that_virtual_exchanges_leave_untouched(before, mode, verdict):
    assert ask("E8", earlier=tuple(before), stay=stay(mode=mode)) == [verdict]


def test_e8_can_be_asked_before_there_are_dates():
    assert answer("E8", earlier=(earlier("physical"),), stay=None) == (
        "visitor",
        "The organisation has used its one visit (BX-0001).",
    )


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "pass"),
        ({"third_country_national": True, "declared_183_days": True}, "pass"),
        ({"third_country_national": True}, "needs-evidence"),
        ({"third_country_national": True, "declared_183_days": False}, "fail"),
    ],
)
def test_e9_asks_third_country_nationals_for_183_days(changes, verdict):
    assert ask("E9", visitor=party(**changes), host=None) == [verdict]
