"""Asking for copies, accepting a period with one, and reading what is frozen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import jobs, journal
from blues.common.errors import Conflict, NotAllowed
from blues.documents.snapshots import digest
from clusters.programme.admission import require_writable
from workpackages.reporting import rules
from workpackages.reporting.models import ReportingPeriod, Snapshot

Variant = Snapshot.Variant


@transaction.atomic
def take(programme, *, by, period=None, variant=Variant.PSEUDONYMISED, cluster=None) -> Snapshot:
    """Ask for a copy; a job takes it. Once a period is accepted, its report is closed."""
    if not rules.may_take(by, cluster=cluster, variant=variant):
        raise NotAllowed(
            _("The programme coordinator takes copies; a coordinator, one of the own cluster."),
        )
    if period is not None and period.is_accepted:
        raise Conflict(_("The report on this period has been accepted and is closed."))
    require_writable(programme)
    snapshot = Snapshot.objects.create(
        programme=programme, period=period, cluster=cluster, variant=variant, taken_by=by
    )
    key = f"reporting.freeze:{snapshot.public_id}"
    snapshot.job = jobs.request(
        "reporting.freeze", key=key, by=by, snapshot=str(snapshot.public_id)
    )
    snapshot.save(update_fields=["job"])
    journal.record(snapshot.case, "snapshot-taken", by=by, variant=variant, scope=snapshot.scope)
    return snapshot


@transaction.atomic
def accept(period: ReportingPeriod, *, by) -> ReportingPeriod:
    """Note that the agency accepted the report: the newest copy of the period becomes its own."""
    if not by.is_programme_coordinator:
        raise NotAllowed(_("The programme coordinator notes the agency's acceptance."))
    period = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    require_writable(period.programme)
    if period.is_accepted:
        raise Conflict(_("This period has already been accepted."))
    newest = period.snapshots.frozen().first()
    if newest is None:
        raise Conflict(
            _("There is no frozen copy of this period yet."), way_out=_("Take one first.")
        )
    period.accepted_at, period.accepted_by = timezone.now(), by
    period.accepted_snapshot = newest
    period.save(update_fields=["accepted_at", "accepted_by", "accepted_snapshot"])
    journal.record(newest.case, "report-accepted", by=by, period=period.number)
    return period


def workbook_of(snapshot: Snapshot) -> bytes:
    """The frozen file, compared with its digest on every read."""
    must_be_frozen(snapshot)
    with snapshot.file.open("rb") as stored:
        content = stored.read()
    return _intact(content, snapshot.file_sha256)


def record_of(snapshot: Snapshot) -> bytes:
    must_be_frozen(snapshot)
    return _intact(snapshot.record.encode(), snapshot.sha256)


def must_be_frozen(snapshot: Snapshot) -> None:
    if not snapshot.is_frozen:
        raise Conflict(_("This copy is not ready yet."), way_out=_("Try again in a minute."))


def _intact(content: bytes, expected: str) -> bytes:
    if digest(content) != expected:
        raise Conflict(
            _("The stored copy is not the one that was frozen."),
            way_out=_("Tell the operators; they can bring it back from the backup."),
        )
    return content
