"""The demo in the database of a test."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models.functions import Now

from blues.common import clock
from blues.jobs.models import Job


@dataclass(frozen=True)
class Kept:
    """Every row of every table, as COPY writes them, and how to count on from there."""

    tables: dict[str, bytes]

    @classmethod
    def of_now(cls) -> "Kept":
        return cls({table: _copied(table) for table in _tables()})

    @transaction.atomic
    def put_back(self) -> None:
        """Row by row as they were: no trigger derives, chains or refuses anything."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, self.tables))}")
            for table, rows in self.tables.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)
            models = apps.get_models(include_auto_created=True)
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")
            # A worker that runs on has kept the catalogue of the test before.
            cursor.execute(
                "INSERT INTO exchanges_cataloguechange (registration_id, transaction, noted_at) "
                "VALUES (0, pg_current_xact_id()::text::bigint, now())"
            )


_kept: dict[date, Kept] = {}


def seed_demo() -> None:
    """People, companies and exchanges; only their papers are left for tomorrow.

    They would keep a worker busy for half a minute, and what a test looks at are its own. Seeded
    once in a process, and put back row by row whenever it is asked for again.
    """
    today = clock.today()
    if today in _kept:
        _kept[today].put_back()
        return
    call_command("seed", "--demo", verbosity=0)
    Job.objects.due().update(next_attempt_at=Now() + timedelta(days=1))
    _kept[today] = Kept.of_now()


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _copied(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)
