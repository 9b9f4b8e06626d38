"""The ledger page: whose money one sees, what it adds up to, what it exports."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.exchanges.cast import body
from tests.exchanges.finalisation.cast import Cast
from tests.factories import FinancialAgreementFactory, UserFactory

PAGE = "workspace:ledger-list"


@pytest.fixture
def agreement():
    return FinancialAgreementFactory(signed=True)


def rows(client, **query):
    return [row.reference for row in client.get(reverse(PAGE), query).context["object_list"]]


def test_the_programme_sees_all_clusters_and_their_sum(agreement, sign_in, client):
    other = FinancialAgreementFactory(overdraw_reason="The last place of the year.")
    sign_in(UserFactory(programme_coordinator=True))

    page = client.get(reverse(PAGE))

    assert set(rows(client)) == {agreement.exchange.reference, other.exchange.reference}
    total = page.context["total"]
    assert (total.committed, total.reserved) == (Decimal("830.00"), Decimal("830.00"))
    assert "The last place of the year." in page.content.decode()


def test_a_coordinator_sees_the_own_cluster_alone(agreement, sign_in, client):
    other = FinancialAgreementFactory(signed=True).exchange
    sign_in(UserFactory(coordinator=True, cluster=agreement.exchange.vop))

    page = client.get(reverse(PAGE))

    assert rows(client) == [agreement.exchange.reference]
    assert [str(c) for c, _book in page.context["books"]] == [str(agreement.exchange.vop)]
    assert other.reference not in page.content.decode()


@pytest.mark.parametrize("name", ["visitor", "host", "stranger"])
def test_companies_see_no_ledger(agreement, client, name):
    client.force_login(Cast(agreement.exchange).named(name))

    assert client.get(reverse(PAGE)).status_code == 403


@pytest.mark.parametrize(("column", "found"), [("committed", 1), ("paid", 0)])
def test_the_standing_filters(agreement, sign_in, client, column, found):
    sign_in(UserFactory(finance=True))

    assert len(rows(client, column=column)) == found


def test_the_ledger_is_exported(agreement, sign_in, client):
    sign_in(UserFactory(finance=True))

    text = body(client.get(reverse(PAGE), {"export": "csv"})).decode("utf-8-sig")

    assert agreement.exchange.reference in text
    assert "830" in text


def test_the_ledger_costs_the_same_for_one_and_for_three(
    agreement, sign_in, client, bare_menu, django_assert_num_queries
):
    sign_in(UserFactory(finance=True))
    client.get(reverse(PAGE))
    with django_assert_num_queries(9) as first:
        client.get(reverse(PAGE))
    FinancialAgreementFactory.create_batch(2, signed=True)
    with django_assert_num_queries(len(first)):
        client.get(reverse(PAGE))
