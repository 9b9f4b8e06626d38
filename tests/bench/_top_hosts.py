"""The 20 best of 100,000 hosts for one visitor: compiled, in SQL over bit masks, and in a loop."""

import time
from dataclasses import replace
from heapq import nlargest
from statistics import median

import numpy as np
from django.db import connection, transaction

from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.pairs import KEPT, Field, Side
from tests.bench._programmes import RULES, as_candidates, drawn
from tests.bench.matching import naive_score, timed

PARTICIPANTS = 250_000  # of whom 100,000 are hosts
ASKED, ASKED_IN_SQL = 60, 10
MOST_OF_SQL, MOST_OF_LOOP, MOST_SPREAD = 1 / 25, 1 / 70, 1.5

COLUMNS = ("country", "modes", "languages", "topics", "wants", "first", "last")
TABLE = f"CREATE TEMP TABLE bench_host ({', '.join(f'{name} bigint' for name in COLUMNS)})"
# The subject alone, so that the database has less to do than we have.
BEST = """
SELECT 40 * least(bit_count((topics & %(topics)s)::bit(64)), 3)
     + 40 * least(bit_count((wants & %(wants)s)::bit(64)), 3) AS points
FROM bench_host
WHERE country <> %(country)s AND modes & %(modes)s <> 0 AND languages & %(languages)s <> 0
  AND least(last, %(last)s) - greatest(first, %(first)s) >= %(shortest)s
ORDER BY points DESC LIMIT 20
"""


def lines() -> list[dict]:
    field = drawn(PARTICIPANTS)
    alone(field, 0).best_hosts()
    asked = [alone(field, visitor) for visitor in range(ASKED)]
    middle = median(waited(one.best_hosts) for one in asked)
    own = sorted(timed(one.best_hosts)[1] for one in asked)
    spread = own[int(ASKED * 0.95) - 1] / median(own)
    sql, loop = median(in_sql(field)), in_a_loop(field)
    held = middle <= sql * MOST_OF_SQL and middle <= loop * MOST_OF_LOOP
    return [
        {
            "bench": "matching",
            "goal": "M7",
            "what": "the 20 best of 100,000 hosts for one visitor",
            "milliseconds": round(middle * 1_000, 2),
            "ratio_to_sql": round(middle / sql, 4),
            "ratio_to_naive_loop": round(middle / loop, 5),
            "p95_to_p50": round(spread, 2),
            "goal_held": held and spread <= MOST_SPREAD,
        }
    ]


def alone(field: Field, visitor: int) -> Field:
    """One visitor before all hosts."""
    side = field.visitors
    chosen = {name: getattr(side, name)[visitor : visitor + 1] for name in Side._fields}
    return replace(field, visitors=Side(**chosen | {"windows": np.array([0, 1])}))


def in_a_loop(field: Field) -> float:
    """Seconds of a loop over objects; its best must score what ours do."""
    hosts = as_candidates(field.hosts, Host, range(len(field.hosts.country)))
    (visitor,) = as_candidates(field.visitors, Visitor, [0])
    best, seconds = timed(lambda: nlargest(KEPT, (naive_score(visitor, one) for one in hosts)))
    assert best == alone(field, 0).best_hosts()[0][0].tolist()
    return seconds


def in_sql(field: Field) -> list[float]:
    hosts, visitors = field.hosts, field.visitors
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLE)
        columns = [getattr(hosts, name).astype(np.int64).tolist() for name in COLUMNS]
        with cursor.copy(f"COPY bench_host ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in zip(*columns, strict=True):
                copy.write_row(row)
        cursor.execute("ANALYZE bench_host")

        def ask(visitor: int) -> None:
            told = {name: int(getattr(visitors, name)[visitor]) for name in COLUMNS}
            cursor.execute(BEST, told | {"shortest": RULES.shortest_stay_days})
            assert len(cursor.fetchall()) <= KEPT

        ask(0)
        seconds = [waited(lambda v=visitor: ask(v)) for visitor in range(ASKED_IN_SQL)]
        transaction.set_rollback(True)
    return seconds


def waited(work) -> float:
    """Seconds on the wall: the database works in a process of its own."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
