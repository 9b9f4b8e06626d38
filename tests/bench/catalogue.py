"""The catalogue with 200,000 organisations: what one page costs, against usual ways to make it.

Every way gives the same counts and the same first page, or the run stops. What is made here is
rolled back. ``docs/adr/0021`` says how the portal does it.
"""

import gzip
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clusters.models import Programme, Role, RoleAssignment, Term
from clusters.people import appointments
from exchanges.matching.catalogue import reading, words
from exchanges.matching.catalogue.asking import ask
from exchanges.models import CatalogueEntry, Registration
from tests.bench._listed import listed
from tests.bench.directory import somebody

ORGANISATIONS = 200_000
TIMES, SLOW_TIMES = 9, 2
PAGE, DEEP = 20, 10_000
GOALS = {
    "C1": 12,
    "C1 naive": 50,
    "C2": 4.5,
    "C2 icontains": 500,
    "C2 with filters": 2.5,
    "C3": 2.5,
}
FLAT = 1.3  # how much more a page of all may cost than one of 500
GROUPED = ("organisation__country", "topics", "organisation__type", "organisation__size_class",
           "role", "mode")  # fmt: skip


def main() -> list[dict]:
    measured: list[dict] = []

    def tell(**figures):
        measured.append({"bench": "catalogue", **figures})
        print(json.dumps(measured[-1]), flush=True)

    with transaction.atomic():
        with connection.cursor() as cursor:  # naive ways may take as long as they need
            cursor.execute("SET LOCAL statement_timeout = 0")
        cluster, person = somebody()
        started = time.perf_counter()
        home = listed(ORGANISATIONS, cluster=cluster, person=person)
        made = time.perf_counter() - started
        _renew()
        tell(step="made", organisations=ORGANISATIONS, seconds=round(made, 1),
             entries_seconds=round(time.perf_counter() - started - made, 1))  # fmt: skip
        shelf = _keep(tell)
        base = shelf.any_of([f"programme:{cluster.programme_id}"])
        Pages(shelf, base, cluster.programme, tell).compare()
        _requests(tell, person, home)
        transaction.set_rollback(True)
    reading.forget()
    return measured


def _renew() -> None:
    reading.repair()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchanges_cataloguechange")
        cursor.execute("ANALYZE exchanges_catalogueentry, exchanges_catalogueword")


def _keep(tell):
    """As a process keeps it that reads what others have committed."""
    started = time.perf_counter()
    shelf = reading.load()
    assert shelf.planes.size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        (snapshot,) = cursor.fetchone()
    reading._kept = reading.Kept(shelf, snapshot, reading.clock.today())
    tell(step="read", entries=len(shelf), seconds=round(time.perf_counter() - started, 2),
         megabytes=round(shelf.planes.nbytes / 1e6, 1))  # fmt: skip
    return shelf


class Pages:
    """One question answered in several ways: how many, by facet, and the first twenty."""

    def __init__(self, shelf, base, programme: Programme, tell: Callable):
        self.shelf, self.base, self.programme, self.tell = shelf, base, programme, tell
        self.topic = Term.objects.filter(kind=Term.Kind.TOPIC).order_by("pk")[3].code

    def compare(self) -> None:
        self._filters()
        self._texts()
        self._deep()

    def _filters(self) -> None:
        found = {}
        for name, asked in (
            ("nothing", ""),
            ("country", "country=PL"),
            ("country and topic", f"country=SI&topic={self.topic}"),
        ):
            bits, ours = timed(lambda asked=asked: self.bits(asked), TIMES)
            grouped, theirs = timed(lambda asked=asked: self.orm(asked), SLOW_TIMES)
            one, _ = timed(lambda asked=asked: self.one_query(asked), SLOW_TIMES)
            assert ours == theirs, (name, ours[0], theirs[0])
            found[name] = bits
            self.tell(
                page=name, hits=ours[0], milliseconds=ms(bits), grouped=ms(grouped),
                one_query=ms(one), ratio_grouped=round(grouped / bits, 1),
                ratio_one_query=round(one / bits, 1),
                goal=f"1/{GOALS['C1']} of grouped queries",
                goal_held=grouped / bits >= GOALS["C1"],
            )  # fmt: skip
        spread = max(found.values()) / min(found.values())
        self.tell(page="flat", ratio=round(spread, 2), goal=FLAT, goal_held=spread <= FLAT)

    def _texts(self) -> None:
        for name, typed, asked in (
            ("one rare word", "word1999", ""),
            ("one common word", "word0", ""),
            ("two words", "word0 word7", ""),
            ("the word of all", "water", ""),
            ("a word and filters", "word0", "country=PL&size=small"),
        ):
            query = f"words={typed}&{asked}"
            bits, ours = timed(lambda query=query: self.bits(query), TIMES)
            grouped, theirs = timed(lambda t=typed, a=asked: self.orm(a, t), SLOW_TIMES)
            assert ours == theirs, (name, ours[0], theirs[0])
            goal = GOALS["C2 with filters" if asked else "C2"]
            self.tell(
                page=name, hits=ours[0], milliseconds=ms(bits), grouped=ms(grouped),
                ratio_grouped=round(grouped / bits, 1), goal=f"1/{goal}",
                goal_held=grouped / bits >= goal,
            )  # fmt: skip
            if not asked:
                naive, _ = timed(lambda t=typed: self.naive(t), 1)
                self.tell(page=name, way="icontains", seconds=round(naive, 2),
                          ratio=round(naive / bits))  # fmt: skip
        slip, _ = timed(lambda: words.find("watter"), TIMES)
        self.tell(page="a slip of the pen", milliseconds=ms(slip))

    def _deep(self) -> None:
        mask = self.base
        first, _ = timed(lambda: self.rows(mask, 0), TIMES)
        deep, _ = timed(lambda: self.rows(mask, (DEEP - 1) * PAGE), TIMES)
        entries = CatalogueEntry.objects.order_by("name_key", "pk")
        offset = (DEEP - 1) * PAGE
        by_offset, _ = timed(lambda: list(entries[offset : offset + PAGE]), SLOW_TIMES)
        self.tell(
            page=f"number {DEEP}", milliseconds=ms(deep), first=ms(first), offset=ms(by_offset),
            ratio=round(deep / first, 2), goal=GOALS["C3"],
            goal_held=deep <= first * GOALS["C3"],
        )  # fmt: skip

    # -- Ways -----------------------------------------------------------------------------------

    def bits(self, query: str):
        asked = ask(QueryDict(query), base=self.base, shelf=self.shelf)
        assert asked.is_valid, asked.form.errors
        narrowed = (asked.narrowed, asked.chosen)
        counts = self.shelf.counts(["country", "topic", "type", "size", "role"], narrowed[1],
                                   base=narrowed[0])  # fmt: skip
        return asked.count, counts, self.rows(asked.mask, 0)

    def rows(self, mask, first: int) -> list[int]:
        places = self.shelf.positions(mask)[first : first + PAGE]
        keys = self.shelf.registrations[places].tolist()
        found = Registration.objects.select_related("organisation__country").in_bulk(keys)
        return [found[key].pk for key in keys]

    def orm(self, query: str, text: str = ""):
        """Indexed columns, the same text index, and one grouped query for each facet."""
        given = QueryDict(query)
        entries = CatalogueEntry.objects.filter(programme=self.programme)
        for word in text.split():
            entries = entries.extra(where=["document @@ exchanges_search_word(%s)"], params=[word])
        counts = {}
        for facet in ("country", "topic", "type", "size", "role"):
            others = _narrowed(entries, given, without=facet)
            counts[facet] = _grouped(others, facet)
        left = _narrowed(entries, given)
        page = left.select_related("registration__organisation__country")
        if text:
            return left.count(), counts, self.rows(self.shelf.mask_of(
                list(left.values_list("pk", flat=True))), 0)  # fmt: skip
        keys = page.order_by("name_key", "pk").values_list("pk", flat=True)[:PAGE]
        return left.count(), counts, list(keys)

    def one_query(self, query: str):
        """All counts from one scan (facets do narrow their own counts here, as it is simpler)."""
        given = QueryDict(query)
        left = _narrowed(CatalogueEntry.objects.filter(programme=self.programme), given)
        sql, params = left.values("facets").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT value, count(*) FROM ({sql}) e, unnest(facets) value GROUP BY 1", params
            )
            return cursor.fetchall(), list(left.order_by("name_key")[:PAGE])

    def naive(self, text: str) -> int:
        rows = Registration.objects.in_catalogue()
        for word in text.split():
            rows = rows.filter(
                Q(organisation__legal_name__icontains=word) | Q(summary__icontains=word)
                | Q(organisation__description__icontains=word) | Q(topics__label__icontains=word)
            )  # fmt: skip
        return rows.distinct().count()


COLUMN = {
    "country": "organisation__country", "type": "organisation__type", "role": "registration__role",
    "size": "organisation__size_class", "topic": "registration__topics__code",
}  # fmt: skip


def _narrowed(entries, given: QueryDict, *, without: str = ""):
    for facet in given.keys() - {without}:
        entries = entries.filter(**{f"{COLUMN[facet]}__in": given.getlist(facet)})
    return entries


def _grouped(entries, facet: str) -> dict[str, int]:
    column = COLUMN[facet]
    keys = CatalogueEntry.objects.filter(pk__in=entries.values("pk"))
    counted = keys.values_list(column).annotate(number=Count("pk", distinct=True))
    return {value: number for value, number in counted.order_by() if value}


def _requests(tell, person, home) -> None:
    """Whole pages through every middleware, beside the page that asks the database for one row."""
    client = Client(headers={"accept-encoding": "gzip"})
    settings.ALLOWED_HOSTS = ["*"]
    teaser = reverse("matching:catalogue-teaser")
    one, _ = timed(lambda: client.get("/health/ready/"), TIMES)
    signed_in = Client()
    RoleAssignment.objects.filter(user=person).delete()  # a coordinator needs a second factor
    appointments.appoint(person, Role.REPRESENTATIVE, by=None, organisation=home)
    signed_in.force_login(person)
    for name, who, url in (
        ("public list, filtered", client, f"{teaser}?country=PL"),
        ("catalogue, filtered", signed_in, f"{reverse('matching:catalogue-list')}?country=PL"),
        ("map of all", signed_in, reverse("matching:catalogue-map")),
    ):
        seconds, page = timed(lambda who=who, url=url: who.get(url, secure=True), TIMES)
        assert page.status_code == 200, (page.status_code, page.headers.get("location"))
        with CaptureQueriesContext(connection) as asked:
            who.get(url, secure=True)
        tell(
            request=name, milliseconds=ms(seconds), per_second=round(1 / seconds),
            queries=len(asked), bytes=len(gzip.compress(page.content)),
            ready_page=ms(one), ratio=round(seconds / one, 1),
        )  # fmt: skip


def timed(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """The median of some runs, after one that warms up where there are several; and the answer."""
    if times > SLOW_TIMES:
        work()
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        answer = work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent), answer


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
