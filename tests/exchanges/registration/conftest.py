import pytest

from blues.common import clock
from tests.exchanges.dates import TODAY


@pytest.fixture(autouse=True)
def _a_day(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_on(TODAY):
        yield


@pytest.fixture
def cluster():
    from tests.factories import ClusterFactory  # noqa: PLC0415 -- models load late

    return ClusterFactory()


@pytest.fixture
def coordinator(cluster):
    from tests.factories import UserFactory  # noqa: PLC0415 -- models load late

    return UserFactory(coordinator=True, cluster=cluster)


@pytest.fixture
def representative(cluster):
    """Speaks for a Spanish SME that the cluster has confirmed as its member."""
    from tests.factories import OrganisationFactory, UserFactory  # noqa: PLC0415 -- models load late

    organisation = OrganisationFactory(country__code="ES", sme_declared=True, member_of=cluster)
    return UserFactory(representative=True, organisation=organisation)
