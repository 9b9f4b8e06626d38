"""What a list cannot do for the one who brings it in."""

import pytest

from blues import jobs
from blues.jobs import GiveUp
from blues.jobs.models import Job
from clusters.imports import applying, batches, rules
from clusters.models import ImportRow, Organisation, RoleAssignment
from tests.clusters.imports.lists import as_csv
from tests.clusters.imports.steps import all_countries, checked, codes
from tests.factories import (
    ClusterFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)


@pytest.fixture
def cluster():
    all_countries()
    return ClusterFactory(organisation__country__code="DE")


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


def list_of(*names: str) -> bytes:
    return as_csv([["Firma", "Ort"], *([name, "Kiel"] for name in names)], encoding="utf-8")


@pytest.fixture
def own(cluster, coordinator):
    """An organisation of the coordinator that has asked to belong to the cluster."""
    organisation = OrganisationFactory(legal_name="Aqua Lab GmbH", city="Plön")
    MembershipFactory(organisation=organisation, cluster=cluster, requested=True)
    RoleAssignmentFactory(user=coordinator, organisation=organisation)
    return organisation


# -- The own organisation -------------------------------------------------------------------------


def test_nobody_confirms_the_own_organisation_by_another_spelling(cluster, coordinator, own):
    batch = checked(cluster, list_of("Aqua-Lab"), by=coordinator)

    assert codes(batch) == {2: ["own-organisation"]}
    assert batch.rows.get().organisation is None


def test_nobody_confirms_an_organisation_that_became_the_own_one(cluster, coordinator, own):
    """The membership ended between the comparison and the writing."""
    batch = checked(cluster, list_of("Neu GmbH"), by=coordinator)
    row = ImportRow(batch=batch, number=2, organisation=own, values={})

    with pytest.raises(GiveUp):
        applying._confirm([row], {2: own.pk}, batch, coordinator)
    assert own.memberships.get().is_requested


# -- Rights that ended while the job waited -------------------------------------------------------


def test_a_list_is_not_applied_for_who_no_longer_coordinates(cluster, coordinator):
    batch = checked(cluster, list_of("Neu GmbH"), by=coordinator)
    batches.apply(batch, by=coordinator)
    RoleAssignment.objects.filter(user=coordinator).delete()

    jobs.run_due()

    batch.refresh_from_db()
    assert (batch.state, batch.job.error) == (batch.State.CHECKED, rules.NO_LONGER)
    assert not Organisation.objects.filter(legal_name="Neu GmbH").exists()


def test_a_list_is_not_checked_for_an_account_that_is_gone(cluster, coordinator):
    batch = checked(cluster, list_of("Neu GmbH"), by=coordinator)
    batches.check_again(batch, by=coordinator)
    Job.objects.update(requested_by=None)

    jobs.run_due()

    batch.refresh_from_db()
    assert (batch.state, batch.job.error) == (batch.State.UPLOADED, rules.NO_LONGER)
