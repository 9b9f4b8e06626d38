"""Who may put two records together: what the preview keeps to itself, and whose case it is."""

import pytest
from django.urls import reverse

from blues.common.errors import Conflict
from clusters.directory import merging
from exchanges.models import Registration
from tests.factories import (
    ClusterFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.feature(18)


@pytest.fixture
def by():
    return UserFactory(programme_coordinator=True)


@pytest.fixture
def kept():
    return OrganisationFactory(legal_name="Example Paca GmbH", website="https://paca.example")


@pytest.fixture
def absorbed():
    return OrganisationFactory(
        legal_name="Example Paca AG", vat_number="DE136695976", founded=1999, city="Rostock"
    )


def pair(name, kept, absorbed):
    return reverse(f"directory:{name}", args=[kept.public_id, absorbed.public_id])


def test_the_preview_keeps_the_organisation_of_a_cluster_to_itself(client, sign_in, kept):
    cluster = ClusterFactory(
        organisation__legal_name="Example Bay Cluster", organisation__vat_number="DE136695976"
    )
    InvitationFactory(organisation=cluster.organisation, email="secret@bay.example")
    twin = OrganisationFactory(legal_name="Example Paca Ltd", website="https://twin.example")
    coordinator = UserFactory(coordinator=True)
    for member in (kept, twin):
        MembershipFactory(organisation=member, cluster=coordinator.assignments.get().cluster)
    sign_in(coordinator)
    assert client.get(cluster.organisation.get_absolute_url()).status_code == 200
    refused = [
        client.get(pair("merge-preview", kept, cluster.organisation)),
        client.get(pair("merge-preview", cluster.organisation, kept)),
    ]

    for response in refused:
        assert response.status_code == 403
        assert "Only the programme coordinator merges these" in response.text
        assert "DE136695976" not in response.text
        assert "secret@bay.example" not in response.text
    assert "https://twin.example" in client.get(pair("merge-preview", kept, twin)).text
    sign_in(UserFactory(programme_coordinator=True))
    assert "DE136695976" in client.get(pair("merge-preview", kept, cluster.organisation)).text


@pytest.mark.parametrize("which", [0, 1])
def test_a_case_of_another_cluster_is_not_merged_by_a_coordinator(
    client, sign_in, kept, absorbed, by, which
):
    coordinator = UserFactory(coordinator=True)
    cluster = coordinator.assignments.get().cluster
    for member in (kept, absorbed):
        MembershipFactory(organisation=member, cluster=cluster)
    theirs = RegistrationFactory(host=True, organisation=(kept, absorbed)[which], membership=False)
    with pytest.raises(Conflict) as refusal:
        merging.merge(kept=kept, absorbed=absorbed, by=coordinator)
    [reason] = refusal.value.reasons

    assert "Another cluster looks after a registration" in reason
    sign_in(coordinator)
    assert client.post(pair("organisations-merge", kept, absorbed)).status_code == 409
    shown = client.get(pair("merge-preview", kept, absorbed)).text
    assert reason in shown
    assert theirs.reference not in shown
    assert "What moves" not in shown
    own = RegistrationFactory(
        host=True, organisation=(absorbed, kept)[which], cluster=cluster, membership=False
    )
    assert merging.objections(kept, absorbed, by=coordinator) == [reason]
    own.delete()
    Registration.objects.update(cluster=cluster)
    assert merging.objections(kept, absorbed, by=coordinator) == []
    Registration.objects.update(cluster=theirs.cluster)
    assert merging.merge(kept=kept, absorbed=absorbed, by=by).kept == kept
