"""Rows of an import that cannot be."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.models import ImportBatch, ImportRow
from tests.factories import (
    ClusterFactory,
    ColumnMemoryFactory,
    ImportBatchFactory,
    ImportRowFactory,
    MemberContactFactory,
    OrganisationFactory,
    UserFactory,
)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"applied_at": timezone.now()},
        {"state": ImportBatch.State.APPLIED},
        {"heading_row": 0},
    ],
    ids=["applied by nobody", "applied at no time", "headings above the first row"],
)
def test_batches_that_cannot_be(nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportBatchFactory(**nonsense)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"broken": True, "problems": []},
        {"problems": [{"code": "missing"}]},
        {"choice": ImportRow.Choice.SAME},
        {"duplicate": True, "organisation": None},
        {"outcome": ImportRow.Outcome.REPEATED},
        {"repeats": 4},
    ],
    ids=[
        "broken without a reason",
        "fine with a problem",
        "a choice where there is none",
        "a duplicate of nothing",
        "repeats no row",
        "new and repeated",
    ],
)
def test_rows_that_cannot_be(nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRowFactory(**nonsense)


def test_each_row_of_a_file_is_kept_once():
    row = ImportRowFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRowFactory(batch=row.batch, number=row.number)


def test_a_heading_means_one_thing_in_a_cluster():
    known = ColumnMemoryFactory()
    ColumnMemoryFactory(heading=known.heading)

    with pytest.raises(IntegrityError), transaction.atomic():
        ColumnMemoryFactory(cluster=known.cluster, heading=known.heading)


def test_a_person_is_named_once_for_a_member_however_the_address_is_written():
    known = MemberContactFactory()
    MemberContactFactory(organisation=known.organisation, email=known.email)

    with pytest.raises(IntegrityError), transaction.atomic():
        MemberContactFactory(
            cluster=known.cluster, organisation=known.organisation, email=known.email.upper()
        )


def test_batches_are_seen_by_their_cluster_and_the_programme_coordinator_only():
    batch, elsewhere = ImportBatchFactory(), ImportBatchFactory()
    coordinator = UserFactory(coordinator=True, cluster=batch.cluster)
    seen_by = {
        "coordinator": coordinator,
        "other": UserFactory(coordinator=True, cluster=ClusterFactory()),
        "programme": UserFactory(programme_coordinator=True),
        "representative": UserFactory(representative=True, organisation=OrganisationFactory()),
    }

    seen = {
        name: set(ImportBatch.objects.visible_to(user).values_list("pk", flat=True))
        for name, user in seen_by.items()
    }

    assert seen == {
        "coordinator": {batch.pk},
        "other": set(),
        "programme": {batch.pk, elsewhere.pk},
        "representative": set(),
    }


def test_an_organisation_may_wait_for_its_coordinates_but_not_for_half_of_them():
    assert OrganisationFactory(latitude=None, longitude=None).position == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(latitude=50, longitude=None)
