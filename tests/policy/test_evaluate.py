import json
from types import SimpleNamespace

import pytest
from django.utils import translation

from exchanges.policy import rows
from exchanges.policy.checks import (
    AGREEMENT_CHECKS,
    ALL_CHECKS,
    HOST_CHECKS,
    PROPOSAL_CHECKS,
    PROPOSAL_TOLERATES,
    VISITOR_CHECKS,
    evaluate,
)
from exchanges.policy.facts import TypeRule
from tests.policy.cast import RULES, SPAIN, facts, host_party, party


def test_the_rules_answer_in_their_order_visitor_before_host():
    outcomes = evaluate(facts()).outcomes

    assert [(outcome.rule, str(outcome.side)) for outcome in outcomes] == [
        ("E1", "visitor"),
        ("E1", "host"),
        ("E2", "visitor"),
        ("E2", "host"),
        ("E3", "visitor"),
        ("E3", "host"),
        ("E4", "visitor"),
        ("E4", "host"),
        ("E5", "exchange"),
        ("E6", "exchange"),
        ("E7", "exchange"),
        ("E8", "visitor"),
        ("E9", "visitor"),
        ("E9", "host"),
        ("E10", "host"),
        ("E11", "exchange"),
        ("E12", "exchange"),
    ]


def test_an_exchange_in_order_passes_every_rule():
    report = evaluate(facts(), only=AGREEMENT_CHECKS)

    assert (report.passed, report.failed, report.needs_evidence) == (True, (), ())


def test_the_order_of_asking_does_not_matter():
    assert evaluate(facts(), only=reversed(ALL_CHECKS)) == evaluate(facts())


def test_a_proposal_may_wait_for_papers_that_an_agreement_may_not():
    waiting = facts(visitor=party(third_country_national=True))
    outsider = facts(host=host_party(is_member_on_eccp=False))

    proposal = evaluate(waiting, only=PROPOSAL_CHECKS)
    agreement = evaluate(waiting, only=AGREEMENT_CHECKS)

    assert proposal.blockers(tolerating=PROPOSAL_TOLERATES) == ()
    assert [o.rule for o in agreement.blockers()] == ["E9"]
    assert (proposal.passed, agreement.passed) == (False, False)
    approval = evaluate(outsider, only=PROPOSAL_CHECKS).blockers(tolerating=PROPOSAL_TOLERATES)
    assert [o.rule for o in approval] == ["E10"]


def test_what_fails_outright_is_never_tolerated():
    refused = facts(visitor=party(third_country_national=True, declared_183_days=False))

    blockers = evaluate(refused, only=PROPOSAL_CHECKS).blockers(tolerating=PROPOSAL_TOLERATES)

    assert [(o.rule, str(o.verdict)) for o in blockers] == [("E9", "fail")]


@pytest.mark.parametrize(
    ("checks", "parties"),
    [(VISITOR_CHECKS, {"host": None}), (HOST_CHECKS, {"visitor": None})],
)
def test_one_organisation_can_ask_before_there_is_an_exchange(checks, parties):
    alone = facts(stay=None, programme=None, amount=None, **parties)

    report = evaluate(alone, only=checks)

    assert ([o.rule for o in report.outcomes], report.passed) == (list(checks), True)


def test_an_agreement_without_a_host_never_passes():
    assert not evaluate(facts(host=None)).passed


def test_an_unknown_rule_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="No such rule: E13"):
        evaluate(facts(), only=["E1", "E13"])


def test_everything_refused_has_a_reason_and_a_way_out():
    wrong = facts(
        visitor=party(type="large", is_member_on_eccp=False),
        host=host_party(country=SPAIN, sme_declared=None),
        stay=None,
        programme=None,
    )

    blockers = evaluate(wrong).blockers()

    assert [o.rule for o in blockers] == ["E1", "E2", "E5", "E3", "E6", "E7", "E11", "E12"]
    assert all(o.reason and o.way_out and o.rules_version == "2020-1" for o in blockers)


def test_a_report_can_be_stored_as_json():
    with translation.override("en"):
        stored = evaluate(facts(), only=["E5"]).as_json()

    assert json.loads(json.dumps(stored)) == {
        "rules_version": "2020-1",
        "on": "2021-03-01",
        "passed": True,
        "outcomes": [
            {
                "rule": "E5",
                "verdict": "pass",
                "side": "exchange",
                "reason": "The visitor travels from Spain to Germany.",
                "way_out": "",
                "rules_version": "2020-1",
            }
        ],
    }


def related(*rows_):
    return SimpleNamespace(all=lambda: rows_)


def test_a_rule_set_row_becomes_rules():
    type_rule = SimpleNamespace(
        organisation_type="sme",
        may_visit=True,
        may_host=True,
        needs_membership=True,
        host_by_approval=True,
    )
    row = SimpleNamespace(
        version="2020-1",
        shortest_stay_days=3,
        longest_stay_days=31,
        full_sum_days=5,
        full_sum_km=200,
        highest_sum=RULES.highest_sum,
        most_open_proposals=5,
        countries=["DE", "ES"],
        type_rules=related(type_rule),
    )

    rules = rows.rules_of(row)

    assert rules.types == {
        "sme": TypeRule(may_visit=True, may_host=True, needs_membership=True, host_by_approval=True)
    }
    assert (rules.version, rules.shortest_stay_days, rules.full_sum_km) == ("2020-1", 3, 200)
    assert rules.countries == {"DE", "ES"}


@pytest.mark.parametrize(
    ("declared_at", "declared"), [(None, None), ("2021-01-05", True), ("2021-01-05", False)]
)
def test_an_organisation_row_becomes_a_party(declared_at, declared):
    class Row(SimpleNamespace):
        def __str__(self):
            return self.legal_name

        def get_type_display(self):
            return "small or medium-sized enterprise"

    row = Row(
        legal_name="Aguas Ficticias",
        type="sme",
        country=SPAIN,
        latitude=41.65,
        longitude=-0.89,
        sme_declared_at=declared_at,
        failed_sme_test=declared is False,
    )

    assert rows.party_of(row, is_member_on_eccp=True, membership_confirmed=True) == party(
        type_name="small or medium-sized enterprise", sme_declared=declared
    )


def test_a_rate_table_row_becomes_ceilings():
    table = SimpleNamespace(rates=related(SimpleNamespace(country_id="DE", amount=830)))

    assert rows.ceilings_of(table) == {"DE": 830}
