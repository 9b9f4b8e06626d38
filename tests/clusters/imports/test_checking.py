"""The dry run: what each row would do, and that nothing is done."""

import pytest

from blues import jobs
from clusters.imports import problems
from clusters.imports.words.countries import codes as known_countries
from clusters.models import ImportRow, MemberContact, Membership, Organisation
from tests.clusters.imports.lists import as_csv, as_ods, as_xlsx
from tests.clusters.imports.steps import all_countries, checked, codes, found
from tests.factories import (
    ClusterFactory,
    ImportBatchFactory,
    MemberContactFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

HEAD = ["Firma", "Ort", "Land", "USt-IdNr.", "Mitarbeiter", "E-Mail", "Webseite"]


@pytest.fixture
def cluster():
    all_countries()
    return ClusterFactory(organisation__country__code="DE")


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


@pytest.fixture
def check(cluster, coordinator):
    """Check rows below the usual headings."""

    def run(*rows: list, by=coordinator, **corrections):
        data = as_csv([HEAD, *rows], encoding="utf-8")
        return checked(cluster, data, by=by, **corrections)

    return run


def row_of(batch, number: int = 2) -> ImportRow:
    return batch.rows.get(number=number)


# -- Broken rows ----------------------------------------------------------------------------------


def test_a_thousand_broken_rows_are_all_named_and_nothing_changes(check, cluster):
    before = Organisation.objects.count()
    rows = [[f"Beispiel {i}", "Rostock", "Atlantis", "", "many", "", ""] for i in range(1000)]

    batch = check(*rows)

    assert found(batch) == {"broken": 1000}
    assert set(map(tuple, codes(batch).values())) == {("not-a-country", "not-a-number")}
    assert (Organisation.objects.count(), cluster.memberships.count()) == (before, 0)


def test_every_cell_that_is_wrong_is_named_with_its_place(check):
    batch = check(["", "", "Atlantis", "DE1", "viele", "am Ort", "keine"])

    assert [(p["code"], p["cell"], p["heading"], p.get("text", "")) for p in
            row_of(batch).problems] == [
        ("not-a-country", "C2", "Land", "Atlantis"),
        ("not-a-vat-number", "D2", "USt-IdNr.", "DE1"),
        ("not-a-number", "E2", "Mitarbeiter", "viele"),
        ("not-an-address", "F2", "E-Mail", "am Ort"),
        ("not-a-website", "G2", "Webseite", "keine"),
        ("missing", "A2", "Firma", ""),
        ("missing", "B2", "Ort", ""),
    ]  # fmt: skip


def test_every_problem_has_a_sentence_without_gaps():
    about = {"row": 3, "most": "40"}

    for code in problems.SENTENCES:
        assert "%" not in problems.sentence(problems.problem(code, **about))
    assert problems.place({"cell": "", "heading": ""}) == ""
    assert problems.quoted("x" * 70) == f"{'x' * 60}…"


@pytest.mark.parametrize(
    ("extra", "cells", "code"),
    [
        (["Breitengrad"], ["54,1"], "half-a-position"),
        (["Art", "Größe"], ["KMU", "groß"], "sme-is-large"),
        (["Ansprechpartner"], ["Anna Muster"], "nobody"),
    ],
)
def test_cells_that_do_not_go_together(cluster, coordinator, extra, cells, code):
    data = as_csv([["Firma", "Ort", *extra], ["A", "B", *cells]], encoding="utf-8")

    assert codes(checked(cluster, data, by=coordinator)) == {2: [code]}


def test_a_column_that_is_missing_is_missing_in_every_row(cluster, coordinator):
    data = as_csv([["Firma", "Land"], ["A", "DE"]], encoding="utf-8")

    assert codes(checked(cluster, data, by=coordinator)) == {2: ["missing"]}


def test_headings_alone_are_a_list_without_rows(check):
    batch = check()

    assert (batch.state, found(batch)) == (batch.State.CHECKED, {})


def test_formula_cells_are_named_or_give_their_result(cluster, coordinator):
    stored = 'table:formula="of:=A" office:value-type="string"'
    formulas = {(1, 0): stored, (2, 0): 'table:formula="of:=A"', (3, 1): stored}
    rows = [["Firma", "Ort"], ["Aus Formel GmbH", "Kiel"], ["", "Kiel"], ["=2+3 GmbH", "Kiel"]]

    batch = checked(cluster, as_ods(rows, formulas=formulas), by=coordinator, name="a.ods")

    assert codes(batch) == {3: ["formula-without-result"]}
    assert [row.name for row in batch.rows.exclude(number=3)] == ["Aus Formel GmbH", "=2+3 GmbH"]


def test_characters_that_cannot_be_shown_are_named_by_cell(cluster, coordinator):
    data = b"Firma;Ort\nNull\x00 GmbH;Kiel\nGlocke GmbH;Ki\x07el\nHeil GmbH;Kiel\n"

    batch = checked(cluster, data, by=coordinator)

    assert {r.number: (r.problems[0]["cell"], r.problems[0]["code"])
            for r in batch.rows.broken()} == {
        2: ("A2", "control-characters"),
        3: ("B3", "control-characters"),
    }  # fmt: skip


def test_rows_in_another_encoding_are_named(cluster, coordinator):
    most = "Firma;Ort\nGrün GmbH;Köln\nÖl GmbH;Jülich\n".encode()
    data = most + "Übel GmbH;Köln\n".encode("cp1252")

    assert codes(checked(cluster, data, by=coordinator)) == {4: ["encoding"]}


def test_a_check_that_cannot_read_the_file_any_more_opens_the_columns_again(cluster, coordinator):
    batch = ImportBatchFactory(cluster=cluster, columns={"0": "legal_name"}, kind="xlsx")
    batch.sheet = "Gone"
    batch.save()
    from django.core.files.base import ContentFile  # noqa: PLC0415

    from clusters.imports import batches  # noqa: PLC0415 -- beside its use

    batch.file.save("", ContentFile(as_xlsx([["Name"], ["A"]])))
    batches.name_columns(batch, columns=batch.columns, headings={}, fallbacks={}, by=coordinator)
    jobs.run_due()

    batch.refresh_from_db()
    assert (batch.state, batch.job.state) == (batch.State.UPLOADED, "failed")
    assert batch.job.error == "The file has no sheet of that name."


# -- The same organisation ------------------------------------------------------------------------


def test_what_differs_is_shown_before_and_after(check, cluster):
    OrganisationFactory(
        legal_name="Beispiel GmbH", city="Kiel", headcount=5, website="", member_of=cluster
    )

    batch = check(["BEISPIEL GmbH", "Kiel", "DE", "", "7", "", "beispiel.example"])

    assert found(batch) == {"changed": 1}
    assert row_of(batch).differences == [
        {"field": "legal_name", "before": "Beispiel GmbH", "after": "BEISPIEL GmbH"},
        {"field": "headcount", "before": 5, "after": 7},
        {"field": "website", "before": "", "after": "https://beispiel.example"},
    ]


def test_a_number_finds_the_organisation_whatever_its_name(check, cluster):
    known = OrganisationFactory(vat_number="DE900000006", city="Kiel", member_of=cluster)

    batch = check(["Umbenannt SE", "Kiel", "DE", "900 000 006", "", "", ""])

    row = row_of(batch)
    assert (row.outcome, row.organisation) == ("changed", known)
    assert [d["field"] for d in row.differences] == ["legal_name"]


def test_an_organisation_with_people_of_its_own_keeps_its_profile(check, cluster):
    known = OrganisationFactory(legal_name="Eigen GmbH", city="Kiel", member_of=cluster)
    RoleAssignmentFactory(organisation=known)

    batch = check(["Eigen GmbH", "Kiel", "DE", "", "7", "", ""])

    assert found(batch) == {"unchanged": 1}
    assert row_of(batch).differences == [
        {"field": "headcount", "before": None, "after": 7, "kept": True}
    ]


def test_the_programme_coordinator_may_change_it(check, cluster):
    known = OrganisationFactory(legal_name="Eigen GmbH", city="Kiel", member_of=cluster)
    RoleAssignmentFactory(organisation=known)

    batch = check(
        ["Eigen GmbH", "Kiel", "DE", "", "7", "", ""], by=UserFactory(programme_coordinator=True)
    )

    assert found(batch) == {"changed": 1}


def test_a_member_that_has_asked_is_confirmed(check, cluster):
    known = OrganisationFactory(legal_name="Neu hier GmbH", city="Kiel")
    MembershipFactory(organisation=known, cluster=cluster, requested=True)

    batch = check(["Neu hier GmbH", "Kiel", "DE", "", "", "", ""])

    assert row_of(batch).differences == [
        {"field": "membership", "before": "requested", "after": "confirmed"}
    ]


@pytest.mark.parametrize("over", ["ended", "refused"])
def test_a_former_member_is_shown_to_the_programme_only(check, cluster, coordinator, over):
    known = OrganisationFactory(legal_name="Wieder GmbH", city="Kiel")
    MembershipFactory(organisation=known, cluster=cluster, requested=over == "refused")
    Membership.objects.filter(organisation=known).update(
        **{"ended_on": "2021-01-01"}
        if over == "ended"
        else {"refused_at": "2021-01-01T00:00Z", "refused_by": coordinator}
    )
    cells = ["Wieder GmbH", "Kiel", "DE", "", "", "", ""]

    assert codes(check(cells)) == {2: ["cannot-be-used"]}
    programme = UserFactory(programme_coordinator=True)
    assert row_of(check(cells, by=programme)).differences[0]["before"] == over


def test_a_person_who_is_known_is_no_change_and_a_new_detail_is_one(check, cluster):
    known = OrganisationFactory(city="Kiel", member_of=cluster)
    MemberContactFactory(cluster=cluster, organisation=known, email="ann@a.example", language="de")
    cells = [known.legal_name, "Kiel", "DE", "", "", "Ann@A.example", ""]
    assert found(check(cells)) == {"unchanged": 1}

    MemberContact.objects.update(language="fr")

    assert row_of(check(cells)).differences == [
        {"field": "language", "before": "fr", "after": "de"}
    ]


# -- Possible duplicates --------------------------------------------------------------------------


@pytest.mark.feature(18)
@pytest.mark.parametrize(
    ("name", "site", "likeness"),
    [
        ("Aqua Lab", "", "name"),
        ("Аqua Lаb GmbH", "", "name"),  # the first and the third A are Cyrillic
        ("Ganz anders AG", "www.aqualab.example", "domain"),
        ("Aqua Lap GmbH", "", "like"),
    ],
    ids=["without legal form", "homoglyphs", "same website", "a slip of the pen"],
)
def test_what_looks_alike_is_asked_about(check, cluster, name, site, likeness):
    known = OrganisationFactory(
        legal_name="Aqua Lab GmbH",
        city="Kiel",
        website="https://aqualab.example",
        member_of=cluster,
    )

    batch = check([name, "Plön", "DE", "", "", "", site])

    row = row_of(batch)
    assert (row.outcome, row.organisation, row.likeness) == ("duplicate", known, likeness)


@pytest.mark.feature(18)
def test_an_organisation_of_another_cluster_is_never_shown(check):
    elsewhere = OrganisationFactory(
        legal_name="Aqua Lab GmbH", vat_number="DE900000006", member_of=ClusterFactory()
    )

    batch = check(
        ["Fremde Nummer", "Kiel", "DE", "DE900000006", "", "", ""],
        ["Aqua Lab GmbH", elsewhere.city, "DE", "", "", "", ""],
        ["Aqua Labor GmbH", "Kiel", "DE", "", "", "", ""],
    )

    assert codes(batch) == {2: ["cannot-be-used"], 3: ["cannot-be-used"]}
    assert row_of(batch, 4).outcome == "new"
    shown = str(list(batch.rows.values()))
    assert str(elsewhere.public_id) not in shown
    assert [p for p in row_of(batch).problems if p.get("text")] == []


def test_the_programme_coordinator_is_shown_every_cluster(check):
    elsewhere = OrganisationFactory(vat_number="DE900000006", member_of=ClusterFactory())

    batch = check(
        [elsewhere.legal_name, elsewhere.city, "DE", "DE900000006", "", "", ""],
        by=UserFactory(programme_coordinator=True),
    )

    row = row_of(batch)
    assert (row.outcome, row.organisation) == ("changed", elsewhere)
    assert row.differences == [{"field": "membership", "before": "none", "after": "confirmed"}]


def test_the_same_name_with_another_number_is_asked_about(check, cluster):
    OrganisationFactory(
        legal_name="Aqua Lab GmbH", city="Kiel", vat_number="DE900000014", member_of=cluster
    )

    batch = check(["Aqua Lab GmbH", "Kiel", "DE", "DE900000006", "", "", ""])

    assert row_of(batch).outcome == "duplicate"


def test_numbers_of_two_organisations_in_one_row(cluster, coordinator):
    OrganisationFactory(vat_number="DE900000006", member_of=cluster)
    OrganisationFactory(pic="999888777", member_of=cluster)
    data = as_csv(
        [["Firma", "Ort", "USt-ID", "PIC"], ["A", "B", "DE900000006", "999888777"]],
        encoding="utf-8",
    )

    assert codes(checked(cluster, data, by=coordinator)) == {2: ["numbers-disagree"]}


def test_nobody_confirms_the_own_organisation(check, cluster, coordinator):
    own = OrganisationFactory(legal_name="Eigen GmbH", city="Kiel")
    MembershipFactory(organisation=own, cluster=cluster, requested=True)
    RoleAssignmentFactory(user=coordinator, organisation=own)

    batch = check(["Eigen GmbH", "Kiel", "DE", "", "", "", ""])

    assert codes(batch) == {2: ["own-organisation"]}


# -- Rows among themselves ------------------------------------------------------------------------


def test_a_second_row_may_name_a_second_person(check):
    batch = check(
        ["Zwei GmbH", "Kiel", "DE", "DE900000006", "", "one@zwei.example", ""],
        ["zwei gmbh", "Kiel", "DE", "", "", "two@zwei.example", ""],
    )

    assert found(batch) == {"new": 1, "repeated": 1}
    assert row_of(batch, 3).repeats == 2


def test_a_row_that_contradicts_an_earlier_one_is_broken(check):
    batch = check(
        ["Eins GmbH", "Kiel", "DE", "DE900000006", "5", "", ""],
        ["Zwei GmbH", "Plön", "DE", "DE900000006", "6", "", ""],
    )

    assert codes(batch) == {3: ["contradicts-row"]}
    assert row_of(batch, 3).problems[0]["row"] == 2


def test_what_holds_for_all_rows_fills_the_gaps(check):
    batch = check(
        ["A", "Kiel", "", "", "", "", ""],
        ["B", "Wien", "Österreich", "", "", "", ""],
        fallbacks={"country": "PL", "type": "support", "language": "fr"},
    )

    said = [tuple(row.values[code] for code in ("country", "type", "language"))
            for row in batch.rows.all()]  # fmt: skip
    assert said == [("PL", "support", "fr"), ("AT", "support", "fr")]


def test_a_postcode_joins_the_address_once(cluster, coordinator):
    rows = [["Firma", "Ort", "Straße", "PLZ"], ["A", "Kiel", "Am Kai 1", "24103"],
            ["B", "Kiel", "Am Kai 2, 24103", "24103"], ["C", "Kiel", "", "24103"]]  # fmt: skip

    batch = checked(cluster, as_csv(rows, encoding="utf-8"), by=coordinator)

    assert [row.values.get("address") for row in batch.rows.all()] == [
        "Am Kai 1, 24103",
        "Am Kai 2, 24103",
        None,
    ]


def test_the_table_of_countries_is_the_one_of_the_portal():
    from clusters.programme.seeds.countries import rows  # noqa: PLC0415 -- seeds load late

    assert set(known_countries().values()) == {code for code, _fields in rows()}
