from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from blues import journal
from blues.journal.models import Entry
from clusters.models import User
from tests.factories.clusters import UserFactory


@pytest.mark.django_db
def test_entry_says_who_did_what_and_when():
    actor = UserFactory()

    entry = journal.record("exchange:1", "proposed", by=actor, days=3)

    entry.refresh_from_db()
    assert (entry.case, entry.verb, entry.actor) == ("exchange:1", "proposed", actor)
    assert entry.detail == {"days": 3}


@pytest.mark.django_db
def test_entries_of_a_case_are_numbered_and_linked():
    first = journal.record("exchange:1", "proposed", by=None)
    journal.record("exchange:2", "proposed", by=None)
    second = journal.record("exchange:1", "confirmed", by=None)

    assert [first.number, second.number] == [1, 2]
    assert [first.previous_hash, second.previous_hash] == ["", first.hash]
    assert list(journal.entries_for("exchange:1")) == [first, second]


@pytest.mark.django_db
@pytest.mark.parametrize("length", [1, 3])
def test_reading_a_case_with_its_actors_is_one_query(length, django_assert_num_queries):
    for _ in range(length):
        journal.record("exchange:1", "moved", by=UserFactory())

    with django_assert_num_queries(1):
        names = [entry.actor.name for entry in journal.entries_for("exchange:1")]

    assert len(names) == length


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_case_at_the_same_moment_keep_one_chain():
    start = Barrier(4)

    def write():
        try:
            start.wait()
            for _ in range(5):
                journal.record("exchange:1", "moved", by=None)
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry.number for entry in journal.entries_for("exchange:1")] == list(range(1, 21))
    assert journal.verify() == []


@pytest.mark.django_db(transaction=True)
def test_writer_waits_for_an_open_transaction_on_the_same_case_only():
    other = Thread(target=record_elsewhere)
    with transaction.atomic():
        journal.record("exchange:1", "moved", by=None)
        other.start()
        other.join()

    assert Entry.objects.count() == 2


def record_elsewhere():
    try:
        journal.record("exchange:2", "moved", by=None)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_entry_goes_when_the_change_it_tells_of_is_rolled_back():
    with pytest.raises(ZeroDivisionError):
        rename_and_stumble(UserFactory())

    assert Entry.objects.count() == 0


@transaction.atomic
def rename_and_stumble(person):
    rename(person)
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_change_goes_when_it_cannot_be_journalled():
    person = UserFactory(given_names="Ada")

    with pytest.raises(IntegrityError, match="entry_verb_is_a_code"):
        rename(person, verb="Not A Code")

    assert User.objects.get(pk=person.pk).given_names == "Ada"


@transaction.atomic
def rename(person, verb="renamed"):
    User.objects.filter(pk=person.pk).update(given_names="Grace")
    journal.record(f"person:{person.public_id}", verb, by=person)


@pytest.mark.django_db
def test_case_key_is_one_word():
    with pytest.raises(IntegrityError, match="entry_case_is_one_word"):
        journal.record("two words", "moved", by=None)
