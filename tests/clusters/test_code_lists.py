"""Official code lists: complete, in versions, found by words, carried from version to version."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils import translation

from clusters.models import CodeList, IndustryCode, Region, Scheme
from clusters.programme.seeds import codes, countries
from tests.factories import industry, region


@pytest.fixture(autouse=True)
def _loaded():
    codes.load()


def found(model, version, text, **options):
    return [entry.code for entry in model.objects.version(version).search(text, **options)]


# -- Complete ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "levels"),
    [
        ("2", {1: 21, 2: 88, 3: 272, 4: 615}),
        ("2.1", {1: 22, 2: 87, 3: 287, 4: 651}),
    ],
)
def test_nace_has_as_many_entries_as_its_regulation(version, levels):
    rows = IndustryCode.objects.version(version).values_list("level", flat=True)

    assert Counter(rows) == levels


@pytest.mark.parametrize(
    ("version", "levels"),
    [
        ("2021", {0: 27, 1: 92, 2: 242, 3: 1166}),
        ("2024", {0: 27, 1: 92, 2: 244, 3: 1165}),
    ],
)
def test_nuts_has_as_many_entries_as_its_regulation(version, levels):
    rows = Region.objects.version(version).filter(kind=Region.Kind.NUTS)

    assert Counter(rows.values_list("level", flat=True)) == levels


@pytest.mark.parametrize("model", [IndustryCode, Region])
def test_each_entry_stands_under_the_one_above_it(model):
    rows = model.objects.exclude(parent=None).select_related("parent")

    assert {row.level - row.parent.level for row in rows} == {1}
    assert {row.code_list_id - row.parent.code_list_id for row in rows} == {0}


def test_a_region_lies_in_the_country_of_its_code():
    eu_codes = {"EL": "GR"}

    rows = Region.objects.values_list("code", "country_code")

    assert [(c, own) for c, own in rows if eu_codes.get(c[:2], c[:2]) != own] == []


def test_of_the_cosme_countries_only_three_have_no_regions():
    known = set(Region.objects.version("2024").values_list("country_code", flat=True))

    assert countries.COSME.keys() - known == {"AM", "GB", "MD"}


# -- In versions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "day", "name"),
    [
        (Scheme.NACE, date(2020, 9, 1), "NACE Rev. 2"),
        (Scheme.NACE, date(2024, 12, 31), "NACE Rev. 2"),
        (Scheme.NACE, date(2025, 1, 1), "NACE Rev. 2.1"),
        (Scheme.NUTS, date(2023, 12, 31), "NUTS 2021"),
        (Scheme.NUTS, date(2024, 1, 1), "NUTS 2024"),
        (Scheme.NUTS, date(2020, 9, 1), "NUTS 2021"),
    ],
)
def test_each_day_has_its_version(scheme, day, name):
    assert str(CodeList.on(scheme, day)) == name


def test_the_entries_of_a_day_are_those_of_its_version():
    assert IndustryCode.objects.valid_on(date(2021, 5, 1)).count() == 996
    assert IndustryCode.objects.valid_on(date(2026, 5, 1)).count() == 1047


def test_a_list_that_is_not_loaded_says_how_to_load_it():
    with pytest.raises(ImproperlyConfigured, match="Run: manage"):
        CodeList.on("isic", date(2021, 5, 1))


def test_two_versions_are_not_in_force_together():
    twin = CodeList(
        scheme=Scheme.NACE,
        version="2.2",
        name="NACE Rev. 2.2",
        valid_from=date(2024, 6, 1),
        source="test",
        licence="test",
        fingerprint="-",
    )

    with pytest.raises(ValidationError, match="Another version is valid in that period"):
        twin.full_clean()


@pytest.mark.parametrize(
    ("code", "successor"),
    [("36.00", "36.00"), ("62.01", "62.10"), ("45.20", "95.31"), ("46.51", None)],
)
def test_an_activity_is_carried_over_where_the_correspondence_is_one_to_one(code, successor):
    newest = CodeList.on(Scheme.NACE, date(2026, 1, 1))

    carried = industry(code, "2").carried_to(newest)

    assert (carried and carried.code) == successor


@pytest.mark.parametrize(
    ("code", "successor"),
    [("ES243", "ES243"), ("PT16B", "PT1D1"), ("NL33A", None), ("HU333", "HU333")],
)
def test_a_region_is_carried_over_where_only_its_code_changed(code, successor):
    newest = CodeList.on(Scheme.NUTS, date(2026, 1, 1))

    carried = region(code, "2021").carried_to(newest)

    assert (carried and carried.code) == successor


def test_an_entry_of_the_newest_list_stays_itself_and_is_not_carried_back():
    entry = industry("36.00", "2.1")

    assert entry.carried_to(entry.code_list) == entry
    assert entry.carried_to(CodeList.on(Scheme.NACE, date(2021, 1, 1))) is None


def test_nothing_has_two_predecessors():
    successors = [
        pk
        for model in (IndustryCode, Region)
        for pk in model.objects.exclude(successor=None).values_list("code_list", "successor")
    ]

    assert len(successors) == len(set(successors)) == 455 + 1727


def test_a_name_that_changed_is_kept_with_its_version():
    assert region("HU333", "2021").label == "Csongrád"
    assert region("HU333", "2024").label == "Csongrád-Csanád"


# -- Found by words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes_found"),
    [
        ("water treatment", ["36", "36.0", "36.00"]),
        ("TREATMENT  water,", ["36", "36.0", "36.00"]),
        ("wat treat", ["36", "36.0", "36.00"]),
        ("36.00", ["36.00"]),
        ("36", ["36", "36.0", "36.00"]),
        ("Wasserversorgung", ["E", "36", "36.0", "36.00"]),
        ("uprawa ryzu", ["01.11", "01.12"]),
        ("ryżu", ["01.11", "01.12"]),
        ("atment", []),
        ("%", []),
        ("", []),
    ],
)
def test_activities_are_found_by_the_beginnings_of_words_in_any_language(text, codes_found):
    assert found(IndustryCode, "2", text) == codes_found


@pytest.mark.parametrize(
    ("text", "codes_found"),
    [
        ("zaragoza", ["ES243"]),
        ("lodz", ["PL71", "PL711", "PL712"]),
        ("ŁÓDZKIE", ["PL71"]),
        ("voreios athinon", ["EL301"]),
        ("es24", ["ES24", "ES241", "ES242", "ES243"]),
    ],
)
def test_regions_are_found_without_accents_and_in_latin_letters(text, codes_found):
    assert found(Region, "2024", text) == codes_found


def test_a_search_shows_no_more_than_asked_for():
    assert len(found(IndustryCode, "2", "manufacture", limit=7)) == 7


def test_words_of_the_old_version_find_what_took_over_from_it():
    assert found(IndustryCode, "2.1", "Wasserversorgung") == ["36", "36.0", "36.00"]


def test_a_label_is_read_in_the_language_of_the_page_where_the_list_has_it():
    with translation.override("de"):
        german = str(industry("36.00", "2"))
    with translation.override("pl"):
        greek_region = str(region("EL303"))

    assert german == "36.00 Wasserversorgung"
    assert str(industry("36.00", "2")) == "36.00 Water collection, treatment and supply"
    assert greek_region == "EL303 Kentrikos Tomeas Athinon"


# -- Loaded -----------------------------------------------------------------------------------


def test_loading_again_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(3):  # one asks; a savepoint around it
        assert codes.load() == []


def test_a_corrected_file_corrects_the_rows_that_are_there():
    entry = industry("36.00", "2.1")
    IndustryCode.objects.filter(pk=entry.pk).update(label="Wrong")
    CodeList.objects.filter(version="2.1").update(fingerprint="of another file")

    assert [str(code_list) for code_list in codes.load()] == ["NACE Rev. 2.1"]
    entry.refresh_from_db()
    assert entry.label == "Water collection, treatment and supply"
    assert IndustryCode.objects.count() == 996 + 1047
