"""The programme coordinator shares out the money."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blues import journal
from blues.common.errors import NotAllowed
from clusters.directory import allocations
from tests.factories import ClusterFactory, UserFactory


@pytest.fixture
def cluster():
    return ClusterFactory(code="north")


def test_the_amount_and_what_it_was_are_in_the_journal(client, sign_in, cluster):
    sign_in(UserFactory(programme_coordinator=True))
    address = reverse("directory:allocation-edit", args=["north"])

    assert "EUR" in client.get(cluster.organisation.get_absolute_url()).text
    assert client.get(address).status_code == 200
    assert client.post(address, {"amount": "12 500,50"}).url == (
        cluster.organisation.get_absolute_url()
    )
    cluster.refresh_from_db()
    assert cluster.allocated == Decimal("12500.50")
    entry = journal.entries_for(allocations.case(cluster)).get()
    assert entry.detail == {"before": "10000.00", "after": "12500.50"}


@pytest.mark.parametrize("amount", ["-1", "NaN", "1e9", "many", ""])
def test_amounts_that_make_no_sense_are_refused(client, sign_in, cluster, amount):
    sign_in(UserFactory(programme_coordinator=True))
    address = reverse("directory:allocation-edit", args=["north"])

    assert "amount" in client.post(address, {"amount": amount}).context["form"].errors
    cluster.refresh_from_db()
    assert cluster.allocated == Decimal(10_000)


@pytest.mark.parametrize("persona", ["coordinator", "finance", "auditor", "operator"])
def test_nobody_else_shares_out_money(client, sign_in, cluster, persona):
    user = sign_in(UserFactory(**{persona: True}))

    assert client.get(reverse("directory:allocation-edit", args=["north"])).status_code == 403
    with pytest.raises(NotAllowed):
        allocations.allocate(cluster=cluster, amount=Decimal(1), by=user)


def test_clusters_from_outside_have_no_money(client, sign_in):
    ClusterFactory(code="outside", outside=True)
    sign_in(UserFactory(programme_coordinator=True))

    assert client.get(reverse("directory:allocation-edit", args=["outside"])).status_code == 404
