"""Words that people type, looked for in every language of the programme, mistakes forgiven."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from blues.common.folding import words_of
from exchanges.matching.catalogue.packed import floats, integers

MOST_WORDS = 8
MOST_LIKE = 4  # words of entries that may stand in for one that nobody has written
LIKENESS = 0.34  # share of common letter triples; "texitle" and "textile" have 0.36
RANKED_UP_TO = 3000  # hits; reading the texts of more takes longer than anybody looks through

# Only a subquery waits for its case: an aggregate in one is counted in any case (PostgreSQL manual,
# 9.18.1). Ranks come with their registrations, so that the order of rows does not matter.
FIND = """
    WITH found AS MATERIALIZED (
        SELECT registration_id FROM exchanges_catalogueentry WHERE document @@ {query})
    SELECT (SELECT string_agg(int8send(registration_id), ''::bytea) FROM found),
           CASE WHEN (SELECT count(*) FROM found) <= %s THEN (
               SELECT ARRAY[string_agg(int8send(registration_id), ''::bytea),
                            string_agg(float8send(ts_rank(document, {query})), ''::bytea)]
               FROM exchanges_catalogueentry
               WHERE registration_id IN (SELECT registration_id FROM found)) END
"""
LIKE = """
    SELECT typed, coalesce(array_agg(word ORDER BY likeness DESC, word), '{}')
    FROM unnest(%s::text[]) typed
    LEFT JOIN LATERAL (
        SELECT word, similarity(word, typed) AS likeness FROM exchanges_catalogueword
        WHERE word %% typed AND similarity(word, typed) >= %s
        ORDER BY likeness DESC, word LIMIT %s
    ) near ON true
    WHERE NOT EXISTS (
        SELECT FROM exchanges_catalogueentry WHERE document @@ exchanges_search_word(typed))
    GROUP BY typed
"""


@dataclass(frozen=True)
class Found:
    """``registrations`` that have all words; ``ranks`` by how well, where there are not too many.

    ``instead`` are words that nobody has written, with those that were looked for instead.
    """

    registrations: np.ndarray
    ranks: np.ndarray | None
    instead: dict[str, tuple[str, ...]]


def find(text: str) -> Found:
    """One query where something is found, three at most."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return Found(np.zeros(0, dtype=np.int64), None, {})
    found = _find([(word,) for word in words])
    if len(found.registrations):
        return found
    instead = _like(words)
    if not instead:
        return found
    forgiven = _find([instead.get(word, (word,)) for word in words])
    return Found(forgiven.registrations, forgiven.ranks, instead)


def _find(alternatives: Sequence[Sequence[str]]) -> Found:
    """Entries that have of each group at least one word."""
    groups = [
        "(" + " || ".join(["exchanges_search_word(%s)"] * len(group)) + ")"
        for group in alternatives
    ]
    query = f"({' && '.join(groups)})"
    typed = [word for group in alternatives for word in group]
    with connection.cursor() as cursor:
        cursor.execute(FIND.format(query=query), [*typed, RANKED_UP_TO, *typed])
        registrations, ranked = cursor.fetchone()
    if registrations is None or ranked is None:
        return Found(integers(registrations), None, {})
    ranked_registrations, ranks = ranked
    return Found(integers(ranked_registrations), floats(ranks), {})


def _like(words: list[str]) -> dict[str, tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(LIKE, [words, LIKENESS, MOST_LIKE])
        return {typed: tuple(near) for typed, near in cursor.fetchall() if any(near)}
