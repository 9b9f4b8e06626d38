"""Where an organisation is: the town tells, and only what it leaves open is asked."""

import csv

import pytest

from clusters.directory.forms import OrganisationForm
from clusters.directory.locating import ELSEWHERE, place_of
from clusters.directory.profile_forms import NumbersForm, PlaceForm
from clusters.programme import towns
from clusters.programme.seeds import countries
from tests.factories import CountryFactory, OrganisationFactory

GREIFSWALD, ZARAGOZA = (54.0891, 13.4024), (41.6561, -0.8773)
FRANKFURT_ON_THE_ODER = (52.3471, 14.5506)


@pytest.fixture(autouse=True)
def germany():
    return CountryFactory(code="DE")


def form_for(city, **more):
    return OrganisationForm(
        {"legal_name": "Example Lab GmbH", "type": "sme", "country": "DE", "city": city} | more
    )


def place(form):
    assert form.is_valid(), form.errors
    return form.instance.latitude, form.instance.longitude


@pytest.mark.parametrize(
    "city", ["Greifswald", " greifswald ", "Universitäts- und Hansestadt Greifswald"]
)
def test_a_town_tells_the_position(city):
    form = form_for(city)

    assert "position" not in form.fields
    assert place(form) == GREIFSWALD


def test_a_town_is_known_by_its_names_in_other_languages():
    CountryFactory(code="ES")

    assert place(form_for("Saragossa", country="ES")) == ZARAGOZA


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kiel", ["Kiel"]),  # as Kehl is called in Latin
        ("Halle", ["Halle (Saale)", "Halle"]),  # the smaller one bears just this name
        ("Essen", ["Essen", "Essen"]),
        ("München", ["Munich"]),
    ],
)
def test_a_name_means_every_town_that_people_may_mean(name, found):
    assert [str(town) for town in towns.named(name, country="DE")] == found


def test_the_same_name_in_another_country_is_another_town():
    CountryFactory(code="GB")

    assert "position" in form_for("Greifswald", country="GB").errors


def test_several_towns_of_a_name_are_there_to_choose_from():
    form = form_for("Frankfurt")
    choices = dict(form.fields["which_town"].choices)

    assert set(form.errors) == {"which_town"}
    assert list(choices.values()) == [
        "Frankfurt am Main, about 6 km from Offenbach",
        "Frankfurt (Oder), about 80 km from Berlin",
        "another one",
    ]
    assert list(form.fields).index("which_town") == list(form.fields).index("city") + 1
    chosen = form_for("Frankfurt", which_town="52.3471/14.5506")
    assert place(chosen) == FRANKFURT_ON_THE_ODER


def test_a_town_that_is_none_of_them_is_told_in_coordinates():
    asked = form_for("Frankfurt", which_town=ELSEWHERE)

    assert set(asked.errors) == {"position"}
    assert place(form_for("Frankfurt", which_town=ELSEWHERE, position="50.1, 8.6")) == (50.1, 8.6)


@pytest.mark.parametrize("which", ["9", "49.3501/8.1389", "\x00"])
def test_a_choice_that_was_not_offered_is_refused(which):
    assert "which_town" in form_for("Frankfurt", which_town=which).errors


def test_an_unknown_town_asks_for_coordinates_and_takes_them():
    asked = form_for("Exampleville")

    assert set(asked.errors) == {"position"}
    assert place(form_for("Exampleville", position="50.5, 9.5")) == (50.5, 9.5)


def test_without_a_town_only_the_town_is_asked_for():
    form = form_for("")

    assert set(form.errors) == {"city"}
    assert "position" not in form.fields


def test_typed_coordinates_outweigh_the_town():
    assert place(form_for("Greifswald", position="54.10, 13.39")) == (54.10, 13.39)


def test_a_choice_among_the_towns_of_another_name_does_not_count():
    """The page was sent again with another town in the box, and the old answer still ticked."""
    form = form_for("Neustadt", which_town="52.3471/14.5506")

    assert form.errors["which_town"] == ["Several towns are called so. Choose yours."]


def test_who_corrects_the_spelling_keeps_the_coordinates(germany):
    lab = OrganisationFactory(country=germany, city="greifswald", latitude=54.2, longitude=13.2)
    form = PlaceForm({"city": "Greifswald", "position": "54.2, 13.2"}, instance=lab)

    assert place(form) == (54.2, 13.2)


def test_coordinates_of_a_village_are_confirmed_after_a_move(germany):
    lab = OrganisationFactory(country=germany, city="Exampleville", latitude=54.2, longitude=13.2)
    moved = {"city": "New Exampleville", "position": "54.2, 13.2"}
    asked = PlaceForm(moved, instance=lab)

    assert set(asked.errors) == {"position"}
    assert "is_there" in asked.fields
    assert place(PlaceForm(moved | {"is_there": "on"}, instance=lab)) == (54.2, 13.2)


def test_another_country_leaves_no_position_behind(germany):
    CountryFactory(code="PL")
    lab = OrganisationFactory(country=germany, city="Rostock", latitude=54.1, longitude=12.1)
    form = NumbersForm({"country": "PL"}, instance=lab)

    assert place(form) == (None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        (54.0891, 13.4024, "Universitäts- und Hansestadt Greifswald, about 174 km from Berlin"),
        (54.2, 13.4, "54.2, 13.4, about 12 km from Universitäts- und Hansestadt Greifswald"),
        (None, None, ""),
    ],
)
def test_people_read_where_they_are_placed(germany, latitude, longitude, said):
    lab = OrganisationFactory.build(country=germany, latitude=latitude, longitude=longitude)

    assert place_of(lab) == said


@pytest.mark.parametrize(
    ("city", "typed", "kept"),
    [
        ("Rostock", "54.2, 13.2", (54.0887, 12.1405)),  # moved, and left the numbers alone
        ("Rostock", "54.3, 12.3", (54.3, 12.3)),
        ("Greifswald", "54.2, 13.2", (54.2, 13.2)),
        ("Greifswald", "", GREIFSWALD),
    ],
)
def test_who_moves_need_not_look_up_anything(germany, city, typed, kept):
    lab = OrganisationFactory(country=germany, city="Greifswald", latitude=54.2, longitude=13.2)
    form = PlaceForm({"address": "Example Street 1", "city": city, "position": typed}, instance=lab)

    assert place(form) == kept


def test_the_table_is_of_the_countries_of_the_scheme_and_each_town_is_on_the_globe():
    known = {code for code, _fields in countries.rows()}
    with towns.TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == 38_828
    assert {row["country"] for row in rows} == known
    assert all(abs(float(row["latitude"])) <= 90 for row in rows)
    assert all(abs(float(row["longitude"])) <= 180 for row in rows)
    assert min(int(row["population"]) for row in rows) == 2_000


def test_a_town_alone_has_no_landmark():
    (valletta,) = towns.named("Valletta", country="MT")

    assert towns.landmark(valletta, country="MT") is None
    assert towns.like("", country="MT") == []
    assert towns.named("Valletta", country="XX") == []
