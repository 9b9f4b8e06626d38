"""The shelf as it stands in the database, kept in the process for as long as nothing changes."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from blues.common import clock
from clusters.models import Country, Term
from exchanges.matching.catalogue.packed import floats, integers
from exchanges.matching.catalogue.shelf import Shelf

# An aggregate takes rows as an ordered subquery gives them (PostgreSQL manual, 9.21).
COLUMNS = """
    SELECT string_agg(int8send(registration_id), ''::bytea),
           string_agg(int8send(organisation_id), ''::bytea),
           string_agg(float8send(coalesce(latitude, 'nan')), ''::bytea),
           string_agg(float8send(coalesce(longitude, 'nan')), ''::bytea),
           string_agg(int8send((extract(epoch FROM listed_at) * 1000000)::bigint), ''::bytea)
    FROM (SELECT * FROM exchanges_catalogueentry
          ORDER BY name_key COLLATE "C", registration_id) entry
"""
MEMBERS = """
    SELECT value, string_agg(int8send(registration_id), ''::bytea)
    FROM exchanges_catalogueentry, unnest(facets) value GROUP BY value
"""
# Transactions are compared by snapshot: a counter would be read before the change it counts is
# committed, and would make all who change an entry wait for each other.
NEWS = """
    SELECT EXISTS (
        SELECT FROM exchanges_cataloguechange
        WHERE transaction >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
          AND NOT pg_visible_in_snapshot(transaction::text::xid8, %s::pg_snapshot))
"""

# Documents hold the words as they are written, and their stems: those may stay, too.
FORGET_WORDS = """
    DELETE FROM exchanges_catalogueword WHERE word NOT IN (
        SELECT word FROM ts_stat('SELECT document FROM exchanges_catalogueentry'))
"""
SLICE = 1_000  # entries put in step by one statement, which ends within the limit of a statement
SEARCHED_BY = {"topic": (Term.Kind.TOPIC,), "sector": (Term.Kind.INDUSTRY, Term.Kind.ECOSYSTEM)}


@dataclass(frozen=True)
class Kept:
    shelf: Shelf
    snapshot: str
    day: date


_kept: Kept | None = None


def current() -> Shelf:
    """One query while nothing has changed, six after a change and on a new day."""
    global _kept  # noqa: PLW0603 -- one for each process, replaced as a whole
    kept = _kept
    if kept and kept.day == clock.today() and not _has_news(kept.snapshot):
        return kept.shelf
    with connection.cursor() as cursor:
        # Taken first: what is committed while the rows are read is read twice rather than never.
        cursor.execute("SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()")
        snapshot, writing = cursor.fetchone()
    shelf = load()
    if writing is None:  # what this transaction has written may still be taken back
        _kept = Kept(shelf, snapshot, clock.today())
    return shelf


def forget() -> None:
    global _kept  # noqa: PLW0603
    _kept = None


def load() -> Shelf:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        registrations, organisations, latitudes, longitudes, listed = cursor.fetchone()
        cursor.execute(MEMBERS)
        members = {value: integers(packed) for value, packed in cursor.fetchall()}
    return Shelf(
        registrations=integers(registrations),
        organisations=integers(organisations),
        latitudes=floats(latitudes),
        longitudes=floats(longitudes),
        listed=integers(listed),
        members=members,
        names=_names(),
    )


def _names() -> dict[str, str]:
    """Of countries and terms, also of those that nobody has at the moment."""
    names = {f"country:{code}": name for code, name in Country.objects.values_list("code", "name")}
    wanted = [kind for kinds in SEARCHED_BY.values() for kind in kinds]
    terms = list(Term.objects.filter(kind__in=wanted).values_list("kind", "code", "label"))
    for facet, kinds in SEARCHED_BY.items():
        names |= {f"{facet}:{code}": label for kind, code, label in terms if kind in kinds}
    return names


def repair() -> int:
    """Bring every entry in step with its sources; how many were not, which should be none.

    Words that no entry has any more go, too, and notes of changes that every process knows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM exchanges_cataloguechange")
        (last,) = cursor.fetchone()
        cursor.execute(
            "SELECT registration_id FROM exchanges_cataloguesource UNION "
            "SELECT registration_id FROM exchanges_catalogueentry ORDER BY 1"
        )
        keys = [key for (key,) in cursor.fetchall()]
        for first in range(0, len(keys), SLICE):
            cursor.execute("SELECT exchanges_catalogue_put(%s)", [keys[first : first + SLICE]])
        cursor.execute("SELECT count(*) FROM exchanges_cataloguechange WHERE id > %s", [last])
        (differed,) = cursor.fetchone()
        cursor.execute(FORGET_WORDS)
        cursor.execute(
            "DELETE FROM exchanges_cataloguechange WHERE noted_at < now() - interval '3 days'"
        )
    return differed


def _has_news(snapshot: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(NEWS, [snapshot, snapshot])
        (found,) = cursor.fetchone()
    return found
