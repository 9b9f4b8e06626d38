"""The way of a list, as the tests walk it."""

from blues import jobs
from clusters.imports import batches, guessing, reading
from clusters.imports.models import ImportBatch
from clusters.imports.words.countries import names
from clusters.models import Country
from tests.factories import CountryFactory


def all_countries() -> None:
    if Country.objects.count() < len(names("en")):
        for code in names("en"):
            CountryFactory(code=code)


def checked(cluster, data: bytes, *, by, name: str = "members.csv", **corrections) -> ImportBatch:
    """Upload, take the guesses (with corrections) for granted, and have the list checked."""
    batch = batches.upload(cluster=cluster, name=name, data=data, by=by)
    batch = batches.name_columns(
        batch,
        columns=corrections.get("columns", batch.columns),
        headings=headings_of(batch, data),
        fallbacks=batch.fallbacks | corrections.get("fallbacks", {}),
        by=by,
    )
    jobs.run_due()
    batch.refresh_from_db()
    return batch


def headings_of(batch: ImportBatch, data: bytes) -> dict[str, str]:
    sheet = reading.peek(data, encoding=batch.encoding).sheet(batch.sheet)
    columns = guessing.columns_of(sheet.beginning, batch.heading_row)
    return {column.key: batch.columns.get(str(column.index), "") for column in columns}


def applied(batch: ImportBatch, *, by, leaving_broken_out: bool = False) -> ImportBatch:
    batches.apply(batch, by=by, leaving_broken_out=leaving_broken_out)
    jobs.run_due()
    batch.refresh_from_db()
    return batch


def found(batch: ImportBatch) -> dict[str, int]:
    """The counts that are not zero."""
    return {outcome: count for outcome, count in batch.counts.items() if count}


def codes(batch: ImportBatch) -> dict[int, list[str]]:
    """What is wrong, by row."""
    return {row.number: [p["code"] for p in row.problems] for row in batch.rows.broken()}
