"""The dry run: every row is read, judged and kept, and nothing in the directory changes."""

from collections import Counter
from collections.abc import Callable

from django.db import transaction

from clusters.imports import batches, comparing, entries, guessing, limits, reading, rules
from clusters.imports.entries import Entry
from clusters.imports.models import ImportBatch, ImportRow

CHUNK = 1_000  # rows written at a time
Report = Callable[[int, str], None]


@transaction.atomic
def check(batch: ImportBatch, *, by, report: Report) -> dict[str, int]:
    """Replace what an earlier check found; give the counts."""
    rules.require_still(by, batch.cluster)
    found = entries_of(batch, report=report)
    report(40, "")
    comparing.compare(found, cluster=batch.cluster, by=by)
    report(70, "")
    batch.rows.all().delete()
    for start in range(0, len(found), CHUNK):
        ImportRow.objects.bulk_create(_row(batch, entry) for entry in found[start : start + CHUNK])
        report(70 + 30 * start // len(found), "")
    batch.counts = counts_of(found)
    batch.state = ImportBatch.State.CHECKED
    batch.save(update_fields=["counts", "state"])
    return batch.counts


def entries_of(batch: ImportBatch, *, report: Report) -> list[Entry]:
    data = batches.contents(batch)
    language = guessing.SPOKEN_IN.get(batch.cluster.organisation.country_id, "")
    lines = list(reading.lines(data, sheet=batch.sheet, encoding=batch.encoding, language=language))
    report(15, "")
    head = [line for line in lines if line.number == batch.heading_row]
    body = [line for line in lines if line.number > batch.heading_row]
    if len(body) > limits.MOST_ROWS:
        raise reading.refusal("too-long")
    headings = {i: guessing.shown(cell) for line in head for i, cell in enumerate(line.cells)}
    layout = entries.layout(batch.columns, headings, fallbacks=batch.fallbacks, lines=body)
    return [entry for line in body if (entry := layout.entry(line)).values or entry.problems]


def counts_of(found: list[Entry]) -> dict[str, int]:
    counted = Counter(str(entry.outcome) for entry in found)
    return {str(outcome): counted[str(outcome)] for outcome in ImportRow.Outcome}


def _row(batch: ImportBatch, entry: Entry) -> ImportRow:
    return ImportRow(
        batch=batch,
        number=entry.number,
        name=entry.name,
        outcome=entry.outcome,
        values=entry.values,
        problems=entry.problems,
        differences=entry.differences,
        organisation_id=entry.organisation,
        repeats=entry.repeats,
        likeness=entry.likeness,
    )
