"""A coordinator changes a clause, looks at it with real data, and a second person approves it."""

import pytest

from clusters.people.demo import PASSWORD
from exchanges.models import PaperTemplate
from tests.factories import FinancialAgreementFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.feature(73)
def test_a_clause_is_changed_looked_at_and_approved(comes_in):
    FinancialAgreementFactory()
    author = comes_in(UserFactory(programme_coordinator=True, password=PASSWORD))
    author.open("/paper-texts/").follow("Version 1", within="Financial Agreement")
    author.reads("The Cluster pays in one instalment", "25 of 25 in full").follow("German")
    author.reads("Zahlung", "translated")

    author.open("/paper-texts/new/agreement/")
    author.type("What the new version is for", "Amendment 3 of the grant agreement")
    author.press("Open the draft")
    draft = PaperTemplate.objects.get(number=2)
    author.open(f"{draft.get_absolute_url()}clauses/amount/")
    author.type("Text", "The lump sum is {{ amount }}.")
    author.press("Keep the clause").reads("names what no paper can fill in", "{amount_in_words}")
    author.type("Text", "The lump sum is {amount} ({amount_in_words}). Nothing else is paid.")
    author.press("Keep the clause").reads("What is different from version 1")
    author.follow("Preview with real data").reads("This is no document", "Nothing else is paid.")
    author.open(draft.get_absolute_url()).press("Ask for approval")
    author.reads("A second person approves it.")

    second = comes_in(UserFactory(programme_coordinator=True, password=PASSWORD))
    second.open(draft.get_absolute_url()).press("Approve the version").reads("in force")
    second.open("/paper-texts/").reads("superseded")
