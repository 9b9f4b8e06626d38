"""The partnership as the check meets it: two partners, one cluster outside, six countries."""

import pytest

from clusters.models import Country
from tests.factories import ClusterFactory, CountryFactory, OrganisationFactory, RateFactory
from tests.factories import ProgrammeFactory as Programmes

ANSWERS = {
    "type": "sme",
    "country": "ES",
    "cluster": "agua",
    "before": "no",
    "to": "DE",
    "days": "5",
}


@pytest.fixture
def answers():
    """What the company in Zaragoza answers; change what matters."""
    return dict(ANSWERS)


@pytest.fixture
def programme():
    return Programmes()


@pytest.fixture
def successor(programme):
    """Another programme, still bare, that the public sees from now on."""
    programme.is_default = False
    programme.save()
    return Programmes(code="successor", is_default=True, furnished=False)


@pytest.fixture
def partnership(programme):
    """Clusters by their codes; Portugal, Austria, Slovakia and Norway have none."""
    table = programme.rate_tables.get()
    for code, amount in {"PT": 780, "AT": 900, "SK": 610}.items():
        RateFactory(table=table, country__code=code, amount=amount)
    Country.objects.filter(code="AT").update(name="Austria")
    Country.objects.filter(code="SK").update(name="Slovakia")
    CountryFactory(code="NO", name="Norway")
    CountryFactory(code="XK", name="Kosovo*", footnote="*Without prejudice.")
    return {
        code: _cluster(programme, code, name, country, **more)
        for code, name, country, more in (
            ("agua", "Clúster del Agua", "ES", {}),
            ("plasma", "Plasma Beispiel", "DE", {}),
            ("polder", "Polder Voorbeeld", "NL", {"outside": True}),
            ("club", "Club sans Profil", "FR", {"outside": True, "is_on_eccp": False}),
        )
    }


def _cluster(programme, code, name, country, **more):
    seat = OrganisationFactory(
        type="cluster", legal_name=f"{name} e.V.", short_name=name, country__code=country
    )
    return ClusterFactory(programme=programme, organisation=seat, code=code, **more)
