"""Clusters outside the partnership are entered by the programme coordinator."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.directory import outsiders
from clusters.models import Cluster
from tests.factories import (
    ClusterFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RoleAssignmentFactory,
    UserFactory,
)

PROFILE = "https://clustercollaboration.eu/content/eau-exemplaire"


@pytest.fixture
def coordinator():
    return UserFactory(programme_coordinator=True)


def a_network(**fields):
    usual = {"type": "cluster", "legal_name": "Réseau Eau Exemplaire", "eccp_url": PROFILE}
    return OrganisationFactory(**usual | fields)


def entered(by, organisation=None, **fields):
    usual = {"programme": ProgrammeFactory(), "field": "Drinking water"}
    return outsiders.enter(organisation=organisation or a_network(), by=by, **usual | fields)


def test_an_entered_cluster_is_no_partner_and_says_where_it_was_seen(coordinator):
    cluster = entered(coordinator)

    assert (cluster.code, cluster.is_partner, cluster.is_on_eccp, cluster.source) == (
        "reseau-eau-exemplaire",
        False,
        True,
        PROFILE,
    )
    assert [(e.verb, e.actor) for e in journal.entries_for("cluster:reseau-eau-exemplaire")] == [
        ("cluster-entered", coordinator)
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Aqua", "aqua-2"),
        ("W" * 40, "w" * 26),
        ("Вода", "cluster"),
    ],
)
def test_codes_are_made_from_names_and_used_once(coordinator, name, code):
    ClusterFactory(code="aqua")

    assert entered(coordinator, a_network(legal_name=name)).code == code


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"eccp_url": ""}, "Its profile names no page on ECCP."),
        ({"type": "sme"}, "Only a cluster organisation or business network is entered."),
    ],
)
def test_what_is_no_cluster_on_eccp_is_not_entered(coordinator, fields, sentence):
    with pytest.raises(Conflict) as refused:
        entered(coordinator, a_network(**fields))

    assert refused.value.message == sentence


def test_a_cluster_is_entered_once_in_each_programme(coordinator):
    network = a_network()
    entered(coordinator, network)
    entered(coordinator, network, programme=ProgrammeFactory(code="other"))

    with pytest.raises(ValidationError, match="a cluster of the programme already"):
        entered(coordinator, network)


@pytest.mark.parametrize("persona", ["coordinator", "finance", "auditor", "operator"])
def test_nobody_else_enters_clusters(persona):
    with pytest.raises(NotAllowed):
        entered(UserFactory(**{persona: True}))


def test_nobody_enters_a_cluster_of_their_own(coordinator):
    network = a_network()
    RoleAssignmentFactory(user=coordinator, role="representative", organisation=network)

    with pytest.raises(NotAllowed):
        entered(coordinator, network)


def test_the_page_leads_from_the_organisation_and_back(client, sign_in, coordinator):
    network = a_network()
    ProgrammeFactory()
    sign_in(coordinator)
    page = reverse("directory:cluster-enter", args=[network.public_id])
    assert page in client.get(network.get_absolute_url()).text
    assert PROFILE in client.get(page).text
    assert client.post(page, {"field": ""}).context["form"].errors.keys() == {"field"}

    answer = client.post(page, {"field": "Drinking water"}, follow=True)

    assert answer.redirect_chain == [(network.get_absolute_url(), 302)]
    assert Cluster.objects.get().field == "Drinking water"
    assert page not in answer.text


def test_the_page_says_that_the_address_is_missing(client, sign_in, coordinator):
    ProgrammeFactory()
    sign_in(coordinator)
    network = a_network(eccp_url="")

    page = client.get(reverse("directory:cluster-enter", args=[network.public_id]))

    assert "Its profile names no page on ECCP yet." in page.text


@pytest.mark.parametrize(
    ("persona", "status"), [("auditor", 403), ("operator", 404), ("finance", 403)]
)
def test_who_opens_the_page(client, sign_in, persona, status):
    network = a_network()
    sign_in(UserFactory(**{persona: True}))

    assert client.get(reverse("directory:cluster-enter", args=[network.public_id])).status_code == (
        status
    )
    assert client.get(network.get_absolute_url()).context.get("may_be_entered", False) is False


def test_other_organisations_are_not_offered(client, sign_in, coordinator):
    sign_in(coordinator)
    known = ClusterFactory(outside=True).organisation

    for organisation in (known, OrganisationFactory()):
        shown = client.get(organisation.get_absolute_url())
        assert shown.context["may_be_entered"] is False
