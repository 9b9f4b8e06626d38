"""Load the vendored code lists of ``clusters/programme/data``; its README names their sources.

A list is written again only when its file changed. Rows are never deleted: organisations point to
them, and a version that was official once stays readable.
"""

import csv
import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import transaction

from blues.common.folding import fold, words_of
from clusters.programme.codes import Code, CodeList, IndustryCode, Region, Scheme

DATA = Path(__file__).resolve().parent.parent / "data"
LABELS = ["en", "label", "latin"]
LANGUAGES = ["de", "es", "fr", "pl", "cs"]  # of NACE Rev. 2, besides English
Facts = dict[str, Any]
CodeModel = type[IndustryCode] | type[Region]

REUSE = "Commission Decision 2011/833/EU: free reuse, the source is named"
NACE_SOURCE = "Eurostat, statistical classification of economic activities"
NUTS_SOURCE = "Eurostat, workbook “NUTS 2021 – NUTS 2024”"
NACE_2: Facts = {
    "scheme": Scheme.NACE,
    "version": "2",
    "name": "NACE Rev. 2",
    "valid_from": date(2008, 1, 1),
    "valid_until": date(2024, 12, 31),
    "source": f"{NACE_SOURCE}; Regulation (EC) No 1893/2006",
    "licence": REUSE,
}
NACE_2_1: Facts = {
    "scheme": Scheme.NACE,
    "version": "2.1",
    "name": "NACE Rev. 2.1",
    "valid_from": date(2025, 1, 1),
    "valid_until": None,
    "source": f"{NACE_SOURCE}; Delegated Regulation (EU) 2023/137",
    "licence": REUSE,
}
NUTS_2021: Facts = {
    "scheme": Scheme.NUTS,
    "version": "2021",
    "name": "NUTS 2021",
    "valid_from": date(2021, 1, 1),
    "valid_until": date(2023, 12, 31),
    "source": f"{NUTS_SOURCE}; Delegated Regulation (EU) 2019/1755",
    "licence": REUSE,
}
NUTS_2024: Facts = {
    "scheme": Scheme.NUTS,
    "version": "2024",
    "name": "NUTS 2024",
    "valid_from": date(2024, 1, 1),
    "valid_until": None,
    "source": f"{NUTS_SOURCE}; Delegated Regulation (EU) 2023/674",
    "licence": REUSE,
}
# The newest of a scheme first: an older list points to its entries as successors.
LISTS = [NACE_2_1, NACE_2, NUTS_2024, NUTS_2021]


@transaction.atomic
def load() -> list[CodeList]:
    """Put every list in place; the lists that were written."""
    kept = dict(CodeList.objects.values_list("name", "fingerprint"))
    return [_write(facts) for facts in LISTS if kept.get(facts["name"]) != _fingerprint(facts)]


def _file(facts: Facts) -> Path:
    return DATA / f"{facts['scheme'].value}-{facts['version']}.csv"


def _fingerprint(facts: Facts) -> str:
    """Of the file and of how rows are made of it."""
    made_by = b"rows, form 1"
    return hashlib.sha256(made_by + _file(facts).read_bytes()).hexdigest()


def _write(facts: Facts) -> CodeList:
    code_list, _created = CodeList.objects.update_or_create(
        scheme=facts["scheme"],
        version=facts["version"],
        defaults={**facts, "fingerprint": _fingerprint(facts)},
    )
    model, read = READERS[facts["scheme"]]
    successors = _successors(model, facts)
    synonyms = _synonyms(facts)
    keys: dict[str, int] = {}
    rows = sorted(enumerate(_rows(facts), start=1), key=_level_of)
    for _level, level_rows in groupby(rows, key=_level_of):
        entries = [
            read(
                row,
                code_list=code_list,
                code=row["code"],
                level=int(row["level"]),
                position=position,
                parent_id=keys.get(row["parent"]),
                successor_id=successors.get(row["next"]),
                folded=fold(row["code"]),
                words=_words(row["code"], _text(row), synonyms.get(row["code"], "")),
            )
            for position, row in level_rows
        ]
        keys |= {entry.code: entry.pk for entry in _upsert(model, entries)}
    return code_list


def _rows(facts: Facts) -> Iterator[dict[str, str]]:
    with _file(facts).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _synonyms(facts: Facts) -> dict[str, str]:
    """What the older lists call, in all their languages, the entries that this list took over."""
    older = [
        row
        for other in LISTS
        if other["scheme"] == facts["scheme"] and other["valid_from"] < facts["valid_from"]
        for row in _rows(other)
    ]
    return {row["next"]: _text(row) for row in older if row["next"]}


def _text(row: dict[str, str]) -> str:
    """What can be searched of a row: its labels."""
    return " ".join(row[name] for name in (*LABELS, *LANGUAGES) if row.get(name))


def _level_of(numbered_row) -> int:
    return int(numbered_row[1]["level"])


def _successors(model: CodeModel, facts: Facts) -> dict[str, int]:
    """The entries of the newer lists by their code."""
    newer = model.objects.filter(code_list__valid_from__gt=facts["valid_from"])
    return dict(newer.values_list("code", "pk"))


def _upsert(model: Any, entries: list[Code]) -> list[Code]:
    return model.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["code_list", "code"],
        update_fields=[
            field.name
            for field in model._meta.concrete_fields
            if field.name not in ("id", "code_list", "code")
        ],
    )


def _industry(row: dict[str, str], **fields) -> IndustryCode:
    labels = {language: row[language] for language in LANGUAGES if row.get(language)}
    return IndustryCode(label=row["en"], translations=labels, **fields)


def _region(row: dict[str, str], **fields) -> Region:
    return Region(
        label=row["label"],
        latin=row["latin"],
        kind=row["kind"],
        country_code=row["country"],
        **fields,
    )


def _words(*texts: str) -> str:
    """Every word once, each after a space: " word" finds where a word begins."""
    return "".join(f" {word}" for word in dict.fromkeys(words_of(" ".join(texts))))


READERS: dict[Scheme, tuple[CodeModel, Callable[..., Code]]] = {
    Scheme.NACE: (IndustryCode, _industry),
    Scheme.NUTS: (Region, _region),
}
