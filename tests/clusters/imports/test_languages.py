"""Lists of six clusters, each in its language, shape and encoding, from the file to the members."""

import pytest

from clusters.models import MemberContact, Membership, Organisation
from tests.clusters.imports.lists import FILES, HOME
from tests.clusters.imports.steps import all_countries, applied, checked, found
from tests.factories import ClusterFactory, UserFactory

MEMBERS = {  # name, type, country, town, headcount, day of joining, contact
    "de": [
        ("Förderkreis Übermorgen e. V.", "support", "DE", "Rostock", 7, "2018-05-15", None),
        ("Küstenplasma Beispiel GmbH", "sme", "DE", "Greifswald", 24, "2015-03-01",
         "Dr. Änne Öhler"),
        ("Weißwasser Messtechnik AG", "large", "DE", "Stralsund", 1250, "2019-01-01", None),
    ],
    "es": [
        ("Aguas del Ñandú, S.L.", "sme", "ES", "Logroño", 12, "2019-03-03", "Íñigo Muñoz"),
        ("Ayuntamiento de Ejemplo", "authority", "ES", "Huesca", 310, None, None),
        ("Riego Añil, S.A.", "sme", "ES", "Zaragoza", 48, "2017-02-01", None),
    ],
    "fr": [
        ("Forêt & Rivière SARL", "sme", "FR", "Nîmes", 4, None, "Loïc Hébert"),
        ("Métropole d’Exemple", "authority", "FR", "Béziers", None, None, None),
        ("Société des Eaux Imaginées SAS", "sme", "FR", "Montpellier", 33, None, "Noëlle Lefèvre"),
    ],
    "pl": [
        ("Łąka Cyfrowa Sp. z o.o.", "sme", "PL", "Płock", 19, "2018-09-15", "Żaneta Gąsior"),
        ("Ośrodek Święty Jan", "support", "PL", "Radom", 5, None, None),
        ("Żółta Łódź S.A.", "large", "PL", "Łódź", 1200, "2016-05-01", None),
    ],
    "cs": [
        ("Nanovlákna Příklad s.r.o.", "sme", "CZ", "Liberec", 15, "2017-07-01", "Jiří Dvořák"),
        ("Vysoká škola vymyšlená", "training", "CZ", "Brno", None, None, None),
        ("Říční čerpadla a.s.", "large", "CZ", "Pardubice", 640, "2014-05-12", "Šárka Nováková"),
    ],
    "en": [
        ("Fictitious Valley Council", "authority", "GB", "Cardiff", None, None, None),
        ("Hypothetical Pumps Ltd", "sme", "IE", "Dublin", None, "2018-02-01", "Sean O'Sample"),
        ("Imaginary Springs Ltd", "sme", "GB", "Leeds", None, "2016-05-14", "Ann Example"),
    ],
}  # fmt: skip


@pytest.fixture(params=FILES)
def imported(request):
    """Language, cluster, and the batch of the list after it was applied."""
    all_countries()
    cluster = ClusterFactory(organisation__country__code=HOME[request.param])
    coordinator = UserFactory(coordinator=True, cluster=cluster)
    name, content = FILES[request.param]
    batch = checked(cluster, content(), by=coordinator, name=name)
    assert found(batch) == {"new": 3}
    return request.param, coordinator, applied(batch, by=coordinator)


def test_a_list_is_brought_in_wholly(imported):
    language, coordinator, batch = imported

    assert batch.state == batch.State.APPLIED
    assert [member(row) for row in members(batch.cluster)] == sorted(MEMBERS[language])
    assert {m.confirmed_by for m in batch.cluster.memberships.all()} == {coordinator}


def test_the_same_list_again_changes_nothing(imported):
    language, coordinator, batch = imported
    before = rows_of(batch.cluster)
    name, content = FILES[language]

    again = checked(batch.cluster, content(), by=coordinator, name=name)
    assert found(again) == {"unchanged": 3}
    applied(again, by=coordinator)

    assert rows_of(batch.cluster) == before


def members(cluster):
    rows = cluster.memberships.select_related("organisation").all()
    return sorted(rows, key=lambda m: m.organisation.legal_name)


def member(row: Membership) -> tuple:
    company = row.organisation
    contact = MemberContact.objects.filter(organisation=company).first()
    return (
        company.legal_name,
        company.type,
        company.country_id,
        company.city,
        company.headcount,
        row.since.isoformat() if row.since else None,
        contact.name if contact else None,
    )


def rows_of(cluster) -> list:
    companies = Organisation.objects.filter(memberships__cluster=cluster).order_by("pk")
    contacts = MemberContact.objects.filter(cluster=cluster).order_by("pk")
    return [
        *companies.values(),
        *cluster.memberships.order_by("pk").values(),
        *contacts.values(),
    ]
