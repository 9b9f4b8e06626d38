"""Which cluster looks after a registration, and why."""

import pytest

from blues.common.errors import Conflict
from exchanges.models import ClusterReason
from exchanges.registration import registrations
from tests.exchanges.cast import drafted
from tests.factories import ClusterFactory, OrganisationFactory, TermFactory, UserFactory


@pytest.mark.feature(10)
@pytest.mark.parametrize(
    ("member", "country", "field", "reason"),
    [
        (True, "FR", "nothing", ClusterReason.MEMBER),
        (False, "DE", "nothing", ClusterReason.COUNTRY),
        (False, "FR", "filters of membranes", ClusterReason.FIELD),
        (False, "FR", "nothing", ClusterReason.WORKLOAD),
    ],
)
def test_a_cluster_is_assigned_by_membership_country_field_or_workload(
    member, country, field, reason
):
    cluster = ClusterFactory(field=field)
    organisation = OrganisationFactory(
        country__code=country, sme_declared=True, member_of=cluster if member else None
    )
    person = UserFactory(representative=True, organisation=organisation)

    made = registrations.draft(
        organisation=organisation,
        role="host",
        by=person,
        topics=[TermFactory(label="Membranes and filters")],
    )

    assert (made.cluster, made.cluster_because) == (cluster, reason)


@pytest.mark.feature(10)
def test_the_choice_of_the_organisation_stays(representative):
    chosen = ClusterFactory()
    draft = drafted(representative)
    registrations.change(draft, by=representative, cluster=chosen)

    sent = registrations.submit(draft, by=representative)

    assert (sent.cluster, sent.cluster_because) == (chosen, ClusterReason.CHOSEN)


def test_without_partner_clusters_nothing_can_be_assigned():
    organisation = OrganisationFactory()
    person = UserFactory(representative=True, organisation=organisation)
    ClusterFactory(outside=True)

    with pytest.raises(Conflict):
        registrations.draft(organisation=organisation, role="host", by=person)
