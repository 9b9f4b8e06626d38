"""A list that is taken out and brought in again changes nothing."""

import pytest
from django.urls import reverse

from clusters.imports import exporting, reading
from clusters.models import OrganisationType, SizeClass
from tests.clusters.imports.steps import all_countries, checked, found
from tests.factories import (
    ClusterFactory,
    MemberContactFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

EXPORT = reverse("imports:member-export")
LANGUAGES = ("en", "de", "es", "fr", "pl", "cs")
FORMATS = ("csv", "xlsx", "ods")


@pytest.fixture
def cluster():
    all_countries()
    return ClusterFactory(organisation__country__code="DE")


@pytest.fixture
def coordinator(cluster, sign_in):
    return sign_in(UserFactory(coordinator=True, cluster=cluster))


@pytest.fixture
def members(cluster):
    """One of each kind, with what is hard to write down."""
    kinds = [kind for kind in OrganisationType if kind != OrganisationType.SME]
    for number, kind in enumerate(kinds):
        OrganisationFactory(
            type=kind, size_class="", country__code="GR", city=f"Αθήνα {number}", member_of=cluster
        )
    for size in (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM):
        OrganisationFactory(size_class=size, headcount=1250, founded=1998, member_of=cluster)
    bare = OrganisationFactory(
        legal_name="Öko & Söhne <GmbH>", size_class="", latitude=None, longitude=None, address=""
    )
    MembershipFactory(organisation=bare, cluster=cluster, since="2019-02-28")
    full = OrganisationFactory(
        legal_name='=HYPERLINK("http://x.example"); @SUM, "Zitat" AG',
        short_name="-5",
        vat_number="DE900000006",
        registration_number="HRB 4711",
        pic="999888777",
        nuts3="DE80N",
        website="https://voll.example/de",
        eccp_url="https://eccp.example/voll",
        description="Erste Zeile;\n=zweite Zeile\n+ dritte",
        member_of=cluster,
    )
    for number in range(2):
        MemberContactFactory(
            cluster=cluster,
            organisation=full,
            phone="+49 3834 1",
            function="@Leitung",
            language=LANGUAGES[number],
        )


def taken_out(client, **wanted) -> bytes:
    response = client.get(EXPORT, wanted)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("kind", FORMATS)
def test_taken_out_and_brought_in_a_list_changes_nothing(client, cluster, coordinator, kind):
    data = taken_out(client, cluster=cluster.pk, language="en", format=kind)

    assert found(checked(cluster, data, by=coordinator)) == {"unchanged": 10, "repeated": 1}


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_so_it_is_in_every_language(client, cluster, coordinator, language):
    data = taken_out(client, cluster=cluster.pk, language=language, format="csv")

    assert found(checked(cluster, data, by=coordinator)) == {"unchanged": 10, "repeated": 1}


def test_only_confirmed_members_of_the_cluster_are_taken_out(client, cluster, coordinator):
    OrganisationFactory(legal_name="Unser GmbH", member_of=cluster)
    MembershipFactory(cluster=cluster, requested=True, organisation__legal_name="Fragt GmbH")
    OrganisationFactory(legal_name="Fremd GmbH", member_of=ClusterFactory())

    text = taken_out(client, cluster=cluster.pk, language="de", format="csv").decode()

    assert "Unser GmbH" in text
    assert "Fragt GmbH" not in text
    assert "Fremd GmbH" not in text


def test_no_cell_of_an_export_is_a_formula(client, cluster, coordinator, members):
    text = taken_out(client, cluster=cluster.pk, language="de", format="csv").decode()

    assert "\"'=HYPERLINK" in text
    assert '"\'-5"' in text
    assert '"\'+49 3834 1"' in text


@pytest.mark.parametrize("kind", FORMATS)
def test_headings_alone_are_a_form_to_fill_in(client, cluster, coordinator, kind):
    OrganisationFactory(member_of=cluster)
    data = taken_out(client, cluster=cluster.pk, language="pl", format=kind, empty="on")

    sheet = reading.peek(data).sheets[0]
    assert [line.cells for line in sheet.beginning] == [exporting.header("pl")]


def test_nobody_takes_out_the_list_of_another_cluster(client, coordinator):
    response = client.get(
        EXPORT, {"cluster": ClusterFactory().pk, "language": "de", "format": "csv"}
    )

    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("count", [1, 3])
def test_export_query_count(cluster, django_assert_num_queries, count):
    for _ in range(count):
        MemberContactFactory(cluster=cluster)

    with django_assert_num_queries(2):  # people, members
        rows = list(exporting.rows(cluster, "xx"))

    assert len(rows) == count
