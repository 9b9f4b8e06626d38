"""Choosing codes of the version in force, and the pages on which anybody reads the lists."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from blues.common import clock
from clusters.models import CodeList, Scheme
from clusters.programme.choosing import IndustryField, RegionField
from clusters.programme.seeds import codes, load
from tests.factories import (
    CodeListFactory,
    CountryFactory,
    ProgrammeFactory,
    RuleSetFactory,
    industry,
    region,
)

LISTS = reverse("programme:code-list-list")
IN_2021, IN_2026 = date(2021, 5, 3), date(2026, 5, 4)


class SampleForm(forms.Form):
    activity = IndustryField(label="Activity")
    place = RegionField(label="Region", from_level=3, required=False)
    others = IndustryField(label="Others", multiple=True, required=False)


@pytest.fixture(autouse=True)
def _loaded():
    codes.load()


@pytest.fixture
def today():
    with clock.standing_on(IN_2026):
        yield IN_2026


def sent(query):
    return SampleForm(QueryDict(query))


def search_address(scheme):
    return reverse("programme:code-search", args=[scheme])


def detail(version="2.1", scheme="nace"):
    return reverse("programme:code-list-detail", args=[scheme, version])


# -- The fields -------------------------------------------------------------------------------


@pytest.mark.feature(13)
def test_an_activity_a_region_and_several_activities_are_chosen(today):
    form = sent("activity=36.00&place=ES243&others=62.10&others=37.00")

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "activity": industry("36.00"),
        "place": region("ES243"),
        "others": [industry("62.10"), industry("37.00")],
    }


@pytest.mark.feature(13)
@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("activity=99.99", ["NACE Rev. 2.1 has no such code. Search for it by words."]),
        (
            "activity=62.01",
            ["62.01 belongs to NACE Rev. 2. Choose from NACE Rev. 2.1."],
        ),
        ("activity=36.00%00", ["Null characters are not allowed."]),
        (
            "activity-words=treatment+water",
            ["3 entries were found. Choose below, then save again."],
        ),
        (
            "activity-words=" + "water+" * 1700,
            ["Search with a few words: at most 100 characters."],
        ),
    ],
)
def test_what_is_not_a_choice_is_answered_in_words(today, query, errors):
    assert sent(query).errors == {"activity": errors}


def test_a_region_that_is_too_wide_is_not_taken(today):
    form = sent("activity=36.00&place=ES24")

    assert form.errors == {"place": ["ES24 is too wide here. Choose a narrower entry."]}


def of_country(code, query=""):
    form = sent(query) if query else SampleForm()
    form.fields["place"].keep_to(CountryFactory(code=code))
    return form


def test_a_region_is_chosen_within_the_country(today):
    spanish = of_country("ES", "activity=36.00&place=ES243")
    czech = of_country("CZ", "activity=36.00&place=ES243")

    assert spanish.is_valid()
    assert czech.errors == {"place": ["ES243 lies in another country."]}
    assert czech.fields["place"].source.search("zaragoza", limit=5) == []


def test_a_country_without_regions_says_so(today):
    britain = of_country("GB")

    assert britain.fields["place"].help_text == (
        "NUTS 2024 has no regions of this country: leave this empty."
    )
    assert of_country("ES").fields["place"].help_text == ""


def test_typed_codes_need_no_capitals(today):
    form = sent("activity-words=36.00&place-words=es243")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == region("ES243")


def test_the_version_is_that_of_the_day():
    with clock.standing_on(IN_2021):
        form = sent("activity=62.01")

        assert form.is_valid(), form.errors
    assert form.cleaned_data["activity"] == industry("62.01", "2")


@pytest.mark.feature(132)
@pytest.mark.parametrize(("code", "shown"), [("62.01", ("62.10",)), ("36.00", ("36.00",))])
def test_a_code_of_the_old_version_is_shown_as_its_successor(today, code, shown):
    held = industry(code, "2")

    form = SampleForm(initial={"activity": held.pk, "others": [held]})

    assert form["activity"].value().picked == shown
    assert form["others"].value().picked == shown


def test_a_code_without_successor_stays_in_sight_until_another_is_chosen(today):
    why = "46.51 belongs to NACE Rev. 2. Choose from NACE Rev. 2.1."

    opened = SampleForm(initial={"activity": industry("46.51", "2").pk})
    saved = sent("activity=46.51")

    assert why in str(opened["activity"])
    assert 'value="46.51" id="id_activity_1" checked' in str(opened["activity"])
    assert saved.errors == {"activity": [why]}


def test_a_row_that_is_gone_leaves_the_choice_empty(today):
    assert SampleForm(initial={"activity": 0})["activity"].value().picked == ()


# -- The search behind the box ------------------------------------------------------------------


@pytest.mark.feature(13)
def test_the_search_answers_with_the_entries_in_force(client, today):
    answer = client.get(search_address("nace"), {"words": "water treat"})

    assert answer.json() == {
        "entries": [
            {
                "code": code,
                "label": "Water collection, treatment and supply",
                "note": kind,
            }
            for code, kind in [("36", "division"), ("36.0", "group"), ("36.00", "class")]
        ]
    }


def test_the_search_keeps_to_the_level_that_the_field_wants(client, today):
    answer = client.get(search_address("nuts"), {"words": "aragon", "from_level": 3})
    wide = client.get(search_address("nuts"), {"words": "es24"})

    assert answer.json() == {"entries": []}
    assert [entry["code"] for entry in wide.json()["entries"]] == [
        "ES24",
        "ES241",
        "ES242",
        "ES243",
    ]


def test_the_box_asks_within_level_and_country(client, today):
    place = of_country("ES").fields["place"]

    answer = client.get(f"{place.source.url}&words=c")

    assert {entry["note"] for entry in answer.json()["entries"]} == {"level 3, ES"}
    assert SampleForm().fields["place"].source.url == "/code-lists/nuts/search/?from_level=3"
    assert place.source.url == "/code-lists/nuts/search/?from_level=3&country=ES"


@pytest.mark.parametrize(
    ("scheme", "query", "status"),
    [
        ("nace", {"words": ""}, 200),
        ("nace", {"words": "%"}, 200),
        ("nace", {"words": "a\x00b"}, 400),
        ("nace", {"words": "a" * 10_000}, 400),
        ("nuts", {"words": "a", "from_level": "x"}, 400),
        ("nuts", {"words": "a", "country": "a\x00"}, 400),
        ("nuts", {"words": "a", "country": "Spain"}, 400),
        ("nace", {"words": "a", "country": "ES"}, 200),
        ("isic", {"words": "a"}, 404),
    ],
)
def test_the_search_refuses_what_makes_no_sense(client, scheme, query, status):
    assert client.get(search_address(scheme), query).status_code == status


def test_the_search_asks_the_database_the_same_for_one_and_many(
    client, django_assert_num_queries, today
):
    with django_assert_num_queries(2):
        client.get(search_address("nace"), {"words": "36.00"})
    with django_assert_num_queries(2):
        client.get(search_address("nace"), {"words": "water"})


# -- The pages --------------------------------------------------------------------------------


@pytest.mark.feature(132)
def test_everybody_reads_which_lists_there_are_and_where_they_are_from(client):
    load()

    page = client.get(LISTS)

    assert [(str(row), entries) for row, entries in page.context["lists"]] == [
        ("NACE Rev. 2.1", ["22 sections", "87 divisions", "287 groups", "651 classes"]),
        ("NACE Rev. 2", ["21 sections", "88 divisions", "272 groups", "615 classes"]),
        (
            "NUTS 2024",
            [
                "27 countries",
                "92 regions of level 1",
                "244 regions of level 2",
                "1165 regions of level 3",
                "31 statistical regions of level 1",
                "82 statistical regions of level 2",
                "318 statistical regions of level 3",
            ],
        ),
        (
            "NUTS 2021",
            [
                "27 countries",
                "92 regions of level 1",
                "242 regions of level 2",
                "1166 regions of level 3",
                "21 statistical regions of level 1",
                "51 statistical regions of level 2",
                "169 statistical regions of level 3",
            ],
        ),
    ]
    assert [(str(title), len(terms)) for title, terms in page.context["term_lists"]] == [
        ("emerging industry", 10),
        ("industrial ecosystem", 14),
        ("topic", 14),
    ]
    assert "In force from 1 January 2008 to 31 December 2024" in page.text
    assert "Regulation (EC) No 1893/2006" in page.text
    assert "2011/833/EU" in page.text


@pytest.mark.feature(132)
def test_countries_without_holidays_are_named(client, today):
    programme = ProgrammeFactory(furnished=False)
    RuleSetFactory(programme=programme, countries=["DE", "UA", "ZZ"])
    CountryFactory()
    known = client.get(LISTS)
    CountryFactory(code="UA", name="Ukraine")
    CountryFactory(code="ZZ", name="Zedland")
    unknown = client.get(LISTS)

    assert "Every weekday counts" not in known.text
    assert "Every weekday counts as a working day in Zedland." in unknown.text
    assert "None is listed for Ukraine: every weekday counts" in unknown.text


def test_the_codes_that_exports_use_are_shown_where_they_differ(client):
    ProgrammeFactory()
    for code in ("DE", "GB", "GR"):
        CountryFactory(code=code)

    page = client.get(LISTS)

    assert page.context["other_codes"] == [("GB", "UK (GB)"), ("Greece", "EL (GR)")]


def test_the_page_of_lists_asks_the_same_for_one_more_list(client, django_assert_num_queries):
    ProgrammeFactory()
    client.get(LISTS)
    with django_assert_num_queries(6):
        client.get(LISTS)
    CodeListFactory()
    CodeListFactory(version="1", valid_from=date(1980, 1, 1), valid_until=date(1990, 1, 1))
    with django_assert_num_queries(6):
        client.get(LISTS)


def test_a_list_is_read_from_the_top_down(client):
    top = client.get(detail())
    below = client.get(detail(), {"under": "36"})

    assert [entry.code for entry in top.context["entries"]][:3] == ["A", "B", "C"]
    assert [entry.code for entry in below.context["entries"]] == ["36.0"]
    assert [crumb.label for crumb in below.context["crumbs"]] == [
        "Code lists",
        "NACE Rev. 2.1",
        "E Water supply; sewerage, waste management and remediation activities",
        "36 Water collection, treatment and supply",
    ]


def test_a_list_is_searched_in_its_own_version(client):
    page = client.get(detail(version="2021", scheme="nuts"), {"words": "utrecht"})
    nothing = client.get(detail(), {"words": "lava"})

    assert [entry.code for entry in page.context["entries"]] == ["NL31", "NL310"]
    assert "2 entries found" in page.text
    assert "No entry has all of these words" in nothing.text


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        (detail(version="3"), {}, 404),
        (detail(), {"under": "99.99"}, 404),
        (detail(), {"under": "62.01"}, 404),
        (detail(), {"words": "x" * 10_000}, 400),
        (detail(), {"words": "\x00"}, 400),
        (detail(), {"under": "\x00"}, 400),
    ],
)
def test_the_page_of_a_list_refuses_what_makes_no_sense(client, address, query, status):
    assert client.get(address, query).status_code == status


@pytest.mark.parametrize("words", ["36.00", "water"])
def test_a_list_asks_the_database_the_same_for_one_and_many(
    client, django_assert_num_queries, words
):
    client.get(detail(), {"words": words})
    with django_assert_num_queries(2):
        client.get(detail(), {"words": words})


def test_a_list_has_an_address_of_its_own():
    assert CodeList.on(Scheme.NUTS, IN_2026).get_absolute_url() == "/code-lists/nuts/2024/"
