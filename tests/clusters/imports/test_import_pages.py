"""The pages of a list: who sees them, what they show, what they do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blues import jobs
from clusters.models import ColumnMemory, ImportBatch, ImportRow, Membership, Organisation
from tests.clusters.imports.lists import ENGLISH, GERMAN, as_csv, as_xlsx
from tests.clusters.imports.steps import all_countries, checked
from tests.factories import (
    ClusterFactory,
    ImportBatchFactory,
    ImportRowFactory,
    OrganisationFactory,
    UserFactory,
)

LIST, NEW = reverse("imports:import-list"), reverse("imports:import-new")
GERMAN_FILE = as_csv(GERMAN, encoding="windows-1252")


@pytest.fixture
def cluster():
    all_countries()
    return ClusterFactory(organisation__country__code="DE")


@pytest.fixture
def coordinator(cluster, sign_in):
    return sign_in(UserFactory(coordinator=True, cluster=cluster))


def page_of(batch: ImportBatch, name: str = "import-detail") -> str:
    return reverse(f"imports:{name}", args=[batch.public_id])


def upload(client, data: bytes, name: str = "members.csv", **others):
    return client.post(NEW, {"file": SimpleUploadedFile(name, data)} | others)


def columns_as_guessed(batch: ImportBatch) -> dict[str, str]:
    named = {f"column_{index}": field for index, field in batch.columns.items()}
    return named | batch.fallbacks | {"check": "1"}


# -- From the upload to the members ---------------------------------------------------------------


def test_a_list_goes_its_way_page_by_page(client, cluster, coordinator):
    uploaded = upload(client, GERMAN_FILE, cluster=cluster.pk)
    batch = ImportBatch.objects.get()
    assert uploaded.url == page_of(batch, "import-columns")

    columns = client.get(uploaded.url)
    assert "Küstenplasma Beispiel GmbH" in columns.content.decode()
    named = client.post(uploaded.url, columns_as_guessed(batch))
    assert named.url == page_of(batch)

    assert "Checking the list" in client.get(named.url).content.decode()
    jobs.run_due()
    checked_page = client.get(named.url).content.decode()
    assert "Apply the list" in checked_page
    assert "Leave the broken rows out" not in checked_page
    assert "None" not in checked_page

    client.post(page_of(batch, "import-apply"))
    jobs.run_due()
    assert "The list is applied" in client.get(named.url).content.decode()
    assert Membership.objects.confirmed().filter(cluster=cluster).count() == 3


def test_cells_may_be_pasted_instead(client, cluster, coordinator):
    text = "\n".join("\t".join(str(cell) for cell in row) for row in GERMAN)

    client.post(NEW, {"cluster": cluster.pk, "pasted": text})

    batch = ImportBatch.objects.get()
    assert (batch.file_name, batch.kind, batch.heading_row) == ("pasted cells", "csv", 3)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a file or paste the cells"),
        ({"file": b"", "pasted": "Name\nX"}, "Choose a file or paste the cells"),
        ({"file": b""}, "This file is empty."),
        ({"file": b"%PDF-1.7 no list"}, "This is no CSV, XLSX or ODS file"),
        ({"file": b"MZ\x90\x00\x03" + bytes(80)}, "This is no CSV, XLSX or ODS file"),
    ],
    ids=["nothing", "both", "an empty file", "a PDF", "a program"],
)
def test_what_cannot_be_read_is_refused_in_words(client, cluster, coordinator, given, said):
    if "file" in given:
        given = given | {"file": SimpleUploadedFile("list.xlsx", given["file"])}

    response = client.post(NEW, given | {"cluster": cluster.pk})

    assert said in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_above_the_limit_is_refused(client, cluster, coordinator, settings):
    settings.LARGEST_MEMBER_LIST = 100

    response = upload(client, GERMAN_FILE, cluster=cluster.pk)

    assert "the largest that can be sent" in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_another_sheet_can_be_chosen_and_is_read_again(client, cluster, coordinator):
    upload(client, as_xlsx(ENGLISH, others=("Cover", "Old")), "list.xlsx", cluster=cluster.pk)
    batch = ImportBatch.objects.get()
    assert (batch.sheet, batch.heading_row) == ("Members", 4)

    again = {"again": "1", "sheet": "Old", "heading_row": "4"}
    client.post(page_of(batch, "import-columns"), again)

    batch.refresh_from_db()
    assert (batch.sheet, batch.heading_row, batch.columns) == ("Old", 1, {})


def test_another_encoding_can_be_tried(client, cluster, coordinator):
    upload(client, GERMAN_FILE, cluster=cluster.pk)
    batch = ImportBatch.objects.get()
    again = {"again": "1", "heading_row": "3", "encoding": "windows-1250"}

    client.post(page_of(batch, "import-columns"), again)

    batch.refresh_from_db()
    assert (batch.encoding, batch.heading_row) == ("windows-1250", 3)


def test_the_meaning_of_columns_is_corrected_and_remembered(client, cluster, coordinator):
    data = as_csv([["Wer", "Wo"], ["Beispiel GmbH", "Rostock"]], encoding="utf-8")
    upload(client, data, cluster=cluster.pk)
    batch = ImportBatch.objects.get()
    assert batch.columns == {}

    named = {"column_0": "legal_name", "column_1": "city"} | batch.fallbacks
    client.post(page_of(batch, "import-columns"), named | {"check": "1"})

    assert set(ColumnMemory.objects.values_list("cluster", "heading", "field")) == {
        (cluster.pk, "wer", "legal_name"),
        (cluster.pk, "wo", "city"),
    }
    upload(client, data, cluster=cluster.pk)
    assert ImportBatch.objects.first().columns == {"0": "legal_name", "1": "city"}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"column_0": "city"}, "Say which column holds the name of the organisation."),
        (
            {"column_0": "legal_name", "column_1": "legal_name"},
            "Another column says the same.",
        ),
    ],
    ids=["no name", "two names"],
)
def test_columns_that_make_no_sense(client, cluster, coordinator, columns, said):
    upload(client, as_csv([["Wer", "Wo"], ["X", "Y"]], encoding="utf-8"), cluster=cluster.pk)
    batch = ImportBatch.objects.get()
    address = page_of(batch, "import-columns")

    response = client.post(address, columns | batch.fallbacks | {"check": "1"})

    assert said in response.content.decode()
    batch.refresh_from_db()
    assert batch.state == batch.State.UPLOADED


def test_broken_rows_are_listed_and_taken_along(client, cluster, coordinator):
    batch = checked(cluster, broken_list(3), by=coordinator)

    shown = client.get(page_of(batch, "row-list"), {"outcome": "broken"}).content.decode()
    assert "cell C2, Land “Atlantis”: This is no country that the portal knows." in shown
    saved = b"".join(client.get(page_of(batch, "problem-export")).streaming_content).decode()
    assert saved.splitlines()[1] == (
        '"2","C2","Land","Atlantis","Beispiel 0 GmbH","This is no country that the portal knows."'
    )
    assert len(saved.splitlines()) == 4


def broken_list(count: int) -> bytes:
    rows = [[f"Beispiel {i} GmbH", "Rostock", "Atlantis"] for i in range(count)]
    return as_csv([["Firma", "Ort", "Land"], *rows], encoding="utf-8")


def test_possible_duplicates_are_decided_beside_the_directory(client, cluster, coordinator):
    known = OrganisationFactory(legal_name="Aqua Lab GmbH", city="Kiel", member_of=cluster)
    data = as_csv([["Firma", "Ort"], ["Aqua-Lab", "Berlin"]], encoding="utf-8")
    batch = checked(cluster, data, by=coordinator)
    address = page_of(batch, "duplicate-list")

    shown = client.get(address).content.decode()
    assert "Kiel" in shown
    assert "Berlin" in shown
    assert client.post(page_of(batch, "import-apply")).status_code == 409
    assert client.post(address, {"choice-2": "same"}).url == page_of(batch)
    client.post(page_of(batch, "import-apply"))
    jobs.run_due()

    known.refresh_from_db()
    assert (known.legal_name, known.city) == ("Aqua-Lab", "Berlin")


def test_an_answer_that_is_none_is_refused(client, cluster, coordinator):
    OrganisationFactory(legal_name="Aqua Lab GmbH", city="Kiel", member_of=cluster)
    data = as_csv([["Firma", "Ort"], ["Aqua-Lab", "Berlin"]], encoding="utf-8")
    batch = checked(cluster, data, by=coordinator)

    assert client.post(page_of(batch, "duplicate-list"), {"choice-2": "merge"}).status_code == 400
    assert client.post(page_of(batch, "duplicate-list"), {"choice-9": "same"}).status_code == 302
    assert batch.rows.undecided().count() == 1


def test_a_list_can_be_forgotten_with_its_file(client, cluster, coordinator, committed):
    upload(client, GERMAN_FILE, cluster=cluster.pk)
    batch = ImportBatch.objects.get()

    with committed():
        client.post(page_of(batch, "import-discard"))

    assert not ImportBatch.objects.exists()
    assert not batch.file.storage.exists(batch.file.name)


def test_a_list_is_checked_again_on_request(client, cluster, coordinator):
    batch = checked(cluster, GERMAN_FILE, by=coordinator)
    Organisation.objects.create(
        legal_name="Küstenplasma Beispiel GmbH",
        city="Greifswald",
        country_id="DE",
        vat_number="DE900000006",
        type="sme",
    )

    client.post(page_of(batch, "import-check"))
    jobs.run_due()

    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["broken"]) == (2, 1)


# -- Who sees them --------------------------------------------------------------------------------

PAGES = [
    "import-detail",
    "import-columns",
    "row-list",
    "problem-export",
    "duplicate-list",
]
VERBS = ["import-check", "import-apply", "import-discard"]


@pytest.mark.parametrize("name", [*PAGES, *VERBS])
@pytest.mark.parametrize("persona", ["other", "representative", "auditor"])
def test_the_lists_of_a_cluster_are_unknown_to_others(client, sign_in, name, persona):
    batch = ImportBatchFactory(checked=True)
    people = {
        "other": {"coordinator": True, "cluster": ClusterFactory()},
        "representative": {"representative": True},
        "auditor": {"auditor": True},
    }
    sign_in(UserFactory(**people[persona]))
    ask = client.post if name in VERBS else client.get

    assert ask(page_of(batch, name)).status_code == 404


@pytest.mark.parametrize("address", [LIST, NEW, reverse("imports:member-export")])
@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("coordinator", 200),
        ("programme_coordinator", 200),
        ("representative", 403),
        ("finance", 403),
        ("auditor", 403),
    ],
)
def test_who_brings_lists_in_and_takes_them_out(client, sign_in, address, persona, status):
    sign_in(UserFactory(**{persona: True}, **scope_of(persona)))

    assert client.get(address).status_code == status


def scope_of(persona: str) -> dict:
    return {"cluster": ClusterFactory()} if persona == "coordinator" else {}


def test_nobody_brings_a_list_into_another_cluster(client, coordinator):
    response = upload(client, GERMAN_FILE, cluster=ClusterFactory().pk)

    assert response.status_code == 400
    assert not ImportBatch.objects.exists()


# -- Lists in few queries -------------------------------------------------------------------------


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_import_list_query_count(client, coordinator, cluster, django_assert_num_queries, count):
    ImportBatchFactory.create_batch(count, cluster=cluster, counts={"new": 2})
    ImportBatchFactory()  # of another cluster

    with django_assert_num_queries(5):  # session, person, roles, count, page
        response = client.get(LIST)

    assert len(response.context["page_obj"]) == count


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_row_list_query_count(client, coordinator, cluster, django_assert_num_queries, count):
    batch = ImportBatchFactory(cluster=cluster, checked=True)
    ImportRowFactory.create_batch(count, batch=batch, broken=True)
    ImportRowFactory()  # of another list

    with django_assert_num_queries(6):  # session, person, roles, list, count, page
        response = client.get(page_of(batch, "row-list"))

    assert len(response.context["page_obj"]) == count


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_duplicate_list_query_count(client, coordinator, cluster, django_assert_num_queries, count):
    batch = ImportBatchFactory(cluster=cluster, checked=True)
    ImportRowFactory.create_batch(count, batch=batch, duplicate=True, values={"city": "Kiel"})

    with django_assert_num_queries(6):  # session, person, roles, list, count, page
        response = client.get(page_of(batch, "duplicate-list"))

    assert len(response.context["pairs"]) == count


def test_every_outcome_has_words(client, coordinator, cluster):
    batch = ImportBatchFactory(cluster=cluster, checked=True)
    company = OrganisationFactory()
    ImportRowFactory(batch=batch, duplicate=True, choice=ImportRow.Choice.SKIP)
    ImportRowFactory(batch=batch, outcome="repeated", repeats=2)
    ImportRowFactory(
        batch=batch,
        outcome="changed",
        organisation=company,
        differences=[
            {"field": "type", "before": "sme", "after": "large"},
            {"field": "country", "before": "DE", "after": "PL"},
            {"field": "headcount", "before": None, "after": 1250},
            {"field": "membership", "before": "ended", "after": "confirmed"},
            {"field": "contact", "before": "", "after": "ann@example.example"},
            {"field": "city", "before": "Kiel", "after": "Plön", "kept": True},
        ],
    )

    shown = client.get(page_of(batch, "row-list")).content.decode()

    for words in (
        "Leave this row out",
        "The same organisation as in row 2.",
        "Type of organisation: small or medium-sized enterprise → large company",
        "Country: Germany → Poland",
        "People employed: – → 1\u00a0250",
        "Membership: ended → confirmed",
        "Contact person: – → ann@example.example",
        "Town: Kiel stays; the list says Plön",
    ):
        assert words in shown
