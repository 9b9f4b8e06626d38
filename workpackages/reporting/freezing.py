"""Taking a copy, in the background: read, count, write, keep. Doing it twice changes nothing."""

import tempfile

from django.core.files.base import ContentFile
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from blues import journal
from blues.documents.snapshots import canonical, digest
from blues.jobs import GiveUp
from exchanges.models import Exchange
from workpackages.reporting import content, indicators, rules, workbook
from workpackages.reporting.columns import COLUMNS
from workpackages.reporting.masking import masked
from workpackages.reporting.models import Snapshot, workbook_path
from workpackages.reporting.phases import STATES_IN, Phase
from workpackages.reporting.records import records_of, reported

NO_LONGER_ALLOWED = gettext_noop("Whoever asked for this copy may no longer take it.")
LANGUAGE = "en"  # of the report to the agency
READING = gettext_noop("Reading the exchanges")
COUNTING = gettext_noop("Computing the indicators")
WRITING = gettext_noop("Writing the workbook")
KEEPING = gettext_noop("Keeping the file")


def freeze(snapshot: Snapshot, *, report=lambda percent, note: None) -> Snapshot:
    """Read what the copy covers and freeze it. ``report`` hears how far the work has come."""
    if not rules.may_take(snapshot.taken_by, cluster=snapshot.cluster, variant=snapshot.variant):
        raise GiveUp(NO_LONGER_ALLOWED)
    with translation.override(LANGUAGE):
        report(5, READING)
        exchanges = reported(rules.covered(snapshot))
        records = _records(snapshot, exchanges)
        report(40, COUNTING)
        computed = indicators.compute(records, target=snapshot.programme.target_exchanges)
        _describe(snapshot, records, computed)
        report(60, WRITING)
        book = _workbook(snapshot, records, computed)
    report(90, KEEPING)
    snapshot.counted.set(_counted(exchanges))
    _keep(snapshot, book)
    journal.record(
        snapshot.case,
        "snapshot-frozen",
        by=None,
        sha256=snapshot.sha256,
        file_sha256=snapshot.file_sha256,
        exchanges=len(records),
    )
    return snapshot


def _records(snapshot, exchanges):
    records = records_of(exchanges)
    if snapshot.variant == Snapshot.Variant.FULL:
        return records
    return [masked(record, salt=str(snapshot.public_id)) for record in records]


def _counted(exchanges):
    completed = exchanges.filter(state__in=STATES_IN[Phase.COMPLETED])
    return Exchange.objects.filter(pk__in=completed.values("pk"))


def _describe(snapshot, records, computed) -> None:
    data = content.of(about=_about(snapshot), records=records, indicators=computed)
    snapshot.record = canonical(data)
    snapshot.sha256 = digest(snapshot.record)


def _about(snapshot) -> dict:
    programme, period = snapshot.programme, snapshot.period
    return {
        "programme": programme.name,
        "scheme": programme.scheme_name,
        "grant_number": programme.grant_number,
        "target": programme.target_exchanges,
        "scope": snapshot.scope,
        "first_day": period.first_day if period else programme.starts_on,
        "last_day": period.last_day if period else None,
        "taken_at": snapshot.taken_at,
        "variant": snapshot.variant,
        "columns": [column.key for column in COLUMNS],
    }


def _workbook(snapshot, records, computed) -> bytes:
    with tempfile.TemporaryFile() as file:
        workbook.write(
            file,
            records=records,
            indicators=computed,
            about=about_lines(snapshot),
            created=timezone.localtime(snapshot.taken_at).replace(tzinfo=None),
        )
        file.seek(0)
        return file.read()


def about_lines(snapshot: Snapshot) -> list[tuple]:
    """The sheet that says whose numbers these are, from when, and what they bind nobody to."""
    programme, period = snapshot.programme, snapshot.period
    day = timezone.localdate(snapshot.taken_at)
    return [
        (_("Programme"), f"{programme.name}, {programme.scheme_name}"),
        (_("Grant agreement"), programme.grant_number),
        (_("Agency"), programme.agency_on(day)),
        (_("Scope"), snapshot.scope),
        (_("From"), period.first_day if period else programme.starts_on),
        (_("Until"), period.last_day if period else day),
        (_("Copy taken at"), snapshot.taken_at),
        (_("Copy number"), str(snapshot.public_id)),
        (_("Variant"), str(snapshot.get_variant_display())),
        (_("SHA-256 of the data"), snapshot.sha256),
        (
            _("How exchanges are counted"),
            _(
                "Once, for the partner cluster of the visitor. Online exchanges count as well "
                "and are shown apart."
            ),
        ),
        (_("Funding"), programme.funding_line),
        (_("Disclaimer"), programme.disclaimer_for(_("workbook"), on=day)),
    ]


def _keep(snapshot: Snapshot, book: bytes) -> None:
    """The file is written inside the transaction; what a broken try left is replaced."""
    storage, name = Snapshot.file.field.storage, workbook_path(snapshot)
    storage.delete(name)
    snapshot.file.name = storage.save(name, ContentFile(book))
    snapshot.file_sha256, snapshot.size = digest(book), len(book)
    snapshot.state, snapshot.frozen_at = Snapshot.State.FROZEN, timezone.now()
    snapshot.save(
        update_fields=["record", "sha256", "file", "file_sha256", "size", "state", "frozen_at"]
    )
