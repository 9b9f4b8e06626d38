"""The list: what narrows it and by how much, in which order, and what is refused."""

import pytest
from django.urls import reverse

from clusters.models import Organisation
from exchanges.matching.catalogue import facets
from exchanges.models import CatalogueEntry, Registration, RegistrationState
from tests.exchanges.cast import body, registered
from tests.factories import ItemFactory, ProgrammeFactory, TermFactory, UserFactory, WindowFactory

LIST, MAP = reverse("matching:catalogue-list"), reverse("matching:catalogue-map")
TEASER = reverse("matching:catalogue-teaser")


@pytest.fixture
def visitor(sign_in):
    """In Zaragoza."""
    made = registered("visitor")
    Organisation.objects.filter(pk=made.organisation_id).update(latitude=41.65, longitude=-0.88)
    sign_in(made.representative)
    return made


def located(side="host", latitude=54.09, longitude=13.4, **changes):
    made = registered(side, **changes)
    Organisation.objects.filter(pk=made.organisation_id).update(
        latitude=latitude, longitude=longitude
    )
    return made


def found(response) -> list[int]:
    return [entry["registration"].pk for entry in response.context["entries"]]


def counts(response) -> dict[str, dict[str, int]]:
    return {
        one.facet.name: {value.code: value.count for value in (*one.first, *one.more)}
        for one in response.context["asked"].shown_facets
    }


@pytest.mark.feature(22)
def test_facets_say_how_many_each_choice_would_leave(client, visitor):
    plasma = TermFactory(label="Plasma")
    german, french, polish = (registered("host", country=code) for code in ("DE", "FR", "PL"))
    german.topics.add(plasma)
    french.topics.add(plasma)
    registered("visitor", country="PL")

    page = client.get(LIST, {"country": ["DE", "PL"], "role": "host"})

    assert sorted(found(page)) == sorted([german.pk, polish.pk])
    assert counts(page)["country"] == {"DE": 1, "PL": 1, "FR": 1}
    assert counts(page)["role"] == {"host": 2, "visitor": 1}
    assert counts(page)["topic"] == {plasma.code: 1}
    assert "Plasma" in page.content.decode()
    assert [label for label, _ in page.context["chips"]] == ["Host", "Germany", "Poland"]


@pytest.mark.feature(22)
def test_a_chip_takes_its_own_choice_away(client, visitor):
    registered("host")
    page = client.get(LIST, {"country": ["DE", "PL"], "sort": "new", "page": "1"})

    (href,) = [href for label, href in page.context["chips"] if label == "Germany"]

    assert href == f"{LIST}?country=PL&sort=new"


@pytest.mark.feature(22)
def test_months_that_are_over_are_not_offered(client, visitor):
    host = registered("host", windows=False)
    WindowFactory(registration=host, first_day="2026-09-20", last_day="2026-12-02")

    page = client.get(LIST, {"role": "host"})

    assert counts(page)["month"] == {"2026-11": 1, "2026-12": 1}
    assert "November 2026" in page.content.decode()


def test_no_count_moves_for_what_is_hidden(client, visitor):
    registered("host", country="FR")
    shown = counts(client.get(LIST))
    secret = TermFactory(code="secret-subject", label="Secret")
    for hidden in (
        {"is_listed": False},
        {"hidden_on": "2026-10-01"},
        {"state": RegistrationState.RESERVED},
        {"state": RegistrationState.SUBMITTED},
    ):
        made = registered("host", country="SE", languages={"sv": "native"}, **hidden)
        made.topics.add(secret)

    assert counts(client.get(LIST)) == shown
    for asked in ({"country": "SE"}, {"topic": "secret-subject"}, {"words": "secret"}):
        page = client.get(LIST, asked)
        assert (found(page), page.context["count"]) == ([], 0)


def test_neither_ones_own_profile_nor_another_programme_is_counted(client, visitor):
    elsewhere = registered("host", country="SE")
    other = ProgrammeFactory(code="another")
    CatalogueEntry.objects.filter(registration=elsewhere).update(
        programme=other, facets=["country:SE", f"programme:{other.pk}"]
    )

    page = client.get(LIST)

    assert (found(page), counts(page)) == ([], {})


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Alpha", "Beta", "Gamma"]),
        ("near", ["Gamma", "Alpha", "Beta"]),
        ("far", ["Alpha", "Gamma", "Beta"]),
        ("new", ["Beta", "Gamma", "Alpha"]),
    ],
)
@pytest.mark.feature(25)
def test_the_order_is_what_was_asked_for(client, visitor, sort, expected):
    """Beta lies nowhere: it comes last, whichever end of the distance comes first."""
    places = {"Alpha": (54.09, 13.4), "Gamma": (43.6, 3.88), "Beta": (None, None)}
    for name, (latitude, longitude) in places.items():
        made = located(latitude=latitude, longitude=longitude)
        Organisation.objects.filter(pk=made.organisation_id).update(short_name=name)

    page = client.get(LIST, {"sort": sort})

    names = [str(entry["registration"].organisation) for entry in page.context["entries"]]
    assert names == expected


@pytest.mark.feature(23)
def test_words_bring_the_best_first_and_say_what_they_forgave(client, visitor):
    said, named = registered("host"), registered("host")
    Registration.objects.filter(pk=said.pk).update(summary="Some plasma.")
    Organisation.objects.filter(pk=named.organisation_id).update(legal_name="Plasma GmbH")

    exact = client.get(LIST, {"words": "Plasma"})
    forgiven = client.get(LIST, {"words": "plsma"})

    assert found(exact) == [named.pk, said.pk]
    assert "Nobody has written" not in exact.content.decode()
    assert sorted(found(forgiven)) == sorted([named.pk, said.pk])
    assert "Nobody has written “plsma”" in forgiven.content.decode()


@pytest.mark.feature(28)
def test_who_looks_for_what_we_offer_is_found_at_once(client, visitor):
    ours, other = TermFactory(), TermFactory()
    visitor.topics.add(ours)
    wanted, unwanted = registered("host"), registered("host")
    wanted.topics.add(ours, other)
    unwanted.topics.add(other)

    assert found(client.get(LIST, {"fitting": "on"})) == [wanted.pk]


@pytest.mark.feature(28)
def test_an_item_counts_like_a_topic_on_either_side(client, visitor):
    need = ItemFactory(registration=visitor)
    by_item, by_topic, neither = registered("host"), registered("host"), registered("host")
    ItemFactory(registration=by_item, topic=need.topic)
    by_topic.topics.add(need.topic)
    ItemFactory(registration=neither)

    assert sorted(found(client.get(LIST, {"fitting": "on"}))) == [by_item.pk, by_topic.pk]


@pytest.mark.feature(25)
def test_a_place_on_the_map_leads_to_who_is_there(client, visitor):
    near, far = located(), located(latitude=48.85, longitude=2.35, country="FR")

    page = client.get(MAP)
    places = {place.name: place for place in page.context["places"]}
    town = places[f"{near.organisation.city}, Germany"]

    assert (town.count, town.km) == (1, 1739)
    assert 480 < town.right < 530
    assert 350 < town.down < 390
    assert f"{LIST}?around={town.around.replace(',', '%2C')}" in page.content.decode()
    assert found(client.get(LIST, {"around": town.around})) == [near.pk]
    assert len(places) == len({near.organisation.city, far.organisation.city}) or len(places) == 2
    assert page.context["nowhere"] == 0


def test_whoever_lies_off_the_map_stands_in_its_table(client, visitor):
    located(latitude=28.1, longitude=-15.4)  # Las Palmas
    located(latitude=None, longitude=None)

    page = client.get(MAP)

    assert [(place.right, place.count) for place in page.context["places"]] == [(None, 1)]
    assert page.context["nowhere"] == 1


def test_the_map_has_no_home_for_those_who_oversee(client, sign_in):
    located()
    sign_in(UserFactory(auditor=True))

    page = client.get(MAP)

    assert (page.context["home_mark"], page.context["places"][0].km) == (None, None)
    assert client.get(LIST, {"sort": "near"}).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        {"country": "DE'; DROP TABLE"},
        {"country": "x" * 61},
        {"country": [f"C{number}" for number in range(41)]},
        {"words": "x" * 121},
        {"around": "somewhere"},
        {"around": "91,0"},
        {"around": "nan,nan"},
    ],
)
@pytest.mark.parametrize("url", [LIST, MAP])
def test_what_makes_no_sense_is_told_and_finds_nobody(client, visitor, url, asked):
    host = located()

    page = client.get(url, asked)

    assert (page.status_code, page.context["count"]) == (200, 0)
    assert "field__error" in page.content.decode()
    assert host.organisation.legal_name not in page.content.decode()
    assert client.get(LIST, asked | {"export": "csv"}).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "password"},
        {"words": "plasma\0"},
        {"words": "x" * 10_000},
        {"topic": "a\0b"},
        {"sort": "-name"},
        {"sort": "best"},
        {"organisation__legal_name__startswith": "A"},
        {"export": "exe"},
    ],
)
def test_a_sort_or_field_that_is_not_offered_is_refused(client, visitor, asked):
    located()

    assert client.get(LIST, asked).status_code == 400


@pytest.mark.parametrize("url", [LIST, MAP, TEASER])
@pytest.mark.parametrize("facet", [facet.name for facet in facets.ALL])
@pytest.mark.parametrize("value", ["abc", "2026-13", "2026", "0000-01", "-"])
def test_a_value_that_nobody_has_is_an_empty_answer(client, visitor, url, facet, value):
    located()

    page = client.get(url, {facet: value})

    offered = url != TEASER or facet in {one.name for one in facets.PUBLIC}
    assert page.status_code == 200
    assert (page.context["count"] == 0) == offered


def test_who_has_no_place_yet_breaks_no_page(client, visitor):
    nowhere = located(latitude=None, longitude=None)
    entry = reverse("matching:catalogue-entry", args=[nowhere.public_id])

    assert "its place on the map is not known yet" in client.get(LIST).content.decode()
    assert "its place on the map is not known yet" in client.get(entry).content.decode()
    assert client.get(reverse("matching:suggestion-list")).status_code == 200
    Organisation.objects.filter(pk=visitor.organisation_id).update(latitude=None, longitude=None)
    assert client.get(LIST, {"sort": "new"}).status_code == 200
    assert client.get(entry).status_code == 200


def test_somebody_whose_own_registration_rests_reads_why_not(client, sign_in):
    resting = registered("visitor", state=RegistrationState.ON_HOLD)
    host = located()
    sign_in(resting.representative)

    (entry,) = client.get(LIST).context["entries"]
    page = client.get(reverse("matching:catalogue-entry", args=[host.public_id]))

    expected = "your own registration: takes no proposals now (on hold)"
    assert entry["proposal"] == f"not now: {expected}"
    assert expected in page.content.decode()
    assert "register in the other role" not in page.content.decode()


def test_a_period_that_is_over_is_no_free_time(client, visitor):
    over = registered("host", windows=False)
    WindowFactory(registration=over, first_day="2026-09-01", last_day="2026-10-15")
    asked = registered("host", windows=False)

    proposals = {
        entry["registration"].pk: entry["proposal"] for entry in client.get(LIST).context["entries"]
    }

    assert proposals == {
        over.pk: "not now: no common free period that is long enough",
        asked.pk: "possible",
    }


def test_a_country_where_nobody_is_any_more_is_an_empty_answer(client, visitor):
    located()
    registered("host", country="FR", is_listed=False)

    page = client.get(LIST, {"country": "FR"})

    assert (found(page), page.context["count_of_all"]) == ([], 1)
    assert "0 of 1" in page.content.decode()
    assert [label for label, _ in page.context["chips"]] == ["France"]


def test_pages_of_twenty_hold_everybody_once(client, visitor):
    hosts = {registered("host", windows=False).pk for _ in range(23)}

    first, second = client.get(LIST), client.get(LIST, {"page": 2})

    assert (len(found(first)), len(found(second))) == (20, 3)
    assert {*found(first), *found(second)} == hosts
    exported = body(client.get(LIST, {"export": "csv"})).decode()
    assert len(exported.strip().splitlines()) == 24


@pytest.mark.feature(21)
def test_the_teaser_narrows_by_what_it_shows_and_by_nothing_else(client):
    german, french = located(), registered("host", country="FR")
    german.topics.add(TermFactory(label="Plasma"))
    city, name = german.organisation.city, french.organisation.legal_name

    page = client.get(TEASER, {"country": "DE"})

    assert page.context["count"] == 1
    assert set(counts(page)) == {"role", "country", "type", "topic", "mode"}
    for probe in (
        {"words": name},
        {"around": "54.09,13.40"},
        {"language": "en"},
        {"fitting": "on"},
    ):
        assert client.get(TEASER, probe).context["count"] == 2
    assert city not in page.content.decode()


def test_the_teaser_does_not_tell_by_its_order_who_is_who(client):
    for name in ("Zeta", "Alpha", "Mid"):
        made = registered("host")
        Organisation.objects.filter(pk=made.organisation_id).update(legal_name=name)

    rows = [row.organisation.legal_name for row in client.get(TEASER).context["page_obj"]]

    assert rows == ["Zeta", "Alpha", "Mid"]


@pytest.mark.parametrize("url", [LIST, MAP, TEASER])
def test_three_rows_ask_as_often_as_one(
    client, visitor, bare_menu, django_assert_max_num_queries, url
):
    def add():
        made = located(latitude=40 + Registration.objects.count())
        made.topics.add(TermFactory())

    def asked() -> int:
        with django_assert_max_num_queries(60) as captured:
            assert client.get(url, {"words": "example"}).status_code == 200
        return len(captured)

    add()
    client.get(url)
    with_one = asked()
    add()
    add()

    assert asked() == with_one
