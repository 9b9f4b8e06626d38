import psycopg
import pytest
from django.db import IntegrityError, connection

from blues import journal
from blues.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return journal.record("exchange:1", "proposed", by=None)


def test_portal_cannot_change_an_entry(entry):
    entry.verb = "withdrawn"

    with pytest.raises(IntegrityError, match="append-only: UPDATE is refused"):
        entry.save()


def test_portal_cannot_delete_an_entry(entry):
    with pytest.raises(IntegrityError, match="append-only: DELETE is refused"):
        entry.delete()


@pytest.mark.parametrize(
    ("verb", "statement"),
    [
        ("UPDATE", "UPDATE journal_entry SET detail = '{}'"),
        ("DELETE", "DELETE FROM journal_entry"),
        ("TRUNCATE", "TRUNCATE journal_entry"),
    ],
)
def test_sql_cannot_either(verb, statement):
    """From a connection as anybody opens it, without the setting of the test database."""
    database = connection.settings_dict
    address = {"host": database["HOST"], "dbname": database["NAME"], "user": database["USER"]}

    with psycopg.connect(**address) as stranger:
        with pytest.raises(psycopg.IntegrityError, match=f"append-only: {verb} is refused"):
            stranger.execute(statement)
        stranger.rollback()


@pytest.mark.django_db(transaction=True)
def test_tests_may_empty_the_table(entry):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry")

    assert Entry.objects.count() == 0
