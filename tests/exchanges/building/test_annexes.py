"""The five annexes of a Financial Agreement: their words, and what the portal fills in."""

from datetime import UTC, datetime

import pytest

from exchanges.building.current import agreement_of
from exchanges.building.snapshots import agreement_snapshot
from tests.factories import FinancialAgreementFactory, UserFactory

pytestmark = pytest.mark.feature(72)


def annexes(agreement) -> dict:
    return {a["key"]: a for a in agreement_snapshot(agreement_of(agreement.exchange))["annexes"]}


def test_every_annex_is_printed_in_order():
    assert [annex["title"] for annex in annexes(FinancialAgreementFactory()).values()] == [
        "Annex I: Commitment to Quality",
        "Annex II: Calculation sheet",
        "Annex III: Presence confirmation",
        "Annex IV: Bank form",
        "Annex V: Declaration of the Visitor",
    ]


def test_the_calculation_is_annex_two():
    annex = annexes(agreement := FinancialAgreementFactory())["annex-calculation"]

    assert annex["facts"][1] == ["Working days with a programme", str(agreement.working_days)]
    assert (annex["amounts"][0]["amount"], annex["total"]) == (agreement.base, agreement.amount)


def test_the_planned_days_are_to_be_confirmed_and_name_the_clause_they_count_for():
    annex = annexes(FinancialAgreementFactory())["annex-presence"]

    assert annex["facts"] == [
        ["Day 1", "1 March 2027"],
        ["Day 2", "2 March 2027"],
        ["Day 3", "3 March 2027"],
        ["Day 4", "4 March 2027"],
        ["Day 5", "5 March 2027"],
    ]
    assert annex["paragraphs"][1].endswith("in the sense of clause 7.")


def test_the_bank_form_shows_a_part_of_the_number():
    agreement = FinancialAgreementFactory()
    account = agreement.exchange.bank_account

    annex = annexes(agreement)["annex-bank"]

    assert annex["facts"][:2] == [
        ["Account holder", account.holder],
        ["IBAN, shown in part", account.masked],
    ]
    assert account.iban not in str(annex)


def test_the_declaration_says_who_made_it_and_when():
    agreement = FinancialAgreementFactory()
    visitor = agreement.exchange.visitor_organisation
    visitor.sme_declared_at = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
    visitor.sme_declared_by = UserFactory(given_names="Núria", family_name="Ejemplo")
    visitor.save()

    assert annexes(agreement)["annex-sme"]["facts"] == [
        ["Enterprise", visitor.legal_name],
        ["Declared by", "Núria Ejemplo"],
        ["Declared on", "4 January 2027, 10:30\u00a0CET"],
    ]


def test_who_is_no_sme_declares_nothing():
    agreement = FinancialAgreementFactory()
    visitor = agreement.exchange.visitor_organisation
    visitor.type = "scale_up_support"
    visitor.save()

    assert "annex-sme" not in annexes(agreement)
