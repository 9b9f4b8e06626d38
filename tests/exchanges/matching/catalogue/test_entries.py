"""Entries follow whatever they are made of, by whichever way it is written."""

import pytest
from django.db import connection, transaction

from clusters.models import Organisation
from exchanges.matching.catalogue import reading
from exchanges.models import (
    CatalogueChange,
    CatalogueEntry,
    CatalogueWord,
    Registration,
    RegistrationState,
    Window,
)
from tests.exchanges.cast import registered
from tests.factories import ItemFactory, TermFactory, WindowFactory

R = RegistrationState


def facets_of(registration) -> set[str]:
    return set(CatalogueEntry.objects.get(registration=registration).facets)


def rows(table) -> list[tuple]:
    columns = "registration_id, programme_id, organisation_id, name_key, latitude, facets"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")
        return cursor.fetchall()


@pytest.fixture
def host():
    made = registered("host", windows=False, languages={"de": "native", "en": "B2", "fr": "A2"})
    Organisation.objects.filter(pk=made.organisation_id).update(short_name="Łódzka Woda")
    return made


def test_an_entry_has_a_facet_for_everything_that_can_be_chosen(host):
    host.topics.add(TermFactory(code="plasma"))
    host.organisation.sectors.add(TermFactory(code="water", kind="industry"))
    WindowFactory(registration=host, first_day="2027-03-30", last_day="2027-05-02")

    assert facets_of(host) == {
        f"programme:{host.programme_id}",
        *("role:host", "country:DE", f"type:{host.organisation.type}"),
        *({f"size:{host.organisation.size_class}"} if host.organisation.size_class else set()),
        *("mode:physical", "mode:virtual", "topic:plasma", "sector:water"),
        *("language:de", "language:en", "month:2027-03", "month:2027-04", "month:2027-05"),
    }


def test_who_gives_no_period_can_be_asked(host):
    assert "month:ask" in facets_of(host)


CHANGES = {
    "mode": lambda host: Registration.objects.filter(pk=host.pk).update(mode="virtual"),
    "topic added": lambda host: host.topics.add(TermFactory()),
    "topic taken away": lambda host: host.topics.clear(),
    "item": lambda host: ItemFactory(registration=host),
    "window": lambda host: WindowFactory(registration=host),
    "window moved": lambda host: Window.objects.update(last_day="2028-01-31"),
    "window gone": lambda host: Window.objects.all().delete(),
    "name": lambda host: Organisation.objects.filter(pk=host.organisation_id).update(
        short_name="Another"
    ),
    "place": lambda host: Organisation.objects.update(latitude=10.0, longitude=20.0),
    "country": lambda host: Organisation.objects.update(country_id="ES"),
    "sector": lambda host: host.organisation.sectors.add(TermFactory(kind="industry")),
    "sector gone": lambda host: host.organisation.sectors.clear(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_followed_and_noted(host, what):
    registered("visitor")
    host.topics.add(TermFactory())
    host.organisation.sectors.add(TermFactory(kind="industry"))
    if what in ("window moved", "window gone"):
        WindowFactory(registration=host, last_day="2027-12-31")
    before, noted = rows("exchanges_catalogueentry"), CatalogueChange.objects.count()

    CHANGES[what](host)

    after = rows("exchanges_catalogueentry")
    assert after == rows("exchanges_cataloguesource")
    assert after != before
    assert CatalogueChange.objects.count() > noted
    assert reading.repair() == 0


@pytest.mark.parametrize(
    "hidden", [{"is_listed": False}, {"hidden_on": "2026-11-01"}, {"state": R.ON_HOLD}]
)
def test_what_is_not_listed_leaves_no_trace(hidden):
    listed = registered("host")
    made = registered("host", **hidden)
    made.topics.add(TermFactory(code="secret-subject"))
    WindowFactory(registration=made)

    assert set(CatalogueEntry.objects.values_list("pk", flat=True)) == {listed.pk}
    assert "topic:secret-subject" not in reading.load().members


def test_whoever_leaves_is_gone_and_whoever_comes_back_is_new(host):
    first = CatalogueEntry.objects.get(registration=host).listed_at
    Registration.objects.filter(pk=host.pk).update(is_listed=False)
    assert not CatalogueEntry.objects.filter(registration=host).exists()

    Registration.objects.filter(pk=host.pk).update(is_listed=True)

    assert CatalogueEntry.objects.get(registration=host).listed_at > first


def test_an_entry_stays_as_new_as_it_was_when_it_changes(host):
    first = CatalogueEntry.objects.get(registration=host).listed_at
    Registration.objects.filter(pk=host.pk).update(summary="Another offer")

    assert CatalogueEntry.objects.get(registration=host).listed_at == first


def test_a_change_that_shows_nowhere_is_not_noted(host):
    noted = CatalogueChange.objects.count()
    Registration.objects.filter(pk=host.pk).update(remark="for the cluster alone")

    assert CatalogueChange.objects.count() == noted


def test_the_catalogue_agrees_with_the_registrations_that_are_listed(host):
    for state in (R.ACCEPTED, R.RESERVED, R.SUBMITTED, R.LOW_ACTIVE, R.EXHAUSTED):
        registered("visitor", state=state)

    entries = set(CatalogueEntry.objects.values_list("pk", flat=True))

    assert entries == set(Registration.objects.in_catalogue().values_list("pk", flat=True))


def test_words_are_kept_without_accents(host):
    Registration.objects.filter(pk=host.pk).update(summary="Oberflächen für Ölfilter, 12345 abc")

    kept = set(CatalogueWord.objects.values_list("word", flat=True))
    assert kept >= {"lodzka", "woda", "oberflachen", "olfilter"}
    assert kept & {"abc", "12345", "oberflächen"} == set()


def test_the_daily_work_forgets_words_that_nobody_uses_any_more(host):
    Registration.objects.filter(pk=host.pk).update(summary="Unrepeatable plasma")
    Registration.objects.filter(pk=host.pk).update(summary="Plasma")
    assert CatalogueWord.objects.filter(word="unrepeatable").exists()

    reading.repair()

    words = set(CatalogueWord.objects.values_list("word", flat=True))
    assert "unrepeatable" not in words
    assert "plasma" in words


def test_the_daily_work_renews_what_bears_an_old_name(host):
    topic = TermFactory(label="Membranes")
    host.topics.add(topic)
    type(topic).objects.filter(pk=topic.pk).update(code="membranes-new")

    assert reading.repair() == 1
    assert "topic:membranes-new" in facets_of(host)
    assert reading.repair() == 0


def test_the_daily_work_reaches_everybody_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr(reading, "SLICE", 2)
    topic = TermFactory(label="Membranes")
    for made in [registered("host") for _ in range(3)]:
        made.topics.add(topic)
    type(topic).objects.filter(pk=topic.pk).update(code="membranes-new")

    assert reading.repair() == 3


@pytest.mark.django_db(transaction=True)
def test_what_is_read_once_is_kept_until_something_changes(host, django_assert_num_queries):
    reading.forget()
    first = reading.current()
    with django_assert_num_queries(1):
        assert reading.current() is first

    Registration.objects.filter(pk=host.pk).update(is_listed=False)

    assert len(reading.current()) == len(first) - 1


@pytest.mark.django_db(transaction=True)
def test_what_may_still_be_taken_back_is_not_kept(host):
    reading.forget()
    with transaction.atomic():
        Registration.objects.filter(pk=host.pk).update(is_listed=False)
        seen_inside = len(reading.current())
        transaction.set_rollback(True)

    assert seen_inside == 0
    assert reading.current().registrations.tolist() == [host.pk]
