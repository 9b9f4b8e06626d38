import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest

from blues.common.lists import Column, as_text, follow
from clusters.models import Country
from tests.common.urls import PlainList
from tests.factories import CountryFactory

pytestmark = pytest.mark.urls("tests.common.urls")

THINGS = "/things/"


@pytest.fixture
def countries():
    return [
        CountryFactory(code="PL", name="Poland", source="2014-01-01"),
        CountryFactory(code="CZ", name="Czechia", source=""),
        CountryFactory(code="ES", name="Spain", source="2015-01-01", footnote="=1+1"),
    ]


def names(response):
    return [country.name for country in response.context["page_obj"]]


def exported(client, query):
    text = client.get(f"{THINGS}?{query}").getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(client, django_assert_num_queries, count):
    for code in ("PL", "CZ", "ES")[:count]:
        CountryFactory(code=code)

    with django_assert_num_queries(2):  # count, page
        response = client.get(THINGS)

    assert len(names(response)) == count


def test_list_is_sorted_by_its_own_order_first(client, countries):
    assert names(client.get(THINGS)) == ["Czechia", "Poland", "Spain"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("-name", ["Spain", "Poland", "Czechia"]),
        ("since", ["Poland", "Spain", "Czechia"]),
        ("-since", ["Spain", "Poland", "Czechia"]),
    ],
)
def test_list_sorts_by_the_columns_that_offer_it(client, countries, sort, order):
    assert names(client.get(THINGS, {"sort": sort})) == order


@pytest.mark.parametrize("sort", ["source", "letters", "rate__table", "--name", "?", "name,code"])
def test_any_other_order_is_bad_input(client, countries, sort):
    assert client.get(THINGS, {"sort": sort}).status_code == 400


def test_heading_of_the_current_order_says_so_and_turns_it_round(client, countries):
    page = client.get(THINGS).content.decode()

    assert '<th scope="col" aria-sort="ascending"><a href="?sort=-name">' in page


def test_heading_of_a_descending_order_says_so(client, countries):
    page = client.get(THINGS, {"sort": "-name"}).content.decode()

    assert '<th scope="col" aria-sort="descending"><a href="?sort=name">' in page


def test_filter_leaves_what_fits(client, countries):
    assert names(client.get(THINGS, {"name": "an", "sort": "-name"})) == ["Poland"]


@pytest.mark.parametrize("name", ["name__startswith", "source__contains", "pk__gt"])
def test_a_lookup_that_nobody_offered_is_bad_input(client, countries, name):
    assert client.get(THINGS, {name: "x"}).status_code == 400


def test_an_offered_lookup_is_no_probe(client, countries):
    assert names(client.get(THINGS, {"since__gte": "2014-06-01"})) == ["Spain"]


def test_unknown_parameters_of_other_origin_change_nothing(client, countries):
    assert len(names(client.get(THINGS, {"utm_source": "mail"}))) == 3


def test_a_filter_in_error_says_so_and_shows_nothing(client, countries):
    response = client.get(THINGS, {"since__gte": "soon"})

    assert names(response) == []
    assert "Enter a valid date." in response.content.decode()


def test_filtered_to_nothing_says_out_of_how_many(client, countries):
    page = client.get(THINGS, {"name": "zzz"}).content.decode()

    assert "0 of 3" in page
    assert "Clear filters" in page


def test_empty_list_is_not_the_same_as_filtered_to_nothing(client):
    page = client.get("/plain/").content.decode()

    assert "No country yet" in page
    assert "Clear filters" not in page


def test_list_without_an_order_of_its_own_takes_that_of_the_rows(client, countries):
    assert names(client.get("/plain/")) == ["Czechia", "Poland", "Spain"]


def test_rows_without_any_order_come_as_they_were_made(rf, countries):
    page = PlainList(queryset=Country.objects.order_by())
    page.setup(rf.get("/plain/"))

    assert [country.code for country in page.rows] == ["CZ", "ES", "PL"]  # the code is the key


def test_pages_hold_fifty_and_the_title_names_the_page(client):
    for number in range(53):
        CountryFactory(code=f"{number:02}", name=f"Land {number:02}")

    response = client.get(THINGS, {"page": 2, "sort": "code"})

    assert names(response) == ["Land 50", "Land 51", "Land 52"]
    assert "<title>Countries (page 2) – BluesXchange</title>" in response.content.decode()
    assert "?page=1&amp;sort=code" in response.content.decode()


@pytest.mark.parametrize("page", ["0", "99", "x"])
def test_a_page_that_does_not_exist_is_not_found(client, countries, page):
    assert client.get(THINGS, {"page": page}).status_code == 404


@pytest.mark.parametrize("query", ["", "name=an", "sort=-since", "name=p&sort=-name"])
def test_export_holds_the_rows_of_the_list_in_its_order(client, countries, query):
    header, *rows = exported(client, f"{query}&export=csv")
    shown = names(client.get(f"{THINGS}?{query}"))

    assert header == ["Name", "Code", "Since", "Letters", "Footnote"]
    assert [row[0] for row in rows] == shown


def test_export_is_not_cut_into_pages(client):
    for number in range(53):
        CountryFactory(code=f"{number:02}", name=f"Land {number:02}")

    assert len(exported(client, "export=csv&page=2")) == 54


def test_export_neutralises_formulas(client, countries):
    assert exported(client, "name=spain&export=csv")[1] == [
        "Spain",
        "ES",
        "2015-01-01",
        "5",
        "'=1+1",
    ]


def test_export_as_workbook_holds_the_same(client, countries):
    response = client.get(f"{THINGS}?name=spain&export=xlsx")
    row = list(openpyxl.load_workbook(io.BytesIO(response.getvalue())).active.values)[1]
    response.close()

    assert (row[0], row[2].date().isoformat(), row[3:]) == ("Spain", "2015-01-01", (5, "=1+1"))


@pytest.mark.parametrize("query", ["export=pdf", "export=csv&since__gte=soon"])
def test_export_that_makes_no_sense_is_bad_input(client, countries, query):
    assert client.get(f"{THINGS}?{query}").status_code == 400


def test_cells_show_what_people_read(client, countries):
    page = client.get(THINGS, {"name": "czechia"}).content.decode()

    assert '<th scope="row" data-label="Name"><a href="/things/CZ/">Czechia</a></th>' in page
    assert '<td data-label="Since">–</td>' in page
    assert '<td data-label="Letters" class="number">7</td>' in page


def test_a_column_may_draw_its_cell_and_still_exports_its_value():
    column = Column("name", "Name", shown=lambda row: "drawn")

    assert column.value_of(CountryFactory(code="PL", name="Poland")) == "Poland"


def test_a_path_ends_where_nothing_is():
    assert follow(CountryFactory(code="PL", footnote=""), "footnote") == ""
    assert follow(None, "country.name") is None


def test_a_path_calls_a_method_at_its_end():
    assert follow("text", "upper") == "TEXT"


def test_a_relation_needs_a_function():
    with pytest.raises(TypeError, match="give the column a function"):
        follow(type("Row", (), {"things": type(CountryFactory().__class__.objects)()}), "things")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        ("", "–"),
        (12500, "12\u00a0500"),
        (datetime(2021, 5, 12, 7, 0, tzinfo=UTC), "12 May 2021, 09:00\u00a0CEST"),
        ("x", "x"),
    ],
)
def test_values_as_cells_show_them(value, text):
    assert as_text(value) == text
