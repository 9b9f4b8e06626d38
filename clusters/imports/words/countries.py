"""Countries by name in six languages (Unicode CLDR) and by what lists write besides."""

import csv
from functools import cache
from pathlib import Path

from clusters.imports.words import LANGUAGES, plain

TABLE = Path(__file__).with_suffix(".csv")


@cache
def _table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def codes() -> dict[str, str]:
    """From the plain word, name or code (EL and UK too), to the ISO code."""
    found: dict[str, str] = {}
    for row in _table():
        words = [
            row["code"],
            *(row[language] for language in LANGUAGES),
            *row["besides"].split("|"),
        ]
        found |= {plain(word): row["code"] for word in words if word}
    return found


@cache
def names(language: str) -> dict[str, str]:
    return {row["code"]: row[language] for row in _table()}
